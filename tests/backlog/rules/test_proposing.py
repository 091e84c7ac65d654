"""Which improvements are proposed from what groups said."""

from __future__ import annotations

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from feedback.backlog.rules.proposing import MOST, Cover, Proposal, Voice, covered, fresh, proposals, still_heard

WAITING, KINDNESS = UUID(int=1), UUID(int=2)
VISIT, BOOKING = UUID(int=11), UUID(int=12)


def voice(
    theme: UUID = WAITING,
    stage: UUID | None = VISIT,
    group: str = "customers",
    people: int = 3,
    negative: int = 0,
    positive: int = 0,
    neutral: int = 0,
) -> Voice:
    return Voice(theme, stage, group, people, negative + positive + neutral, negative, positive)


def proposed(*voices: Voice) -> list[tuple[str, UUID | None, UUID]]:
    return [(one.direction, one.stage, one.theme) for one in proposals(voices)]


def test_three_people_with_a_pain_are_enough_and_two_are_not() -> None:
    assert proposed(voice(people=3, negative=3)) == [("reduce", VISIT, WAITING)]
    assert proposed(voice(people=2, negative=9)) == []


def test_people_of_several_groups_count_together() -> None:
    said = [voice(people=2, negative=2), voice(group="employees", people=1, negative=1)]
    assert proposed(*said) == [("reduce", VISIT, WAITING)]


def test_a_pain_has_to_prevail() -> None:
    assert proposed(voice(people=6, negative=3, positive=3)) == []
    assert proposed(voice(people=7, negative=4, positive=3)) == [("reduce", VISIT, WAITING)]


def test_a_delight_is_amplified_from_its_strongest_place_alone() -> None:
    said = [
        voice(KINDNESS, BOOKING, people=9, positive=9),
        voice(KINDNESS, VISIT, people=9, positive=9, neutral=9),
    ]
    assert proposed(*said) == [("amplify", BOOKING, KINDNESS)]


def test_a_delight_that_is_the_same_everywhere_is_not_amplified() -> None:
    said = [voice(KINDNESS, stage, people=9, positive=9) for stage in (BOOKING, VISIT)]
    assert proposed(*said) == []


def test_a_mild_delight_is_not_amplified() -> None:
    assert proposed(voice(KINDNESS, people=9, positive=7, negative=3)) == []


def test_what_was_said_at_no_stage_is_proposed_there() -> None:
    assert proposed(voice(stage=None, people=3, negative=3)) == [("reduce", None, WAITING)]


def test_the_strongest_comes_first() -> None:
    said = [voice(stage=BOOKING, people=4, negative=4), voice(people=9, negative=9)]
    assert proposed(*said) == [("reduce", VISIT, WAITING), ("reduce", BOOKING, WAITING)]


def test_keys_tell_direction_stage_and_theme() -> None:
    assert Proposal("reduce", VISIT, WAITING, 1.0).key == f"reduce:{VISIT.hex}:{WAITING.hex}"
    assert Proposal("amplify", None, WAITING, 1.0).key == f"amplify:unknown:{WAITING.hex}"


def test_a_cover_has_the_same_direction_and_stage_and_a_common_theme() -> None:
    proposal = Proposal("reduce", VISIT, WAITING, 1.0)
    assert covered(proposal, [Cover("reduce", VISIT, frozenset({WAITING, KINDNESS}))])
    for other in (
        Cover("amplify", VISIT, frozenset({WAITING})),
        Cover("reduce", None, frozenset({WAITING})),
        Cover("reduce", VISIT, frozenset({KINDNESS})),
    ):
        assert not covered(proposal, [other])


@given(count=st.integers(0, 60), waiting=st.integers(0, 60))
def test_never_more_wait_than_a_team_can_read(count: int, waiting: int) -> None:
    found = [Proposal("reduce", VISIT, uuid4(), float(count - at)) for at in range(count)]
    chosen = fresh(found, [], {"reduce": waiting})
    assert chosen == found[: max(0, MOST["reduce"] - waiting)]


def test_a_line_is_still_heard_while_three_say_one_of_its_themes_there() -> None:
    cover = Cover("reduce", VISIT, frozenset({WAITING, KINDNESS}))
    assert still_heard([voice(people=3)], cover)
    assert not still_heard([voice(people=2)], cover)
    assert not still_heard([voice(stage=BOOKING, people=9)], cover)
