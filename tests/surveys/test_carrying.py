"""What travels with a page: whole, unreadable, and only for what it was sealed for."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.surveys.carrying import Carried, bound_to, pack, unpack
from feedback.surveys.sealing import Unreadable

ONE, OTHER = (uuid4(), uuid4(), uuid4()), (uuid4(), uuid4(), uuid4())


def bound(survey: UUID, group: UUID, submission: UUID, purpose: bytes = b"page") -> bytes:
    return bound_to(purpose, survey, group, submission)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "buffer.key"


def test_it_comes_back_as_it_went(key: Path) -> None:
    @given(st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=30), max_size=3), max_size=4))
    def whole(form: dict[str, list[str]]) -> None:
        carried = Carried("a", ("a", "b"), "c", form, ("b",), True)
        assert unpack(pack(carried, key, bound(*ONE)), key, bound(*ONE)) == carried

    whole()


def test_it_says_nothing_and_its_length_says_little(key: Path) -> None:
    short, long = (pack(Carried(form={"x": [text]}), key, bound(*ONE)) for text in ("a", "a much longer text " * 5))
    assert len(short) == len(long)
    assert "longer" not in long


def test_nothing_is_what_an_empty_field_holds(key: Path) -> None:
    assert unpack("", key, bound(*ONE)) == Carried()


@pytest.mark.parametrize("changed", [0, 1, 2])
def test_it_opens_only_for_its_survey_group_and_submission(key: Path, changed: int) -> None:
    page = pack(Carried("a"), key, bound(*ONE))
    mixed = [OTHER[n] if n == changed else ONE[n] for n in range(3)]
    with pytest.raises(Unreadable):
        unpack(page, key, bound(*mixed))
    with pytest.raises(Unreadable):
        unpack(page, key, bound(*ONE, purpose=b"saved"))


@pytest.mark.parametrize("text", ["x", "§", "AAAA", "A" * 100, "=" * 8])
def test_rubbish_is_unreadable(key: Path, text: str) -> None:
    with pytest.raises(Unreadable):
        unpack(text, key, bound(*ONE))
