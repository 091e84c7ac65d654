"""What a notice has to pass before everyone reads it: the disclosure rule, which stops it, and the tone check. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from feedback.analysis.tone import Finding
from feedback.errors import Conflict, message
from feedback.programme.rules.revealing import Revealing

TITLE, HEARD, ANSWER = "title", "heard", "answer"
PARTS = (TITLE, HEARD, ANSWER)


@dataclass(frozen=True, slots=True)
class Looked:
    """One text that everyone would read, with what was found in it."""

    part: str
    language: str
    text: str
    revealing: tuple[Revealing, ...] = ()
    tone: tuple[Finding, ...] = ()

    @property
    def stops(self) -> bool:
        return any(one.stops for one in self.revealing)

    @property
    def wants_a_look(self) -> bool:
        """Whether something in it may be all right and has to be looked at: words that may hurt, a possible trace."""
        return any(not one.stops for one in self.revealing) or any(one.severity == "mind" for one in self.tone)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a notice as it stood; `seal` tells whether it still stands so."""

    seal: str
    texts: tuple[Looked, ...]

    @property
    def stops(self) -> bool:
        return any(one.stops for one in self.texts)

    @property
    def wants_a_look(self) -> bool:
        return any(one.wants_a_look for one in self.texts)


def seal(title: Mapping[str, str], heard: Mapping[str, str], answer: Mapping[str, str]) -> str:
    """The same for the same texts, whatever their order."""
    whole: Any = [dict(title), dict(heard), dict(answer)]
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def check_passed(checked: Checked, stands: str, *, minded: bool) -> None:
    """Conflict unless the texts are those that were looked at, nothing in them gives people away, and somebody looked
    at what may hurt (`minded`).
    """
    if checked.seal != stands:
        raise Conflict(message("Somebody changed it meanwhile. Look at it again, then publish it."))
    if checked.stops:
        raise Conflict(message("It could tell who said it. Change the marked words first, then publish it."))
    if checked.wants_a_look and not minded:
        raise Conflict(message("Look at the marked words first: say that they are meant, or change them."))
