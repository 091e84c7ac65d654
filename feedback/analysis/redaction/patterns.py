"""Addresses, links and documents: what is found by its shape, and by a check digit where it has one.

Every pattern takes time in proportion to the text: repeats are bounded, or begin at a place that few texts have, and
none stands inside another without bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedback.analysis.redaction import check_digits
from feedback.analysis.redaction.kinds import Found

EMAIL = re.compile(r"[\w.+'-]{1,64}(?:@ ?| @ )[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# Without https or www only a domain with a path: "booking.com" is a company, "facebook.com/ana.perez" a person.
LINK = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"]{1,2000}"
    r"|(?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,2}"
    r"\.(?:com|net|org|info|app|edu|gov|io|me|ly|gl|tv|eu|es|mx|ar|cl|co|pe|br|pt|cu|uk|us|ec|uy|ve|link|page|site)"
    r"/[^\s<>\"]{1,500}",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@])@[A-Za-z_][\w.]{1,29}")
IBAN_START = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?=[ -]?[A-Z0-9])", re.IGNORECASE)
NAMED_DOCUMENT = re.compile(
    r"\b(?:d\.?n\.?i|n\.?i\.?e|r\.?u\.?t|c[ée]dula|c\.?c|nit|curp|rfc|cpf|rg|pasaporte|passport|passaporte"
    r"|documento|identidade?)\b[^\w\n]{0,5}"
    r"(?:(?:n[º°o]|n[úu]m(?:ero)?|number|no|de|es|is|é|identidade?|ciudadan[íi]a)\b[^\w\n]{0,3}){0,3}"
    r"(?P<number>(?:[A-Z]{1,4}[ -]?)?\d(?:[ .-]?\d){4,17}(?:-?[A-Z])?(?![^\W_])|[A-Z\d]{8,20}(?![^\W_]))",
    re.IGNORECASE,
)
_BIRTH = r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
DOCUMENTS: tuple[tuple[re.Pattern[str], check_digits.Check], ...] = (
    (
        re.compile(r"(?<!\w)(?:[XYZ][ -]?\d{7}|\d{1,2}\.?\d{3}\.?\d{3})[ -]?[A-Z](?!\w)", re.IGNORECASE),
        check_digits.dni,
    ),
    (re.compile(r"(?<!\w)\d{1,2}\.?\d{3}\.?\d{3}-[\dK](?!\w)", re.IGNORECASE), check_digits.rut),
    (re.compile(r"(?<!\w)\d{3}\.?\d{3}\.?\d{3}-\d(?!\w)"), check_digits.nit),
    (re.compile(r"(?<!\w)\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?!\w)"), check_digits.cpf),
    (re.compile(r"(?<!\w)[A-ZÑ]{4}" + _BIRTH + r"[HMX][A-ZÑ]{5}[A-Z\d]\d(?!\w)", re.IGNORECASE), check_digits.curp),
    (re.compile(r"(?<!\w)[A-ZÑ&]{3,4}-?" + _BIRTH + r"-?[A-Z\d]{2}[\dA](?!\w)", re.IGNORECASE), check_digits.rfc),
)

_CLOSING = ".,;:!?)]}»\"'"
_FEWEST_DOCUMENT_DIGITS = 6
# Ignoring case lets a few letters of other alphabets pass for ours; no document has them.
_WRITABLE = frozenset("ABCDEFGHIJKLMNÑOPQRSTUVWXYZ&0123456789")
_BARE = str.maketrans("", "", " .-")


def addresses(text: str) -> Iterator[Found]:
    """E-mail addresses, then links with a path, then @names."""
    yield from (Found(*match.span(), "email") for match in EMAIL.finditer(text))
    for match in LINK.finditer(text):
        yield Found(match.start(), match.start() + len(match[0].rstrip(_CLOSING)), "link")
    for match in HANDLE.finditer(text):
        yield Found(match.start(), match.start() + len(match[0].rstrip(".")), "handle")


def accounts(text: str) -> Iterator[Found]:
    """Account numbers (IBAN), also in groups."""
    for start in IBAN_START.finditer(text):
        if (end := _iban_end(text, start)) is not None:
            yield Found(start.start(), end, "account")


def documents(text: str) -> Iterator[Found]:
    """Identity numbers whose check digit is right, then any number of six digits or more that is called one."""
    for pattern, checks in DOCUMENTS:
        for match in pattern.finditer(text):
            if _WRITABLE.issuperset(number := bare(match[0])) and checks(number):
                yield Found(*match.span(), "document")
    for match in NAMED_DOCUMENT.finditer(text):
        if sum(one.isdigit() for one in match["number"]) >= _FEWEST_DOCUMENT_DIGITS:
            yield Found(*match.span("number"), "document")


def bare(text: str) -> str:
    """The characters of a number without its separators, in upper case."""
    return text.translate(_BARE).upper()


def _iban_end(text: str, start: re.Match[str]) -> int | None:
    """Where the account ends: its country says after how many characters, so that words after it are left alone."""
    length = check_digits.IBAN_LENGTHS.get(start[0][:2].upper(), 0)
    written = [at for at in range(start.start(), min(len(text), start.start() + 2 * length)) if text[at] not in " -"]
    if not length or len(written) < length:
        return None
    end = written[length - 1] + 1
    return end if check_digits.iban(bare(text[start.start() : end])) else None
