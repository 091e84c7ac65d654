"""Stakeholder groups, personas inside them, and the people one may write to."""

from feedback.stakeholders.models.contacts import Contact, ContactImport, ErasedMark
from feedback.stakeholders.models.groups import Segment, StakeholderGroup
from feedback.stakeholders.models.personas import Persona, PersonaLine

__all__ = ["Contact", "ContactImport", "ErasedMark", "Persona", "PersonaLine", "Segment", "StakeholderGroup"]
