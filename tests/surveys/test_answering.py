from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.answering import parse_answers, typed_answers
from feedback.surveys.question_types import TYPES, Answered
from tests.surveys.samples import question

QUESTIONS = tuple(
    question(kind, required=kind in ("csat", "multi", "longtext"), settings=settings)
    for kind, settings in {
        "nps": {},
        "csat": {},
        "ces": {},
        "rating": {"points": 11, "first": 0},
        "single": {"other": True},
        "multi": {"min": 2, "max": 3, "other": True, "none": True},
        "yesno": {},
        "text": {},
        "longtext": {},
    }.items()
)


def test_every_kind_is_in_the_sample():
    assert {one.kind for one in QUESTIONS} == set(TYPES)


def test_a_whole_form():
    form = {
        "nps": ["9"],
        "csat": ["4"],
        "ces": [""],
        "single": ["a"],
        "multi": ["b", "a"],
        "yesno": ["no"],
        "longtext": ["Todo bien.\r\nGracias"],
        "utm_source": ["mail"],
    }
    answers, errors = parse_answers(QUESTIONS, form)
    assert errors == {}
    assert answers == {
        "id-nps": Answered(number=9.0),
        "id-csat": Answered(number=4.0),
        "id-single": Answered(choices=("a",)),
        "id-multi": Answered(choices=("a", "b")),
        "id-yesno": Answered(choices=("no",)),
        "id-longtext": Answered(text="Todo bien.\nGracias"),
    }


def test_an_empty_form_misses_what_is_required_and_nothing_else():
    for form in ({}, {one.field: ["  "] for one in QUESTIONS}, {one.field: [] for one in QUESTIONS}):
        answers, errors = parse_answers(QUESTIONS, form)
        assert answers == {}
        assert list(errors) == ["id-csat", "id-multi", "id-longtext"]


def test_an_error_in_one_answer_keeps_the_others():
    answers, errors = parse_answers(QUESTIONS[:2], {"nps": ["11"], "csat": ["4"]})
    assert answers == {"id-csat": Answered(number=4.0)}
    assert str(errors["id-nps"]) == "That answer is not on the scale. Choose from 0 to 10."


FIELDS = st.sampled_from([*(one.field for one in QUESTIONS), "single.other", "multi.other", "text.other", "nps.other"])
VALUES = st.one_of(
    st.sampled_from(["", "0", "5", "10", "11", "-1", "05", "1e1", "a", "b", "c", "z", "other", "none", "yes", "no"]),
    st.text(st.characters()),
    st.text(st.characters(categories=["Cs", "Cc", "Cf"])),
    st.just("x" * 10_001),
    st.just("٥"),
)


@given(st.dictionaries(FIELDS, st.lists(VALUES, max_size=4)))
def test_whatever_a_form_holds_becomes_answers_or_errors(form):
    answers, errors = parse_answers(QUESTIONS, form)
    assert not answers.keys() & errors.keys()
    for one in QUESTIONS:
        if one.id in answers:
            assert answers[one.id] != Answered()
            (answers[one.id].text or "").encode("utf-8")
            assert "\0" not in (answers[one.id].text or "")
        elif one.required:
            assert one.id in errors
    assert all(str(error) for error in errors.values())


@given(st.dictionaries(FIELDS, st.lists(VALUES, max_size=4)))
def test_nothing_sent_is_dropped_without_a_word(form):
    answers, errors = parse_answers(QUESTIONS, form)
    for one in QUESTIONS:
        sent = [value for value in form.get(one.field, []) if value.strip()]
        if sent and one.id not in errors:
            visible = any(character.isprintable() for value in sent for character in value.strip())
            assert one.id in answers or not visible


@given(st.dictionaries(FIELDS, st.lists(VALUES, max_size=4)))
def test_what_was_typed_can_always_be_shown_again(form):
    typed = typed_answers(QUESTIONS, form)
    assert list(typed) == [one.id for one in QUESTIONS]
    for one in typed.values():
        one.text.encode("utf-8")


@given(
    st.sampled_from(["longtext", "text", "single.other", "multi.other"]),
    st.text(st.characters(categories=["L", "P", "S"])),
)
def test_text_is_shown_again_exactly(field, text):
    typed = typed_answers(QUESTIONS, {field: [text]})
    assert typed[f"id-{field.partition('.')[0]}"].text == text
