"""Qualtrics: surveys as it exports them (.qsf), with blocks, flow, display logic and skips. Pure."""

from __future__ import annotations

import re
from typing import Any

from feedback.errors import N_
from feedback.surveys.conditions import ast
from feedback.surveys.importers.assembling import assemble
from feedback.surveys.importers.expressions import Untranslatable
from feedback.surveys.importers.expressions.translating import NEVER, both
from feedback.surveys.importers.jumps import Jumps, TooTangled, conditions
from feedback.surveys.importers.normalised import Imported
from feedback.surveys.importers.opening import NotImportable, Upload
from feedback.surveys.importers.qualtrics_flow import Block, Survey, opened
from feedback.surveys.importers.qualtrics_kinds import items_of
from feedback.surveys.importers.qualtrics_logic import QualtricsLogic, said
from feedback.surveys.importers.source import Item, Part, Source, Words
from feedback.surveys.importers.untrusted import listing, mapping, text
from feedback.surveys.piping import can_be_piped

_PIPED = re.compile(r"\$\{([a-z]+)://([^}\n]{1,200})\}")
_ANSWER = re.compile(
    r"(QID[\w#]+)/(?:ChoiceTextEntryValue|ChoiceGroup/SelectedChoices|ChoiceDescription|SelectedChoice\w*).*"
)
_SHUFFLED = ("true", "All", "RandomizeAll", "RandomWithXPerPage", "RandomizeQuestions")


def recognises(upload: Upload) -> bool:
    """Whether it has the two parts of every .qsf file."""
    return {"SurveyEntry", "SurveyElements"} <= set(mapping(upload.json))


def read(upload: Upload) -> Imported:
    """The survey of the file.

    Raises:
        NotImportable: it is not one of Qualtrics.
    """
    data = mapping(upload.json)
    if not mapping(data, "SurveyEntry") or not listing(data, "SurveyElements"):
        raise NotImportable(N_("This file is not a survey of Qualtrics."))
    survey = opened(data)
    source = Source("qualtrics", title=Words({survey.language: survey.name}), layout="section")
    source.base_language, source.languages = survey.language, survey.languages
    source.parts = [_part(source, survey, block) for block in survey.blocks]
    _embedded(source, survey)
    source.settle()
    logic = QualtricsLogic({item.key: item for item in source.items()})
    _add_conditions(source, survey, logic)
    _add_skips(source, survey, logic)
    for where, construct, what in survey.left_out:
        source.tell(where, construct, N_("This has no counterpart here and was left out: %(what)s"), what=what)
    names = {item.key: item.name for item in source.items()}
    source.pipe = lambda item, one: _piped(source, names, item, one)
    return assemble(source)


def _part(source: Source, survey: Survey, block: Block) -> Part:
    part = Part(title=Words({survey.language: block.title}), has_condition=any(one.is_rule for one in block.branches))
    for key in block.questions:
        payload = survey.questions[key]
        items = items_of(source, survey.language, payload)
        items[0].has_condition = _has_condition(payload, block)
        part.items += items
    shuffle = text(block.options, "RandomizeQuestions")
    part.random = shuffle in _SHUFFLED
    if shuffle not in ("", "false", *_SHUFFLED):
        source.tell("", block.title, N_("Only some of its questions have a random order there; here they keep theirs."))
    if text(block.options, "Looping") not in ("", "None"):
        source.tell("", block.title, N_("There this block is asked several times; here it is asked once."))
    return part


def _has_condition(payload: dict[str, Any], block: Block) -> bool:
    own = any(payload.get(name) for name in ("DisplayLogic", "InPageDisplayLogic"))
    options = (*_members(payload.get("Choices")), *_members(payload.get("Answers")))
    filtered = any(mapping(one).get("DisplayLogic") for one in options)
    return bool(own) or filtered or text(payload, "QuestionID") in block.skips


def _members(value: object) -> list[object]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []


def _embedded(source: Source, survey: Survey) -> None:
    """Values that came with the link there come with it here."""
    if survey.embedded and not source.parts:
        source.parts.append(Part())
    hidden = []
    for name in survey.embedded:
        item = Item(f"e:{name}", name, "hidden", "EmbeddedData", Words({survey.language: name}), listed=False)
        if re.fullmatch(r"[A-Za-z0-9_.\-]{1,60}", name):
            item.settings["name"] = name
        hidden.append(item)
    if hidden:
        source.parts[0].items[:0] = hidden


def _add_conditions(source: Source, survey: Survey, logic: QualtricsLogic) -> None:
    families = source.families()
    for part, block in zip(source.parts, survey.blocks, strict=False):
        part.shown_when = _branches(source, block, logic)
        for key in block.questions:
            item, payload = families[key][0], survey.questions[key]
            for name in ("DisplayLogic", "InPageDisplayLogic"):
                if mapping(payload, name):
                    _join(item, _translated(source, logic, item, name, mapping(payload, name)))
            for beside in families[key][1:]:
                beside.shown_when = item.shown_when


def _branches(source: Source, block: Block, logic: QualtricsLogic) -> ast.Condition | None:
    found: list[ast.Condition] = []
    for branch in block.branches:
        if branch.never:
            found.append(NEVER)
            continue
        condition = _translated(source, logic, "", "BranchLogic", branch.logic)
        if condition is not None:
            found.append(ast.Not(condition) if branch.negated else condition)
    return both(tuple(found)) if found else None


def _translated(
    source: Source, logic: QualtricsLogic, where: Item | str, construct: str, rule: dict[str, Any]
) -> ast.Condition | None:
    try:
        return logic.boolean(rule)
    except Untranslatable:
        text_ = N_("This condition cannot be said here, so it is shown to everybody. There: %(expression)s")
        source.tell(where, construct, text_, expression=said(rule))
        return None


def _add_skips(source: Source, survey: Survey, logic: QualtricsLogic) -> None:
    families = source.families()
    items = {key: family[0] for key, family in families.items()}
    order = [key for block in survey.blocks if not block.is_unused for key in block.questions]
    place = {key: index for index, key in enumerate(order)}
    ends = _ends(survey, place, len(order))
    jumps = [Jumps() for _ in order]
    for block in survey.blocks:
        for key, skips in block.skips.items():
            for skip in skips if key in place else ():
                rule = _skip(source, survey, logic, items[key], skip, {**place, "ENDOFBLOCK": ends[key]})
                if rule and rule[1] > place[key]:
                    jumps[place[key]].rules.append(rule)
    if not any(one.rules for one in jumps):
        return
    try:
        shown = conditions(jumps, lambda index: _shown(items[order[index]]))
    except TooTangled:
        source.tell(
            "", "SkipLogic", N_("The jumps of this file are too tangled to be said as conditions; none was taken.")
        )
        return
    for key, condition in zip(order, shown, strict=True):
        for item in families[key]:
            _join(item, condition)


def _ends(survey: Survey, place: dict[str, int], last: int) -> dict[str, int]:
    """For each question the place after its block."""
    return {
        key: max(place[one] for one in block.questions) + 1 if not block.is_unused else last
        for block in survey.blocks
        for key in block.questions
    }


def _shown(item: Item) -> ast.Condition | None:
    if item.our_kind in ("info", "hidden", "calculation"):
        return item.shown_when
    return ast.Compare(ast.Answer(item.key), "shown")


def _skip(
    source: Source, survey: Survey, logic: QualtricsLogic, item: Item, skip: dict[str, Any], places: dict[str, int]
) -> tuple[ast.Condition, int] | None:
    target = text(skip, "SkipToDestination")
    end = max(places.values(), default=0) + 1 if target == "ENDOFSURVEY" else None
    to = end if end is not None else places.get(target)
    try:
        if to is None:
            raise Untranslatable(target)
        return logic.skip(skip), to
    except Untranslatable:
        text_ = N_("This jump cannot be said here and was left out. There: %(expression)s")
        source.tell(item, "SkipLogic", text_, expression=said(skip) or target)
        return None


def _join(item: Item, condition: ast.Condition | None) -> None:
    if condition is not None:
        item.shown_when = condition if item.shown_when is None else both((item.shown_when, condition))


def _piped(source: Source, names: dict[str, str], item: Item | None, written: str) -> str:
    def quoted(found: re.Match[str]) -> str:
        answer = _ANSWER.fullmatch(found[2]) if found[1] == "q" else None
        if answer and answer[1] in names and can_be_piped(names[answer[1]]):
            return f"{{{names[answer[1]]}}}"
        field = found[2].removeprefix("Field/")
        if found[1] == "e" and found[2].startswith("Field/") and can_be_piped(f"link.{field}"):
            return f"{{link.{field}}}"
        text_ = N_("The text quotes something that is not known here; it stays as it is: %(quoted)s")
        source.tell(item or "", "piped text", text_, quoted=found[0])
        return found[0]

    return _PIPED.sub(quoted, written)
