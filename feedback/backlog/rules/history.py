"""What the audit log of an improvement says, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from feedback.backlog.rules.status import verdict_label
from feedback.errors import N_, Message, message

ACTS = {
    "improvement.added": N_("Added"),
    "improvement.progress": N_("Progress written: %(percent)s %%"),
    "improvement.case": N_("A case was added to it"),
    "improvement.case_removed": N_("A case was taken away from it"),
    "improvement.remark": N_("Somebody said something about it"),
    "improvement.remark_removed": N_("Somebody took back what they had said"),
    "improvement.merged": N_("Merged into number %(into)s"),
    "improvement.took": N_("Number %(from)s was merged into it"),
    "improvement.parted": N_("Parted from number %(from)s: it stands for itself again"),
    "improvement.gave_back": N_("Parted from number %(to)s"),
    "improvement.not_same": N_("Somebody said that number %(other)s is another one"),
    "notice.drafted": N_("A notice about it was drafted"),
}
FIELDS = {
    "title": N_("title"),
    "hypothesis": N_("why it should help"),
    "stage_id": N_("stage"),
    "theme_ids": N_("themes"),
    "strategy_id": N_("strategy"),
    "owner_id": N_("who is in charge"),
    "due_on": N_("until when"),
    "effort": N_("effort"),
    "scope": N_("how far it reaches"),
    "how": N_("what to do with what delights"),
    "strong_stage_id": N_("where it is strong already"),
    "strong_group_id": N_("with whom it is strong already"),
    "objective_id": N_("objective"),
    "function_id": N_("area"),
    "cost": N_("cost"),
    "tags": N_("tags"),
    "further_stage_ids": N_("further stages"),
    "touchpoint_ids": N_("touchpoints"),
    "group_ids": N_("groups"),
    "needs_ids": N_("what has to be done first"),
}


def happened(act: str, detail: Mapping[str, Any]) -> Message:
    """What an entry says happened; fields and verdicts follow in `details`."""
    if act == "improvement.changed":
        return message("Changed")
    if act == "improvement.moved":
        return message("Moved on")
    if act == "improvement.decided":
        return message("Decided")
    return Message(ACTS[act], dict(detail)) if act in ACTS else message("Something else happened to it")


def details(act: str, detail: Mapping[str, Any]) -> Sequence[Message]:
    """What else an entry says, each in words: the fields that changed, or what was decided."""
    if act == "improvement.changed":
        return [message(FIELDS[name]) for name in detail.get("fields", ()) if name in FIELDS]
    if act == "improvement.decided" and detail.get("verdict"):
        return [verdict_label(detail["verdict"])]
    return []
