"""One question of a Qualtrics file, its texts and options read in every language it has. Pure."""

from __future__ import annotations

from typing import Any

from feedback.surveys.importers.source import Option, Words
from feedback.surveys.importers.untrusted import listing, mapping, members, text


class Payload:
    """One question of a file; texts are read in every language it has."""

    def __init__(self, language: str, raw: dict[str, Any]) -> None:
        self.language = language
        self.raw = raw
        self.type = text(raw, "QuestionType")
        self.selector = text(raw, "Selector")
        self.sub = text(raw, "SubSelector")
        self.settings = mapping(raw, "Validation", "Settings")

    def text(self) -> Words:
        others = {name: text(one, "QuestionText") for name, one in mapping(self.raw, "Language").items()}
        return Words({self.language: text(self.raw, "QuestionText"), **{k: v for k, v in others.items() if v}})

    def options(self, part: str, order: str) -> list[Option]:
        """The choices or answers, in order; those the order does not name come last."""
        given = dict(members(self.raw.get(part)))
        wanted = [text(one) for one in listing(self.raw, order)]
        codes = dict.fromkeys([code for code in wanted if code in given] + list(given))
        return [Option(code, self._display(part, code, given[code])) for code in codes]

    def choices(self) -> list[Option]:
        return self.options("Choices", "ChoiceOrder")

    def answers(self) -> list[Option]:
        return self.options("Answers", "AnswerOrder")

    def choice(self, code: str) -> dict[str, Any]:
        return mapping(dict(members(self.raw.get("Choices"))).get(code))

    def _display(self, part: str, code: str, given: object) -> Words:
        own = text(given, "Display") if isinstance(given, dict) else text(given)
        others = {
            name: text(mapping(one, part).get(code), "Display") for name, one in mapping(self.raw, "Language").items()
        }
        return Words({self.language: own, **{name: said for name, said in others.items() if said}})
