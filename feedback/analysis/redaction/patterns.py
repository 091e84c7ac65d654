"""Addresses, links and documents: what is found by its shape, and by a check digit where it has one.

Every pattern takes time in proportion to the text: repeats are bounded, or begin at a place that few texts have, and
none stands inside another without bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedback.analysis.redaction import check_digits
from feedback.analysis.redaction.kinds import Found

EMAIL = re.compile(r"[\w.+'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
LINK = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"]{1,2000}|(?<![\w.@-])[\w-]{2,63}(?:\.[\w-]{1,63}){0,3}\.[a-z]{2,10}/[^\s<>\"]{1,500}",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@])@[A-Za-z0-9_][\w.]{1,29}")
IBAN_START = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?=[ -]?[A-Z0-9])", re.IGNORECASE)
IBAN_BODY = re.compile(r"(?:[ -]?[A-Z0-9]){11,30}", re.IGNORECASE)
NAMED_DOCUMENT = re.compile(
    r"\b(?:d\.?n\.?i|n\.?i\.?e|r\.?u\.?t|run|c[ée]dula|c\.?c|nit|curp|rfc|cpf|rg|pasaporte|passport|passaporte"
    r"|documento|document|identidad|identidade)\b[^\w\n]{0,5}(?:(?:n[º°o]|n[úu]m(?:ero)?|number|no|de|es|is)\b[^\w\n]{0,3}){0,3}"
    r"(?P<number>(?:[A-Z]{1,4}[ -]?)?\d(?:[ .-]?[\dA-Z]){5,17})(?![^\W_])",
    re.IGNORECASE,
)
DOCUMENTS: tuple[tuple[re.Pattern[str], check_digits.Check], ...] = (
    (
        re.compile(r"(?<!\w)(?:[XYZ][ -]?\d{7}|\d{1,2}\.?\d{3}\.?\d{3})[ -]?[A-Z](?!\w)", re.IGNORECASE),
        check_digits.dni,
    ),
    (re.compile(r"(?<!\w)\d{1,2}\.?\d{3}\.?\d{3}-[\dK](?!\w)", re.IGNORECASE), check_digits.rut),
    (re.compile(r"(?<!\w)\d{3}\.?\d{3}\.?\d{3}-\d(?!\w)"), check_digits.nit),
    (re.compile(r"(?<!\w)\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?!\w)"), check_digits.cpf),
    (re.compile(r"(?<!\w)[A-ZÑ]{4}\d{6}[HMX][A-ZÑ]{5}[A-Z\d]\d(?!\w)", re.IGNORECASE), check_digits.curp),
    (re.compile(r"(?<!\w)[A-ZÑ&]{3,4}[ -]?\d{6}[ -]?[A-Z\d]{2}[\dA](?!\w)", re.IGNORECASE), check_digits.rfc),
)

_CLOSING = ".,;:!?)]}»\"'"
_FEWEST_DOCUMENT_DIGITS = 6
_BARE = str.maketrans("", "", " .-")


def addresses(text: str) -> Iterator[Found]:
    """E-mail addresses, then links with a path, then @names."""
    yield from (Found(*match.span(), "email") for match in EMAIL.finditer(text))
    for match in LINK.finditer(text):
        yield Found(match.start(), match.start() + len(match[0].rstrip(_CLOSING)), "link")
    for match in HANDLE.finditer(text):
        yield Found(match.start(), match.start() + len(match[0].rstrip(".")), "handle")


def accounts(text: str) -> Iterator[Found]:
    """Account numbers (IBAN), also in groups of four."""
    for start in IBAN_START.finditer(text):
        if (end := _iban_end(text, start)) is not None:
            yield Found(start.start(), end, "account")


def documents(text: str) -> Iterator[Found]:
    """Identity numbers whose check digit is right, then any number of six digits or more that is called one."""
    for pattern, checks in DOCUMENTS:
        for match in pattern.finditer(text):
            if checks(bare(match[0])):
                yield Found(*match.span(), "document")
    for match in NAMED_DOCUMENT.finditer(text):
        if sum(one.isdigit() for one in match["number"]) >= _FEWEST_DOCUMENT_DIGITS:
            yield Found(*match.span("number"), "document")


def bare(text: str) -> str:
    """The characters of a number without its separators, in upper case."""
    return text.translate(_BARE).upper()


def _iban_end(text: str, start: re.Match[str]) -> int | None:
    """Where the account ends: words after it may look like more of it, so the longest that checks counts."""
    body = IBAN_BODY.match(text, start.end())
    if body is None:
        return None
    ends = (end for end in range(body.end(), start.end() + 10, -1) if text[end - 1] not in " -")
    return next((end for end in ends if check_digits.iban(bare(text[start.start() : end]))), None)
