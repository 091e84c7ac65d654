"""Names and roles: what an organisation's code may be, when a role may change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from feedback.errors import Conflict, Invalid, Message, message
from feedback.names import is_language

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def code_of(text: str) -> str:
    """A code for addresses: lower-case letters, digits and hyphens, at most 40."""
    if len(text) > 40 or not _CODE.fullmatch(text):
        refusal = message("Use lower-case letters, digits and hyphens for the code, at most 40.")
        raise Invalid(refusal, {"code": refusal})
    return text


def languages_of(codes: Iterable[str]) -> list[str]:
    """Languages of an organisation's texts, each once, its own first; Invalid where there is none or one is no code."""
    chosen = list(dict.fromkeys(code.strip() for code in codes))
    if not chosen or not all(map(is_language, chosen)):
        refusal = message("Name at least one language by its code, such as es, en or pt-BR.")
        raise Invalid(refusal, {"languages": refusal})
    return chosen


def keep_an_owner(roles: Mapping[object, str], member: object, new_role: str | None) -> None:
    """Conflict where the change would take away the organisation's last owner; None removes the member."""
    after = {key: role for key, role in roles.items() if key != member}
    if new_role:
        after[member] = new_role
    if roles.get(member) == "owner" and "owner" not in after.values():
        raise Conflict(message("An organisation needs at least one owner."))


SCOPES: Mapping[str, Message] = {
    "read": message("Read: groups, contacts, evidence, surveys and their results, themes, backlog."),
    "write": message(
        "Write: add and change groups, contacts, evidence and improvements, open and close surveys, answer."
    ),
    "events": message("Events: report a service, so that its questionnaire goes out."),
}
"""What a token may be used for, in words."""
LONGEST_TOKEN_NAME = 80


def scopes_of(chosen: Iterable[str]) -> list[str]:
    """Scopes in their usual order; Invalid where none is chosen or one is unknown."""
    wanted = set(chosen)
    if not wanted or wanted - set(SCOPES):
        refusal = message("Choose what the token may do: read, write, events.")
        raise Invalid(refusal, {"scopes": refusal})
    return [scope for scope in SCOPES if scope in wanted]


def token_name_of(text: str) -> str:
    """The name a token is known by in its organisation."""
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_TOKEN_NAME or "\0" in name:
        refusal = message("Write a name for the token, at most 80 characters.")
        raise Invalid(refusal, {"name": refusal})
    return name
