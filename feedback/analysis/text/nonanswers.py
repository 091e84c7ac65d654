"""Comments that answer nothing: "nada", "n/a", "-", "todo bien". They are counted apart."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from feedback.analysis.text.folding import fold

# Longer texts say something; the limit keeps the look-up cheap for them.
_LONGEST = 80
_NOT_WORD = re.compile(r"[^\w]+|_")
_PICTURE = re.compile("[☀-➿⬀-⯿\U0001f300-\U0001faff]|<3|[:;=][-']?[()DP]")
_COURTESY = re.compile(r" (?:(?:muchas |mil )?gracias|(?:many )?thanks|thank you|(?:muito )?obrigad[oa])$")
_FAR = (
    r"por ahora|x ahora|de momento|por el momento|hasta ahora|hasta el momento|so far|for now|at the moment|right now"
    r"|por enquanto|ate agora|ate o momento|no momento"
)
_SO_FAR = re.compile(rf"^(?:{_FAR}) | (?:{_FAR})$")
_PIECES = re.compile(r"[,.;:!?\n]+|\s[-–—]\s")
_MOST_PIECES = 4
_ONE_LETTER = re.compile(r"(\w)\1*")


def is_non_answer(text: str, lang: str) -> bool:
    """Whether the comment as a whole says nothing: a listed answer or several ("nada, todo bien"), with or without
    thanks or "so far", only marks or numbers, one letter.

    An emoji or a face alone is an answer: it carries a feeling.
    """
    if len(text) > _LONGEST:
        return False
    plain = _plain(text)
    if not any(char.isalpha() for char in plain):
        return not _PICTURE.search(text)
    return _says_nothing(plain, lang) or _ONE_LETTER.fullmatch(plain) is not None or _in_pieces(text, lang)


def _says_nothing(plain: str, lang: str) -> bool:
    bare = _COURTESY.sub("", plain)
    return not _listed(lang).isdisjoint((plain, bare, _SO_FAR.sub("", bare)))


def _in_pieces(text: str, lang: str) -> bool:
    """Whether each of a few clauses says nothing."""
    pieces = [plain for piece in _PIECES.split(text) if (plain := _plain(piece))]
    return 1 < len(pieces) <= _MOST_PIECES and all(_says_nothing(piece, lang) or _thanks(piece) for piece in pieces)


def _thanks(plain: str) -> bool:
    return not _COURTESY.sub("", " " + plain)


def _plain(text: str) -> str:
    """Folded words separated by one space: what is compared with the list."""
    return " ".join(_NOT_WORD.sub(" ", fold(text).replace("'", "").replace("’", "")).split())


@lru_cache(maxsize=8)
def _listed(lang: str) -> frozenset[str]:
    lines = files("feedback.analysis").joinpath("lexicons", "nonanswers.tsv").read_text("utf-8").splitlines()
    entries = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return frozenset(_plain(answer) for of, answer in entries if of == lang)
