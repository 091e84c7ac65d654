"""Everything a closing survey may show is decided at once."""

from __future__ import annotations

import pytest

from feedback.disclosure import queries as disclosure
from feedback.surveys.queries import surveys as launched
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import answered, asked, closed, opened, published


@pytest.fixture
def stages(acme: Member) -> dict[str, str]:
    groups.three_groups(acme)
    return {stage.code: str(stage.id) for stage in journeys.journey(acme)}


def test_every_kind_of_figure_has_its_decisions(acme: Member, stages: dict[str, str]) -> None:
    questions = [asked("c", "csat", "visit"), asked("s", "single", "visit"), asked("t", "longtext", "billing")]
    survey = opened(acme, published(acme, *questions), ["employees", "suppliers"])
    answered(survey, "employees", 6, c=5, s="a")
    answered(survey, "employees", 5, c=2, s="a", t={"text": "x"})
    answered(survey, "suppliers", 7, c=4, s="b", t={"text": "x"})
    answered(survey, "suppliers", 4, c=1, t={"text": "x"})
    closed(survey)
    with acme.at_work():
        row = launched.survey(survey.code)
        cells = disclosure.cells([row.release_id])[row.release_id]
    employees, suppliers = str(survey.groups["employees"]), str(survey.groups["suppliers"])
    by_code = {question["code"]: cells["questions"][question["id"]] for question in questions}
    both = {"": "shown", employees: "shown", suppliers: "shown"}
    assert cells["responses"] == {"all": both}
    assert by_code["c"] == both
    assert by_code["s"] == {"": "shown", employees: "complement", suppliers: "complement"}
    assert cells["comments"] == {questions[2]["id"]: {"": "shown", employees: "too_few", suppliers: "complement"}}
    assert set(cells["stages"]) == {f"{stages['visit']}/csat", f"{stages['visit']}/any", f"{stages['billing']}/any"}
    assert cells["stages"][f"{stages['visit']}/csat"] == both


def test_options_have_no_ends(acme: Member, stages: dict[str, str]) -> None:
    """Twelve of twelve chose the first option: nearly everybody the same, not the low end of anything."""
    questions = [asked("s", "single", "visit"), asked("c", "csat", "visit")]
    survey = opened(acme, published(acme, *questions), ["employees"])
    answered(survey, "employees", 12, s="a", c=1)
    closed(survey)
    with acme.at_work():
        (cells,) = disclosure.cells().values()
    group = str(survey.groups["employees"])
    assert [cells["questions"][one["id"]][group] for one in questions] == ["band:same", "band:low"]
    assert cells["stages"][f"{stages['visit']}/csat"][group] == "band:low"
