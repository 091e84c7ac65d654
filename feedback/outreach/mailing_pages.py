"""Mailings as pages show them: of protected surveys nothing that tells who answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from feedback.db import now
from feedback.errors import Message, message
from feedback.outreach import emails
from feedback.outreach.models import Mailing
from feedback.outreach.queries import mailings as queries
from feedback.outreach.queries.mailings import Outcomes, Recipient
from feedback.outreach.rules import mailings as rules
from feedback.outreach.rules.mail_texts import Rendered
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.rules import contacts as people
from feedback.surveys.listing import title_of as launched_title
from feedback.surveys.models import Survey
from feedback.surveys.queries import links
from feedback.web.templating import text


@dataclass(frozen=True, slots=True)
class Line:
    """One mailing in a list; `sent` of `total` mails, None where that is not told."""

    id: UUID
    survey: str
    group: str
    kind: Message
    state: str
    label: Message
    why: Message | None
    when: datetime
    sent: int | None
    total: int | None
    to_the_unanswered: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of some mails, and of how many."""

    what: Message
    why: Message | None
    count: int


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far a mailing is: what a page shows, and asks for again while it is `live`."""

    state: str
    label: Message
    why: Message | None
    tells: bool
    sent: int
    total: int
    fates: Sequence[Fate]
    live: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One person in the list of recipients."""

    name: str
    address: str
    what: Message
    why: Message | None
    invitation_id: UUID | None
    revoked: bool


def title_of(survey: Survey) -> str:
    return text(launched_title(survey)) or survey.code


def languages_of(survey: Survey) -> list[str]:
    """Languages its mails may be in: those it can be answered in, its own first."""
    document = links.edition(survey.version_id).document
    return list(dict.fromkeys((document.base_language, *document.languages)))


def state_of(row: Mailing, survey: Survey) -> str:
    begun = row.started_at is not None
    return rules.shown_state(row.state, row.reason, begun=begun, kind=row.kind, mode=survey.mode)


def lines(
    rows: Sequence[Mailing], surveys: Mapping[UUID, Survey], groups: Mapping[UUID, StakeholderGroup]
) -> list[Line]:
    """The lines of some mailings: one read for all their counts."""
    counts = queries.outcomes([row.id for row in rows])
    return [_line(row, surveys[row.survey_id], groups[row.group_id], counts[row.id]) for row in rows if row.survey_id]


def how_far(row: Mailing, survey: Survey | None) -> HowFar:
    """The state of a mailing and what became of its mails; nothing moves where that would tell who answered."""
    mode = survey.mode if survey else rules.IDENTIFIED
    tells, begun = rules.tells_recipients(row.kind, mode), row.started_at is not None
    state = rules.shown_state(row.state, row.reason, begun=begun, kind=row.kind, mode=mode)
    counts = queries.outcomes([row.id])[row.id] if tells else {}
    return HowFar(
        state=state,
        label=rules.state_label(state),
        why=_why_over(state, row.reason),
        tells=tells,
        sent=_in_all(counts, lambda fate: fate == "sent"),
        total=_in_all(counts, lambda fate: fate != "skipped"),
        fates=fates(counts),
        live=tells and rules.is_under_way(state, row.send_at, now()),
    )


def _why_over(state: str, reason: str) -> Message | None:
    return rules.over_label(reason) if state == rules.STOPPED and reason else None


def _in_all(counts: Outcomes, wanted: Callable[[str], bool]) -> int:
    return sum(number for (fate, _why), number in counts.items() if wanted(fate))


def _line(row: Mailing, survey: Survey, group: StakeholderGroup, counts: Outcomes) -> Line:
    tells = rules.tells_recipients(row.kind, survey.mode)
    state = state_of(row, survey)
    sent, whole = _in_all(counts, lambda fate: fate == "sent"), _in_all(counts, lambda fate: fate != "skipped")
    counted = tells and row.started_at is not None
    return Line(
        id=row.id,
        survey=title_of(survey),
        group=text(group.name),
        kind=rules.kind_label(row.kind),
        state=state,
        label=rules.state_label(state),
        why=_why_over(state, row.reason),
        when=row.started_at or row.send_at,
        sent=sent if counted else None,
        total=whole if counted else None,
        to_the_unanswered=row.kind == rules.REMINDER,
    )


def fates(counts: Outcomes) -> list[Fate]:
    """What became of the mails of one mailing, the largest first."""
    found = [Fate(_what(state), _why(state, reason), count) for (state, reason), count in counts.items()]
    return sorted(found, key=lambda fate: -fate.count)


def recipient(one: Recipient) -> Shown:
    address, why = one.key.partition(":")[2], _why(one.state, one.reason)
    return Shown(one.name, address, _what(one.state), why, one.invitation_id, one.revoked)


def _what(state: str) -> Message:
    return {
        "waiting": message("Waiting"),
        "sending": message("Being sent"),
        "sent": message("Sent"),
        "skipped": message("Not written to"),
        "failed": message("Not sent"),
        "bounced": message("Came back"),
    }[state]


def _why(state: str, reason: str) -> Message | None:
    if not reason or state in ("waiting", "sending", "sent"):
        return None
    return rules.reason_label(reason) or people.reason_label(reason)


def previews(row: Mailing, survey: Survey) -> list[tuple[str, Rendered]]:
    """Language -> the mail as a person gets it, with a link that leads nowhere."""
    writing = emails.writing_of(row, survey)
    given = {"name": emails.EXAMPLE_NAME, "link": emails.EXAMPLE_LINK, "leave": emails.EXAMPLE_LEAVE}
    return [(code, emails.rendered(writing, code, **given)) for code in row.texts]


def reminder_lines(rows: Sequence[Mailing], survey: Survey) -> list[tuple[Mapping[str, object], Message]]:
    """The reminders of a mailing: when, and the state as it may be shown."""
    return [
        ({"id": row.id, "when": row.started_at or row.send_at}, rules.state_label(state_of(row, survey)))
        for row in rows
    ]
