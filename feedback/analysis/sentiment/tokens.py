"""What the reading of a feeling looks at: words, faces, emoji, and the marks between them."""

from __future__ import annotations

import re
from typing import NamedTuple

# Addresses and names of accounts are skipped; a hyphen inside a word only separates.
_TOKEN = re.compile(
    r"(?P<skip>https?://\S+|www\.\S+|@\w+)"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)"
    r"|(?P<face>[:;=8x][-o']?[()\[\]DPp3/\\|*]+(?!\w)|<3|[:;=]'\(|\^_*\^|-_+-|[)(][-']?[:;])"
    r"|(?P<emoji>[☀-➿⬀-⯿\U0001f300-\U0001faff])"
    r"|(?P<mark>[.,;:!?…()\"“”«»¡¿\n]+|\s[-–—]\s)"
)


class Token(NamedTuple):
    """A word, face or emoji as written; `breaks` when a mark stands before it."""

    text: str
    breaks: bool


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words, faces and emoji of `text[start:end]`, in reading order."""
    found: list[Token] = []
    breaks = False
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "mark":
            breaks = True
        elif kind != "skip":
            found.append(Token(match.group(), breaks))
            breaks = False
    return found
