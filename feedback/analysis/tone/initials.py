"""Initials in a text: PQR, ANS, TKT. Whoever is outside does not know what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedback.analysis.tone.model import Finding
from feedback.errors import message

# Without a vowel nobody takes them for a word that is only shouted; in braces stands what is filled in later.
_CAPITALS = re.compile(r"(?<![\w.{$])[BCDFGHJKLMNPQRSTVWXZÇÑ]{2,5}(?![\w.])")
_SHOUTED = 3
"""Of so many groups of capitals in one text nobody can tell initials from emphasis."""
_KNOWN = """
QR SMS PDF GPS TV CD DVD PC CV RFC CPF CNPJ PM WC SL SRL SRLS LTD LLC WWW HTTP HTTPS XL XXL XS KM KG MB GB HD DJ TDT PJ
"""
KNOWN = frozenset(_KNOWN.split())
"""Initials people know better than what they stand for."""


def initials(text: str) -> Iterator[Finding]:
    """A finding for each group of two to five capital consonants that is not known and not explained in the text.

    Initials in brackets stand behind the words they are short for: they may be used from there on.
    """
    found = [match for match in _CAPITALS.finditer(text) if match.group() not in KNOWN]
    if len(found) < _SHOUTED:
        for match in (one for one in found if f"({one.group()})" not in text):
            yield Finding(
                "jargon/initials",
                *match.span(),
                match.group(),
                message("“%(initials)s” looks like initials that only insiders know.", initials=match.group()),
                message("Write the words out, at least the first time."),
                "style",
            )
