"""What stands in a kit, and reading one: every wrong place is named by its path. Pure.

`{"kit": 1, "name": {"es", …}, "journey": {…} | null, "questionnaires": [{…}], "codebook": {"themes": [{"code",
"names", "examples"}], "renamed": [{"theme", "names"}]}, "tone": [{"lang", "words", "instead"}]}`; the journey and the
questionnaires are as their own files have them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.text import LANGUAGES
from feedback.analysis.tone import Avoided
from feedback.errors import Invalid, Message, message
from feedback.journeys import reader as journeys
from feedback.journeys.reader import Drawing
from feedback.names import LONGEST_NAME, is_code, texts
from feedback.surveys import reading as questionnaires
from feedback.surveys.canonical import as_json
from feedback.surveys.document import Questionnaire
from feedback.surveys.reading import NotAQuestionnaire

VERSION = 1
LARGEST_FILE = 8_000_000
"""Bytes; a journey of sixty stages with thirty questionnaires in three languages takes a fifth of it."""
MOST_QUESTIONNAIRES = 100
MOST_THEMES = 500
MOST_WORDINGS = 200


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """A theme the organisation added itself, told by example sentences."""

    code: str
    names: dict[str, str]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A theme of the codebook under the name the organisation gave it."""

    theme: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit that was read or is to be written. `journey` is the document as a file has it; `drawing` the same, read."""

    name: dict[str, str]
    journey: dict[str, Any] | None = None
    drawing: Drawing | None = None
    questionnaires: tuple[Questionnaire, ...] = ()
    themes: tuple[OwnTheme, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    tone: tuple[Avoided, ...] = ()


def written(kit: Kit) -> bytes:
    """The file, UTF-8, the same bytes for the same kit."""
    document = {
        "kit": VERSION,
        "name": kit.name,
        "journey": kit.journey,
        "questionnaires": [as_json(one) for one in kit.questionnaires],
        "codebook": {"themes": [asdict(one) for one in kit.themes], "renamed": [asdict(one) for one in kit.renamed]},
        "tone": [asdict(one) for one in kit.tone],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes) -> Kit:
    """The kit in a file; Invalid with the path of everything that is wrong, such as `questionnaires[2]`."""
    if len(data) > LARGEST_FILE:
        raise Invalid(message("The file is larger than a kit can be (%(most)s bytes).", most=LARGEST_FILE))
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Invalid(message("This is not a kit: choose a file that was exported here as one.")) from None
    if not isinstance(document, dict) or document.get("kit") != VERSION:
        raise Invalid(message("This is not a kit: choose a file that was exported here as one."))
    reading = _Reading()
    kit = reading.kit(document)
    if reading.faults:
        raise Invalid(message("This kit has mistakes; nothing was changed."), reading.faults)
    return kit


@dataclass
class _Reading:
    """Reads on after a fault, so that all of them are told at once."""

    faults: dict[str, Message] = field(default_factory=dict)

    def kit(self, document: dict[str, Any]) -> Kit:
        given = document.get("codebook")
        codebook = given if isinstance(given, dict) else {}
        drawn = document.get("journey")
        return Kit(
            self._texts("name", document.get("name")),
            drawn if isinstance(drawn, dict) else None,
            self._drawing(drawn),
            tuple(self._list("questionnaires", document.get("questionnaires"), MOST_QUESTIONNAIRES, self._asked)),
            tuple(self._list("codebook.themes", codebook.get("themes"), MOST_THEMES, self._theme)),
            tuple(self._list("codebook.renamed", codebook.get("renamed"), MOST_THEMES, self._renamed)),
            tuple(self._list("tone", document.get("tone"), MOST_WORDINGS, self._avoided)),
        )

    def _list(self, path: str, value: object, most: int, read_one: Any) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > most:
            self.faults[path] = message("Here a list of at most %(most)s is needed.", most=most)
            return []
        found = [read_one(f"{path}[{index}]", one) for index, one in enumerate(value)]
        return [one for one in found if one is not None]

    def _drawing(self, value: object) -> Drawing | None:
        if value is None:
            return None
        try:
            return journeys.read(json.dumps(value).encode())
        except Invalid as refused:
            inside = {f"journey.{path}": text for path, text in refused.fields.items()}
            self.faults |= inside or {"journey": refused.message}
            return None

    def _asked(self, path: str, value: object) -> Questionnaire | None:
        try:
            return questionnaires.read(value)
        except NotAQuestionnaire as refused:
            self.faults[path] = refused.message
            return None

    def _theme(self, path: str, value: object) -> OwnTheme | None:
        thing = self._thing(path, value)
        examples = thing.get("examples") or []
        if not isinstance(examples, list) or not all(isinstance(one, str) for one in examples):
            self.faults[f"{path}.examples"] = message("Here a list of sentences is needed.")
            examples = []
        return OwnTheme(self._code(f"{path}.code", thing), self._texts(path, thing.get("names")), tuple(examples))

    def _renamed(self, path: str, value: object) -> Renamed | None:
        thing = self._thing(path, value)
        theme = thing.get("theme")
        if theme not in built_in_codebook().by_id:
            return None  # A theme of another version of the codebook has no name to carry over here.
        return Renamed(str(theme), self._texts(path, thing.get("names")))

    def _avoided(self, path: str, value: object) -> Avoided | None:
        thing = self._thing(path, value)
        lang, words, instead = (thing.get(name, "") for name in ("lang", "words", "instead"))
        if lang not in LANGUAGES or not isinstance(words, str) or not words.strip() or not isinstance(instead, str):
            self.faults[path] = message("Words to avoid and their language are needed.")
            return None
        return Avoided(lang, words, instead)

    def _thing(self, path: str, value: object) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.faults[path] = message("Here an object {…} is needed.")
        return {}

    def _code(self, path: str, thing: dict[str, Any]) -> str:
        code = thing.get("code")
        if isinstance(code, str) and is_code(code):
            return code
        self.faults[path] = message("A code is needed: letters, digits, hyphens, dots or underscores, at most 40.")
        return ""

    def _texts(self, path: str, value: object) -> dict[str, str]:
        if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
            cleaned = texts(value)
            if cleaned and all(len(text) <= LONGEST_NAME for text in cleaned.values()):
                return cleaned
        self.faults[path] = message('Here texts by language are needed, such as {"es": "…", "en": "…"}.')
        return {}
