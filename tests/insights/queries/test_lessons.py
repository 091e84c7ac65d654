from __future__ import annotations

from feedback.analysis.teaching import NOTHING_TAUGHT, Anchors, Lesson
from feedback.insights.actions import themes as doing
from feedback.insights.queries import lessons, themes
from tests.factories import surveys
from tests.factories.heard import answered_about, counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.insights.actions.test_corrections import moved
from tests.insights.actions.test_merging import split


def test_nothing_was_taught(acme: Member) -> None:
    ground(acme)
    heard(acme)
    with acme.at_work():
        assert (lessons.typed(), lessons.anchors(), lessons.teaching()) == ([], [], NOTHING_TAUGHT)


def test_examples_corrections_confirmed_themes_and_words_teach(acme: Member) -> None:
    ground(acme)
    mention = heard(acme, n=1)[0]
    heard(acme, "customers", "waiting", n=1, text="We waited on the phone.")
    theme(acme, "noise", examples=["too loud"])
    theme(acme, "found-1", "found", terms=["parking", "lot", "car"])
    theme(acme, "gone", state="dismissed", examples=["never"])
    acme.do(lambda: doing.accept(themes.theme_named("found-1")).id)
    moved(acme, mention, ["waiting"], "noise")
    code = split(acme, "waiting", "phone")
    with acme.at_work():
        assert sorted(lessons.typed(), key=lambda one: (one.theme, one.text, one.belongs)) == [
            Lesson("found-1", "parking lot car"),
            Lesson("noise", "We waited far too long here.", "en", True),
            Lesson("noise", "too loud"),
            Lesson("waiting", "We waited far too long here.", "en", False),
        ]
        words = {lang: ("phone",) for lang in ("es", "en", "pt")}
        assert lessons.anchors() == [Anchors(code, words, "waiting")]


def test_words_of_protected_people_are_not_counted_before_they_may_be_read(acme: Member) -> None:
    ground(acme)
    heard(acme, n=2)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 6, text="Our boss makes them wait.")
    counted(acme)
    with acme.at_work():
        known = lessons.background(themes.codebook())
    assert (known.sentences["en"], known.terms["en"].get("boss", 0)) == (2, 0)
