"""Reports on their way: once a round to each, in their language, with nothing of a handful of people."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pypdfium2
import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import delete, update

from feedback import jobs, printing
from feedback.accounts.models import Membership, User
from feedback.analysis.disclosure import Shown
from feedback.db import db, everywhere, now, writing
from feedback.jobs import Job
from feedback.permissions import Role
from feedback.reports import rules
from feedback.reports.queries import documents, schedules
from tests.factories import slides
from tests.factories.backlog import ground
from tests.factories.mailbox import Mailbox, mail_server
from tests.factories.people import Member, member
from tests.factories.reports import schedule
from tests.factories.surveys import answered, counted, opened, published, standard

KIND = "pdf" if printing.is_available() else "html"


@pytest.fixture
def mailbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with mail_server() as box:
        monkeypatch.setitem(app.config, "FEEDBACK", app.config["FEEDBACK"].replaced(SMTP_URL=box.url))
        yield box


def goes_out(of: Member) -> None:
    """What a worker does within a minute; what failed and waits is tried at once."""
    jobs.sweep(of.app)


def again(of: Member) -> None:
    with of.app.app_context(), everywhere(), writing() as session:
        session.execute(update(Job).where(Job.state == jobs.WAITING).values(run_at=now()))
    jobs.sweep(of.app)


def lived(of: Member) -> None:
    """Three customers judge the visit, and five the booking."""
    ground(of)
    code = published(of, *standard("visit"))
    survey = opened(of, code, ["customers"])
    for score in (3, 4, 5):
        answered(survey, "customers", 1, csat=score)
    counted(survey)


def test_a_round_goes_to_each_once_and_the_next_has_its_day(acme: Member, mailbox: Mailbox) -> None:
    other = member(acme.app, "acme", Role.VIEWER)
    made = schedule(acme, acme.user_id, other.user_id, workbook=True)
    goes_out(acme)
    goes_out(acme)
    assert sorted(mailbox.addresses()) == sorted([acme.email, other.email])
    with acme.at_work():
        row = schedules.schedule(made)
        assert row.next_on == now().date() + timedelta(days=7)
        assert {one.sent_on for one in row.readers} == {now().date()}
    [mine], [theirs] = mailbox.to(acme.email), mailbox.to(other.email)
    names = [str(one.get_filename()) for one in mine.iter_attachments()]
    assert [name.rpartition(".")[2] for name in names] == [KIND, "xlsx"]
    assert all(name.startswith("Acme-informe-del-") for name in names), names
    assert [str(one.get_filename()).rpartition(".")[2] for one in theirs.iter_attachments()] == [KIND]


def test_slides_come_instead_of_paper_or_beside_it_for_who_may(acme: Member, mailbox: Mailbox) -> None:
    other = member(acme.app, "acme", Role.VIEWER)
    schedule(acme, acme.user_id, other.user_id, shape="slides")
    schedule(acme, shape="both")
    goes_out(acme)
    assert sorted(kinds(one) for one in mailbox.to(acme.email)) == [[KIND, "pptx"], ["pptx"]]
    assert [kinds(one) for one in mailbox.to(other.email)] == [[KIND]]
    show = slides.opened(attached(mailbox.to(acme.email)[0], "pptx"))
    assert "Informe para la dirección" in "\n".join(slides.words(one) for one in show.slides)


def test_what_is_too_large_for_a_mail_is_left_out_and_said(
    acme: Member, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slides and workbook of nothing have some ten thousand bytes each."""
    monkeypatch.setattr(rules.fitting, "__defaults__", (20_000,))
    speaks(acme, "en")
    schedule(acme, shape="slides", workbook=True)
    goes_out(acme)
    [mail] = mailbox.to(acme.email)
    assert kinds(mail) == ["xlsx"]
    body = mail.get_body(("plain",))
    assert body is not None and "Not all of it fits into a mail" in body.get_content()


def kinds(mail: EmailMessage) -> list[str]:
    """The endings of what a mail brings."""
    return [str(one.get_filename()).rpartition(".")[2] for one in mail.iter_attachments()]


def test_it_says_its_findings_and_holds_back_what_only_members_see(acme: Member, mailbox: Mailbox) -> None:
    lived(acme)
    schedule(acme, workbook=True)
    goes_out(acme)
    [mail] = mailbox.to(acme.email)
    assert mail["Subject"].startswith("Acme, ")
    body = mail.get_body(("plain",))
    assert body is not None
    assert "/o/acme/reports/mails" in body.get_content()
    book = load_workbook(io.BytesIO(attached(mail, "xlsx")))
    assert 3 not in [row[5] for row in book.worksheets[1].values]
    with acme.at_work():
        seen = documents.document()
    assert [one.result.n for one in seen.scores if isinstance(one.result, Shown)] == [3]


def attached(mail: EmailMessage, kind: str) -> bytes:
    [file] = [one for one in mail.iter_attachments() if str(one.get_filename()).endswith(kind)]
    found: bytes = file.get_content()
    return found


def test_each_reads_it_in_their_language(acme: Member, mailbox: Mailbox) -> None:
    other = member(acme.app, "acme", Role.MANAGER)
    speaks(acme, "en")
    speaks(other, "es")
    schedule(acme, acme.user_id, other.user_id)
    goes_out(acme)
    assert mailbox.to(acme.email)[0]["Subject"].startswith("Acme, report of ")
    assert not mailbox.to(other.email)[0]["Subject"].startswith("Acme, report of ")
    if KIND == "pdf":
        paper = pypdfium2.PdfDocument(attached(mailbox.to(acme.email)[0], "pdf"))
        assert paper.is_tagged()
        assert "This copy left the product" in "".join(one.get_textpage().get_text_range() for one in paper)


def speaks(of: Member, language: str) -> None:
    def say() -> None:
        user = db.session.get(User, of.user_id)
        assert user is not None
        user.language = language

    of.do(say)


def test_whoever_was_not_reached_gets_it_later_and_nobody_twice(acme: Member, mailbox: Mailbox) -> None:
    other = member(acme.app, "acme", Role.VIEWER)
    mailbox.refusals[other.email] = ["451 later"]
    made = schedule(acme, acme.user_id, other.user_id)
    goes_out(acme)
    assert mailbox.addresses() == [acme.email]
    with acme.at_work():
        assert schedules.schedule(made).next_on == now().date()
    again(acme)
    assert mailbox.addresses() == [acme.email, other.email]
    with acme.at_work():
        assert schedules.schedule(made).next_on > now().date()


def test_a_refusal_is_written_down_and_stops_nobody(acme: Member, mailbox: Mailbox) -> None:
    other = member(acme.app, "acme", Role.VIEWER)
    mailbox.refusals[acme.email] = "550 5.1.1 no such mailbox"
    made = schedule(acme, acme.user_id, other.user_id)
    goes_out(acme)
    assert mailbox.addresses() == [other.email]
    with acme.at_work():
        row = schedules.schedule(made)
        assert {one.user_id: one.refused for one in row.readers} == {acme.user_id: True, other.user_id: False}


def test_nothing_goes_before_its_day_or_without_a_mail_server(acme: Member, mailbox: Mailbox) -> None:
    schedule(acme, next_on=now().date() + timedelta(days=1))
    goes_out(acme)
    assert mailbox.addresses() == []


def test_without_a_mail_server_it_waits(acme: Member) -> None:
    made = schedule(acme)
    goes_out(acme)
    with acme.at_work():
        assert schedules.schedule(made).next_on == now().date()


def test_who_left_the_organisation_gets_nothing(acme: Member, mailbox: Mailbox) -> None:
    other = member(acme.app, "acme", Role.VIEWER)
    schedule(acme, acme.user_id, other.user_id)
    acme.do(lambda: db.session.execute(delete(Membership).where(Membership.user_id == other.user_id)))
    goes_out(acme)
    assert mailbox.addresses() == [acme.email]
