"""Texts of SurveyJS: a string, or an object with a text per language; and which languages a file has. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from feedback.surveys.importers.source import Words

DEFAULT = "default"
"""What SurveyJS calls the language of texts that name none."""
SAID = frozenset(
    {
        *("title", "description", "text", "html", "completedHtml", "completedBeforeHtml", "body", "altText"),
        *("minRateDescription", "maxRateDescription", "labelTrue", "labelFalse", "requiredErrorText", "otherText"),
        *("noneText", "otherPlaceholder", "placeholder", "commentText", "requiredText", "templateTitle", "header"),
    }
)
"""Members that hold words for people."""
_LOCALE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")


def is_localised(value: object) -> bool:
    """Whether it is a text in several languages: an object of texts whose names are all languages."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and all(isinstance(text, str) and _is_language(name) for name, text in value.items())
    )


class Tongues:
    """The languages of one file: `named` as the file names them, `base` the one it is written in."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        locale = data.get("locale")
        written = list(dict.fromkeys(name for text in _localised(data) for name in text))
        self.base = locale if isinstance(locale, str) and locale else DEFAULT
        first = [name for name in written if name == self.base]
        self.named = [*first, *(name for name in written if name != self.base)]
        if self.base != DEFAULT and self.base not in self.named:
            self.named.insert(0, self.base)
        self._plain = "" if not self.named else DEFAULT if DEFAULT in self.named else self.base
        if self._plain and self._plain not in self.named:
            self.named.insert(0, self._plain)

    def words(self, value: object) -> Words:
        """A text of the file; numbers and truth values as they are written."""
        if isinstance(value, str):
            return Words({self._plain: value} if value else {})
        if is_localised(value):
            return Words({name: text for name, text in value.items() if text})  # type: ignore[attr-defined]
        if isinstance(value, bool | int | float):
            return Words({self._plain: str(value).lower() if isinstance(value, bool) else str(value)})
        return Words()


def _localised(value: object) -> Iterator[Mapping[str, str]]:
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        name, one = waiting.pop()
        if name in SAID and is_localised(one):
            yield one  # type: ignore[misc]
        elif isinstance(one, Mapping):
            waiting.extend(reversed(list(one.items())))
        elif isinstance(one, list):
            waiting.extend(("", part) for part in reversed(one))


def _is_language(name: object) -> bool:
    """`default`, `es`, `pt-br`, `zh-tw`."""
    return isinstance(name, str) and (name == DEFAULT or _LOCALE.fullmatch(name) is not None)
