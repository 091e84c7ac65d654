"""What the six steps count equals what the slices themselves say, and stays inside the organisation."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from feedback.backlog.actions import strategies
from feedback.backlog.queries import improvements, rankings
from feedback.backlog.queries import strategies as strategy_queries
from feedback.cocreation.queries.counts import Counts, counts
from feedback.db import now
from feedback.evidence.queries import imports, items
from feedback.insights.queries import runs
from feedback.programme import queries as programme
from tests.factories import evidence
from tests.factories.backlog import decided, improvement, listed, said_and_proposed
from tests.factories.heard import theme
from tests.factories.people import Member
from tests.factories.programme import agreed, started
from tests.factories.surveys import answered, closed, counted, opened, published, standard


def found(of: Member, today: date | None = None) -> Counts:
    with of.at_work():
        return counts(today or now().date())


def furnish(of: Member) -> None:
    """Some of everything that is counted."""
    said_and_proposed(of)
    evidence.note(of, "suppliers")
    evidence.imported(of, "text\nToo late\nToo loud\n")
    code = published(of, *standard())
    survey = opened(of, code, ["customers"])
    answered(survey, "customers", 4, csat=4)
    counted(survey)
    protected = opened(of, code, ["employees"])
    answered(protected, "employees", 11, csat=2)
    closed(protected)
    answered(opened(of, code, ["suppliers"]), "suppliers", 6, csat=2)
    improvement(of)
    agreed(of)
    started(of)


def test_without_anything_everything_is_nought(acme: Member) -> None:
    assert set(asdict(found(acme)).values()) == {0, None}


def test_counts_equal_what_each_slice_says_itself(acme: Member) -> None:
    furnish(acme)
    seen = found(acme)
    with acme.at_work():
        assert (seen.imports, seen.notes) == (imports.imports_done(), items.notes_count())
        assert seen.answers == runs.answers() == 15
        assert seen.run_id == runs.newest_done().id  # type: ignore[union-attr]
        assert seen.improvements == len(improvements.improvements())
        assert seen.incomplete == len(programme.unfinished_yes()) == 2
        assert seen.decisions == len(improvements.decided_ids())
        assert seen.undecided == len(improvements.undecided(rankings.first_tier()))
    assert (seen.imported, seen.surveys_open, seen.going, seen.done) == (2, 2, 1, 0)


def test_a_shared_point_is_attended_by_a_strategy_or_set_aside(acme: Member) -> None:
    said_and_proposed(acme)
    assert (found(acme).shared, found(acme).unattended) == (1, 1)
    waiting = theme(acme, "waiting")
    acme.do(lambda: strategies.set_aside(waiting, reason="Not this year."))
    assert found(acme).unattended == 0
    acme.do(lambda: strategies.take_up(waiting))
    assert found(acme).unattended == 1
    acme.do(lambda: strategies.add_strategy(name={"en": "Tell", "es": "Avisar"}, theme_ids=[waiting]).id)
    with acme.at_work():
        assert strategy_queries.attended() == {waiting}
    assert found(acme).unattended == 0


def test_the_first_tier_is_undecided_until_somebody_decides(acme: Member) -> None:
    said_and_proposed(acme)
    first = listed(acme).lines[0].improvement

    def stand_alone() -> None:
        ranking = rankings.newest()
        assert ranking is not None
        scores = rankings.scores(ranking.id)
        for improvement_id, score in scores.items():
            score.tier = rankings.START if improvement_id == first.id else "unclear"

    acme.do(stand_alone)
    assert found(acme).undecided == 1
    decided(acme, first.number)
    assert found(acme).undecided == 0


def test_a_survey_is_open_until_its_last_day_is_over(acme: Member) -> None:
    said_and_proposed(acme)
    today = now().date()
    opened(acme, published(acme, *standard()), ["customers"], closes_on=today)
    assert [found(acme, today + timedelta(days=days)).surveys_open for days in (0, 1)] == [1, 0]


def test_nothing_of_another_organisation_is_counted(acme: Member, globex: Member) -> None:
    furnish(globex)
    assert set(asdict(found(acme)).values()) == {0, None}
    assert found(globex).improvements > 0
