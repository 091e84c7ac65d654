"""Values of a link: what we sealed cannot be changed, and what nobody sealed is only as much as it may be."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from feedback.db import db
from feedback.errors import Invalid
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import addresses, link_values
from feedback.surveys.models import Answer
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, invitations, journeys
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.factories.respondents import Respondent
from tests.factories.surveys import Opened

KEY = b"a key of the tests"
VALUES = {"branch": "north", "agent": "Ana Núñez, 4ª planta"}
TEXT = st.text("aZ09ñé日-_. ,", min_size=1, max_size=20).filter(str.strip)
NAME = st.text("abXY_-.", min_size=1, max_size=8).map("x{}".format)


@given(st.dictionaries(NAME, TEXT, max_size=5))
def test_what_was_sealed_is_read_again(values: dict[str, str]) -> None:
    sealed = link_values.sign(KEY, "survey", values)
    assert link_values.read(KEY, "survey", sealed) == values
    assert sealed.replace(".", "").replace("-", "").replace("_", "").isalnum()


def test_a_change_of_any_character_leaves_nothing() -> None:
    sealed = link_values.sign(KEY, "survey", VALUES)
    for place in range(len(sealed)):
        other = "A" if sealed[place] != "A" else "B"
        assert link_values.read(KEY, "survey", sealed[:place] + other + sealed[place + 1 :]) == {}
    for forged in ("", ".", "x", sealed + "=", sealed.upper(), f"{sealed}.{sealed}", "é.ñ", "\ud800.x"):
        assert link_values.read(KEY, "survey", forged) == {}


def test_a_seal_is_for_one_survey_and_one_installation() -> None:
    sealed = link_values.sign(KEY, "survey", VALUES)
    assert link_values.read(KEY, "other", sealed) == {}
    assert link_values.read(b"another key", "survey", sealed) == {}


@pytest.mark.parametrize(
    "values",
    [
        {"lang": "es"},
        {"v": "x"},
        {"a b": "x"},
        {"": "x"},
        {"x" * 61: "x"},
        {"x": ""},
        {"x": " "},
        {"x": "a\nb"},
        {"x": "y" * 101},
        {f"x{n}": "y" for n in range(31)},
    ],
)
def test_what_no_link_can_carry_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        link_values.sign(KEY, "survey", values)
    assert list(refused.value.fields) == ["values"]


def test_of_unsealed_values_our_own_names_and_long_ones_are_left_out() -> None:
    given = {"branch": "north", "stage": "visit", "v": "x", "embed": "1", "long": "x" * 101}
    assert link_values.plain(given) == {"branch": "north"}
    assert len(link_values.plain({f"x{n}": "y" for n in range(50)})) == link_values.MOST


# --- through the page -------------------------------------------------------------------------------


def opened(acme: Member, mode: str = "identified") -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    questions = [made.asked("csat", "csat"), made.asked("branch", "hidden"), made.asked("agent", "hidden")]
    return made.opened(acme, made.published(acme, *questions), ["customers"], mode=mode)


def link(survey: Opened, **values: str) -> str:
    with survey.of.at_work():
        row, group = launched.survey(survey.code), stakeholders.group_named("customers")
        return addresses.link(row, group, None, values).removeprefix("http://localhost")


def brought(client: FlaskClient, survey: Opened, where: str) -> dict[str, str]:
    assert Respondent(client, where).go(csat="4").status_code == 303
    by_question = {question_id: code for code, (question_id, _) in survey.questions.items()}
    with survey.of.at_work():
        rows = db.session.execute(select(Answer.question_id, Answer.choice).where(Answer.choice.is_not(None)))
        return {by_question[question_id]: choice for question_id, choice in rows}


def test_sealed_values_arrive(client: FlaskClient, acme: Member) -> None:
    survey = opened(acme)
    where = link(survey, branch="north", agent="Ana Núñez")
    assert where.startswith(f"/s/{survey.code}/customers?v=")
    assert brought(client, survey, where) == {"branch": "north", "agent": "Ana Núñez"}


def test_what_is_added_by_hand_does_not_outdo_them(client: FlaskClient, acme: Member) -> None:
    survey = opened(acme)
    where = link(survey, branch="north")
    assert brought(client, survey, f"{where}&branch=south&agent=Eva") == {"branch": "north", "agent": "Eva"}


@pytest.mark.parametrize("change", ["forged", "of another survey"])
def test_forged_values_are_none_and_the_form_opens(client: FlaskClient, acme: Member, change: str) -> None:
    survey = opened(acme)
    other = made.opened(acme, made.published(acme, title="Other"), ["customers"])
    where = link(survey, branch="north")
    forged = where[:-1] + ("A" if where[-1] != "A" else "B")
    stolen = f"/s/{survey.code}/customers?{link(other, branch='north').partition('?')[2]}"
    assert brought(client, survey, forged if change == "forged" else stolen) == {}


def test_an_invitation_brings_its_own(client: FlaskClient, acme: Member) -> None:
    survey = opened(acme)
    guest = invitations.invited(survey, "customers", values={"branch": "north"})
    assert brought(client, survey, f"{guest.path}?branch=south&agent=Eva") == {"branch": "north", "agent": "Eva"}


def test_an_anonymous_survey_takes_none(client: FlaskClient, acme: Member) -> None:
    survey = opened(acme, "anonymous")
    where = link(survey, branch="north")
    for path in (where, f"/s/{survey.code}/customers?branch=north"):
        assert Respondent(client, path).go(csat="4").status_code == 303
    made.closed(survey)
    with acme.at_work():
        assert db.session.scalars(select(Answer.choice)).all() == [None, None]


def test_a_stage_and_values_stand_in_one_link(acme: Member) -> None:
    survey = opened(acme)
    with acme.at_work():
        row, group = launched.survey(survey.code), stakeholders.group_named("customers")
        stage = journeys.current(acme)[0]
        assert f"?stage={stage.code}&v=" in addresses.link(row, group, stage, {"branch": "north"})
