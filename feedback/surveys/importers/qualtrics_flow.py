"""Blocks of a Qualtrics survey in the order of its flow, with the branches they stand in. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from feedback.surveys.importers.source import must_be_few
from feedback.surveys.importers.untrusted import listing, mapping, members, text

_BLOCKS = ("Block", "Standard")


@dataclass(frozen=True)
class Branch:
    """A condition of the flow; `negated`: the survey ends where it holds; `never`: nobody comes here at all."""

    logic: dict[str, Any]
    negated: bool = False
    never: bool = False

    @property
    def is_rule(self) -> bool:
        """Whether the file puts it around a block, and it was not concluded from where the survey ends."""
        return not self.never and not self.negated


@dataclass(slots=True)
class Block:
    """One block of questions. `skips` are its jumps by the question they stand at."""

    title: str
    questions: list[str] = field(default_factory=list)
    skips: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    branches: list[Branch] = field(default_factory=list)
    is_unused: bool = False


@dataclass(slots=True)
class Survey:
    """What a file holds. `left_out`: where, construct and what, for everything that has no counterpart."""

    name: str
    language: str
    languages: tuple[str, ...] = ()
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str, str]] = field(default_factory=list)


def opened(data: dict[str, Any]) -> Survey:
    """The survey of a file."""
    entry = mapping(data, "SurveyEntry")
    elements = [mapping(one) for one in listing(data, "SurveyElements")]
    survey = Survey(text(entry, "SurveyName"), text(entry, "SurveyLanguage") or "EN")
    for payload in _payloads(elements, "SQ"):
        key = text(payload, "QuestionID")
        if key and key not in survey.questions:
            survey.questions[key] = payload
    must_be_few(len(survey.questions))
    blocks, trash = _blocks(elements, survey)
    _Flow(survey, blocks).go(elements)
    _add_unused(survey, blocks, trash)
    survey.languages = tuple(dict.fromkeys((survey.language, *_languages(survey, elements))))
    for kind in ("QO", "QG"):
        for payload in _payloads(elements, kind):
            survey.left_out.append(("", "Quota", text(payload, "Name") or kind))
    return survey


def _payloads(elements: list[dict[str, Any]], kind: str) -> Iterator[dict[str, Any]]:
    for element in elements:
        if element.get("Element") == kind and mapping(element, "Payload"):
            yield mapping(element, "Payload")


def _languages(survey: Survey, elements: list[dict[str, Any]]) -> Iterator[str]:
    for payload in survey.questions.values():
        yield from mapping(payload, "Language")
    for options in _payloads(elements, "SO"):
        yield from mapping(options, "AvailableLanguages")


def _blocks(elements: list[dict[str, Any]], survey: Survey) -> tuple[dict[str, Block], set[str]]:
    found: dict[str, Block] = {}
    trash: set[str] = set()
    for element in elements:
        if element.get("Element") != "BL":
            continue
        for number, one in members(element.get("Payload")):
            block = mapping(one)
            if block.get("Type") == "Trash":
                trash |= {text(part, "QuestionID") for _, part in members(block.get("BlockElements"))}
            else:
                found[text(block, "ID") or number] = _block(block, survey)
    return found, trash


def _block(block: dict[str, Any], survey: Survey) -> Block:
    made = Block(text(block, "Description"), options=mapping(block, "Options"))
    for _, part in members(block.get("BlockElements")):
        key = text(part, "QuestionID")
        if mapping(part).get("Type") == "Question" and key in survey.questions and key not in made.questions:
            made.questions.append(key)
            skips = [mapping(one) for _, one in members(mapping(part).get("SkipLogic"))]
            if skips:
                made.skips[key] = skips
    return made


def _add_unused(survey: Survey, blocks: dict[str, Block], trash: set[str]) -> None:
    """Blocks the flow never comes to, and questions in no block: kept at the end, shown to nobody."""
    for block in blocks.values():
        if not any(block is one for one in survey.blocks) and block.questions:
            block.is_unused = True
            block.branches = [Branch({}, never=True)]
            survey.left_out.append(("", "Flow", block.title))
            survey.blocks.append(block)
    placed = {key for block in survey.blocks for key in block.questions}
    lost = [key for key in survey.questions if key not in placed and key not in trash]
    if lost:
        survey.blocks.append(Block("", lost))


class _Flow:
    """Goes through the flow and puts blocks in order."""

    def __init__(self, survey: Survey, blocks: dict[str, Block]) -> None:
        self._survey = survey
        self._blocks = blocks
        self._ended: list[Branch] = []

    def go(self, elements: list[dict[str, Any]]) -> None:
        flows = [payload for payload in _payloads(elements, "FL") if listing(payload, "Flow")]
        if not flows:
            self._survey.blocks = list(self._blocks.values())
        for flow in flows:
            self._through(listing(flow, "Flow"), [])

    def _through(self, flow: list[Any], branches: list[Branch]) -> None:
        for one in flow:
            element = mapping(one)
            kind = text(element, "Type")
            if kind in _BLOCKS:
                self._block(text(element, "ID"), branches)
            elif kind == "Branch":
                self._through(listing(element, "Flow"), [*branches, Branch(mapping(element, "BranchLogic"))])
            elif kind == "EndSurvey":
                self._end(branches)
            elif kind == "EmbeddedData":
                self._embedded(element, branches)
            else:
                self._other(element, kind, branches)

    def _block(self, name: str, branches: list[Branch]) -> None:
        block = self._blocks.get(name)
        if block is None:
            return
        if any(block is one for one in self._survey.blocks):
            self._survey.left_out.append(("", "Flow", f"{block.title} (2)"))
            return
        block.branches = [*branches, *self._ended]
        self._survey.blocks.append(block)

    def _end(self, branches: list[Branch]) -> None:
        """After this nobody who came here is asked anything more."""
        if not branches:
            self._ended.append(Branch({}, never=True))
        elif len(branches) == 1 and not branches[0].negated:
            self._ended.append(Branch(branches[0].logic, negated=True))
        else:
            self._survey.left_out.append(("", "EndSurvey", "EndSurvey"))

    def _embedded(self, element: dict[str, Any], branches: list[Branch]) -> None:
        for _, one in members(element.get("EmbeddedData")):
            name, value = text(one, "Field"), text(one, "Value")
            if value or branches:
                self._survey.left_out.append(("", "EmbeddedData", f"{name} = {value}"))
            if name and not value and name not in self._survey.embedded:
                self._survey.embedded.append(name)

    def _other(self, element: dict[str, Any], kind: str, branches: list[Branch]) -> None:
        if kind != "Group":
            self._survey.left_out.append(("", kind or "Flow", text(element, "Description") or kind))
        self._through(listing(element, "Flow"), branches)
