"""What a code may be; an organisation keeps an owner."""

from __future__ import annotations

import pytest

from feedback.accounts.rules import code_of, keep_an_owner, languages_of
from feedback.errors import Conflict, Invalid


@pytest.mark.parametrize("code", ["acme", "clima-sur-2", "x" * 40])
def test_a_code_that_fits_an_address(code: str) -> None:
    assert code_of(code) == code


@pytest.mark.parametrize("code", ["", "Acme", "a b", "-a", "a--b", "a-", "á", "x" * 41, "a\n", "../etc"])
def test_a_code_that_does_not(code: str) -> None:
    with pytest.raises(Invalid) as refused:
        code_of(code)
    assert list(refused.value.fields) == ["code"]


def test_languages_stand_once_and_are_codes() -> None:
    assert languages_of(["pt-BR", " es", "pt-BR"]) == ["pt-BR", "es"]
    for wrong in ([], [""], ["es", "español"]):
        with pytest.raises(Invalid) as refused:
            languages_of(wrong)
        assert list(refused.value.fields) == ["languages"]


@pytest.mark.parametrize(
    ("roles", "member", "new_role", "kept"),
    [
        ({"ana": "owner"}, "ana", "viewer", False),
        ({"ana": "owner"}, "ana", None, False),
        ({"ana": "owner"}, "ana", "owner", True),
        ({"ana": "owner", "bea": "owner"}, "ana", None, True),
        ({"ana": "owner", "bea": "viewer"}, "bea", None, True),
        ({"ana": "manager"}, "ana", "viewer", True),
    ],
)
def test_the_last_owner_is_not_taken_away(
    roles: dict[object, str], member: str, new_role: str | None, kept: bool
) -> None:
    if kept:
        keep_an_owner(roles, member, new_role)
    else:
        with pytest.raises(Conflict):
            keep_an_owner(roles, member, new_role)
