"""Pictures of results: drawn from what is shown, of the survey they are asked of, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.factories import groups, journeys, surveys
from tests.factories.people import Member
from tests.factories.surveys import Opened, answered, asked, counted, opened, published

SignedIn = Callable[[Member], FlaskClient]


@pytest.fixture
def rounds(acme: Member) -> list[Opened]:
    """Two rounds of one questionnaire."""
    groups.three_groups(acme)
    journeys.journey(acme)
    code = published(acme, asked("c", "csat", "visit"), asked("t", "longtext", "visit"))
    made = []
    for month, score in (("2026-01", 2), ("2026-06", 5)):
        survey = opened(acme, code, ["customers"], wave=surveys.wave(acme, month))
        answered(survey, "customers", 3, c=score, t={"text": "x"})
        counted(survey)
        made.append(survey)
    return made


@pytest.mark.parametrize("look", ["", "?theme=dark&shape=narrow", "?theme=nothing&shape=nothing"])
def test_a_trend_in_every_look(acme: Member, as_member: SignedIn, rounds: list[Opened], look: str) -> None:
    survey = rounds[1]
    picture = as_member(acme).get(f"/o/acme/surveys/{survey.code}/trend/{survey.questions['c'][0]}.svg{look}")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert picture.get_data(as_text=True).startswith("<svg") and "style=" not in picture.get_data(as_text=True)


def test_words_have_no_picture_and_other_surveys_neither(
    acme: Member, as_member: SignedIn, rounds: list[Opened]
) -> None:
    client, survey = as_member(acme), rounds[1]
    other = opened(acme, published(acme, asked("x", "csat", "visit")), ["customers"])
    for kind in ("trend", "chart"):
        for row in (survey.questions["t"][0], other.questions["x"][0]):
            assert client.get(f"/o/acme/surveys/{survey.code}/{kind}/{row}.svg").status_code == 404
