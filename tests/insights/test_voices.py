from __future__ import annotations

from uuid import UUID, uuid4

from feedback.analysis.convergence import GroupVoice
from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.voices import Said, Tallied, Voice, Voices, hidden_cells

WAITING, GROUP, SURVEY = uuid4(), uuid4(), uuid4()
VISIT, BILLING, BOOKING = (UUID(int=number) for number in (1, 2, 3))


def row(people: int, theme: UUID | None = WAITING, place: Place = VISIT, survey: UUID | None = None) -> Tallied:
    k = 5 if survey else 1
    return Tallied(theme, place, GROUP, survey, k, Voice(people, people, 0, people, people, 0))


def both(people: int, wrote: int, place: Place = VISIT, survey: UUID | None = SURVEY) -> list[Tallied]:
    return [row(people, place=place, survey=survey), row(wrote, None, place, survey)]


def said(rows: list[Tallied], place: Place = VISIT) -> Said:
    return Voices(rows).said(WAITING, place, GROUP)


def test_evidence_and_identified_answers_are_told_as_they_are() -> None:
    told = said([row(1), row(4, None)])
    assert told == Said(Voice(4, 4, 0, 4, 4, 0), Voice(1, 1, 0, 1, 1, 0))
    assert told.people == Shown(1, 4)
    assert told.negative == Shown(1.0, 1)


def test_a_protected_survey_counts_with_enough_people_who_raised_and_wrote() -> None:
    assert said(both(5, 12)).people == Shown(5, 12)
    assert said(both(5, 12)).k == 5


def test_too_few_who_raised_it_are_not_told() -> None:
    told = said(both(4, 12))
    assert told.people == Hidden("too_few", 5)
    assert (told.wrote, told.raised, told.held) == (Voice(), Voice(), 5)


def test_too_few_who_wrote_are_not_told() -> None:
    assert said(both(0, 4)).people == Hidden("too_few", 5)


def test_nobody_of_enough_who_wrote_is_told() -> None:
    assert said([row(12, None, survey=SURVEY)]).people == Shown(0, 12)


def test_what_is_held_back_adds_nothing_to_what_is_told() -> None:
    told = said([*both(4, 12), row(2), row(7, None)])
    assert told.people == Shown(2, 7)
    assert told.held == 5


def test_the_rest_is_not_told_where_more_is_held_back_than_left() -> None:
    """ "2 of 3" would be read as the voice of a group of which twelve wrote."""
    told = said([*both(4, 12), row(2), row(3, None)])
    assert told.people == Hidden("too_few", 5)
    assert told.negative == Hidden("too_few", 5)


def test_two_surveys_are_looked_at_one_by_one() -> None:
    """Three in each would be six together, and the second survey would tell who came with it."""
    other = uuid4()
    assert said([*both(3, 12), *both(3, 12, survey=other)]).people == Hidden("too_few", 5)
    assert said([*both(5, 12), *both(3, 12, survey=other)]).people == Shown(5, 12)


def test_a_part_does_not_follow_from_the_whole_by_subtraction() -> None:
    """7 in all and 5 at the visit would tell of 2 at billing: the visit is held back with them."""
    rows = [*both(5, 20), *both(2, 20, BILLING), *both(7, 40, EVERYWHERE)]
    assert said(rows, EVERYWHERE).people == Shown(7, 40)
    assert said(rows).people == Hidden("too_few", 5)
    assert said(rows, BILLING).people == Hidden("too_few", 5)


def test_enough_hidden_people_protect_each_other() -> None:
    cells = {(None, place, GROUP): Voice(20) for place in (VISIT, BILLING, BOOKING, EVERYWHERE)} | {
        (WAITING, VISIT, GROUP): Voice(9),
        (WAITING, BILLING, GROUP): Voice(4),
        (WAITING, BOOKING, GROUP): Voice(4),
        (WAITING, EVERYWHERE, GROUP): Voice(17),
    }
    assert hidden_cells(cells, 5) == {(WAITING, BILLING, GROUP), (WAITING, BOOKING, GROUP)}


def test_few_in_all_are_told_nowhere() -> None:
    rows = [*both(4, 6), *both(4, 6, EVERYWHERE)]
    assert said(rows, EVERYWHERE).people == Hidden("too_few", 5)


def test_a_group_that_all_feels_the_same_is_not_told_how() -> None:
    assert said(both(6, 12)).negative == Hidden("complement")


def test_protected_shares_are_coarse() -> None:
    voice = Voice(people=12, mentions=13, negative=7, positive=6)
    told = said([Tallied(WAITING, VISIT, GROUP, SURVEY, 5, voice), row(20, None, survey=SURVEY)])
    assert told.negative == Shown(0.55, 12)


def test_nobody_spoke_is_said_as_such() -> None:
    assert said([]).people == Hidden("nobody")
    assert said([row(3, None)]).negative == Hidden("nobody")


def test_the_rule_of_shared_points_hears_the_threshold_of_those_who_raised_it() -> None:
    assert said(both(5, 12)).voice(True) == GroupVoice(True, 12, 5, 5, 5, 5)
    assert said([row(1), row(2, None), row(12, None, survey=SURVEY)]).voice(True) == GroupVoice(True, 14, 1, 1, 1, 1)
    assert said(both(4, 12)).voice(True) == GroupVoice(True, 0, 0, 0, 0, 5)


def test_every_cell_is_known_shown_or_not() -> None:
    assert Voices(both(4, 12)).cells == {(WAITING, VISIT, GROUP), (None, VISIT, GROUP)}
    assert not Voices(both(4, 12)).counts(SURVEY, WAITING, VISIT, GROUP)
    assert Voices(both(4, 12)).counts(SURVEY, None, VISIT, GROUP)


MOVED = {VISIT: BOOKING}


def merged(*rows: list[Tallied], theme: UUID | None = WAITING) -> Said:
    return Voices([one for part in rows for one in part], MOVED).said(theme, BOOKING, GROUP)


def test_what_was_said_at_stages_that_are_one_today_is_told_together() -> None:
    """Those who spoke at both may be the same people: as many as at the larger one are sure."""
    told = merged(both(5, 12, VISIT), both(6, 20, BOOKING))
    assert told.people == Shown(6, 20)
    assert told.raised.mentions == 11


def test_a_protected_part_that_is_kept_back_keeps_the_whole_back() -> None:
    """Else it would follow from the part that was shown before."""
    told = merged(both(3, 12, VISIT), both(6, 20, BOOKING))
    assert told.people == Hidden("too_few", 5)


def test_cells_stand_where_they_count_today() -> None:
    voices = Voices([*both(5, 12, VISIT), *both(2, 3, BILLING, survey=None)], MOVED)
    assert sorted(place.int for place, _ in voices.places_of(WAITING)) == [BILLING.int, BOOKING.int]
