import pytest

from feedback.surveys.question_types import TYPES, Answered, InvalidAnswer
from tests.surveys.samples import question

EMAIL, ONE = TYPES["email"], question("email")


@pytest.mark.parametrize("address", ["ana@example.org", "a.b+c@x-y.co.uk", "ñandú@correo.example"])
def test_an_address_is_kept_as_it_is(address):
    assert EMAIL.parse(ONE, {"email": [f" {address} "]}) == Answered(text=address)


@pytest.mark.parametrize(
    "written",
    ["ana", "ana@", "@example.org", "ana@example", "a b@example.org", "a@b@c.d", "a@b..c", "x" * 250 + "@a.bc"],
)
def test_half_an_address_is_asked_again(written):
    with pytest.raises(InvalidAnswer, match="not a whole e-mail address"):
        EMAIL.parse(ONE, {"email": [written]})


def test_it_is_never_read_as_a_comment():
    assert not EMAIL.takes_comments(ONE)
