"""Tags as they are written and kept."""

from __future__ import annotations

import pytest

from feedback.backlog.rules.tags import LONGEST, MOST, tags_of
from feedback.errors import Invalid


def test_tags_are_words_with_commas_each_once() -> None:
    assert tags_of(" web, #quick  win,Web,, \tñandú ") == ["web", "quick win", "ñandú"]
    assert tags_of(["Web", "web", "b"]) == ["Web", "b"]
    assert tags_of("") == []


def test_too_many_or_too_long_is_refused() -> None:
    assert len(tags_of(",".join(str(one) for one in range(MOST)))) == MOST
    for written in (",".join(str(one) for one in range(MOST + 1)), "x" * (LONGEST + 1)):
        with pytest.raises(Invalid) as refused:
            tags_of(written)
        assert list(refused.value.fields) == ["tags"]
