from __future__ import annotations

from sqlalchemy import select

from feedback import jobs
from feedback.db import db
from feedback.insights.models import Comment
from feedback.insights.queries.readable import protected, readable
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.actions import surveys as survey_actions
from feedback.surveys.queries import surveys as survey_queries
from tests.factories import surveys
from tests.factories.heard import answered_about, heard
from tests.factories.people import Member
from tests.factories.runs import ground


def read(of: Member) -> dict[str, int]:
    """Group -> comments whose words may be read."""
    with of.at_work():
        rows = db.session.scalars(select(Comment.group_id).where(readable(protected())))
        codes = {group.id: group.code for group in stakeholders.groups()}
        found = [codes[group_id] for group_id in rows]
        return {code: found.count(code) for code in sorted(set(found))}


def test_a_release_opens_the_words_of_groups_that_are_large_enough(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees", "suppliers"], mode="anonymous")
    answered_about(opened, "employees", 25)
    answered_about(opened, "suppliers", 9)
    heard(acme, "customers", n=1)
    assert read(acme) == {"customers": 1}
    acme.do(lambda: survey_actions.close(survey_queries.survey(opened.code)))
    jobs.work_off(acme.app)
    told = read(acme)
    assert "suppliers" not in told and told["customers"] == 1


def test_one_large_group_is_read(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="confidential", k_comments=12)
    answered_about(opened, "employees", 12)
    acme.do(lambda: survey_actions.close(survey_queries.survey(opened.code)))
    jobs.work_off(acme.app)
    assert read(acme) == {"employees": 12}
    with acme.at_work():
        assert [one.k_comments for one in protected().values()] == [12]


def test_without_protected_surveys_there_is_nothing_to_ask(acme: Member) -> None:
    ground(acme)
    surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    with acme.at_work():
        assert protected() == {}
