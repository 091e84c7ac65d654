"""What the log of an organisation says of each act, in words. Pure.

Every act that code writes has its words here: `tests/accounts/test_log_words.py` holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from typing import Protocol
from uuid import UUID

from feedback.errors import N_, Message

ACTS: Mapping[str, str] = {
    "alert.changed": N_("Rule for cases changed"),
    "alert.made": N_("Rule for cases made"),
    "alert.paused": N_("Rule for cases paused"),
    "alert.removed": N_("Rule for cases removed"),
    "alert.resumed": N_("Rule for cases goes on"),
    "blueprint.added": N_("Line added to the blueprint at the stage"),
    "blueprint.removed": N_("Line removed from the blueprint at the stage"),
    "case.moved": N_("Case moved on"),
    "case.note": N_("Note written on a case"),
    "case.opened": N_("Case opened"),
    "case.reply": N_("Reply written in a case"),
    "case.reply_again": N_("Reply of a case sent once more"),
    "cell.applicable": N_("Group asked at a stage again"),
    "cell.not_applicable": N_("Not for this group at this stage"),
    "claim.confirmed": N_("Claim confirmed"),
    "claim.linked": N_("Evidence linked to a claim"),
    "claim.made": N_("Claim written down"),
    "claim.unlinked": N_("Evidence taken from a claim"),
    "claim.withdrawn": N_("Claim withdrawn"),
    "comment.accept": N_("Proposed stages of comments accepted"),
    "comment.confirm": N_("Stage of a comment confirmed"),
    "comment.leave": N_("Comment left without a stage"),
    "comment.place": N_("Comment put at the stage"),
    "comment.place_theme": N_("Comments of a theme put at a stage"),
    "comment.undo_accept": N_("Stages of comments taken back"),
    "contact.added": N_("Person added to the group"),
    "contact.changed": N_("Person changed in the group"),
    "contact.erased": N_("Person erased from the group"),
    "contact.opted_in": N_("Somebody wants to be written to again, in the group"),
    "contact.opted_out": N_("Somebody does not want to be written to any more, in the group"),
    "contacts.imported": N_("List of people taken over into the group"),
    "correction.undo": N_("Correction taken back"),
    "cycle.begun": N_("Cycle begun"),
    "cycle.changed": N_("Cycle changed"),
    "cycle.closed": N_("Cycle closed"),
    "effect.judged": N_("Verdict asked for, of improvement"),
    "effect.registered": N_("Effect check registered, of improvement"),
    "effect.withdrawn": N_("Effect check taken back, of improvement"),
    "evidence.added": N_("Evidence sent by another system"),
    "evidence.imported": N_("File of evidence taken over"),
    "evidence.removed": N_("Piece of evidence removed"),
    "evidence.undone": N_("File of evidence taken back"),
    "example.begun": N_("Example organisation begun"),
    "example.loaded": N_("Example organisation complete"),
    "flow.added": N_("Key flow added"),
    "flow.removed": N_("Key flow removed"),
    "formula.removed": N_("Formula removed"),
    "formula.saved": N_("Formula kept"),
    "function.added": N_("Area added"),
    "function.archived": N_("Area archived"),
    "function.people": N_("Members of an area chosen"),
    "function.restored": N_("Area in use again"),
    "group.archived": N_("Group archived"),
    "group.changed": N_("Group changed"),
    "group.created": N_("Group made"),
    "group.restored": N_("Group in use again"),
    "improvement.added": N_("Improvement added"),
    "improvement.case": N_("Case added to improvement"),
    "improvement.case_removed": N_("Case taken from improvement"),
    "improvement.changed": N_("Improvement changed"),
    "improvement.decided": N_("Improvement decided on"),
    "improvement.gave_back": N_("Another improvement parted again from improvement"),
    "improvement.merged": N_("Improvement merged into another"),
    "improvement.moved": N_("Improvement moved on"),
    "improvement.not_same": N_("Said to be another one than it looks like: improvement"),
    "improvement.parted": N_("Stands for itself again: improvement"),
    "improvement.planned": N_("Work planned, on improvement"),
    "improvement.progress": N_("Progress written, on improvement"),
    "improvement.remark": N_("Remark made on improvement"),
    "improvement.remark_removed": N_("Remark taken back, on improvement"),
    "improvement.took": N_("Another improvement merged into improvement"),
    "improvement.withdrawn": N_("Proposed improvement withdrawn: nothing speaks for it any more"),
    "insights.cancel_run": N_("Analysis stopped"),
    "insights.run": N_("Analysis asked for"),
    "invitation.restored": N_("Invitation works again, to the survey"),
    "invitation.taken_back": N_("Invitation taken back, to the survey"),
    "issue.discarded": N_("Issue for a tracker discarded"),
    "issue.retried": N_("Issue sent to a tracker once more"),
    "issue.written": N_("Issue written for a tracker, about improvement"),
    "journey.confirmed": N_("Claims of the journey confirmed"),
    "journey.created": N_("Journey made"),
    "journey.declare_moment": N_("Moment declared"),
    "journey.disputed": N_("Stage disputed by an area"),
    "journey.half_life": N_("Days after which claims grow old changed"),
    "journey.imported": N_("Journey taken over from a file"),
    "journey.sent": N_("Areas asked to look over the journey"),
    "journey.validation": N_("Workshop to look over the map opened"),
    "journey.withdraw_moment": N_("Moment withdrawn"),
    "kit.taken": N_("Starting kit taken over"),
    "lens.reset": N_("Lens set back"),
    "lens.saved": N_("Lens saved"),
    "mailing.changed": N_("Mailing changed, for the survey"),
    "mailing.discarded": N_("Mailing discarded, for the survey"),
    "mailing.drafted": N_("Mailing drafted, for the survey"),
    "mailing.paused": N_("Mailing paused, for the survey"),
    "mailing.reminded": N_("Reminder sent, for the survey"),
    "mailing.resumed": N_("Mailing goes on, for the survey"),
    "mailing.scheduled": N_("Mailing on its way, for the survey"),
    "mailing.stopped": N_("Mailing stopped, for the survey"),
    "member.invited": N_("Colleague invited"),
    "member.removed": N_("Member removed"),
    "member.role": N_("Role changed, of"),
    "milestone.changed": N_("Milestones changed, of improvement"),
    "notice.changed": N_("Notice changed"),
    "notice.discarded": N_("Notice discarded"),
    "notice.drafted": N_("Notice drafted, about improvement"),
    "notice.placed": N_("Groups of a notice chosen"),
    "notice.published": N_("Notice published"),
    "notice.sent": N_("Notice told by e-mail"),
    "notice.stopped": N_("Mails of a notice stopped"),
    "notice.taken_back": N_("Notice taken back"),
    "objective.added": N_("Objective added"),
    "objective.removed": N_("Objective removed"),
    "objective.renamed": N_("Objective renamed"),
    "organisation.languages": N_("Languages of the organisation's texts changed"),
    "organisation.renamed": N_("Organisation as people see it changed"),
    "persona.archived": N_("Persona archived"),
    "persona.created": N_("Persona made"),
    "persona.restored": N_("Persona in use again"),
    "programme.imported": N_("Lines of the programme changed by a file"),
    "questionnaire.proposed": N_("Questionnaire proposed by the coverage plan"),
    "report.changed": N_("Report by e-mail changed"),
    "report.ended": N_("Report by e-mail ended"),
    "report.scheduled": N_("Report by e-mail set up"),
    "roles.filled": N_("Roles of areas filled in, at the stage"),
    "sentence.feeling": N_("Feeling of a sentence corrected"),
    "shared_point.set_aside": N_("Shared point set aside"),
    "shared_point.taken_up": N_("Shared point taken up again"),
    "stage.merged": N_("Stages merged into"),
    "stage.restored": N_("Stage in use again"),
    "stage.retired": N_("Stage retired"),
    "stage.split": N_("Stage split"),
    "strategy.added": N_("Strategy added"),
    "strategy.changed": N_("Strategy changed"),
    "strategy.removed": N_("Strategy removed"),
    "theme.accept": N_("Proposed theme accepted"),
    "theme.add": N_("Theme added"),
    "theme.dismiss": N_("Theme dismissed"),
    "theme.examples": N_("Examples of a theme changed"),
    "theme.lock": N_("Theme locked"),
    "theme.merge": N_("Themes merged into"),
    "theme.move": N_("Sentences moved to the theme"),
    "theme.rename": N_("Theme renamed"),
    "theme.restore": N_("Theme in use again"),
    "theme.split": N_("Theme split"),
    "theme.undo": N_("Change of a theme taken back"),
    "theme.unlock": N_("Theme unlocked"),
    "token.made": N_("API token made"),
    "token.revoked": N_("API token revoked"),
    "tracker.changed": N_("Tracker changed"),
    "tracker.connected": N_("Tracker connected"),
    "tracker.removed": N_("Tracker removed"),
    "trigger.changed": N_("Rule for asking after a service changed"),
    "trigger.created": N_("Rule for asking after a service made"),
    "trigger.paused": N_("Rule for asking after a service paused"),
    "trigger.resumed": N_("Rule for asking after a service goes on"),
    "variant.added": N_("Variant of the journey added"),
    "variant.removed": N_("Variant of the journey removed"),
    "walk.removed": N_("Walked service removed"),
    "walks.chosen": N_("Services to walk through chosen"),
    "webhook.added": N_("Webhook added"),
    "webhook.changed": N_("Webhook changed"),
    "webhook.off": N_("Webhook switched off"),
    "webhook.on": N_("Webhook switched on"),
    "webhook.removed": N_("Webhook removed"),
    "webhook.replayed": N_("Webhook message sent once more"),
    "webhook.secret": N_("Secret of a webhook changed"),
    "webhook.tested": N_("Webhook tried out"),
    "weights.chosen": N_("Weights of the list chosen"),
    "weights.forgotten": N_("Weights forgotten"),
    "weights.saved": N_("Weights saved"),
    "wording.allowed": N_("Words allowed again"),
    "wording.avoided": N_("Words to avoid written down"),
    "workshop.brought": N_("Notes from elsewhere brought into the workshop"),
    "workshop.closed": N_("Workshop closed"),
    "workshop.grouped": N_("Notes of the workshop grouped"),
    "workshop.opened": N_("Workshop opened"),
    "workshop.reopened": N_("Workshop opened again"),
    "workshop.taken_away": N_("Notes taken out of the workshop"),
}
"""Act -> what happened; its subject follows behind a colon."""


def happened(act: str) -> Message | str:
    """What an entry says happened, in words; acts of earlier versions as they stand."""
    return Message(ACTS[act]) if act in ACTS else act


def about(subject: str) -> str:
    """What it was about; empty where that is an id, which tells people nothing."""
    try:
        UUID(subject)
    except ValueError:
        return subject
    return ""


class Entry(Protocol):
    """A line of the log, as the database has it."""

    @property
    def at(self) -> datetime: ...
    @property
    def user_id(self) -> UUID | None: ...
    @property
    def act(self) -> str: ...
    @property
    def subject(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Happened:
    """What somebody did on one day, once or several times in a row."""

    day: date
    user_id: UUID | None
    act: Message | str
    about: str
    times: int


def lately(entries: Iterable[Entry], most: int = 30) -> list[Happened]:
    """The log in lines, newest first, at most so many."""
    rows = groupby(entries, key=lambda one: (one.at.date(), one.user_id, one.act, about(one.subject)))
    found = ((key, sum(1 for _ in same)) for key, same in rows)
    return [Happened(day, who, happened(act), what, times) for (day, who, act, what), times in islice(found, most)]
