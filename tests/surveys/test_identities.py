"""Ids of questions as the database knows them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from feedback.surveys.identities import is_identity, with_identities, with_new_identities
from tests.surveys.samples import asked, questionnaire

SPACE, OTHER = UUID(int=1), UUID(int=2)
KEPT = "0cb1e29c-658c-4a14-95e6-0af593bd04cf"


@pytest.mark.parametrize(
    ("text", "answer"),
    [(KEPT, True), (KEPT.upper(), False), (KEPT.replace("-", ""), False), ("q1", False), ("", False)],
)
def test_what_is_an_identity(text: str, answer: bool) -> None:
    assert is_identity(text) is answer


def test_uuids_stay_and_other_ids_follow_from_the_namespace() -> None:
    draft = questionnaire({**asked("a"), "id": KEPT}, asked("b"))
    first, second = with_identities(draft, SPACE).questions()
    assert first.id == KEPT
    assert is_identity(second.id)
    assert [one.id for one in with_identities(draft, SPACE).questions()] == [first.id, second.id]
    assert [one.id for one in with_identities(draft, OTHER).questions()][1] != second.id


def test_a_copy_has_new_ids_and_nothing_else() -> None:
    draft = questionnaire(asked("a"), asked("b"))
    fresh = iter((UUID(int=7), UUID(int=8)))
    copy = with_new_identities(draft, lambda: next(fresh))
    assert [one.id for one in copy.questions()] == [str(UUID(int=7)), str(UUID(int=8))]
    assert with_identities(copy, SPACE) == copy


def test_a_section_is_told_from_everything_else_that_has_an_id() -> None:
    (only,) = questionnaire({**asked("a"), "id": KEPT}).sections
    named = ["intro", "intro", KEPT, "details", "a/b", ""]
    parts = (only, *(replace(only, id=name, questions=()) for name in named))
    given = replace(questionnaire(asked("a")), sections=parts)
    ids = [section.id for section in with_identities(given, SPACE).sections]
    assert ids[:2] == [only.id, "intro"]
    assert all(is_identity(one) for one in ids[2:])
    assert len({*ids, KEPT}) == len(parts) + 1
