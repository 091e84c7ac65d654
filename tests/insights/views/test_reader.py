from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from feedback.db import db
from feedback.insights.models import Comment, Mention, MentionTheme, Theme
from feedback.permissions import Role
from tests.factories import surveys
from tests.factories.heard import answered_about, heard, theme
from tests.factories.people import Member, member, post
from tests.factories.runs import ground
from tests.statements import counted as statements

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, query: str = "") -> str:
    answer = client.get(f"/o/acme/themes/reader?lang=en&{query}")
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def one_comment(of: Member, stage: str | None = "visit") -> tuple[UUID, UUID]:
    """A comment and its sentence."""
    ground(of)
    (mention,) = heard(of, "customers", "waiting", "neg", stage, n=1)
    with of.at_work():
        comment = db.session.scalar(db.select(Comment.id))
        assert comment is not None
        return comment, mention


def say(client: FlaskClient, comment: UUID, status: int = 303, **data: Any) -> Any:
    answer = post(client, f"/o/acme/themes/reader/{comment}?theme=waiting&sentence=0", data)
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return answer


def carried(of: Member) -> list[str]:
    with of.at_work():
        wanted = db.select(Theme.code).join(MentionTheme, MentionTheme.theme_id == Theme.id).order_by(Theme.code)
        return list(db.session.scalars(wanted))


def test_an_empty_reader_says_so(acme: Member, as_member: Browser) -> None:
    assert "No comment fits." in shown(as_member(acme))


def test_a_comment_with_what_was_understood_and_why(acme: Member, as_member: Browser) -> None:
    one_comment(acme)

    def weigh() -> None:
        for mention in db.session.scalars(db.select(Mention)):
            mention.words = [["too long", -1.6], ["waited", -0.5, "learned"]]

    acme.do(weigh)
    page = shown(as_member(acme))
    assert "<mark>We waited far too long here.</mark>" in page
    assert re.search(r'too long</span> <b class="s-neg">−1.6</b>', page)
    assert "learned" in page and "0 of 1 reviewed" in page
    assert re.search(r'because of <q lang="en">', page)
    assert "English" in page and "Whoever wrote it was asked there." in page


def test_every_key_has_a_visible_button(acme: Member, as_member: Browser) -> None:
    comment, mention = one_comment(acme, None)

    def suggest() -> None:
        row = db.session.get(Comment, comment)
        from feedback.journeys import queries as journeys

        assert row is not None
        row.suggested_stage_id, row.stage_certainty = journeys.stage_named("visit").id, 0.8

    acme.do(suggest)
    heard(acme, "customers", "waiting", "pos", None, n=2)
    browser = as_member(acme)
    say(browser, comment, act="feel", mention=mention, sentiment="pos")
    with acme.at_work():
        first, second, third = db.session.scalars(db.select(Comment.id).order_by(Comment.id))
    pages = [shown(browser, f"comment={one}") for one in (first, second, third)]
    keys = {key for page in pages for found in re.findall(r'data-key="([^"]+)"', page) for key in found.split()}
    assert {"j", "k", "1", "2", "3", "t", "n", "s", "y", "u", "?", "ArrowDown", "ArrowUp"} <= keys
    assert "suggested, 80% certain" in "".join(pages)


def test_how_a_sentence_feels_is_put_right_and_taken_back(acme: Member, as_member: Browser) -> None:
    comment, mention = one_comment(acme)
    browser = as_member(acme)
    answer = say(browser, comment, act="feel", mention=mention, sentiment="pos")
    assert answer.location == f"/o/acme/themes/reader?theme=waiting&comment={comment}&sentence=0"
    assert "1 of 1 reviewed" in shown(browser)
    with acme.at_work():
        assert db.session.scalars(db.select(Mention.sentiment)).all() == ["pos"]
    say(browser, comment, act="undo")
    with acme.at_work():
        assert db.session.scalars(db.select(Mention.sentiment)).all() == ["neg"]
    assert "0 of 1 reviewed" in shown(browser)


def test_themes_are_added_replaced_and_taken_away(acme: Member, as_member: Browser) -> None:
    comment, mention = one_comment(acme)
    theme(acme, "noise")
    browser = as_member(acme)
    say(browser, comment, act="add", mention=mention, theme="noise")
    assert carried(acme) == ["noise", "waiting"]
    say(browser, comment, act="not", mention=mention, theme="waiting")
    assert carried(acme) == ["noise"]
    assert "somebody said so" in shown(browser)
    say(browser, comment, act="instead", mention=mention, theme="waiting")
    assert carried(acme) == ["waiting"]


def test_a_stage_is_accepted_or_denied(acme: Member, as_member: Browser) -> None:
    comment, _ = one_comment(acme, None)
    browser = as_member(acme)
    say(browser, comment, act="stage", stage="visit")
    with acme.at_work():
        row = db.session.get(Comment, comment)
        assert row is not None and row.decided_stage_id is not None
    say(browser, comment, act="stage", stage="none")
    with acme.at_work():
        row = db.session.get(Comment, comment)
        assert row is not None and row.unplaced


def test_all_of_it_is_right(acme: Member, as_member: Browser) -> None:
    comment, _ = one_comment(acme)
    browser = as_member(acme)
    say(browser, comment, act="right")
    assert "Reviewed: somebody looked at this comment." in shown(browser)
    assert "No comment is left to read here." in shown(browser, "open=1")


def test_what_cannot_be_is_said_on_the_same_page(acme: Member, as_member: Browser) -> None:
    comment, mention = one_comment(acme)
    browser = as_member(acme)
    for data in ({"act": "add", "theme": ""}, {"act": "stage", "stage": ""}, {"act": "undo"}):
        page = say(browser, comment, 422, mention=mention, **data).get_data(as_text=True)
        assert "We waited far too long here." in page
    for data in ({"act": "fly"}, {"act": "feel", "mention": "x"}, {"act": "stage", "stage": "nowhere"}):
        say(browser, comment, 404, **data)


def test_a_viewer_reads_and_corrects_nothing(acme: Member, app: Flask, as_member: Browser) -> None:
    comment, mention = one_comment(acme)
    viewer = as_member(member(app, "acme", Role.VIEWER))
    page = shown(viewer)
    assert "We waited far too long here." in page and 'data-key="1"' not in page
    say(viewer, comment, 403, act="feel", mention=mention, sentiment="pos")


def test_words_of_few_protected_people_are_not_read(acme: Member, as_member: Browser) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 6, text="Our boss makes them wait.")
    with acme.at_work():
        hidden = db.session.scalar(db.select(Comment.id))
        mention = db.session.scalar(db.select(Mention.id))
    browser = as_member(acme)
    assert "Our boss" not in shown(browser)
    assert browser.get(f"/o/acme/themes/reader?comment={hidden}").status_code == 404
    assert hidden is not None
    say(browser, hidden, 404, act="feel", mention=mention, sentiment="pos")
    say(browser, hidden, 404, act="right")


def test_what_is_not_there_is_not_found(acme: Member, as_member: Browser) -> None:
    browser = as_member(acme)
    for query in ("comment=x", "theme=nothing", "group=nobody", "stage=nowhere", "feeling=odd", "survey=none"):
        assert browser.get(f"/o/acme/themes/reader?{query}").status_code == 404


def test_the_page_asks_the_same_for_one_and_for_fifty(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=2)
    browser = as_member(acme)

    def reads() -> int:
        with statements(acme.app) as seen:
            shown(browser)
        return len(seen)

    reads()
    few = reads()
    for number in range(10):
        heard(acme, "employees", f"theme-{number}", n=5)
    assert reads() == few
