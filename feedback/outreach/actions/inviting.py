"""Invite everybody of a group at once, in our own texts: what the command line does."""

from __future__ import annotations

from uuid import UUID

from feedback.db import find
from feedback.outreach.actions import mailings
from feedback.outreach.actions.mailings import Wish
from feedback.outreach.queries import deliveries
from feedback.outreach.rules import mail_texts
from feedback.outreach.rules.mail_texts import INVITATION, Texts
from feedback.permissions import Access
from feedback.stakeholders.rules.contacts import why_not
from feedback.surveys.models import Survey
from feedback.surveys.queries import links

AT_ONCE = 500


def invite_all(survey_id: UUID, group_id: UUID, *, by: Access | None = None) -> UUID | None:
    """A mailing to the people of the group who were not invited yet, sent now; None where there is nobody to write to.

    Conflict without a mail server, or where the survey is closed.
    """
    if not _anybody(survey_id, group_id):
        return None
    survey = find(Survey, survey_id)
    texts, language = _texts(survey)
    wish = Wish(texts=texts, language=language)
    mailing = mailings.draft(survey=survey, group_id=group_id, wish=wish, stage_id=survey.stage_id, by=by)
    return mailings.send(mailing.id, by=by).id


def _anybody(survey_id: UUID, group_id: UUID) -> bool:
    after: UUID | None = None
    while some := deliveries.uninvited(survey_id, group_id, after=after, limit=AT_ONCE):
        if any(why_not(one, "email") is None for one in some):
            return True
        after = some[-1].id
    return False


def _texts(survey: Survey) -> tuple[Texts, str]:
    """Our texts in the languages of the questionnaire that we have; in all we have where it speaks none of them."""
    document = links.edition(survey.version_id).document
    wanted = (document.base_language, *document.languages)
    given = {"mode": survey.mode, "closes": survey.closes_on is not None}
    texts = mail_texts.starting_texts(INVITATION, wanted, **given)  # type: ignore[arg-type]
    texts = texts or mail_texts.starting_texts(INVITATION, ("en", "es", "pt"), **given)  # type: ignore[arg-type]
    return texts, next(iter(texts))
