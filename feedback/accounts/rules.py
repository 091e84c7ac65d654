"""Names and roles: what an organisation's code may be, when a role may change."""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedback.errors import Conflict, Invalid, message

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")


def code_of(text: str) -> str:
    """A code for addresses: lower-case letters, digits and hyphens, at most 40."""
    if len(text) > 40 or not _CODE.fullmatch(text):
        refusal = message("Use lower-case letters, digits and hyphens for the code, at most 40.")
        raise Invalid(refusal, {"code": refusal})
    return text


def email_of(text: str) -> str:
    """An e-mail address in lower case; Invalid where it could be two, or carries a line break."""
    address = text.strip().lower()
    if len(address) > 254 or any(ord(character) < 32 for character in text) or not _EMAIL.fullmatch(address):
        refusal = message("Write one e-mail address, such as ana@example.org.")
        raise Invalid(refusal, {"email": refusal})
    return address


def keep_an_owner(roles: Mapping[object, str], member: object, new_role: str | None) -> None:
    """Conflict where the change would take away the organisation's last owner; None removes the member."""
    after = {key: role for key, role in roles.items() if key != member}
    if new_role:
        after[member] = new_role
    if roles.get(member) == "owner" and "owner" not in after.values():
        raise Conflict(message("An organisation needs at least one owner."))
