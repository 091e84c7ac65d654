"""Every permission, which role has it, and what a request may do: `Access`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from feedback.errors import Message, NotAllowed, message


class Role(StrEnum):
    """What a member is in one organisation."""

    OWNER = "owner"
    MANAGER = "manager"
    ANALYST = "analyst"
    CONTRIBUTOR = "contributor"
    VIEWER = "viewer"

    @property
    def label(self) -> Message:
        return {
            Role.OWNER: message("Owner"),
            Role.MANAGER: message("Manager"),
            Role.ANALYST: message("Analyst"),
            Role.CONTRIBUTOR: message("Contributor"),
            Role.VIEWER: message("Viewer"),
        }[self]


class Permission(StrEnum):
    """What somebody may do; the value is what logs and the audit show."""

    VIEW = "view"
    """See the organisation's pages, within the disclosure rule."""
    EXPORT = "export"
    """Take files out: responses, bad rows, the workbook."""
    EDIT_GROUPS = "groups.edit"
    """Create, change and archive stakeholder groups and segments."""
    EDIT_CONTACTS = "contacts.edit"
    """See who a group's people are, add, change, import and erase them."""
    EDIT_EVIDENCE = "evidence.edit"
    """Import and undo evidence, write notes."""
    EDIT_SURVEYS = "surveys.edit"
    """Design questionnaires."""
    LAUNCH_SURVEYS = "surveys.launch"
    """Open and close surveys, mark cells as not applicable."""
    EDIT_JOURNEY = "journey.edit"
    """Draw and change the journey."""
    EDIT_THEMES = "themes.edit"
    """Run the analysis, rename themes, place comments."""
    EDIT_BACKLOG = "backlog.edit"
    """Add and change improvements and strategies."""
    DECIDE = "backlog.decide"
    """Record decisions on improvements, publish notices."""
    WORK = "programme.work"
    """Report progress on what is assigned to oneself."""
    FOLLOW_UP = "followup.work"
    """Open cases from identified answers and work on them."""
    FACILITATE = "workshops.facilitate"
    """Open and close workshops."""
    ADMINISTER = "organisation.administer"
    """Members, roles and settings of the organisation."""


_EVERYBODY = frozenset({Permission.VIEW})
_CONTRIBUTOR = _EVERYBODY | {Permission.WORK}
_ANALYST = _EVERYBODY | {
    Permission.EXPORT,
    Permission.EDIT_EVIDENCE,
    Permission.EDIT_SURVEYS,
    Permission.EDIT_THEMES,
    Permission.EDIT_BACKLOG,
    Permission.WORK,
}
_MANAGER = frozenset(Permission) - {Permission.ADMINISTER}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.MANAGER: _MANAGER,
    Role.ANALYST: frozenset(_ANALYST),
    Role.CONTRIBUTOR: frozenset(_CONTRIBUTOR),
    Role.VIEWER: _EVERYBODY,
}


@dataclass(frozen=True, slots=True)
class Access:
    """Who asks, in which organisation, with which role. Guards make it; everything else asks it."""

    user_id: UUID
    organisation_id: UUID
    role: Role

    def may(self, permission: Permission) -> bool:
        return permission in PERMISSIONS[self.role]

    def require(self, permission: Permission) -> None:
        """NotAllowed unless the role has the permission."""
        if not self.may(permission):
            raise NotAllowed()
