"""Effect checks over the API: registered, then with their verdict and its figures through the disclosure rule."""

from __future__ import annotations

from tests.factories import effects
from tests.factories.callers import system
from tests.factories.effects import HIGH, LOW, at, check, judged, survey, through
from tests.factories.people import Member
from tests.factories.programme import agreed

NOTHING = {"value": None, "n": None, "low": None, "high": None}


def test_before_its_verdict_there_are_no_figures(acme: Member, globex: Member) -> None:
    survey(acme)
    number = agreed(acme, "visit")
    check(acme, number, controls=effects.stage_ids(acme, ["booking", "billing"]))
    with at(effects.REGISTERED):
        crm, theirs = system(acme), system(globex)
        one = crm.get(f"/effect-checks/{number}").json
        assert crm.get("/effect-checks").json["items"] == [one]
        assert theirs.get(f"/effect-checks/{number}").status_code == 404
        assert theirs.get("/effect-checks").json["items"] == []
    assert (one["question"], one["measure"], one["stage"], one["group"]) == (
        "csat_visit?",
        "csat",
        "visit",
        "customers",
    )
    assert (one["direction"], one["minimum"], one["due_on"]) == ("up", 0.5, "2026-06-01")
    assert (one["controls"], one["phase"], one["late"]) == (["billing", "booking"], "before", False)
    assert (one["verdict"], one["figures"], one["summary"], one["caveats"]) == (None, None, None, [])


def test_a_verdict_comes_with_what_it_was_made_of(acme: Member) -> None:
    number = through(acme, LOW, HIGH)
    with at(effects.JUDGED):
        crm = system(acme)
        before = crm.get(f"/effect-checks/{number}").json
    assert (before["phase"], before["figures"]) == ("ready", None)
    judged(acme, number)
    with at(effects.JUDGED):
        [one] = crm.get("/effect-checks").json["items"]
    assert (one["phase"], one["verdict"]) == ("judged", "improved")
    assert one["summary"] == "It moved as it was meant to, and by more than chance explains."
    assert any("No other stage is compared with" in words for words in one["caveats"])
    found = one["figures"]
    assert (found["baseline"], found["before"]["value"], found["before"]["n"]) == ("fresh", 3.0, 40)
    assert (found["after"]["value"], found["effect"]["value"], found["effect"]["n"]) == (4.0, 1.0, 40)
    assert found["effect"]["low"] < 1.0 < found["effect"]["high"]
    assert (found["controls"], found["looks"]) == ({}, 1)


def test_what_a_protected_survey_hides_stays_hidden(acme: Member) -> None:
    """Three answered before and after, and nobody is told how."""
    own, number = survey(acme, mode="confidential", k_scores=5), agreed(acme, "visit")
    check(acme, number)
    effects.said(own, effects.ASKED, {2: 3})
    effects.worked(acme, number)
    effects.said(own, effects.AFTER, {5: 3})
    judged(acme, number)
    with at(effects.JUDGED):
        found = system(acme).get(f"/effect-checks/{number}").json["figures"]
    for name in ("before", "after", "own", "effect"):
        assert {key: found[name][key] for key in NOTHING} == NOTHING, name
        assert found[name]["hidden"] and found[name]["why"], name
