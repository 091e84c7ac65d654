"""What LimeSurvey keeps in attributes of a question: as our settings where we have them, else in the report. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from feedback.errors import N_
from feedback.surveys.importers.limesurvey_looks import LOOKS
from feedback.surveys.importers.limesurvey_records import LimeQuestion
from feedback.surveys.importers.source import Item, Source, Words
from feedback.surveys.importers.untrusted import number
from feedback.surveys.question_types.date import Day
from feedback.surveys.question_types.text import PATTERN

Take = Callable[[Source, LimeQuestion, Item, str], None]

_OFF = ("", "0", "N")
_BOUNDS = ("min_num_value_n", "max_num_value_n", "slider_min", "slider_max")
_DELIMITED = re.compile(r"([/#~|])(.*)\1([is]*)", re.DOTALL)
MOST_DECIMALS = 6
"""Numbers there may have decimals unless the file says otherwise."""
_FILTERS = ("array_filter", "array_filter_exclude", "code_filter")
FILTERS = (*_FILTERS, "max_subquestions")


def take_attributes(source: Source, question: LimeQuestion, item: Item) -> None:
    """Every attribute of the question: taken over, or told."""
    for name in sorted(question.attributes):
        value = question.attribute(name)
        if not value or (value in _OFF and name not in _BOUNDS):
            continue
        if name in _TAKEN:
            _TAKEN[name](source, question, item, value)
        elif name not in LOOKS and name not in _ELSEWHERE and value:
            _tell(source, question, item, value, name)
    _take_rest(source, question, item)


def _take_rest(source: Source, question: LimeQuestion, item: Item) -> None:
    _take_pattern(source, question, item)
    if item.our_kind == "number":
        item.settings.setdefault("decimals", MOST_DECIMALS)
    if question.has_script:
        source.tell(item, "script", N_("A script belongs to this question there; scripts are never taken over."))
    for value in question.defaults:
        text = N_("Nothing is answered beforehand here; the default was left out: %(value)s")
        source.tell(item, "defaultvalues", text, value=value)
    for row in question.subquestions:
        if row.relevance.strip() not in ("", "1"):
            text = N_("Rows and options have no conditions here; “%(row)s” is always shown. There: %(expression)s")
            source.tell(item, "relevance", text, row=row.code, expression=row.relevance.strip())


def _take_pattern(source: Source, question: LimeQuestion, item: Item) -> None:
    if not question.pattern:
        return
    delimited = _DELIMITED.fullmatch(question.pattern.strip())
    pattern = f"(?{delimited[3]}){delimited[2]}" if delimited and delimited[3] else delimited[2] if delimited else ""
    if item.our_kind == "text" and pattern and PATTERN.refusal(pattern) is None:
        item.settings["pattern"] = pattern
    else:
        text = N_("Answers are checked there by a pattern, which was left out: %(pattern)s")
        source.tell(item, "preg", text, pattern=question.pattern)


def _tell(source: Source, _question: LimeQuestion, item: Item, value: str, name: str) -> None:
    source.tell(item, name, N_("This setting has no counterpart here and was left out: %(value)s"), value=value)


def _bound(setting: str, name: str) -> Take:
    def take(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
        bound = number(value)
        if item.our_kind == "number" and bound is not None:
            item.settings[setting] = bound
        else:
            _tell(source, question, item, value, name)

    return take


def _how_many(setting: str) -> Take:
    def take(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
        bound = number(value)
        kinds = ("multi", "ranking") if setting == "max" else ("multi",)
        if item.our_kind in kinds and isinstance(bound, int) and 1 <= bound <= 100:
            item.settings[setting] = bound
        else:
            _tell(source, question, item, value, f"{setting}_answers")

    return take


def _longest(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
    bound = number(value)
    if item.our_kind in ("text", "longtext") and isinstance(bound, int) and 1 <= bound <= 10_000:
        item.settings["longest"] = bound
    else:
        _tell(source, question, item, value, "maximum_chars")


def _day(setting: str, name: str) -> Take:
    def take(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
        ending = "-12-31" if setting == "latest" else "-01-01"
        day = f"{value}{ending}" if re.fullmatch(r"\d{4}", value) else value
        if item.our_kind == "date" and Day.earliest.refusal(day) is None:
            item.settings[setting] = day
        else:
            _tell(source, question, item, value, name)

    return take


def _whole_only(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
    if item.our_kind == "number":
        item.settings["decimals"] = 0
    else:
        _tell(source, question, item, value, "num_value_int_only")


def _unit(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
    if item.our_kind == "number":
        item.settings["unit"] = Words(_everywhere(source, question.attributes["suffix"]))
    else:
        _tell(source, question, item, value, "suffix")


def _random(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
    if item.our_kind in ("single", "multi", "dropdown", "ranking", "matrix"):
        item.settings["order"] = "random"
    else:
        _tell(source, question, item, value, "random_order")


def _exclusive(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
    codes = item.choice_codes()
    named = [codes[code] for code in re.split(r"[;,\s]+", value) if code in codes]
    if item.our_kind == "multi" and named:
        item.settings["exclusive"] = named
    else:
        _tell(source, question, item, value, "exclude_all_others")


def _filter(name: str) -> Take:
    def take(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
        text = N_("All rows and options are shown here: they cannot depend on another question. There: %(filter)s")
        source.tell(item, name, text, filter=value)

    return take


def _hidden(source: Source, question: LimeQuestion, item: Item, value: str) -> None:
    if item.our_kind == "calculation":
        return
    item.stands_as = "hidden"
    item.settings, item.our_choices, item.our_rows = {}, [], []
    source.tell(item, "hidden", N_("Nobody sees this question there; here it takes its value from the link."))


_TAKEN: Mapping[str, Take] = {
    "min_num_value_n": _bound("min", "min_num_value_n"),
    "max_num_value_n": _bound("max", "max_num_value_n"),
    "slider_min": _bound("min", "slider_min"),
    "slider_max": _bound("max", "slider_max"),
    "min_answers": _how_many("min"),
    "max_answers": _how_many("max"),
    "num_value_int_only": _whole_only,
    "suffix": _unit,
    "maximum_chars": _longest,
    "date_min": _day("earliest", "date_min"),
    "date_max": _day("latest", "date_max"),
    "random_order": _random,
    "exclude_all_others": _exclusive,
    **{name: _filter(name) for name in _FILTERS},
}
_ELSEWHERE = frozenset(
    [
        "hidden",
        "relevance",
        "equation",
        "date_format",
        "other_replace_text",
        "dualscale_headerA",
        "dualscale_headerB",
        "multiflexible_checkbox",
        "random_group",
    ]
)


def hide(source: Source, question: LimeQuestion, item: Item) -> None:
    """A question that is hidden there takes its value from the link here; done last, since it keeps no settings."""
    if question.is_on("hidden"):
        _hidden(source, question, item, "1")


def _everywhere(source: Source, words: Words) -> dict[str, str]:
    return {name: words.get(name) or words.any for name in source.languages}
