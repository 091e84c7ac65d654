"""From a text to the text that may be stored."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import chain

from feedback.analysis.redaction.kinds import Found, Kind, placeholder
from feedback.analysis.redaction.numbers import numbers
from feedback.analysis.redaction.patterns import accounts, addresses, documents
from feedback.errors import Invalid, message

LONGEST = 10_000

# Marks without width that are not format characters, and could split a number just the same.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with placeholders, and what each of them stands for, in the order of the text."""

    text: str
    kinds: tuple[Kind, ...]


def redact(text: str, lang: str = "en") -> Redacted:
    """Take out e-mail addresses, links, @names, card, account, document and phone numbers.

    The text is first brought to one form (Unicode NFKC, without invisible characters, digits 0 to 9), so that disguised
    numbers are seen; that form is what is returned. Placeholders speak `lang` (es, en, pt; else English). Takes time in
    proportion to the text. Raises Invalid above 10,000 characters.
    """
    if len(text) > LONGEST:
        raise Invalid(message("This text has more than %(longest)s characters. Please shorten it.", longest=LONGEST))
    plain = _plain(text)
    found = _without_overlap(plain)
    return Redacted(_replaced(plain, found, lang), tuple(piece.kind for piece in found))


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text)
    visible = (one for one in normal if one not in _INVISIBLE and unicodedata.category(one) != "Cf")
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in visible)


def _without_overlap(text: str) -> list[Found]:
    """What was found first stays, in the order that says most: a card is not a phone, a document not a phone."""
    taken = bytearray(len(text))
    kept = []
    for piece in chain(addresses(text), accounts(text), documents(text), numbers(text)):
        if not any(taken[piece.start : piece.end]):
            taken[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
            kept.append(piece)
    return sorted(kept)


def _replaced(text: str, found: list[Found], lang: str) -> str:
    pieces, at = [], 0
    for piece in found:
        pieces += [text[at : piece.start], placeholder(piece.kind, lang)]
        at = piece.end
    return "".join([*pieces, text[at:]])
