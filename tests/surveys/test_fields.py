import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.fields import RESERVED, field_for, is_fit


@pytest.mark.parametrize(
    ("code", "field"),
    [
        ("nps", "nps"),
        ("NPS 2.0", "nps_2_0"),
        ("3a", "q_3a"),
        ("lang", "q_lang"),
        ("¿Qué tal?", "que_tal"),
        ("", "q"),
        ("日本", "q"),
        ("page", "q_page"),
        ("_x_", "x"),
    ],
)
def test_a_field_is_made_from_the_code(code, field):
    assert field_for(code) == field


def test_a_taken_name_is_numbered():
    assert field_for("nps", {"nps", "nps_2"}) == "nps_3"


@given(st.text(), st.sets(st.sampled_from(["nps", "q", "q_2"])))
def test_every_code_gets_a_fit_and_free_name(code, taken):
    field = field_for(code, taken)
    assert is_fit(field)
    assert field not in taken | RESERVED


@pytest.mark.parametrize("name", ["", "A", "1a", "a-b", "a.other", "submission_id", "a" * 61, "a\n"])
def test_unfit_names(name):
    assert not is_fit(name)
