"""Spellings of everyday typing that a list knows: abbreviations, letters that sound alike, letters typed twice.

`lexicons/spellings.tsv` holds `language TAB as typed TAB as meant`, one word each; a line that begins with `#` is a
comment. What is typed without its accents needs no line: words are compared folded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from feedback.analysis.text.folding import fold

# Letters that Spanish and Portuguese never write twice, and those they never write twice at the end of a word.
_DOUBLED = {
    "es": re.compile(r"([bdfghjkmpqstvxyz])\1|(\w)\2$"),
    "pt": re.compile(r"([bdfghjklmpqtvxyz])\1|([^\Wo])\2$"),
}


def usual(word: str, lang: str) -> str:
    """`word` (folded) as it is usually spelt in `lang`, with its accents where the list has them; else itself."""
    listed = _listed()[lang]
    if word in listed:
        return listed[word]
    doubled = _DOUBLED.get(lang)
    if doubled is None or not doubled.search(word) or word.isdigit():
        return word
    single = doubled.sub(lambda match: match.group(1) or match.group(2), word)
    return listed.get(single, single)


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, Mapping[str, str]]:
    spellings: dict[str, dict[str, str]] = {"es": {}, "en": {}, "pt": {}}
    text = files("feedback.analysis").joinpath("lexicons", "spellings.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            lang, typed, meant = line.split("\t")
            spellings[lang][fold(typed)] = meant
    return spellings
