"""Submission ids: what they say, what they do not, and what is derived from them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from feedback.surveys import submissions
from feedback.surveys.submissions import Submission

KEY = b"a key of the tests"
MOMENT = datetime(2026, 11, 22, 9, 8, 7, 654_321, tzinfo=UTC)


def read(text: str) -> Submission:
    found = submissions.read_id(KEY, text)
    assert found is not None
    return found


def test_an_anonymous_id_says_the_day_and_nothing_finer() -> None:
    text = submissions.new_id(KEY, MOMENT.date())
    assert text.split(".")[1] == "20261122"
    assert (read(text).day, read(text).began) == (date(2026, 11, 22), None)
    assert submissions.seconds(read(text), MOMENT) is None


def test_another_id_says_its_second() -> None:
    found = read(submissions.new_id(KEY, MOMENT))
    assert found.began == MOMENT.replace(microsecond=0)
    assert submissions.seconds(found, MOMENT + timedelta(seconds=75)) == 75
    assert submissions.seconds(found, MOMENT - timedelta(days=1)) == 0
    assert submissions.seconds(found, MOMENT + timedelta(days=365 * 200)) == submissions.LONGEST


@pytest.mark.parametrize("part", [0, 1, 2])
def test_an_id_of_ours_cannot_be_changed(part: int) -> None:
    parts = submissions.new_id(KEY, MOMENT).split(".")
    parts[part] = (str(uuid4()), "20261122090808", "0" * 16)[part]
    assert submissions.read_id(KEY, ".".join(parts)) is None


FIXED = "2f1c9e0a-7d53-4b0e-9a41-8c6f0d2b5e77"


@pytest.mark.parametrize("text", ["", "x", "§.20261122.§", f"{FIXED}.", f"{FIXED}.20261122.é"])
def test_rubbish_is_no_submission(text: str) -> None:
    assert submissions.read_id(KEY, text) in (None, Submission(*_bare(text)) if _bare(text) else None)


def _bare(text: str) -> tuple[object, None] | None:
    from uuid import UUID

    unique, _, rest = text.partition(".")
    return (UUID(unique), None) if len(unique) == 36 and not rest else None


def test_the_random_order_is_one_of_a_thousand_and_of_one_person() -> None:
    survey, mine = uuid4(), Submission(uuid4(), None)
    seeds = {submissions.seed(KEY, survey, Submission(uuid4(), None)) for _ in range(300)}
    assert all(0 <= seed <= 999 for seed in seeds)
    assert len(seeds) > 200
    assert submissions.seed(KEY, survey, mine) == submissions.seed(KEY, survey, mine)


def test_a_token_is_the_same_each_time_and_kept_as_a_hash() -> None:
    survey, mine = uuid4(), Submission(uuid4(), None)
    token = submissions.resume_token(KEY, survey, mine)
    assert token == submissions.resume_token(KEY, survey, mine)
    assert len(bytes.fromhex(token)) == 20
    assert token != submissions.resume_token(KEY, uuid4(), mine) != submissions.resume_token(b"other", survey, mine)
    assert token not in submissions.token_mac(KEY, token)
