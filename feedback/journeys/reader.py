"""Reading a drawn journey from a JSON file: every wrong place is named by its path. Pure.

The shape is `{"code", "name": {"es", …}, "stages": [{"code", "name", "goal", "silent", "assumed_feeling",
"touchpoints": [{"code", "name", "channel"}]}]}`; goal, silent, assumed_feeling and touchpoints may be left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from feedback.errors import Invalid, Message, message
from feedback.journeys import rules
from feedback.names import LONGEST_NAME, is_code, texts

LARGEST_FILE = 1_000_000
"""Bytes; a journey of sixty stages in three languages takes a tenth of it."""
MOST_FAULTS = 20
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DrawnTouchpoint:
    """A contact as the file draws it; `channel` is one of ours."""

    code: str
    name: dict[str, str]
    channel: str


@dataclass(frozen=True, slots=True)
class DrawnStage:
    """A stage as the file draws it; None where the file says nothing."""

    code: str
    name: dict[str, str]
    goal: dict[str, str] | None
    silent: bool | None
    assumed_feeling: float | None
    touchpoints: tuple[DrawnTouchpoint, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole journey; `notes` says, by path, what was taken over differently or not at all."""

    code: str
    name: dict[str, str]
    stages: tuple[DrawnStage, ...]
    notes: tuple[tuple[str, Message], ...]


def read(data: bytes) -> Drawing:
    """The journey in a file; Invalid with the path of everything that is wrong, such as `stages[2].name`."""
    document = _document(data)
    reading = _Reading()
    drawing = reading.journey(document)
    if reading.faults:
        shown = dict(list(reading.faults.items())[:MOST_FAULTS])
        raise Invalid(message("This file does not hold a journey; nothing was changed."), shown)
    return drawing


def _document(data: bytes) -> object:
    if len(data) > LARGEST_FILE:
        raise Invalid(message("The file is larger than a journey can be (%(most)s bytes).", most=LARGEST_FILE))
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Invalid(message("The file is not UTF-8 text.")) from None
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise Invalid(message("This is not JSON: line %(line)s, column %(column)s.", **where)) from None
    except (RecursionError, ValueError):
        raise Invalid(message("This is not JSON that can be read.")) from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid(message("“%(name)s” stands twice in the same place.", name=twice[:LONGEST_NAME]))
    return found


def _no_constant(text: str) -> object:
    raise ValueError(text)


@dataclass
class _Reading:
    """Walks through the document, collects what is wrong and goes on, so that all faults are told at once."""

    faults: dict[str, Message] = field(default_factory=dict)
    notes: list[tuple[str, Message]] = field(default_factory=list)

    def journey(self, value: object) -> Drawing:
        thing = self._thing("", value, ("code", "name", "stages"))
        code, name = self._code("code", thing.get("code")), self._texts("name", thing.get("name"), LONGEST_NAME)
        stages = self._list("stages", thing.get("stages"), rules.MOST_STAGES, self._stage)
        if not stages and "stages" not in self.faults:
            self.faults["stages"] = message("A journey needs at least one stage.")
        self._no_twins("stages", [stage.code for stage in stages])
        return Drawing(code, name, tuple(stages), tuple(self.notes))

    def _stage(self, path: str, value: object) -> DrawnStage:
        known = ("code", "name", "goal", "silent", "assumed_feeling", "touchpoints")
        thing = self._thing(path, value, known)
        touchpoints: list[DrawnTouchpoint] = []
        if thing.get("touchpoints") is not None:
            most, inside = rules.MOST_TOUCHPOINTS, f"{path}.touchpoints"
            touchpoints = self._list(inside, thing["touchpoints"], most, self._touchpoint)
            self._no_twins(inside, [touchpoint.code for touchpoint in touchpoints])
        return DrawnStage(
            code=self._code(f"{path}.code", thing.get("code")),
            name=self._texts(f"{path}.name", thing.get("name"), LONGEST_NAME),
            goal=self._goal(f"{path}.goal", thing.get("goal")),
            silent=self._truth(f"{path}.silent", thing.get("silent")),
            assumed_feeling=self._feeling(f"{path}.assumed_feeling", thing.get("assumed_feeling")),
            touchpoints=tuple(touchpoints),
        )

    def _touchpoint(self, path: str, value: object) -> DrawnTouchpoint:
        thing = self._thing(path, value, ("code", "name", "channel"))
        return DrawnTouchpoint(
            code=self._code(f"{path}.code", thing.get("code")),
            name=self._texts(f"{path}.name", thing.get("name"), LONGEST_NAME),
            channel=self._channel(f"{path}.channel", thing.get("channel")),
        )

    def _fault(self, path: str, text: Message) -> None:
        self.faults.setdefault(path or "$", text)

    def _thing(self, path: str, value: object, known: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._fault(path, message("Here an object {…} is needed."))
            return {}
        for name in value:
            if name not in known:
                where = f"{path}.{name}".lstrip(".")[:LONGEST_NAME]
                self.notes.append((where, message("This is not known here and was left out.")))
        return value

    def _list(self, path: str, value: object, most: int, read_one: Callable[[str, object], T]) -> list[T]:
        if not isinstance(value, list):
            self._fault(path, message("Here a list […] is needed."))
            return []
        if len(value) > most:
            self._fault(path, message("There is room for %(most)s.", most=most))
            return []
        return [read_one(f"{path}[{index}]", one) for index, one in enumerate(value)]

    def _no_twins(self, path: str, codes: list[str]) -> None:
        for index, code in enumerate(codes):
            if code and code in codes[:index]:
                self._fault(f"{path}[{index}].code", message("The code “%(code)s” stands twice.", code=code))

    def _code(self, path: str, value: object) -> str:
        if isinstance(value, str) and is_code(value):
            return value
        self._fault(path, message("A code is needed: letters, digits, hyphens, dots or underscores, at most 40."))
        return ""

    def _texts(self, path: str, value: object, most: int) -> dict[str, str]:
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            self._fault(path, message('Here texts by language are needed, such as {"es": "…", "en": "…"}.'))
            return {}
        if odd := [language for language in value if not _LANGUAGE.fullmatch(language)]:
            self._fault(path, message("“%(code)s” is not the code of a language.", code=odd[0][:LONGEST_NAME]))
        cleaned = texts(value)
        if not cleaned:
            self._fault(path, message("Write it in at least one language."))
        if any(len(text) > most for text in cleaned.values()):
            self._fault(path, message("At most %(most)s characters.", most=most))
        return cleaned

    def _goal(self, path: str, value: object) -> dict[str, str] | None:
        return None if value in (None, {}) else self._texts(path, value, rules.LONGEST_GOAL)

    def _truth(self, path: str, value: object) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        self._fault(path, message("Here true or false is needed."))
        return None

    def _feeling(self, path: str, value: object) -> float | None:
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= 5:
            return float(value)
        self._fault(path, message("A feeling goes from 1 (very bad) to 5 (very good)."))
        return None

    def _channel(self, path: str, value: object) -> str:
        if not isinstance(value, str):
            self._fault(path, message('A channel is needed, such as "phone".'))
            return rules.OTHER
        if (code := rules.channel_meant(value)) is None:
            word = value[:LONGEST_NAME]
            self.notes.append((path, message("“%(word)s” is not a channel here; it stands as another one.", word=word)))
        return code or rules.OTHER
