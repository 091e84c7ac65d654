"""One row of an XLSForm's survey sheet as a question. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from feedback.errors import N_
from feedback.surveys.importers.source import Item, Source, Words
from feedback.surveys.importers.xlsform_choices import Lists
from feedback.surveys.importers.xlsform_columns import Line
from feedback.surveys.importers.xlsform_types import Type

Wording = Callable[[Line, str], Words]

_PARAMETER = re.compile(r"([A-Za-z-]+)\s*=\s*([^\s;,]+)")
_USED = frozenset(
    {"type", "name", "required", "relevant", "constraint", "calculation", "appearance", "choice_filter", "parameters"}
)
_LISTS = ("minimal", "autocomplete", "search", "compact-minimal")
_MOST_POINTS = 11
MOST_DECIMALS = 6
"""Decimals a number of ours may have at most."""


def question(line: Line, kind: Type, lists: tuple[Lists, Lists], source: Source, words: Wording) -> Item:
    """The question of a row; what it cannot hold is told."""
    item = Item(
        key=f"q{line.number}",
        code=line.get("name"),
        kind=kind.kind,
        source_kind=kind.source,
        text=words(line, "label"),
        help=words(line, "hint"),
        missing_text=words(line, "required_message"),
        invalid_text=words(line, "constraint_message"),
        has_condition=bool(line.get("relevant") or line.get("choice_filter")),
    )
    if kind.source == "decimal":
        item.settings["decimals"] = MOST_DECIMALS
    _options(item, line, kind, lists, source)
    _looks(item, line, source)
    _parameters(item, line, source)
    _tell_rest(item, line, source)
    return item


def beside(item: Item, source: Source) -> list[Item]:
    """What one question of ours cannot hold: the time of a day is asked by a question of its own."""
    if item.source_kind != "datetime":
        return []
    source.tell(item, item.source_kind, N_("The time of day became a question of its own, behind this one."))
    return [Item(f"{item.key}.time", f"{item.code}_time", "time", item.source_kind, item.text, listed=False)]


def _options(item: Item, line: Line, kind: Type, lists: tuple[Lists, Lists], source: Source) -> None:
    own, external = lists
    if kind.list_name:
        first, second = (external, own) if kind.external else (own, external)
        item.choices = list(first.get(kind.list_name) or second.get(kind.list_name) or ())
        if not item.choices:
            text = N_("The options are in “%(name)s”, which is not in this file: add them before you publish.")
            source.tell(item, line.get("type"), text, name=kind.list_name)
    if kind.or_other:
        item.settings["other"] = True
    if filtered := line.get("choice_filter"):
        text = N_("The options are filtered by an earlier answer there; here every option is offered.")
        source.tell(item, f"choice_filter: {filtered}", text)
    if item.kind == "consent":
        item.values = {"OK": "yes", "ok": "yes"}
    repeated = len(item.choices) - len({one.code for one in item.choices})
    if repeated:
        text = N_("Options with a code that stands twice in their list are left out, after the first one.")
        source.tell(item, f"choices: {kind.list_name}", text)


def _looks(item: Item, line: Line, source: Source) -> None:
    wanted = line.get("appearance").lower().split()
    if item.kind in ("single", "multi") and any(word in _LISTS for word in wanted):
        item.settings.update({"look": "list"} if item.kind == "single" else {})
    elif item.kind == "text" and "multiline" in wanted:
        item.stands_as = "longtext"
    elif wanted and not (item.source_kind == "range" and wanted == ["rating"]):
        text = N_("The look is not taken over: questions look as they do on our pages.")
        source.tell(item, f"appearance: {line.get('appearance')}", text)


def _parameters(item: Item, line: Line, source: Source) -> None:
    given = {name.lower(): value for name, value in _PARAMETER.findall(line.get("parameters"))}
    if item.source_kind == "range":
        _range(item, given)
    elif given.pop("randomize", "").lower() == "true" and item.choices:
        item.settings["order"] = "random"
        given.pop("seed", None)
    if given and item.source_kind != "range":
        source.tell(item, f"parameters: {line.get('parameters')}", _NOT_USED)


def _range(item: Item, given: dict[str, str]) -> None:
    first, last = _number(given.get("start", "1")), _number(given.get("end", "10"))
    step = _number(given.get("step", "1"))
    points = last - first + 1
    if first in (0, 1) and step == 1 and points.is_integer() and 2 <= points <= _MOST_POINTS:
        item.settings.update({"points": int(points), "first": int(first)})
        return
    item.kind = "number"
    item.settings.update({"min": _plain(min(first, last)), "max": _plain(max(first, last))})
    if not step.is_integer():
        item.settings["decimals"] = MOST_DECIMALS


def _tell_rest(item: Item, line: Line, source: Source) -> None:
    for name, value in line.cells.items():
        if name not in _USED and not (name == "read_only" and value.lower() in ("no", "false", "false()", "0")):
            source.tell(item, f"{name}: {value}", _NOT_USED)
    for name, words in line.texts.items():
        if name in ("image", "audio", "video"):
            source.tell(item, f"{name}: {words.any}", N_("Pictures, sounds and films are left out."))
        elif name == "guidance_hint":
            source.tell(item, name, N_("Words for interviewers are left out: people read these questions themselves."))


_NOT_USED = N_("This has no counterpart here and is left out.")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -1.0


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() else number
