"""Figures of a reading: on 1..5 whatever the scale, hidden where the survey hides them, and those of the last round."""

from __future__ import annotations

from datetime import date
from typing import Any

from feedback.analysis.disclosure import Hidden, Shown
from feedback.surveys.actions.surveys import make_wave
from feedback.surveys.queries import readings
from feedback.surveys.queries import surveys as queries
from feedback.surveys.queries.surveys import wave_with_code
from tests.factories import groups
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, closed, counted, opened, published

WANTED = ("cx_trust", "cx_care", "cx_benefits")
QUESTIONS = [
    asked("trust", "rating", construct="cx_trust", settings={"points": 5}),
    asked("care", "rating", construct="cx_care", settings={"points": 7}),
    asked("other", "rating", construct="something_else"),
]


def figures(survey: Opened, group: str) -> dict[str, Any]:
    with survey.of.at_work():
        return readings.figures(queries.survey(survey.code), WANTED)[survey.groups[group]]


def test_each_construct_has_its_mean_on_five(acme: Member) -> None:
    groups.three_groups(acme)
    survey = opened(acme, published(acme, *QUESTIONS), ["customers"])
    answered(survey, "customers", 3, trust=2, care=7, other=1)
    answered(survey, "customers", 1, trust=4, care=1)
    counted(survey)
    found = figures(survey, "customers")
    assert list(found) == ["cx_trust", "cx_care"]
    trust, care = found["cx_trust"], found["cx_care"]
    assert (trust.value, trust.n, care.value, care.n) == (2.5, 4, 4.0, 4)
    assert 1 <= trust.low < trust.value < trust.high <= 5


def test_what_the_survey_hides_is_hidden(acme: Member) -> None:
    groups.three_groups(acme)
    survey = opened(acme, published(acme, *QUESTIONS), ["employees"])
    answered(survey, "employees", 7, trust=2)
    answered(survey, "employees", 5, trust=4)
    answered(survey, "employees", 4, care=4)
    closed(survey)
    found = figures(survey, "employees")
    assert isinstance(found["cx_trust"], Shown) and found["cx_trust"].n == 12
    assert isinstance(found["cx_care"], Hidden) and found["cx_care"].reason == "too_few"


def test_the_last_round_is_an_earlier_wave_of_the_same_group(acme: Member) -> None:
    groups.three_groups(acme)
    code = published(acme, *QUESTIONS)
    for wave in ("2026-01", "2026-02"):
        acme.do(lambda wave=wave: make_wave(code=wave, name={"en": wave}, starts_on=date.fromisoformat(f"{wave}-01")))

    def asked_in(wave: str, *names: str) -> Opened:
        with acme.at_work():
            row = wave_with_code(wave)
        return opened(acme, code, names, wave=row)

    first, same = asked_in("2026-01", "customers"), asked_in("2026-01", "customers", "employees")
    second = asked_in("2026-02", "customers", "suppliers")
    with acme.at_work():
        row = queries.survey(second.code)
        last = readings.before(row, second.groups["customers"], "cx_trust")
        assert last is not None and last.code == same.code
        assert readings.before(row, second.groups["suppliers"], "cx_trust") is None
        assert readings.before(row, second.groups["customers"], "cx_benefits") is None
        assert readings.before(queries.survey(first.code), first.groups["customers"], "cx_trust") is None
