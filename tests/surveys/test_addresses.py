"""Links that respondents open."""

from __future__ import annotations

from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import addresses
from feedback.surveys.queries import surveys as queries
from tests.factories import groups, journeys
from tests.factories.people import Member
from tests.factories.surveys import asked, opened, published


def test_links_are_absolute_and_lead_to_the_questions(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    code = published(acme, asked("c", "csat", "visit"), asked("b", "csat", "billing"))
    survey = opened(acme, code, ["customers"])
    with acme.at_work():
        row, group = queries.survey(survey.code), stakeholders.group_named("customers")
        found = addresses.links(row, [group], queries.stages_asked(row))
        single = addresses.links(row, [group], queries.stages_asked(row)[:1])
    base = f"http://localhost/s/{survey.code}/customers"
    assert [link.url for link in found] == [base, f"{base}?stage=visit", f"{base}?stage=billing"]
    assert [link.url for link in single] == [base]
    for link in found:
        assert acme.app.test_client().get(link.url).status_code == 200
