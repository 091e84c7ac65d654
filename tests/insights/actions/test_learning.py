from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from feedback import jobs
from feedback.db import db
from feedback.insights.actions import runs
from feedback.insights.models import LearnedModel, Mention
from feedback.insights.queries import learning
from tests.analysis.learning.made_up import rated
from tests.factories import evidence
from tests.factories.people import Member
from tests.factories.runs import WAITED, analysed, ground

Browser = Callable[..., FlaskClient]


def taught(of: Member) -> None:
    """Ninety comments in words that no lexicon knows, with ratings; and one that names a theme."""
    evidence.note(of, text=WAITED)
    lines = "".join(f"{one.text},{one.rating:.0f}\n" for one in rated(90))
    evidence.imported(of, f"text,stars\n{lines}", lang="es", **evidence.stars())


def test_a_run_learns_says_so_and_reads_what_comes_later_in_the_same_way(
    acme: Member, globex: Member, as_member: Browser
) -> None:
    ground(acme)
    taught(acme)
    first = analysed(acme)
    (noted,) = first.learned
    assert {name: noted[name] for name in ("kind", "lang", "examples")} == {
        "kind": "sentiment",
        "lang": "es",
        "examples": 90,
    }
    assert noted["agreement"] > noted["before"] and noted["share"] > 0
    with acme.at_work():
        row = db.session.scalars(select(LearnedModel)).one()
        kept = learning.learned()
        assert (row.run_id, row.share, row.agreement) == (first.id, noted["share"], noted["agreement"])
        assert kept.sentiment["es"].worth.examples == 90
        words = [word for words in db.session.scalars(select(Mention.words)) for word in words]
        assert {word[2] for word in words if len(word) > 2} == {"learned"}
    page = as_member(acme).get("/o/acme/themes?lang=en").get_data(as_text=True)
    assert "Learned how comments feel from 90 of your own scores (Español)" in page
    evidence.note(acme, text="mesa calunfo lunes")
    second = analysed(acme)
    assert (second.scope, second.read, second.learned) == ("added", 1, first.learned)
    with acme.at_work():
        assert learning.learned() == kept
    with globex.at_work():
        assert not learning.learned()


def test_the_same_comments_teach_the_same(acme: Member) -> None:
    ground(acme)
    taught(acme)
    analysed(acme)
    with acme.at_work():
        first = learning.learned().digest
    acme.do(lambda: runs.start_run(everything=True).id)
    jobs.work_off(acme.app)
    with acme.at_work():
        assert learning.learned().digest == first
        assert len(db.session.scalars(select(LearnedModel)).all()) == 1
