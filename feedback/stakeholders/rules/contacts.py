"""Who a contact is, what may be known of one, and why one may not be written to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

from feedback.addresses import email_of, phone_of
from feedback.errors import Message, message
from feedback.names import LONGEST_NAME, one_line, refusal
from feedback.stakeholders.rules.languages import lang_of

Channel = Literal["email", "link", "phone"]
LONGEST_REFERENCE = 120
MOST_SEGMENTS = 20
HARD = "hard"
YES = frozenset(("1", "si", "sí", "s", "yes", "y", "true", "verdadero", "sim", "x", "✓", "ok", "acepta", "acepto"))
NO = frozenset(("0", "no", "n", "false", "falso", "não", "nao", "rechaza", "rechazo"))


class Person(Protocol):
    """What the rules about writing to somebody read of a contact."""

    @property
    def email(self) -> str | None: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def consent(self) -> bool | None: ...
    @property
    def opted_out_at(self) -> datetime | None: ...
    @property
    def bounce(self) -> str: ...


class Known(Person, Protocol):
    """What tells whether a contact is the same person."""

    @property
    def key(self) -> str: ...
    @property
    def reference(self) -> str | None: ...


K = TypeVar("K", bound=Known)


@dataclass(frozen=True, slots=True)
class Details:
    """A person as a file, a form or a call describes one: cleaned; what is not said is None or ''."""

    email: str | None = None
    phone: str | None = None
    reference: str | None = None
    name: str = ""
    lang: str | None = None
    consent: bool | None = None
    opted_out: bool = False
    segments: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return key_of(self.email, self.phone, self.reference)


def columns_of(details: Details) -> dict[str, Any]:
    """What a contact with exactly these details holds, by column."""
    named = ("key", "email", "phone", "reference", "name", "lang", "consent")
    return {**{name: getattr(details, name) for name in named}, "segments": dict(details.segments)}


def why_not(contact: Person, channel: Channel) -> str | None:
    """Why one may not write to this person through this channel; None where one may.

    "link" is a personal link handed over by somebody, so it needs no address.
    """
    if contact.opted_out_at is not None:
        return "opted_out"
    if contact.consent is False:
        return "no_consent"
    if (channel == "email" and not contact.email) or (channel == "phone" and not contact.phone):
        return "no_address"
    if channel == "email" and contact.bounce == HARD:
        return "bounced"
    return None


def reason_label(word: str) -> Message:
    """The sentence of a word of `why_not`."""
    return {
        "opted_out": message("Asked not to be written to"),
        "no_consent": message("Did not agree to be written to"),
        "no_address": message("Has no address for this"),
        "bounced": message("The address does not exist"),
    }[word]


def key_of(email: str | None, phone: str | None, reference: str | None) -> str:
    """Who somebody is, once per group; Invalid where nothing says it."""
    for mark, value in (("mail", email), ("tel", phone), ("ref", reference)):
        if value:
            return f"{mark}:{value}"
    raise refusal("email", message("Write an e-mail address, a telephone number or a reference."))


def details_of(
    *,
    email: str | None = None,
    phone: str | None = None,
    reference: str | None = None,
    name: str = "",
    lang: str | None = None,
    consent: bool | None = None,
    opted_out: bool = False,
    segments: Mapping[str, str] | None = None,
    region: str = "",
) -> Details:
    """A person as typed, cleaned; Invalid at the field that cannot be. `region` is as `phone_of` takes it."""
    details = Details(
        email=email_of(email) if email and email.strip() else None,
        phone=phone_of(phone, region) if phone and phone.strip() else None,
        reference=_short("reference", reference or "", LONGEST_REFERENCE) or None,
        name=_short("name", name, LONGEST_NAME),
        lang=lang_of(lang) if lang and lang.strip() else None,
        consent=consent,
        opted_out=opted_out,
        segments=segments_of(segments or {}),
    )
    key_of(details.email, details.phone, details.reference)
    return details


def _short(name: str, given: str, most: int) -> str:
    line = one_line(given)
    if len(line) > most:
        raise refusal(name, message("At most %(most)s characters.", most=most))
    return line


def segments_of(given: Mapping[str, str]) -> dict[str, str]:
    """Attribute -> value, each on one line; attributes without a value are left out."""
    found = {_short("segments", name, LONGEST_NAME): _short("segments", given[name], LONGEST_NAME) for name in given}
    kept = {name: value for name, value in found.items() if name and value}
    if len(kept) > MOST_SEGMENTS:
        raise refusal("segments", message("At most %(most)s segments for one person.", most=MOST_SEGMENTS))
    return kept


def yes_or_no(field_name: str, text: str) -> bool | None:
    """What people write for yes and no, in Spanish, English and Portuguese; None where nothing is written."""
    word = one_line(text).casefold().strip(" .")
    if word in YES:
        return True
    if word in NO:
        return False
    if word:
        raise refusal(field_name, message("Write yes or no."))
    return None


def same_person(details: Details, alike: Iterable[K]) -> K | None:
    """The one of the group's contacts that these details describe.

    The key says it first, then the company's own reference, then a telephone number that one person alone has, unless
    both have an e-mail address, which differs then. Invalid at `reference` where it is somebody else's.
    """
    contacts = list(alike)
    by_key = next((one for one in contacts if one.key == details.key), None)
    by_reference = next((one for one in contacts if details.reference and one.reference == details.reference), None)
    if by_key is not None and by_reference is not None and by_key is not by_reference:
        raise refusal("reference", message("Somebody else of this group has this reference."))
    return by_key or by_reference or _by_phone(details, contacts)


def _by_phone(details: Details, contacts: list[K]) -> K | None:
    found = [one for one in contacts if details.phone and one.phone == details.phone]
    if len(found) != 1 or (found[0].email and details.email) or _other_reference(details, found[0]):
        return None
    return found[0]


def _other_reference(details: Details, contact: Known) -> bool:
    return bool(details.reference and contact.reference and details.reference != contact.reference)


def changes(before: Mapping[str, Any], details: Details) -> dict[str, Any]:
    """What the details change of a contact, by column. What they do not say stays; nothing lifts an opt-out."""
    said = {
        "email": details.email,
        "phone": details.phone,
        "reference": details.reference,
        "name": details.name or None,
        "lang": details.lang,
        "consent": details.consent,
        "segments": {**before["segments"], **details.segments},
    }
    found = {name: value for name, value in said.items() if value is not None and value != before[name]}
    whole = {**before, **found}
    key = key_of(whole["email"], whole["phone"], whole["reference"])
    if key != before["key"]:
        found["key"] = key
    return found
