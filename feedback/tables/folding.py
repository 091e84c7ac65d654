"""How texts are compared that people write in several ways."""

from __future__ import annotations

import re
import unicodedata

from .header import one_line


def lookup_key(text: str) -> str:
    """How names of stages and groups are compared: without case, accents and runs of blanks."""
    letters = unicodedata.normalize("NFKD", one_line(text)).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def word_key(text: str) -> str:
    """Folded, without what changes with gender and number: "Satisfechas", "satisfecho/a" and "SATISFECHO" are one."""
    plain = _ASIDE.sub("", lookup_key(text))
    return " ".join(_ENDING.sub("", word) for word in _WORD.findall(plain))


_ASIDE = re.compile(r"\([^)]*\)|/[oa]s?\b|[@*]")
_WORD = re.compile(r"[a-z0-9']+")
_ENDING = re.compile(r"(?<=[a-z]{3})[oae]?s?$")
