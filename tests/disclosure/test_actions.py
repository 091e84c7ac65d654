"""Releases are made once, and belong to their organisation."""

from __future__ import annotations

from feedback.disclosure import queries
from feedback.disclosure.actions import make_release
from tests.factories.people import Member

CELLS = {"questions": {"q": {"": "shown", "a": "too_few"}}}


def test_a_release_holds_what_it_was_given(acme: Member, globex: Member) -> None:
    first, second = (
        acme.do(lambda: make_release(cells=CELLS, organisation_id=acme.organisation_id).id) for _ in range(2)
    )
    with acme.at_work():
        assert queries.cells([first]) == {first: CELLS}
        assert queries.cells() == {first: CELLS, second: CELLS}
        assert queries.cells([]) == {}
    with globex.at_work():
        assert queries.cells([first]) == {}
