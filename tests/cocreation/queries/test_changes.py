"""What changed lately."""

from __future__ import annotations

from datetime import date, timedelta

from feedback.backlog.queries.board import board
from feedback.cocreation.queries import changes
from feedback.cocreation.queries.changes import Change
from feedback.db import now
from feedback.insights.actions import run_figures
from feedback.insights.queries import judging, periods
from feedback.outreach.queries import coverage as outreach
from feedback.programme import actions as programme
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.actions import surveys
from feedback.surveys.queries import questionnaires as drafts
from tests.factories.backlog import decided, found, improvement
from tests.factories.groups import three_groups
from tests.factories.heard import counted as counted_again
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.programme import started
from tests.factories.runs import ground
from tests.factories.surveys import answered, closed, counted, opened, published, reread, standard
from tests.insights.queries.test_periods import said as said_on


def newest(of: Member) -> list[Change]:
    with of.at_work():
        return changes.newest(board(), outreach.coverage())


def said(of: Member) -> list[str]:
    return [str(one.text) for one in newest(of)]


def test_in_a_new_organisation_nothing_changed(acme: Member) -> None:
    assert said(acme) == []


def test_answers_of_the_last_seven_days_are_counted(acme: Member) -> None:
    three_groups(acme)
    journey(acme)
    survey = opened(acme, published(acme, *standard()), ["customers"])
    for days, people in ((1, 3), (6, 2), (8, 5)):
        answered(survey, "customers", people, now() - timedelta(days=days), csat=4)
    with acme.at_work():
        assert changes.new_answers() == 5


def wave(of: Member, code: str, starts_on: date, scores: dict[int, int], questionnaire: str) -> None:
    """A round in which so many customers gave each score."""

    def launch() -> str:
        made = surveys.make_wave(code=code, name={"en": code, "es": code}, starts_on=starts_on)
        group = stakeholders.group_named("customers")
        row = drafts.questionnaire(questionnaire)
        return surveys.open_survey(questionnaire=row, groups=[group], wave=made).code

    survey = reread(of, of.do(launch))
    for score, people in scores.items():
        answered(survey, "customers", people, csat=score)
    counted(survey)
    closed(survey)


def test_a_score_that_moved_more_than_chance_is_told_and_one_that_did_not_is_not(acme: Member) -> None:
    three_groups(acme)
    journey(acme)
    code = published(acme, *standard())
    wave(acme, "spring", date(2026, 4, 1), {1: 20, 2: 20}, code)
    assert not [one for one in newest(acme) if one.icon in ("up", "down")]
    wave(acme, "summer", date(2026, 7, 1), {1: 20, 2: 21}, code)
    assert not [one for one in newest(acme) if one.icon in ("up", "down")]
    wave(acme, "autumn", date(2026, 9, 1), {4: 20, 5: 20}, code)
    [moved] = [one for one in newest(acme) if one.icon == "up"]
    seen = moved.text.params
    assert (round(float(str(seen["before"])), 1), round(float(str(seen["after"])), 1), seen["n"]) == (1.5, 4.5, 40)


def test_decisions_and_what_was_done_stand_with_their_time(acme: Member) -> None:
    number = started(acme, title={"en": "Tell the hour", "es": "Avisar"})
    acme.do(lambda: programme.finish(found(number).id))
    other = improvement(acme, title={"en": "An app", "es": "Una app"})
    decided(acme, other, "no", "Too few want it.")
    texts = said(acme)
    assert len(texts) == 3
    assert sorted(text.split(":")[0] for text in texts) == ["Decided", "Decided", "Done"]
    assert all(one.at and one.page for one in newest(acme))


def test_what_is_late_comes_first(acme: Member) -> None:
    decided(acme, improvement(acme, title={"en": "Early", "es": "Pronto"}))
    late = improvement(acme, title={"en": "Late", "es": "Tarde"}, due_on=now().date() - timedelta(days=1))
    decided(acme, late)
    first = newest(acme)[0]
    assert (first.icon, first.text.params) == ("warn", {"title": {"en": "Late", "es": "Tarde"}})


def test_the_oldest_answer_is_told_with_its_age(acme: Member) -> None:
    three_groups(acme)
    journey(acme)
    survey = opened(acme, published(acme, *standard()), ["customers"])
    answered(survey, "customers", 3, now() - timedelta(days=151), csat=4)
    counted(survey)
    last = newest(acme)[-1]
    assert (last.icon, last.text.params["days"]) == ("clock", 151)


def test_a_theme_that_is_raised_more_than_before_is_told_with_its_page(acme: Member) -> None:
    ground(acme)
    for ago, raised, others in ((160, 2, 38), (130, 3, 37), (100, 25, 15), (70, 26, 14)):
        day = now().date() - timedelta(days=ago)
        said_on(acme, day, raised)
        said_on(acme, day, others, code="price")
    counted_again(acme)

    def kept() -> None:
        run_figures.write_periods(periods.counted())
        run_figures.write(judging.changes())

    acme.do(kept)
    (waiting,) = [one for one in newest(acme) if one.values.get("code") == "waiting"]
    assert (waiting.icon, waiting.page) == ("up", "insights.theme")
    assert "raised more" in str(waiting.text)
