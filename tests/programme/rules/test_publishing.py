"""What a notice has to pass before everyone reads it."""

from __future__ import annotations

import pytest

from feedback.errors import Conflict
from feedback.programme.rules import publishing
from feedback.programme.rules.publishing import Checked, Looked
from feedback.programme.rules.revealing import Revealing

SEAL = publishing.seal({"es": "T"}, {"es": "H", "en": "E"}, {"es": "A"})


def found(*sorts: str) -> Checked:
    marks = tuple(Revealing(sort, "x") for sort in sorts)  # type: ignore[arg-type]
    return Checked(SEAL, (Looked("heard", "es", "x", marks),))


def test_the_seal_is_of_the_texts_alone() -> None:
    assert publishing.seal({"es": "T"}, {"en": "E", "es": "H"}, {"es": "A"}) == SEAL
    assert publishing.seal({"es": "T"}, {"en": "E", "es": "H"}, {"es": "B"}) != SEAL


@pytest.mark.parametrize(
    ("sorts", "minded", "passes"),
    [((), False, True), (("maybe_one",), False, False), (("maybe_one",), True, True), (("few",), True, False)],
)
def test_what_could_tell_who_said_it_stops_and_the_rest_is_looked_at(
    sorts: tuple[str, ...], minded: bool, passes: bool
) -> None:
    if passes:
        publishing.check_passed(found(*sorts), SEAL, minded=minded)
    else:
        with pytest.raises(Conflict):
            publishing.check_passed(found(*sorts), SEAL, minded=minded)


def test_what_was_looked_at_is_what_is_published() -> None:
    with pytest.raises(Conflict, match="meanwhile"):
        publishing.check_passed(found(), "another", minded=True)
