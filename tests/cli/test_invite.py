"""`feedback invite`: everybody once, the reasons for those left out, and mails that came back."""

from __future__ import annotations

import json
import mailbox as boxes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from feedback.cli.invite import invite
from feedback.db import now
from tests.factories.mailings import GROUP, Post, posting
from tests.factories.people import Member

REPORT = """From: MAILER-DAEMON@mx.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; someone
Action: failed
Status: {status}

--b
Content-Type: text/rfc822-headers

Message-ID: {identity}
Subject: Hello

--b--
"""


@pytest.fixture
def mailing(acme: Member, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    monkeypatch.setattr("feedback.cli.edge.application", lambda: acme.app)
    with posting(acme) as opened:
        yield opened


def run(*arguments: str, code: int = 0) -> Any:
    result = CliRunner().invoke(invite, arguments)
    assert result.exit_code == code, result.output
    return json.loads(result.stdout) if code == 0 else result.output


def test_everybody_is_invited_once(mailing: Post) -> None:
    ids = mailing.people(4)
    mailing.change(ids[0], opted_out_at=now())
    mailing.change(ids[1], reference="C-2")
    mailing.mailbox.refusals = {f"person2@{GROUP}.example": "550 5.1.1 No such user"}
    skipped = [
        {"contact": f"person1@{GROUP}.example", "reason": "opted_out"},
        {"contact": "C-2", "reason": "bounced"},
    ]
    for sent in (2, 0):
        got = run(mailing.survey.code, "--json")
        assert got["sent"] == sent
        assert sorted(got["skipped"], key=str) == sorted(skipped, key=str)
        assert got["later"] == 0
    assert sorted(mailing.mailbox.addresses()) == [f"person{number}@{GROUP}.example" for number in (3, 4)]
    mailing.of.do(lambda: None)
    late = mailing.people(5)[4]
    assert late not in ids
    assert run(mailing.survey.code)["sent"] == 1


def test_a_name_that_does_not_exist_is_wrong_use(mailing: Post) -> None:
    run("no-such-survey", code=2)
    run(mailing.survey.code, "--group", "nobody", code=2)
    run(code=2)


def test_without_a_mail_server_nothing_is_sent(mailing: Post) -> None:
    mailing.people(1)
    config = mailing.of.app.config
    config["FEEDBACK"] = config["FEEDBACK"].replaced(SMTP_URL="")
    run(mailing.survey.code, code=1)


def test_mails_that_came_back_are_read_from_a_mailbox(mailing: Post, tmp_path: Path) -> None:
    mailing.people(3)
    run(mailing.survey.code)
    path = tmp_path / "returned.mbox"
    box = boxes.mbox(path)
    for mail, status in zip(mailing.mailbox.mails, ("5.1.1", "4.4.7"), strict=False):
        box.add(REPORT.format(status=status, identity=mail["Message-ID"]))
    box.add(REPORT.format(status="5.1.1", identity="<other@example.com>"))
    box.add("Subject: Out of office\n\nI am away.\n")
    box.close()
    assert run("--bounced", str(path)) == {"read": 4, "known": 2}
    with mailing.of.at_work():
        from feedback.db import db
        from feedback.stakeholders.models import Contact

        assert sorted(db.session.scalars(db.select(Contact.bounce))) == ["", "hard", "soft"]
