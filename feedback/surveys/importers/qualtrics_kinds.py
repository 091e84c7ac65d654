"""What each type of Qualtrics question becomes here. Pure.

Sources: the types, selectors and sub-selectors seen in .qsf files, and Qualtrics' support pages on question types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from feedback.errors import N_
from feedback.surveys.importers.qualtrics_payload import Payload
from feedback.surveys.importers.qualtrics_tables import matrix, side_by_side
from feedback.surveys.importers.source import Item, Option, Source, Words
from feedback.surveys.importers.untrusted import is_true, mapping, members, number, text

Build = Callable[[Source, Payload, Item], list[Item]]

_CONTENT = {
    "ValidEmail": "email",
    "ValidPhone": "phone",
    "ValidNumber": "number",
    "ValidDate": "date",
}
_NO_CHECK = ("", "None", "OFF")


def items_of(source: Source, language: str, raw: dict[str, Any]) -> list[Item]:
    """The question as an item, and behind it those that hold what one question of ours cannot."""
    payload = Payload(language, raw)
    forced = text(payload.settings, "ForceResponse")
    item = Item(
        key=text(raw, "QuestionID"),
        code=text(raw, "DataExportTag") or text(raw, "QuestionID"),
        kind="unsupported",
        source_kind="/".join(filter(None, (payload.type, payload.selector, payload.sub))),
        text=payload.text(),
        required=forced == "ON",
        soft=forced == "RequestResponse" or text(payload.settings, "ForceResponseType") == "RequestResponse",
    )
    beside = _BUILDERS.get(payload.type, _unknown)(source, payload, item)
    _tell_rest(source, payload, item)
    return [item, *beside]


def _unknown(_source: Source, payload: Payload, item: Item) -> list[Item]:
    item.choices = payload.choices()
    return []


def _choosing(source: Source, payload: Payload, item: Item) -> list[Item]:
    item.choices = payload.choices()
    if payload.selector == "NPS":
        item.kind, item.our_choices = "nps", []
        return []
    several = payload.selector.startswith("MA") or payload.selector == "MSB"
    item.kind = "multi" if several else "dropdown" if payload.selector == "DL" else "single"
    if payload.selector == "SB":
        item.settings["look"] = "list"
    _take_other(source, payload, item)
    alone = [one.code for one in item.choices if is_true(payload.choice(one.code), "ExclusiveAnswer")]
    if several and alone:
        item.settings["exclusive"] = [item.our_value(code) for code in alone]
    _how_many(source, payload, item)
    return []


def _take_other(source: Source, payload: Payload, item: Item) -> None:
    """One option with a text field is our "other"; of several the last."""
    written = [one for one in item.choices if is_true(payload.choice(one.code), "TextEntry")]
    for option in written[:-1]:
        text_ = N_(
            "The text field beside the option “%(option)s” was left out; the last one with a field became “other”."
        )
        source.tell(item, "TextEntry", text_, option=option.text.any)
    if written:
        other = written[-1]
        other.stands = False
        item.values[other.code] = "other"
        item.settings |= {"other": True, "other_text": other.text}


def _how_many(source: Source, payload: Payload, item: Item) -> None:
    for name, setting in (("MinChoices", "min"), ("MaxChoices", "max")):
        bound = number(payload.settings, name)
        if isinstance(bound, int) and 1 <= bound <= 100 and item.kind == "multi":
            item.settings[setting] = bound


def _text(source: Source, payload: Payload, item: Item) -> list[Item]:
    if payload.selector == "FORM":
        item.kind, item.rows = "text", payload.choices()
        return []
    content = text(payload.settings, "ContentType") if text(payload.settings, "Type") == "ContentType" else ""
    item.kind = _CONTENT.get(content, "longtext" if payload.selector in ("ML", "ESTB") else "text")
    if content and content not in _CONTENT:
        source.tell(item, "ContentType", N_("This check of answers has no counterpart here: %(check)s"), check=content)
    if item.kind == "number":
        _number_bounds(payload, item)
    if payload.selector == "PW":
        source.tell(item, "PW", N_("There what is typed is hidden like a password; here it can be seen."))
    longest = number(payload.settings, "MaxChars")
    if isinstance(longest, int) and 1 <= longest <= 10_000 and item.kind in ("text", "longtext"):
        item.settings["longest"] = longest
    return []


def _number_bounds(payload: Payload, item: Item) -> None:
    bounds = mapping(payload.settings, "ValidNumber")
    for name, setting in (("Min", "min"), ("Max", "max")):
        bound = number(bounds, name)
        if bound is not None:
            item.settings[setting] = bound
    decimals = number(bounds, "NumDecimals")
    item.settings["decimals"] = min(6, decimals) if isinstance(decimals, int) and decimals >= 0 else 6


def _slider(source: Source, payload: Payload, item: Item) -> list[Item]:
    bounds = mapping(payload.raw, "Configuration")
    item.rows = payload.choices()
    if payload.selector == "STAR":
        stars = number(bounds, "StarCount")
        count = stars if isinstance(stars, int) and 2 <= stars <= 11 else 5
        points = [Option(str(point), Words({payload.language: str(point)})) for point in range(1, count + 1)]
        item.kind, item.choices = ("matrix" if len(item.rows) > 1 else "rating"), points
        if item.kind == "rating":
            item.settings["points"], item.our_choices = count, []
        return []
    item.kind = "number"
    for name, setting in (("CSSliderMin", "min"), ("CSSliderMax", "max")):
        bound = number(bounds, name)
        if bound is not None:
            item.settings[setting] = bound
    decimals = number(bounds, "NumDecimals")
    item.settings["decimals"] = min(6, decimals) if isinstance(decimals, int) and decimals >= 0 else 0
    source.tell(item, "Slider", N_("A slider became a number to write."))
    return []


def _points(_source: Source, payload: Payload, item: Item) -> list[Item]:
    item.kind, item.rows = "points", payload.choices()
    return []


def _ranking(_source: Source, payload: Payload, item: Item) -> list[Item]:
    item.kind, item.choices = "ranking", payload.choices()
    return []


def _plainly(kind: str, stands_as: str = "") -> Build:
    def build(_source: Source, payload: Payload, item: Item) -> list[Item]:
        item.kind, item.stands_as = kind, stands_as
        if kind == "dropdown":
            item.choices = payload.answers() or payload.choices()
        return []

    return build


_BUILDERS: Mapping[str, Build] = {
    "MC": _choosing,
    "TE": _text,
    "Matrix": matrix,
    "SBS": side_by_side,
    "Slider": _slider,
    "RO": _ranking,
    "CS": _points,
    "DB": _plainly("info"),
    "DD": _plainly("dropdown"),
    "FileUpload": _plainly("file"),
    "Timing": _plainly("hidden"),
    "Meta": _plainly("hidden"),
    "Captcha": _plainly("unsupported", "info"),
}


def _tell_rest(source: Source, payload: Payload, item: Item) -> None:
    raw = payload.raw
    for part in ("Choices", "Answers"):
        for code, one in members(raw.get(part)):
            if mapping(one).get("DisplayLogic"):
                text_ = N_("Rows and options have no conditions here; “%(row)s” is always shown.")
                source.tell(item, "DisplayLogic", text_, row=text(one, "Display") or code)
    check = text(payload.settings, "Type")
    if check not in (*_NO_CHECK, "ContentType", "MinChoices", "MaxChoices", "ChoiceRange", "MaxChar"):
        source.tell(item, "Validation", N_("This check of answers has no counterpart here: %(check)s"), check=check)
    if mapping(raw, "Randomization") and text(raw, "Randomization", "Type") not in ("", "None"):
        _shuffled(source, payload, item)
    recoded = {code: text(value) for code, value in members(raw.get("RecodeValues")) if text(value) != code}
    if recoded:
        pairs = ", ".join(f"{code} → {value}" for code, value in recoded.items())
        source.tell(
            item, "RecodeValues", N_("Options keep their codes; the file recodes them: %(values)s"), values=pairs
        )
    for name in ("QuestionJS", "DefaultChoices", "DynamicChoices", "ChoiceGroups", "GradingData"):
        if raw.get(name):
            source.tell(item, name, N_("This setting has no counterpart here and was left out."))


def _shuffled(source: Source, payload: Payload, item: Item) -> None:
    if text(payload.raw, "Randomization", "Type") == "All" and item.our_kind in (
        "single",
        "multi",
        "dropdown",
        "ranking",
        "matrix",
    ):
        item.settings["order"] = "random"
    else:
        source.tell(
            item, "Randomization", N_("This random order has no counterpart here; the order of the file is kept.")
        )
