import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.reading import NotAQuestionnaire, loads, read, read_question
from tests.surveys.samples import asked, questionnaire_json


def test_a_question_gets_a_field_from_its_code_and_two_never_share_one():
    document = read(questionnaire_json(asked("NPS"), asked("nps")))
    assert [question.field for question in document.questions()] == ["nps", "nps_2"]


def test_what_is_left_out_has_a_default():
    question = read_question({"code": "a", "kind": "text"})
    assert (question.required, question.stage, question.predicts, question.construct) == (False, None, False, None)
    assert (question.settings, question.choices) == ({}, ())
    assert read_question({"stage": "", "code": "a"}).stage is None


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("", []),
        ("/title", {"title": "hello"}),
        ("/title/es", {"title": {"es": 3}}),
        ("/languages", {"languages": "es"}),
        ("/languages/1", {"languages": ["es", None]}),
        ("/sections/0", {"sections": [None]}),
        ("/sections/0/questions/0/required", questionnaire_json(asked("a", required="yes"))),
        ("/sections/0/questions/0/choices/0", questionnaire_json(asked("a", choices=["x"]))),
        ("/sections/0/questions/0/settings", questionnaire_json(asked("a", settings={"points": float("nan")}))),
        ("/sections/0/questions/0/settings", questionnaire_json(asked("a", settings={"low_label": {"es": "\ud800"}}))),
        ("/sections/0/questions/0/text/es", questionnaire_json(asked("a", text={"es": "\ud800"}))),
        ("/sections/0/questions/0/code", questionnaire_json(asked("a\0"))),
    ],
)
def test_a_wrong_shape_is_refused_where_it_is(path, data):
    with pytest.raises(NotAQuestionnaire) as refused:
        read(data)
    assert refused.value.path == path


@pytest.mark.parametrize("raw", ["", "{", b"\xff", '{"title": NaN}', "[" * 100_000, '{"n": ' + "9" * 5000 + "}"])
def test_what_is_not_json_is_refused(raw):
    with pytest.raises(NotAQuestionnaire):
        loads(raw)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "sections", "questions", "choices", "settings", "code", "text", "es"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(values)
def test_any_json_is_read_or_refused(data):
    try:
        read(data)
    except NotAQuestionnaire as refused:
        assert str(refused)


def test_json_text_is_read_like_its_values():
    data = questionnaire_json(asked("a"))
    assert loads(json.dumps(data)) == read(data)
