from __future__ import annotations

from feedback.surveys.document import Texts
from feedback.surveys.library import entry
from feedback.surveys.library.model import Entry, Service
from tests.surveys.samples import asked, questionnaire

SERVICE = Service("any", Texts())
AFTER = {"left": {"question": "id-a"}, "is": "answered"}


def one(*questions: dict[str, object], minutes: int | None = None) -> Entry:
    return Entry("x", SERVICE, "customer", Texts(), questionnaire(*questions), minutes)


def test_questions_with_a_condition_are_follow_ups() -> None:
    found = one(asked("a"), asked("b", "longtext", shown_when=AFTER), asked("c"))
    assert (found.questions, found.follow_ups) == (2, 1)


def test_minutes_grow_with_what_is_asked() -> None:
    scale = [asked(f"s{i}") for i in range(11)]
    assert one(scale[0]).minutes == 1
    assert one(*scale).minutes == 1
    assert one(*scale, asked("t", "longtext")).minutes == 2
    assert one(*scale, asked("a"), asked("t", "longtext", shown_when=AFTER)).minutes == 2
    assert one(scale[0], minutes=3).minutes == 3


def test_stages_are_those_it_asks_about() -> None:
    assert [stage.code for stage in entry("repair-suppliers").stages] == ["booking", "wait", "visit", "billing"]
    assert entry("persona").stages == ()
