"""A frequent survey never starves a rare one, by figures; and the draws behind it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.outreach.rules.fairness import KEPT, draw, is_frequent, is_kept, is_rarer, is_sampled
from feedback.outreach.rules.quiet_hours import QuietHours
from feedback.outreach.rules.triggers import Asked, Load, Person, Rule, decide

KEY = b"a key of the tests"
FREQUENT, RARE = UUID(int=1), UUID(int=2)
START = datetime(2026, 1, 1, tzinfo=UTC)
PEOPLE, DAYS = 300, 365


# --- draws ------------------------------------------------------------------------------------------


@given(st.binary(min_size=1), st.text(), st.lists(st.text(), max_size=3))
def test_a_draw_is_a_share_and_always_the_same(key: bytes, purpose: str, parts: list[str]) -> None:
    drawn = draw(key, purpose, *parts)
    assert 0 <= drawn < 1
    assert draw(key, purpose, *parts) == drawn


def test_who_does_not_know_the_key_cannot_choose_an_id_that_is_drawn() -> None:
    services = [f"order-{number}" for number in range(2000)]
    mine = [is_sampled(KEY, RARE, service, 30) for service in services]
    other = [is_sampled(b"another key", RARE, service, 30) for service in services]
    alike = sum(one == two for one, two in zip(mine, other, strict=True)) / len(services)
    assert 0.53 < alike < 0.63, "as alike as two independent draws of 30 % are: 58 %"


@pytest.mark.parametrize("percent", [1, 10, 50, 100])
def test_as_many_are_sampled_as_were_asked_for(percent: int) -> None:
    drawn = sum(is_sampled(KEY, RARE, f"order-{number}", percent) for number in range(10_000))
    assert abs(drawn / 10_000 - percent / 100) < 0.015
    assert drawn == 10_000 or percent < 100


def test_a_fifth_of_the_people_is_kept_at_any_time_and_everybody_sometimes() -> None:
    people = [UUID(int=number) for number in range(1, 400)]
    ever: Counter[UUID] = Counter()
    for day in range(0, 3650, 60):
        moment = START + timedelta(days=day)
        kept = [one for one in people if is_kept(KEY, one, moment, 30)]
        assert 0.14 < len(kept) / len(people) < 0.36, day
        ever.update(kept)
    assert len(ever) == len(people)
    assert max(ever.values()) < 45, "nobody is kept for all of the ten years"


def test_who_is_kept_was_not_asked_by_a_frequent_survey_within_the_rest_before() -> None:
    """A person who is kept in a period is also kept from requests whose rest would reach into it."""
    person, rest = UUID(int=77), 10
    kept = [is_kept(KEY, person, START + timedelta(days=day), rest) for day in range(2000)]
    begins = [day for day, (before, now) in enumerate(pairwise(kept), start=1) if now and not before]
    assert begins
    for day in begins:
        assert all(kept[day : day + rest + 1])


def test_without_a_rest_nobody_is_kept() -> None:
    assert not any(is_kept(KEY, UUID(int=number), START, 0) for number in range(200))


def test_a_survey_is_frequent_from_more_than_four_times_the_rarest_that_is_alive() -> None:
    other = UUID(int=3)
    assert not is_frequent(FREQUENT, {FREQUENT: 40, RARE: 10})
    assert is_frequent(FREQUENT, {FREQUENT: 41, RARE: 10})
    assert not is_frequent(RARE, {FREQUENT: 41, RARE: 10})
    assert not is_frequent(FREQUENT, {FREQUENT: 41, RARE: 0, other: 30}), "nothing happens there: nothing is starved"
    assert not is_frequent(FREQUENT, {})
    assert is_rarer(RARE, FREQUENT, {FREQUENT: 41, RARE: 10})
    assert not is_rarer(RARE, FREQUENT, {FREQUENT: 10, RARE: 10})


# --- the promise ------------------------------------------------------------------------------------


@dataclass
class Year:
    """What became of a year of services: by survey, how many there were and how many were asked about."""

    services: Counter[UUID] = field(default_factory=Counter)
    sent: Counter[UUID] = field(default_factory=Counter)

    def share(self, survey: UUID) -> float:
        return self.sent[survey] / self.services[survey]


def year(*, frequent_every: float, frequent_rest: int, rare_rest: int, fair: bool) -> Year:
    """300 customers live a year: a call every few days, a repair every three months, at moments of chance."""
    chance, lived = random.Random(7), Year()
    rests = {FREQUENT: frequent_rest, RARE: rare_rest}
    load = Load({FREQUENT: round(PEOPLE * 90 / frequent_every), RARE: PEOPLE})
    for _ in range(PEOPLE):
        person, asked = UUID(int=chance.getrandbits(128)), []
        for day, survey in services(chance, {FREQUENT: frequent_every, RARE: 90}):
            now = START + timedelta(days=day)
            kept = fair and is_kept(KEY, person, now, max(rests.values()))
            rule = Rule(survey, True, timedelta(), QuietHours(None, None, "UTC"), rests[survey], 0, None)
            somebody = Person(asked=asked, is_kept=kept)
            verdict = decide(now, rule=rule, sampled=True, person=somebody, load=load, now=now)
            lived.services[survey] += 1
            if verdict.state == "sent":
                lived.sent[survey] += 1
                asked = [Asked(now, survey)]
    return lived


def services(chance: random.Random, every: dict[UUID, float]) -> list[tuple[float, UUID]]:
    found = []
    for survey, gap in every.items():
        day = chance.expovariate(1 / gap)
        while day < DAYS:
            found.append((day, survey))
            day += chance.expovariate(1 / gap)
    return sorted(found)


@pytest.mark.parametrize(
    ("frequent_every", "frequent_rest", "rare_rest", "without", "with_rule"),
    [
        (3, 30, 30, 0.13, 0.31),
        (1, 30, 30, 0.05, 0.23),
        (3, 7, 90, 0.04, 0.20),
    ],
    ids=["a call every third day", "a call a day", "the rare one rests longest"],
)
def test_the_rare_survey_reaches_its_share_and_would_not_without_the_rule(
    frequent_every: float, frequent_rest: int, rare_rest: int, without: float, with_rule: float
) -> None:
    """Shares are of the repairs it would be asked about if there were no calls: it keeps people from itself too."""
    rests = {"frequent_rest": frequent_rest, "rare_rest": rare_rest}
    alone = year(frequent_every=10_000, **rests, fair=False).share(RARE)
    unfair, fair = (year(frequent_every=frequent_every, **rests, fair=one) for one in (False, True))
    assert unfair.share(RARE) / alone < without
    assert fair.share(RARE) / alone > with_rule
    assert fair.sent[FREQUENT] > 0.7 * unfair.sent[FREQUENT], "the frequent one gives up about a quarter"
    assert fair.sent[FREQUENT] > fair.sent[RARE], "and still asks far more"


def test_a_fifth_is_what_the_figures_above_are_about() -> None:
    assert KEPT == 0.2
