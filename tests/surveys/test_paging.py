"""Pages, and random orders."""

from __future__ import annotations

import pytest

from feedback.surveys.conditions.ast import Answer, Compare, Condition, Value
from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts
from feedback.surveys.paging import SEEDS, is_random, ordered_choices, pages

LOW = Compare(Answer("a"), "at_most", Value(6.0))


def asked(name: str, kind: str = "nps", shown_when: Condition | None = None, **more: object) -> Question:
    return Question(name, name, name, kind, shown_when=shown_when, **more)  # type: ignore[arg-type]


def cut(document: Questionnaire, seed: int | None = None) -> list[str]:
    found = pages(document, tuple(document.questions()), seed)
    return ["".join(question.id for question in page.questions) for page in found]


def sections(*names: str, **more: object) -> Questionnaire:
    made = tuple(Section(name, questions=tuple(asked(letter) for letter in name)) for name in names)
    return Questionnaire(sections=made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("layout", "expected"), [("page", ["abcde"]), ("section", ["abc", "de"]), ("question", ["a", "b", "c", "d", "e"])]
)
def test_layouts(layout: str, expected: list[str]) -> None:
    assert cut(sections("abc", "de", layout=layout)) == expected


def test_a_condition_on_the_same_page_starts_a_new_one() -> None:
    questions = (asked("a"), asked("b"), asked("c", shown_when=LOW), asked("d"), asked("e", shown_when=LOW))
    assert cut(Questionnaire(sections=(Section("s", questions=questions),))) == ["ab", "cde"]


def test_a_section_with_a_condition_does_too() -> None:
    first, second = Section("s", questions=(asked("a"),)), Section("t", questions=(asked("b"),), shown_when=LOW)
    assert cut(Questionnaire(sections=(first, second))) == ["a", "b"]


def test_words_that_repeat_an_answer_come_after_it() -> None:
    quoting = asked("b", text=Texts({"en": "You said {a}. Why?"}))
    assert cut(Questionnaire(sections=(Section("s", questions=(asked("a"), quoting)),))) == ["a", "b"]


def test_what_stands_on_no_page_makes_none() -> None:
    questions = (asked("h", "hidden"), asked("a"), asked("c", "calculation"))
    assert cut(Questionnaire(sections=(Section("s", questions=questions),), layout="question")) == ["a"]


def test_information_stands_with_the_question_it_leads_to() -> None:
    questions = (asked("i", "info"), asked("a"), asked("j", "info"), asked("b"))
    assert cut(Questionnaire(sections=(Section("s", questions=questions),), layout="question")) == ["ia", "jb"]


def test_a_seed_gives_one_order_and_seeds_give_many() -> None:
    document = Questionnaire(sections=(Section("s", questions=tuple(map(asked, "abcdefgh")), random=True),))
    assert cut(document, 7) == cut(document, 7)
    orders = {cut(document, seed)[0] for seed in range(50)}
    assert len(orders) > 40 and {"".join(sorted(order)) for order in orders} == {"abcdefgh"}
    assert cut(document) == ["abcdefgh"]


def test_every_place_is_as_likely() -> None:
    document = Questionnaire(sections=(Section("s", questions=tuple(map(asked, "abcd")), random=True),))
    first = [cut(document, seed)[0][0] for seed in range(SEEDS)]
    assert all(SEEDS / 4 - 60 < first.count(letter) < SEEDS / 4 + 60 for letter in "abcd")


def test_random_sections_keep_their_questions_together() -> None:
    document = sections("ab", "cd", "ef", random_sections=True)
    orders = {cut(document, seed)[0] for seed in range(30)}
    assert len(orders) == 6 and all(order[i : i + 2] in {"ab", "cd", "ef"} for order in orders for i in (0, 2, 4))


def test_what_depends_on_an_answer_stays_after_it_in_any_order() -> None:
    questions = (asked("a"), asked("b", shown_when=LOW), asked("c"), asked("d"))
    document = Questionnaire(sections=(Section("s", questions=questions, random=True),))
    orders = ["".join(cut(document, seed)) for seed in range(60)]
    assert all(order.index("a") < order.index("b") for order in orders) and len(set(orders)) > 5


def test_options_in_random_order() -> None:
    choices = tuple(Choice(code) for code in "abcdef")
    given = asked("q", "single", choices=choices)
    shuffled = asked("q", "single", choices=choices, settings={"order": "random"})
    assert ordered_choices(given, 3) == choices and ordered_choices(shuffled, None) == choices
    orders = {ordered_choices(shuffled, seed) for seed in range(20)}
    assert len(orders) > 15 and {frozenset(order) for order in orders} == {frozenset(choices)}


def test_what_a_document_needs_is_known() -> None:
    plain = sections("ab")
    assert not is_random(plain)
    assert is_random(Questionnaire(sections=(Section("s", random=True),)))
    assert is_random(sections("a", random_sections=True))
    assert is_random(Questionnaire(sections=(Section("s", questions=(asked("a", settings={"order": "random"}),)),)))
