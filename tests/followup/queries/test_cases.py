"""Whose answer it is, and whose case."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.errors import NotFound
from feedback.followup.queries import cases as queries
from tests.factories.backlog import ground
from tests.factories.cases import case, person, said_by
from tests.factories.people import Member
from tests.factories.surveys import opened, published


def test_a_case_leads_to_the_answer_and_the_person_and_back(acme: Member, globex: Member) -> None:
    ground(acme)
    ana = person(acme)
    survey = opened(acme, published(acme), ["customers"])
    hers, nobodys = said_by(survey, ana, nps=1), said_by(survey, None, nps=1)
    made, other = case(acme, hers), case(acme, nobodys)
    with acme.at_work():
        assert queries.source_of(hers) == ("identified", ana)
        assert queries.cases_of([hers, nobodys, uuid4()]) == {hers: made, nobodys: other}
        assert [row.id for row in queries.cases_about(ana)] == [made]
        assert getattr(queries.contact_of(queries.case(made)), "name", None) == "Ana"
        assert queries.contact_of(queries.case(other)) is None
        assert queries.rule_of(queries.case(made)) is None
        with pytest.raises(NotFound):
            queries.source_of(uuid4())
    with globex.at_work():
        assert queries.cases_about(ana) == []
        with pytest.raises(NotFound):
            queries.source_of(hers)
