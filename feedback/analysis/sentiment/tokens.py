"""What the reading of a feeling looks at: words, faces, emoji, and the marks between them."""

from __future__ import annotations

import re
from typing import NamedTuple

# Addresses and names of accounts are skipped; a hyphen or slash inside a word only separates.
_TOKEN = re.compile(
    r"(?P<skip>https?://\S+|www\.\S+|@\w+)"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*)"
    r"|(?P<face>[:;=][-o']?[()\[\]DPp3/\\|]++(?!\w)|<3|[:;=]'\(|\^_*\^|-_+-|[)(][-']?[:;])"
    r"|(?P<emoji>[☀-➿⬀-⯿\U0001f300-\U0001faff])"
    r"|(?P<mark>[.,;:!?…()\"“”«»¡¿\n]+|\s[-–—]\s)"
)


class Tokens(NamedTuple):
    """Words, faces and emoji as written; `breaks[i]`: a mark stands before the i-th, or it is no word."""

    texts: list[str]
    breaks: list[bool]


def tokens(text: str, start: int, end: int) -> Tokens:
    """The words, faces and emoji of `text[start:end]`, in reading order."""
    texts: list[str] = []
    breaks: list[bool] = []
    broken = False
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "word":
            texts.append(match.group())
            breaks.append(broken)
            broken = False
        elif kind == "mark":
            broken = True
        elif kind != "skip":
            texts.append(match.group())
            breaks.append(True)
            broken = True
    return Tokens(texts, breaks)
