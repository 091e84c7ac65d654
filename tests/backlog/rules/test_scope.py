"""How far an improvement reaches, and what is done with what delights."""

from __future__ import annotations

import pytest

from feedback.backlog.rules import scope
from feedback.errors import Invalid


def test_every_word_has_its_meaning() -> None:
    assert len({str(scope.scope_meaning(one)) for one in scope.SCOPES}) == len(scope.SCOPES)
    assert len({str(scope.how_meaning(one)) for one in scope.HOWS}) == len(scope.HOWS)


def test_an_unknown_word_is_refused_at_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        scope.check_scope("huge")
    assert list(refused.value.fields) == ["scope"]
    with pytest.raises(Invalid) as refused:
        scope.check_how("sing", "amplify")
    assert list(refused.value.fields) == ["how"]


def test_only_what_delights_is_kept_spread_or_shown() -> None:
    assert [scope.check_how("show", one) for one in ("amplify", "reduce")] == ["show", ""]
    assert scope.check_how("", "amplify") == ""
