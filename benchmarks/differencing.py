"""Disclosure: an attacker asks every page, file, picture, command and API answer of the example and subtracts.

For every question of every protected survey the people behind each published figure are the unknowns of a system of
equations; it is solved exactly for sets of fewer people than the survey promised. It should find none.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from _serving import load, table  # noqa: E402
from flask import Flask  # noqa: E402

from feedback import config, create_app  # noqa: E402
from feedback.accounts.tokens import actions as tokens  # noqa: E402
from feedback.cli.database import upgrade  # noqa: E402
from feedback.cli.example import make_whole  # noqa: E402
from feedback.cocreation.loading.content import EMAIL, PASSWORD, read  # noqa: E402
from feedback.cocreation.queries import example  # noqa: E402
from feedback.db import inside, writing  # noqa: E402
from feedback.permissions import Role  # noqa: E402
from tests.e2e.differencing import Attacked, attack  # noqa: E402
from tests.factories.people import Member, sign_in  # noqa: E402


def main() -> int:
    """Attack the example organisation and print what was asked and found; 1 where a small group was found."""
    with tempfile.TemporaryDirectory(prefix="feedback-differencing-") as folder:
        found = _attacked(_app(folder))
    lines: list[list[object]] = [
        [one.survey, one.k, len(one.published), _variables(one), one.smallest or "-", len(one.found)] for one in found
    ]
    table(
        ["survey", "k", "figures shown", "questions and stages", "fewest people behind one", "small groups found"],
        lines,
    )
    sources = sorted({source for one in found for source in one.sources})
    print(f"asked: {', '.join(sources)}; {load()}")
    return int(any(one.found for one in found))


def _variables(one: Attacked) -> int:
    return len({each.variable for each in one.published})


def _attacked(app: Flask) -> list[Attacked]:
    content = read()
    with app.app_context():
        make_whole(content)
        organisation = example.organisation(content.code)
        assert organisation is not None, "it was loaded just now"
        organisation_id = organisation.id
    client = app.test_client()
    owner = Member(app, content.code, organisation_id, organisation_id, EMAIL, Role.OWNER)
    sign_in(client, owner, PASSWORD)
    with app.app_context(), writing(), inside(organisation_id):
        _, secret = tokens.make(name="attacker", scopes=("read",), by=None)
    return attack(app, client, organisation_id, content.code, app.test_client(), secret)


def _app(folder: str) -> Flask:
    environ = {
        "FEEDBACK_VAR": folder,
        "FEEDBACK_BUFFER_KEY_FILE": f"{folder}/keys/buffer.key",
        "FEEDBACK_SECRET_KEY": "a secret of the benchmarks",
        "FEEDBACK_BASE_URL": "http://localhost",
        "FEEDBACK_LOG_LEVEL": "WARNING",
    }
    app = create_app(config.load(environ))
    upgrade(app)
    return app


if __name__ == "__main__":
    sys.exit(main())
