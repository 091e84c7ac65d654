"""Figures over the API pass the same rule as on the results page: cases 74 and 75 (a)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import groups, journeys, surveys
from tests.factories.callers import System, system
from tests.factories.people import Member, sign_in
from tests.factories.surveys import Opened


@pytest.fixture
def crm(acme: Member) -> System:
    for kind, code in (("customer", "customers"), ("employee", "staff"), ("supplier", "suppliers")):
        groups.group(acme, kind, code=code, size=60)
    journeys.journey(acme, ("visit",))
    return system(acme)


def asked(of: Member, to: list[str], **values: Any) -> Opened:
    return surveys.opened(of, surveys.questionnaire(of), to, **values)


def results(crm: System, survey: Opened) -> dict[str, Any]:
    answer = crm.get(f"/surveys/{survey.code}/results")
    assert answer.status_code == 200
    return {one["code"]: one for one in answer.json["questions"]}


def test_figures_come_with_n_and_interval(acme: Member, crm: System) -> None:
    survey = asked(acme, ["customers"])
    surveys.answered(survey, "customers", 6, nps=9, csat=4, single="a", text={"text": "Slow."})
    surveys.answered(survey, "customers", 2, nps=2, csat={"omitted": "skipped"})
    surveys.counted(survey)
    found = results(crm, survey)
    (nps,) = found["nps"]["groups"]
    figure = nps["answers"]["figure"]
    assert (figure["name"], figure["value"], figure["n"], figure["hidden"]) == ("nps", 50.0, 8, None)
    assert figure["low"] < 50 < figure["high"]
    (csat,) = found["csat"]["groups"]
    assert [csat[name]["value"] for name in ("shown", "skipped", "not_applicable")] == [8, 2, 0]
    (single,) = found["single"]["groups"]
    assert {bar["option"]: bar["value"] for bar in single["answers"]["bars"]} == {"a": 1.0, "b": 0.0, "c": 0.0}
    (text,) = found["text"]["groups"]
    assert text["wrote"]["value"] == 6
    assert found["nps"]["together"] is None


def test_a_protected_survey_has_no_figure_before_its_release(acme: Member, crm: System) -> None:
    survey = asked(acme, ["staff"], mode="anonymous")
    surveys.answered(survey, "staff", 8, nps=9)
    (nps,) = results(crm, survey)["nps"]["groups"]
    assert {nps[name]["hidden"] for name in ("answers", "shown", "skipped")} == {"not_yet"}
    assert nps["answers"]["figure"] is None


@pytest.mark.parametrize(("few", "enough"), [(4, 9), (3, 12)])
def test_a_group_too_small_is_in_no_number(acme: Member, crm: System, few: int, enough: int) -> None:
    survey = asked(acme, ["staff", "suppliers"], mode="anonymous")
    surveys.answered(survey, "staff", enough, nps=9, csat=4)
    surveys.answered(survey, "suppliers", few, nps=1, csat=1)
    surveys.closed(survey)
    found = results(crm, survey)["nps"]
    by_group = {one["group"]: one for one in found["groups"]}
    assert by_group["suppliers"]["answers"]["hidden"] in {"too_few", "complement"}
    assert by_group["suppliers"]["answers"]["n"] is None
    assert by_group["suppliers"]["shown"]["value"] is None
    assert by_group["suppliers"]["answers"]["bars"] == []
    assert (by_group["staff"]["answers"]["hidden"] is None) + (found["together"]["hidden"] is None) < 2
    listed = {one["group"]: one["people"] for one in crm.get(f"/surveys/{survey.code}").json["groups"]}
    assert listed["suppliers"]["value"] is None


def test_what_is_hidden_on_the_page_is_hidden_here(acme: Member, crm: System) -> None:
    survey = asked(acme, ["staff", "suppliers"], mode="confidential")
    surveys.answered(survey, "staff", 9, nps=9, csat=4, single="a")
    surveys.answered(survey, "suppliers", 6, nps=8, csat={"omitted": "skipped"}, single="b")
    surveys.closed(survey)
    client = sign_in(acme.app.test_client(), acme)
    page = client.get(f"/o/acme/surveys/{survey.code}/results.csv?lang=en").get_data(as_text=True)
    shown_there = {tuple(line.split(",")[:1] + line.split(",")[3:5]) for line in page.splitlines()[1:]}
    for code, question in results(crm, survey).items():
        for one in question["groups"]:
            figure = one["answers"]["figure"]
            if figure is not None and figure["hidden"] is None:
                assert (code, one["group"], figure["name"]) in shown_there
