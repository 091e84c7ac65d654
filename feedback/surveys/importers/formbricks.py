"""Formbricks: surveys as its API and its templates write them, with blocks or with a flat list of questions. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from feedback.errors import N_
from feedback.surveys.importers.assembling import assemble
from feedback.surveys.importers.formbricks_kinds import item_of
from feedback.surveys.importers.formbricks_logic import FormbricksLogic, has_rules
from feedback.surveys.importers.formbricks_texts import words
from feedback.surveys.importers.jumps import TooTangled, conditions
from feedback.surveys.importers.markup import BETWEEN
from feedback.surveys.importers.normalised import Imported
from feedback.surveys.importers.opening import NotImportable, Upload
from feedback.surveys.importers.source import Item, Part, Source, Words, must_be_few
from feedback.surveys.importers.untrusted import listing, mapping, text
from feedback.surveys.piping import can_be_piped

_RECALL = re.compile(r"#recall:([^/#\s]{1,100})/fallback:([^#]{0,500})#")
_PLACEHOLDER = re.compile(r"\$\[[^\]\n]{1,100}\]")
_WRAPPERS = ("preset", "data", "survey")


def recognises(upload: Upload) -> bool:
    """Whether it has Formbricks' blocks of elements, or questions with a headline."""
    survey = _survey(upload.json)
    if any(listing(block, "elements") for block in listing(survey, "blocks")):
        return True
    return any("headline" in mapping(question) and "type" in question for question in listing(survey, "questions"))


def read(upload: Upload) -> Imported:
    """The survey of the file.

    Raises:
        NotImportable: it is not one of Formbricks.
    """
    survey = _survey(upload.json)
    if not isinstance(survey.get("blocks", survey.get("questions")), list):
        raise NotImportable(N_("This file is not a survey of Formbricks."))
    source = Source("formbricks", title=Words({"default": text(survey, "name") or text(upload.json, "name")}))
    pages = _pages(survey)
    must_be_few(len(pages))
    _languages(source, survey)
    _around(source, survey)
    source.layout = "section" if survey.get("blocks") else "question"
    source.parts = [_part(source, page) for page in pages] if survey.get("blocks") else _flat(source, pages)
    _hidden_fields(source, survey)
    source.settle()
    _add_logic(source, pages, FormbricksLogic(source, survey))
    source.pipe = lambda item, one: _piped(source, item, one)
    return assemble(source)


def _survey(data: object) -> dict[str, Any]:
    whole = mapping(data)
    return next((mapping(whole, name) for name in _WRAPPERS if mapping(whole, name)), whole)


def _pages(survey: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks; of an older survey each question as a block of its own."""
    blocks = [mapping(block) for block in listing(survey, "blocks")]
    if blocks:
        return blocks
    return [{**mapping(one), "elements": [one]} for one in listing(survey, "questions") if mapping(one)]


def _languages(source: Source, survey: dict[str, Any]) -> None:
    declared = [mapping(one) for one in listing(survey, "languages")]
    default = next((text(one, "language", "code") for one in declared if one.get("default") is True), "")
    found = dict.fromkeys(("default", *_names(survey, 0)))
    source.languages = tuple(name for name in found if name != default)
    source.base_language = "default"
    source.language_hints = {"default": default} if default else {}


def _names(value: object, depth: int) -> Iterator[str]:
    """The languages of every text in the file: objects whose members are all texts and one of them "default"."""
    if isinstance(value, dict) and "default" in value and all(isinstance(one, str) for one in value.values()):
        yield from value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _names(one, depth + 1)


def _around(source: Source, survey: dict[str, Any]) -> None:
    card = mapping(survey, "welcomeCard")
    if card.get("enabled") is True:
        source.intro = _joined(words(card.get("headline")), words(card.get("subheader") or card.get("html")))
    endings = [mapping(one) for one in listing(survey, "endings")] or [mapping(survey, "thankYouCard")]
    screens = [
        one for one in endings if one.get("type", "endScreen") == "endScreen" and one.get("enabled") is not False
    ]
    if screens:
        source.thanks = _joined(words(screens[0].get("headline")), words(screens[0].get("subheader")))
    for ending in endings:
        if ending and ending not in screens[:1]:
            what = words(ending.get("headline")).any or text(ending, "url") or text(ending, "id")
            source.tell(
                "", "endings", N_("Here there is one page of thanks; this ending was left out: %(ending)s"), ending=what
            )
    for variable in listing(survey, "variables"):
        name = text(variable, "name") or text(variable, "id")
        source.tell("", "variables", N_("There are no variables here; this one was left out: %(name)s"), name=name)


def _part(source: Source, page: dict[str, Any]) -> Part:
    part = Part(title=Words({"default": text(page, "name")}))
    for element in listing(page, "elements"):
        item = item_of(source, mapping(element))
        item.has_condition = has_rules(page) or has_rules(mapping(element))
        part.items.append(item)
    return part


def _flat(source: Source, pages: list[dict[str, Any]]) -> list[Part]:
    part = Part()
    for page in pages:
        part.items += _part(source, page).items
    return [part]


def _hidden_fields(source: Source, survey: dict[str, Any]) -> None:
    names = [text(name) for name in listing(survey, "hiddenFields", "fieldIds") if text(name)]
    if names and not source.parts:
        source.parts.append(Part())
    for name in reversed(names):
        hidden = Item(f"hidden:{name}", name, "hidden", "hiddenFields", Words({"default": name}), listed=False)
        hidden.settings["name"] = name
        source.parts[0].items.insert(0, hidden)


def _add_logic(source: Source, pages: list[dict[str, Any]], logic: FormbricksLogic) -> None:
    try:
        shown = conditions([logic.jumps(page, place) for place, page in enumerate(pages)], logic.visited)
    except TooTangled:
        source.tell("", "logic", N_("The jumps of this file are too tangled to be said as conditions; none was taken."))
        return
    # With blocks a page is a part; without, a question of the one part there is.
    places: Sequence[Part | Item] = source.parts
    if source.layout == "question":
        places = [item for item in source.items() if item.listed]
    for place, condition in zip(places, shown, strict=True):
        place.shown_when = condition


def _piped(source: Source, item: Item | None, written: str) -> str:
    names = {one.code: one.name for one in source.items()}

    def recalled(found: re.Match[str]) -> str:
        name = names.get(found[1], "")
        if not name or not can_be_piped(name):
            return _kept(source, item, found[0])
        otherwise = re.sub(r"[{}|]", "", found[2]).strip()[:200]
        return f"{{{name}|{otherwise}}}" if otherwise else f"{{{name}}}"

    for found in _PLACEHOLDER.finditer(written):
        _kept(source, item, found[0])
    return _RECALL.sub(recalled, written)


def _kept(source: Source, item: Item | None, quoted: str) -> str:
    text_ = N_("The text quotes something that is not known here; it stays as it is: %(quoted)s")
    source.tell(item or "", "recall", text_, quoted=quoted)
    return quoted


def _joined(first: Words, second: Words) -> Words:
    names = dict.fromkeys((*first, *second))
    return Words({name: BETWEEN.join(filter(None, (first.get(name, ""), second.get(name, "")))) for name in names})
