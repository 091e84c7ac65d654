"""The links that are open, and what one of them asks in which words."""

from __future__ import annotations

import pytest

from feedback.errors import Gone, NotFound
from feedback.outreach.queries import channels as queries
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import asked, closed, opened, published, standard
from tests.statements import counted as statements


def links(of: Member) -> list[tuple[str, str | None, str]]:
    with of.at_work():
        return [(one.group.code, one.stage.code if one.stage else None, one.url) for one in queries.open_links()]


def test_open_links_stand_by_group_and_stage(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("booking", "visit"))
    several = published(acme, asked("c1", "csat", "visit"), asked("c2", "csat", "booking"), title="Several")
    survey = opened(acme, several, ["suppliers", "customers"])
    base = f"http://localhost/s/{survey.code}"
    assert links(acme) == [
        ("customers", None, f"{base}/customers"),
        ("customers", "booking", f"{base}/customers?stage=booking"),
        ("customers", "visit", f"{base}/customers?stage=visit"),
        ("suppliers", None, f"{base}/suppliers"),
        ("suppliers", "booking", f"{base}/suppliers?stage=booking"),
        ("suppliers", "visit", f"{base}/suppliers?stage=visit"),
    ]


def test_a_survey_about_one_stage_has_one_link_which_names_it(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("visit",))
    survey = opened(acme, published(acme, *standard()), ["customers"])
    assert links(acme) == [("customers", "visit", f"http://localhost/s/{survey.code}/customers")]


def test_closed_surveys_have_no_open_link(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("visit",))
    closed(opened(acme, published(acme, *standard()), ["customers"]))
    assert links(acme) == []


def test_a_survey_opened_at_a_stage_asks_about_it_even_where_no_question_names_it(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("booking", "visit"))
    survey = opened(acme, published(acme, asked("c1", "csat")), ["customers"], stage="visit")
    assert links(acme) == [("customers", "visit", f"http://localhost/s/{survey.code}/customers")]


def test_links_of_another_organisation_stay_there(acme: Member, globex: Member) -> None:
    for of in (acme, globex):
        three_groups(of)
        journey(of, ("visit",))
    survey = opened(globex, published(globex, *standard()), ["customers"])
    assert links(acme) == []
    with acme.at_work(), pytest.raises(NotFound):
        queries.channel(survey.code, "customers")


def test_the_links_take_as_many_reads_for_one_survey_as_for_three(acme: Member) -> None:
    three_groups(acme)
    journey(acme)
    costs = []
    for number in range(3):
        opened(acme, published(acme, *standard(), title=f"Visit {number}"), ["customers", "employees"])
        with statements(acme.app) as seen, acme.at_work():
            queries.open_links()
            costs.append(len(seen))
    assert costs[0] == costs[2]


def test_one_link_knows_what_it_asks_about(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("booking", "visit"))
    several = published(
        acme,
        asked("c1", "csat", "visit"),
        asked("c2", "csat", "booking"),
        asked("shop", "hidden"),
        asked("agent", "hidden", settings={"name": "agent_id"}),
    )
    survey = opened(acme, several, ["customers"])
    with acme.at_work():
        whole, part = queries.channel(survey.code, "customers"), queries.channel(survey.code, "customers", "visit")
        assert (whole.stage, whole.asks_about) == (None, None)
        assert part.stage and part.stage.code == "visit"
        assert part.asks_about is part.stage
        assert part.values == ["shop", "agent_id"]


def test_there_is_no_channel_of_what_is_not_asked(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("booking", "visit"))
    survey = opened(acme, published(acme, *standard()), ["customers"])
    with acme.at_work():
        assert queries.channel(survey.code, "customers").asks_about is not None
        for wrong in (("nothing", "customers"), (survey.code, "suppliers"), (survey.code, "customers", "booking")):
            with pytest.raises(NotFound):
                queries.channel(*wrong)
    closed(survey)
    with acme.at_work(), pytest.raises(Gone):
        queries.channel(survey.code, "customers")
