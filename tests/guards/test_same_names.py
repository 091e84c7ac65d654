"""Case 19: two organisations that call everything alike see their own, whoever was there first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import backlog, evidence, groups, heard, journeys, surveys
from tests.factories.people import Member, sign_in
from tests.guards.seen import on_sqlite, remembering
from tests.installation import repeated

pytestmark = pytest.mark.xdist_group("world")
SignedIn = Callable[[Member], FlaskClient]


@pytest.fixture(autouse=True)
def remembered() -> Iterator[None]:
    with remembering():
        yield


@repeated
def furnished(of: Member, name: str, mark: int) -> surveys.Opened:
    """The same codes, titles and themes for each; texts say whose they are, marks differ."""
    group = groups.group(of, code="customers", name={"es": f"Gente de {name}", "en": f"People of {name}"})
    journeys.journey(of, ("visit",))
    surveys.questionnaire(of, title="NPS")
    survey = surveys.opened(of, surveys.published(of, *surveys.standard("visit"), title="NPS"), [group.code])
    surveys.answered(survey, "customers", 8, nps=mark, csat=mark // 2, text={"text": f"Said at {name}."})
    surveys.counted(survey)
    heard.heard(of, text=f"Waited for {name}.")
    evidence.note(of, text=f"Noted at {name}.")
    backlog.improvement(of, title={"es": f"Mejora de {name}", "en": f"Improvement of {name}"})
    backlog.analysed(of)
    return survey


def pages(app: Flask, code: str, survey: surveys.Opened) -> list[str]:
    """Every page without ids, the results, and the sentences behind a theme."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/o/<organisation>/")]
    plain = [rule.rule for rule in rules if rule.arguments == {"organisation"} and "GET" in (rule.methods or ())]
    named = [f"/o/{code}/themes/waiting", f"/o/{code}/backlog/1", f"/o/{code}/surveys/{survey.code}/results"]
    return [rule.replace("<organisation>", code) for rule in sorted(plain)] + named


def order(app: Flask) -> tuple[str, ...]:
    """What is remembered is remembered alike on both databases: each begins with another, and one goes back."""
    return ("acme", "globex", "acme") if on_sqlite(app) else ("globex", "acme")


def test_the_same_names_lead_everybody_to_their_own(app: Flask, acme: Member, globex: Member) -> None:
    whose = {"acme": furnished(acme, "Acme", 10), "globex": furnished(globex, "Globex", 2)}
    clients = {member.organisation: sign_in(app.test_client(), member) for member in (acme, globex)}
    seen: dict[str, str] = {}
    for code in order(app):
        answers = [clients[code].get(path) for path in pages(app, code, whose[code])]
        assert {answer.status_code for answer in answers} <= {200, 303}
        for answer in answers:
            assert "Cookie" in answer.headers["Vary"]
            assert answer.headers["Cache-Control"].startswith(("no-store", "private"))
        written = [answer for answer in answers if answer.mimetype.startswith("text/")]
        text = "\n".join(answer.get_data(as_text=True) for answer in written)
        other = "globex" if code == "acme" else "acme"
        assert other not in text.lower()
        seen[code] = text
    for code, name in (("acme", "Acme"), ("globex", "Globex")):
        for sentence in (f"Said at {name}.", f"Waited for {name}.", f"Noted at {name}.", f"Mejora de {name}"):
            assert sentence in seen[code], sentence


def test_a_survey_of_one_is_no_page_of_the_other(as_member: SignedIn, acme: Member, globex: Member) -> None:
    ours, theirs = furnished(acme, "Acme", 10), furnished(globex, "Globex", 2)
    client = as_member(globex)
    assert ours.code != theirs.code
    assert client.get(f"/o/globex/surveys/{theirs.code}/results").status_code == 200
    assert client.get(f"/o/globex/surveys/{ours.code}/results").status_code == 404


def test_pictures_of_one_are_not_the_others(app: Flask, acme: Member, globex: Member) -> None:
    """Charts are kept once drawn: by what they show, not by their place."""
    whose = {"acme": furnished(acme, "Acme", 10), "globex": furnished(globex, "Globex", 2)}
    drawn = {}
    for member in (acme, globex):
        survey = whose[member.organisation]
        path = f"/o/{member.organisation}/surveys/{survey.code}/chart/{survey.questions['nps'][0]}.svg?group=customers"
        answer = sign_in(app.test_client(), member).get(path)
        assert answer.status_code == 200
        drawn[member.organisation] = answer.get_data()
    assert drawn["acme"] != drawn["globex"]
