from __future__ import annotations

from uuid import UUID

from feedback.db import now
from feedback.surveys.queries.verdicts import Verdict, verdicts
from tests.factories import surveys
from tests.factories.people import Member
from tests.factories.runs import ground

CHOICES = [{"code": code, "text": {"es": code, "en": code}} for code in ("yes", "differently", "no", "unknown")]


def asked(of: Member, mode: str, **answers: int) -> tuple[surveys.Opened, UUID]:
    """Whether something happened so, answered by customers and counted."""
    question = surveys.asked("so", "single", "visit", choices=CHOICES, construct="claim_check")
    opened = surveys.opened(of, surveys.published(of, question), ["customers"], mode=mode)
    for choice, n in answers.items():
        surveys.answered(opened, "customers", n, so=choice)
    return opened, opened.questions["so"][0]


def of_customers(survey: surveys.Opened, question: UUID) -> Verdict:
    with survey.of.at_work():
        return verdicts([question])[question][survey.groups["customers"]]


def test_what_happened_differently_did_not_happen_so(acme: Member) -> None:
    ground(acme)
    survey, question = asked(acme, "identified", yes=3, differently=2, no=1, unknown=4)
    surveys.counted(survey)
    assert of_customers(survey, question) == Verdict(3, 3, 1, now().date())


def test_a_released_survey_counts_as_its_shares_are_shown(acme: Member) -> None:
    ground(acme)
    survey, question = asked(acme, "confidential", yes=15, no=4)
    surveys.closed(survey)
    found = of_customers(survey, question)
    assert (found.yes, found.no, found.k, found.hidden) == (15, 4, 5, None)


def test_too_few_and_too_much_agreement_count_as_nothing(acme: Member) -> None:
    ground(acme)
    few, question = asked(acme, "confidential", yes=3, no=1)
    surveys.closed(few)
    found = of_customers(few, question)
    assert (found.yes, found.no, found.hidden and found.hidden.reason) == (0, 0, "too_few")


def test_everybody_who_agrees_in_a_small_protected_group_counts_as_nothing(acme: Member) -> None:
    ground(acme)
    alike, question = asked(acme, "confidential", yes=8)
    surveys.closed(alike)
    found = of_customers(alike, question)
    assert (found.yes, found.no, found.hidden and found.hidden.reason) == (0, 0, "complement")


def test_questions_without_answers_and_no_questions(acme: Member) -> None:
    ground(acme)
    _, question = asked(acme, "identified")
    with acme.at_work():
        assert verdicts([question]) == {question: {}}
        assert verdicts([]) == {}
