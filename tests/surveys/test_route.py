"""The way through a questionnaire: which page comes next, which before, and how far it is, honestly."""

from __future__ import annotations

from datetime import date
from typing import Any

from feedback.surveys.question_types import Answered
from feedback.surveys.route import Place, Progress, Route, route
from tests.surveys.samples import asked, questionnaire

TODAY = date(2026, 11, 22)
YES, NO = Answered(choices=("yes",)), Answered(choices=("no",))


def when(code: str, value: str) -> dict[str, Any]:
    return {"left": {"question": f"id-{code}"}, "is": "equals", "right": {"value": value}}


def trip() -> Route:
    """Trouble? If so: what, and (only if it was said) whether it was solved. Then one question for all."""
    document = questionnaire(
        asked("trouble", "yesno"),
        asked("what", "longtext", shown_when=when("trouble", "yes")),
        asked("solved", "yesno", shown_when={"left": {"question": "id-what"}, "is": "answered"}),
        asked("again", "nps"),
    )
    return route(document, tuple(document.questions()))


def at(way: Route, start: str, **answers: Answered) -> Place:
    return way.place(f"id-{start}" if start else "", None, {f"id-{k}": v for k, v in answers.items()}, {}, TODAY)


def codes(place: Place | None) -> list[str]:
    assert place is not None
    return [question.code for question in place.questions]


def test_pages_with_nothing_to_show_are_skipped_both_ways() -> None:
    first = at(trip(), "", trouble=NO).first()
    assert codes(first) == ["trouble"]
    assert codes(first.next()) == ["again"]
    last = at(trip(), "solved", trouble=NO)
    assert (last.next(), codes(last), codes(last.back())) == (None, ["again"], ["trouble"])
    assert first.back() is None


def test_a_page_is_named_by_the_question_it_begins_with_also_when_that_is_hidden() -> None:
    last = at(trip(), "solved", trouble=NO)
    assert (last.start, codes(last)) == ("id-solved", ["again"])


def test_how_far_it_is_counts_what_may_still_come() -> None:
    assert at(trip(), "").progress() == Progress(1, 2, 3)
    assert at(trip(), "what", trouble=YES).progress() == Progress(2, 3, 3)
    assert at(trip(), "solved", trouble=NO).progress() == Progress(2, 2, 2)


def test_what_a_question_depends_on_is_followed_through_others() -> None:
    assert trip().needs["id-solved"] == {"id-trouble", "id-what"}
    assert trip().needs["id-again"] == frozenset()


def test_a_questionnaire_without_conditions_is_one_certain_page() -> None:
    document = questionnaire(asked("nps"), asked("why", "longtext"))
    way = route(document, tuple(document.questions()))
    assert (way.branches, way.random, way.repeats) == (False, False, False)
    assert at(way, "").progress() == Progress(1, 1, 1)


def test_texts_that_repeat_answers_are_noticed_wherever_they_stand() -> None:
    for parts in (
        {"text": {"es": "¿Por qué {nps}?"}},
        {"help": {"es": "Dijiste {nps}"}},
        {"missing_text": {"es": "{nps}"}},
        {"settings": {"low_label": {"es": "{nps}"}}},
    ):
        document = questionnaire(asked("nps"), asked("why", "rating", **parts))
        assert route(document, tuple(document.questions())).repeats


def test_a_seed_gives_each_person_their_order_and_always_the_same() -> None:
    questions = [asked(f"q{number}") for number in range(8)]
    document = questionnaire(sections=[{"id": "s", "title": {}, "random": True, "questions": questions}])
    way = route(document, tuple(document.questions()))
    orders = {seed: [question.code for page in way.pages(seed) for question in page.questions] for seed in range(20)}
    assert {tuple(sorted(order)) for order in orders.values()} == {tuple(f"q{number}" for number in range(8))}
    assert len({tuple(order) for order in orders.values()}) > 10
    assert orders[3] == [question.code for page in way.pages(3) for question in page.questions]
    assert [question.code for page in way.pages(None) for question in page.questions] == [f"q{n}" for n in range(8)]


def test_a_link_without_a_question_has_a_page_all_the_same() -> None:
    document = questionnaire()
    way = route(document, ())
    assert (codes(at(way, "").first()), at(way, "").start) == ([], "")
