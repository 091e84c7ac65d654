import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Invalid
from feedback.surveys.editing import move_question, move_question_to
from tests.surveys.samples import asked, questionnaire

DOCUMENT = questionnaire(
    sections=[
        {"id": "s1", "questions": [asked("a"), asked("b")]},
        {"id": "s2", "questions": []},
        {"id": "s3", "questions": [asked("c")]},
    ]
)


def layout(document):
    return ["".join(question.code for question in section.questions) for section in document.sections]


@pytest.mark.parametrize(
    ("code", "direction", "after"),
    [
        ("a", "down", ["ba", "", "c"]),
        ("b", "up", ["ba", "", "c"]),
        ("b", "down", ["a", "b", "c"]),
        ("c", "up", ["ab", "c", ""]),
        ("a", "up", ["ab", "", "c"]),
        ("c", "down", ["ab", "", "c"]),
    ],
)
def test_one_step(code, direction, after):
    assert layout(move_question(DOCUMENT, f"id-{code}", direction)) == after


@pytest.mark.parametrize(
    ("code", "section", "place", "after"),
    [
        ("a", "s3", None, ["b", "", "ca"]),
        ("a", "s3", 0, ["b", "", "ac"]),
        ("a", "s1", 1, ["ba", "", "c"]),
        ("a", "s1", None, ["ba", "", "c"]),
        ("c", "s1", 99, ["abc", "", ""]),
        ("c", "s1", -5, ["cab", "", ""]),
    ],
)
def test_to_a_section(code, section, place, after):
    assert layout(move_question_to(DOCUMENT, f"id-{code}", section, place)) == after


def test_what_is_not_there_cannot_move():
    with pytest.raises(Invalid):
        move_question(DOCUMENT, "gone", "up")
    with pytest.raises(Invalid):
        move_question_to(DOCUMENT, "id-a", "s9")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["up", "down"])), max_size=12))
def test_no_question_is_ever_lost(moves):
    document = DOCUMENT
    for code, direction in moves:
        document = move_question(document, f"id-{code}", direction)
    assert sorted("".join(layout(document))) == ["a", "b", "c"]
    assert set(document.questions()) == set(DOCUMENT.questions())


@given(st.sampled_from("abc"))
def test_down_undoes_up(code):
    up = move_question(DOCUMENT, f"id-{code}", "up")
    assert layout(move_question(up, f"id-{code}", "down")) == layout(DOCUMENT) or up == DOCUMENT
