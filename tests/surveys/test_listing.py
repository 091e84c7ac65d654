"""Lines of the list of surveys and questionnaires."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import now
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import editing, listing
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.document import Texts
from feedback.surveys.queries import questionnaires
from feedback.surveys.queries import surveys as queries
from tests.factories import groups, surveys
from tests.factories.people import Member
from tests.factories.surveys import asked, opened, published


def test_a_survey_keeps_the_title_it_was_launched_with(acme: Member) -> None:
    groups.three_groups(acme)
    code = published(acme, asked("nps", "nps"))
    survey = opened(acme, code, ["customers", "suppliers"], closes_on=now().date())
    change = partial(editing.set_texts, title=Texts({"es": "Otro"}))
    acme.do(lambda: actions.edit(questionnaire=questionnaires.questionnaire(code), change=change, revision=1) and None)
    with acme.at_work():
        row = queries.survey(survey.code)
        known = {group.id: group for group in stakeholders.groups()}
        counts = {(row.id, survey.groups["customers"]): Shown(3, 3)}
        lines = [listing.survey_line(row, known, {}, counts, now().date() + timedelta(days=days)) for days in (0, 1)]
    assert lines[0].title == {"es": "Your visit (es)", "en": "Your visit"}
    assert [(one.group.code, one.people) for one in lines[0].heard] == [
        ("customers", Shown(3, 3)),
        ("suppliers", Hidden("nobody")),
    ]
    assert [line.open for line in lines] == [True, False]


def test_a_draft_says_whether_it_is_published_as_it_stands(acme: Member) -> None:
    code = surveys.questionnaire(acme, asked("nps", "nps"))

    def line() -> tuple[int | None, bool]:
        with acme.at_work():
            found = listing.draft_line(questionnaires.questionnaire(code))
        return found.version, found.changed

    states = [line()]
    acme.do(lambda: actions.publish(questionnaire=questionnaires.questionnaire(code)) and None)
    states.append(line())
    change = partial(editing.set_texts, title=Texts({"es": "Otro"}))
    acme.do(lambda: actions.edit(questionnaire=questionnaires.questionnaire(code), change=change, revision=1) and None)
    states.append(line())
    assert states == [(None, True), (1, False), (1, True)]
