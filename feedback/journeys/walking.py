"""Walking through a JSON document that somebody made: every wrong place is named by its path. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from feedback.errors import Message, message
from feedback.names import LONGEST_NAME, is_code, is_language, texts

T = TypeVar("T")


@dataclass
class Walking:
    """Collects what is wrong and goes on, so that all faults are told at once.

    `notes` says, by path, what was read differently or not at all.
    """

    faults: dict[str, Message] = field(default_factory=dict)
    notes: list[tuple[str, Message]] = field(default_factory=list)

    def fault(self, path: str, text: Message) -> None:
        """The first thing wrong at a path is told."""
        self.faults.setdefault(path or "$", text)

    def thing(self, path: str, value: object, known: tuple[str, ...]) -> dict[str, Any]:
        """An object; names that are not known are noted and left out."""
        if not isinstance(value, dict):
            self.fault(path, message("Here an object {…} is needed."))
            return {}
        for name in value:
            if name not in known:
                where = f"{path}.{name}".lstrip(".")[:LONGEST_NAME]
                self.notes.append((where, message("This is not known here and was left out.")))
        return value

    def many(self, path: str, value: object, most: int, read_one: Callable[[str, object], T]) -> list[T]:
        """A list, each of it read by `read_one(path, value)`."""
        if not isinstance(value, list):
            self.fault(path, message("Here a list […] is needed."))
            return []
        if len(value) > most:
            self.fault(path, message("There is room for %(most)s.", most=most))
            return []
        return [read_one(f"{path}[{index}]", one) for index, one in enumerate(value)]

    def no_twins(self, path: str, codes: Sequence[str]) -> None:
        """Codes stand once."""
        for index, code in enumerate(codes):
            if code and code in codes[:index]:
                self.fault(f"{path}[{index}].code", message("The code “%(code)s” stands twice.", code=code))

    def code(self, path: str, value: object) -> str:
        """A code as addresses have it."""
        if isinstance(value, str) and is_code(value):
            return value
        self.fault(path, message("A code is needed: letters, digits, hyphens, dots or underscores, at most 40."))
        return ""

    def texts(self, path: str, value: object, most: int) -> dict[str, str]:
        """A text by language, in at least one."""
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            self.fault(path, message('Here texts by language are needed, such as {"es": "…", "en": "…"}.'))
            return {}
        if odd := [language for language in value if not is_language(language)]:
            self.fault(path, message("“%(code)s” is not the code of a language.", code=odd[0][:LONGEST_NAME]))
        cleaned = texts(value)
        if not cleaned:
            self.fault(path, message("Write it in at least one language."))
        if any(len(text) > most for text in cleaned.values()):
            self.fault(path, message("At most %(most)s characters.", most=most))
        return cleaned

    def truth(self, path: str, value: object) -> bool | None:
        """true, false, or nothing said."""
        if value is None or isinstance(value, bool):
            return value
        self.fault(path, message("Here true or false is needed."))
        return None
