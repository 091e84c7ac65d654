"""One SurveyJS element as a question of ours, and those beside it that hold what one question cannot. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from feedback.errors import N_
from feedback.surveys.importers.source import Item, Source, Words
from feedback.surveys.importers.surveyjs_choices import has_rules, options, points, scale_of
from feedback.surveys.importers.surveyjs_tables import columns_beside, rows_of
from feedback.surveys.importers.surveyjs_telling import tell_rest
from feedback.surveys.importers.surveyjs_texts import Tongues
from feedback.surveys.importers.surveyjs_types import OWN, kind_of, plain_type

Element = Mapping[str, Any]
RULES = ("visibleIf", "enableIf", "choicesVisibleIf", "choicesEnableIf", "rowsVisibleIf", "columnsVisibleIf")
"""Members that decide whether a question, its options or its rows are shown."""
MOST_DECIMALS = 6
"""Decimals a number of ours may have at most."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES = {"true": "yes", "false": "no", "y": "yes", "n": "no", "yes": "yes", "no": "no", "Yes": "yes", "No": "no"}


def items_of(element: Element, key: str, tongues: Tongues, source: Source) -> list[Item]:
    """The question, and behind it what it takes more than one of ours to ask."""
    name = element.get("name")
    item = Item(
        key=key,
        code=name if isinstance(name, str) else "" if name is None else str(name),
        kind=kind_of(element),
        source_kind=str(element.get("type") or "text"),
        text=_text(element, tongues),
        help=tongues.words(element.get("description") or element.get("body")),
        required=element.get("isRequired") is True or element.get("isAllRowRequired") is True,
        missing_text=tongues.words(element.get("requiredErrorText")),
        has_condition=_has_condition(element),
    )
    _built_in(item, element, tongues)
    beside = _FILL.get(item.kind, _nothing)(item, element, tongues, source)
    tell_rest(item, element, source)
    if plain_type(element) not in OWN and item.kind not in ("yesno", "info"):
        text = N_("“%(type)s” is a widget somebody made for that site: it became the nearest kind, “%(kind)s”.")
        source.tell(item, item.source_kind, text, type=item.source_kind, kind=item.kind)
    return [item, *beside]


def _text(element: Element, tongues: Tongues) -> Words:
    if plain_type(element) == "html":
        return tongues.words(element.get("html"))
    said = tongues.words(element.get("title")) or tongues.words(element.get("altText"))
    return said or tongues.words(element.get("name"))


def _has_condition(element: Element) -> bool:
    listed = ("choices", "rows", "columns")
    return any(element.get(rule) for rule in RULES) or any(has_rules(element.get(name)) for name in listed)


def _built_in(item: Item, element: Element, tongues: Tongues) -> None:
    for ours, names, words in (
        ("other", ("hasOther", "showOtherItem"), "otherText"),
        ("none", ("hasNone", "showNoneItem"), "noneText"),
    ):
        if any(element.get(name) is True for name in names):
            item.settings[ours] = True
            if said := tongues.words(element.get(words)):
                item.settings[f"{ours}_text"] = said
    if element.get("choicesOrder") == "random":
        item.settings["order"] = "random"


def _nothing(_item: Item, _element: Element, _tongues: Tongues, _source: Source) -> list[Item]:
    return []


def _chosen(item: Item, element: Element, tongues: Tongues, source: Source) -> list[Item]:
    item.choices = options(element.get("choices"), tongues)
    if item.kind == "multi" or element.get("multiSelect") is True:
        bounds = _numbers(element, (("minSelectedChoices", "min"), ("maxSelectedChoices", "max")))
        # Zero bounds nothing there.
        item.settings.update({name: value for name, value in bounds.items() if value})
        item.stands_as = "multi" if item.kind == "picture" else ""
    if not item.choices and not item.settings.get("other"):
        source.tell(item, item.source_kind, N_("The options are not in this file: add them before you publish."))
    return []


def _rating(item: Item, element: Element, tongues: Tongues, _source: Source) -> list[Item]:
    item.choices = points(element, tongues)
    scale = scale_of(item.choices)
    if scale is None:
        item.stands_as = "single"
        return []
    item.kind = "nps" if scale == (0, 11) else "rating"
    for choice in item.choices:
        choice.stands = False
    if item.kind == "rating":
        item.settings.update({"first": scale[0], "points": scale[1]})
    for name, ours in (("minRateDescription", "low_label"), ("maxRateDescription", "high_label")):
        if said := tongues.words(element.get(name)):
            item.settings[ours] = said
    return []


def _yesno(item: Item, element: Element, _tongues: Tongues, source: Source) -> list[Item]:
    item.values = dict(_YES)
    for name, ours in (("valueTrue", "yes"), ("valueFalse", "no")):
        if isinstance(value := element.get(name), str):
            item.values[value] = ours
    for name in ("labelTrue", "labelFalse"):
        if element.get(name):
            source.tell(item, name, N_("Here the two answers are called yes and no."))
    return []


def _number(item: Item, element: Element, _tongues: Tongues, _source: Source) -> list[Item]:
    item.settings.update(_numbers(element, (("min", "min"), ("max", "max"))))
    # Where the file does not say that only whole numbers count, all do.
    if not isinstance(element.get("step"), int):
        item.settings["decimals"] = MOST_DECIMALS
    return []


def _day(item: Item, element: Element, tongues: Tongues, source: Source) -> list[Item]:
    for name, ours in (("min", "earliest"), ("max", "latest")):
        if (limit := element.get(name)) and isinstance(limit, str):
            if _DAY.fullmatch(limit):
                item.settings[ours] = limit
            else:
                text = N_("This check of the answer does not exist here: answers are taken without it.")
                source.tell(item, name, text)
    return _moment(item, element, tongues, source)


def _matrix(item: Item, element: Element, tongues: Tongues, source: Source) -> list[Item]:
    item.rows = rows_of(element.get("rows"), tongues)
    if plain_type(element) != "matrix":
        return columns_beside(item, element, tongues, source)
    item.choices = options(element.get("columns"), tongues)
    return []


def _unknown(item: Item, element: Element, tongues: Tongues, source: Source) -> list[Item]:
    return _matrix(item, element, tongues, source) if "columns" in element else []


def _texts(item: Item, element: Element, tongues: Tongues, source: Source) -> list[Item]:
    given = element.get("items")
    if plain_type(element) != "multipletext":
        return _moment(item, element, tongues, source)
    listed = [one for one in given if isinstance(one, Mapping)] if isinstance(given, list) else []
    item.rows = options(listed, tongues)
    inputs = {kind_of({"inputType": one.get("inputType", "")}) for one in listed}
    if inputs == {"number"}:
        item.kind, item.settings["decimals"] = "number", MOST_DECIMALS
    elif inputs - {"text"}:
        source.tell(item, "inputType", N_("All its lines take any text here."))
    item.required = item.required or (bool(listed) and all(one.get("isRequired") is True for one in listed))
    return []


def _moment(item: Item, element: Element, _tongues: Tongues, source: Source) -> list[Item]:
    """A day with a time of day is two questions here."""
    if not str(element.get("inputType", "")).lower().startswith("datetime"):
        return []
    source.tell(item, "inputType", N_("The time of day became a question of its own, behind this one."))
    return [Item(f"{item.key}.time", f"{item.code}_time", "time", item.source_kind, item.text, listed=False)]


def _numbers(element: Element, names: tuple[tuple[str, str], ...]) -> dict[str, int | float]:
    """Limits of the file under our names."""
    found = {ours: element.get(theirs) for theirs, ours in names}
    return {
        ours: int(value) if float(value).is_integer() else value
        for ours, value in found.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }


Fill = Callable[[Item, Element, Tongues, Source], list[Item]]
_FILL: Mapping[str, Fill] = {
    "single": _chosen,
    "dropdown": _chosen,
    "multi": _chosen,
    "ranking": _chosen,
    "picture": _chosen,
    "rating": _rating,
    "nps": _rating,
    "yesno": _yesno,
    "number": _number,
    "matrix": _matrix,
    "unsupported": _unknown,
    "text": _texts,
    "date": _day,
}
