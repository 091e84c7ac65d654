from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.answering import parse_answers, soft_lacking, typed_answers
from feedback.surveys.document import Questionnaire
from feedback.surveys.presenting import author_words
from feedback.surveys.question_types import TYPES, Answered, restored, stored
from tests.factories.questionnaires import DOES_NOT_APPLY, TYPED, WRONG, every_kind
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


EVERY = tuple(every_kind().questions())
FIELDS = st.sampled_from(
    [*(name for one in EVERY for name in TYPES[one.kind].fields(one)), "word.other", "nps.other", "nps.na", "reading"]
)
VALUES = st.one_of(
    st.sampled_from(["", "0", "5", "10", "11", "-1", "05", "1e1", "price", "z", "other", "none", "yes", "no", "na"]),
    st.sampled_from(["1", "2", "1,5", "1.000", "2026-11-22", "09:30", "a@b.example", "+34 600123456", "AB-1234"]),
    st.text(st.characters()),
    st.text(st.characters(categories=["Cs", "Cc", "Cf"])),
    st.just("x" * 10_001),
    st.just("\u0665"),
)
FORMS = st.dictionaries(FIELDS, st.lists(VALUES, max_size=3), max_size=12)


@given(FORMS)
def test_whatever_a_form_holds_becomes_answers_or_errors(form):
    answers, errors = parse_answers(EVERY, form)
    assert not answers.keys() & errors.keys()
    for one in EVERY:
        if one.id in answers:
            assert answers[one.id] != Answered()
            assert restored(stored(answers[one.id])) == replace(answers[one.id], not_applicable=False)
            written = [
                text for text in (answers[one.id].text, *answers[one.id].parts.values()) if isinstance(text, str)
            ]
            assert not [text for text in written if "\0" in text or text.encode("utf-8") == b""]
        elif one.required:
            assert one.id in errors
    assert all(str(error) for error in errors.values())


@given(FORMS)
def test_nothing_sent_is_dropped_without_a_word(form):
    answers, errors = parse_answers(EVERY, form)
    for one in EVERY:
        sent = [value.strip() for name in TYPES[one.kind].fields(one) for value in form.get(name, [])]
        visible = any(character.isprintable() for value in sent for character in value)
        assert not visible or one.id in answers or one.id in errors


@given(FORMS)
def test_what_was_typed_can_always_be_shown_again(form):
    typed = typed_answers(EVERY, form)
    assert list(typed) == [one.id for one in EVERY]
    for one in EVERY:
        again = typed[one.id]
        for text in (again.text, *again.chosen, *(value for sent in again.parts.values() for value in sent)):
            text.encode("utf-8")
        sent = [value for name in TYPES[one.kind].fields(one) for value in form.get(name, []) if value.strip()]
        visible = any(character.isprintable() for value in sent for character in value.strip())
        assert bool(again) or not visible


@given(
    st.sampled_from(["longtext", "text", "single.other", "multi.other"]),
    st.text(st.characters(categories=["L", "P", "S"])),
)
def test_text_is_shown_again_exactly(field, text):
    typed = typed_answers(QUESTIONS, {field: [text]})
    assert typed[f"id-{field.partition('.')[0]}"].text == text


def test_every_kind_is_in_the_questionnaire_that_holds_them_all():
    assert {one.kind for one in EVERY} == set(TYPES)


def test_a_form_filled_in_whole_answers_every_question_that_is_asked():
    answers, errors = parse_answers(EVERY, TYPED)
    assert errors == {}
    assert list(answers) == [one.id for one in EVERY if TYPES[one.kind].answerable]


def test_a_wrong_form_has_a_sentence_for_every_wrong_answer():
    answers, errors = parse_answers(EVERY, WRONG)
    codes = {one.id: one.code for one in EVERY}
    wrong = {name.partition(".")[0] for name in WRONG} | {one.code for one in EVERY if one.required}
    assert (answers, {codes[one] for one in errors}) == ({}, wrong)


def test_what_does_not_apply_is_an_answer_of_its_own():
    answers, errors = parse_answers(EVERY, DOES_NOT_APPLY)
    assert errors == {}
    offered = [one.id for one in EVERY if one.settings.get("not_applicable")]
    assert [one for one in answers if answers[one].not_applicable] == offered


OWN = {
    "missing_text": {"es": "Dinos el precio: 100 %", "en": "Tell us the price: 100%"},
    "invalid_text": {"es": "Solo cifras", "en": "Digits only"},
}


def test_the_author_s_own_words_take_the_place_of_ours():
    asked = [question("number", required=True, **OWN)]
    in_spanish = author_words(Questionnaire(base_language="es"), "es-MX")
    assert str(parse_answers(asked, {}, in_spanish)[1]["id-number"]) == "Dinos el precio: 100 %"
    assert str(parse_answers(asked, {"number": ["x"]}, in_spanish)[1]["id-number"]) == "Solo cifras"


def test_soft_questions_are_asked_for_apart():
    asked = [question("nps", soft=True, **OWN), question("csat", soft=True, required=True), question("ces")]
    answers, errors = parse_answers(asked, {})
    assert (answers, list(errors)) == ({}, ["id-csat"])
    assert {key: str(text) for key, text in soft_lacking(asked, answers).items()} == {
        "id-nps": "Tell us the price: 100%"
    }
    assert soft_lacking(asked, {"id-nps": Answered(not_applicable=True)}) == {}


def test_a_needed_answer_with_gaps_is_kept_out_and_said():
    rows = [{"code": code, "text": {"es": code}} for code in "ab"]
    answers, errors = parse_answers([question("number", rows=rows, required=True)], {"number.a": ["1"]})
    assert (answers, list(errors)) == ({}, ["id-number"])
