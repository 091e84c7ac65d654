"""The validators of a SurveyJS question, as settings of ours where there is a word for them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from feedback.errors import N_
from feedback.surveys.importers.source import Item, Source
from feedback.surveys.importers.surveyjs_texts import Tongues

_BOUNDS: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("numeric", "number"): (("minValue", "min"), ("maxValue", "max")),
    ("answercount", "multi"): (("minCount", "min"), ("maxCount", "max")),
}


def apply_validators(item: Item, element: Mapping[str, Any], tongues: Tongues, source: Source) -> None:
    """Put limits on the item; a check that has no counterpart is told."""
    for validator in _listed(element.get("validators")):
        kind = str(validator.get("type", "")).removesuffix("validator")
        bounds = _BOUNDS.get((kind, item.our_kind))
        if bounds:
            item.settings.update(_limits(validator, bounds))
        elif kind == "email" and item.kind == "text" and not item.rows:
            item.stands_as = "email"
        else:
            text = N_("This check of the answer does not exist here: answers are taken without it.")
            source.tell(item, f"validators: {kind}", text)
        if said := tongues.words(validator.get("text")):
            item.invalid_text = said


def _limits(validator: Mapping[str, Any], bounds: tuple[tuple[str, str], ...]) -> dict[str, int | float]:
    found = ((ours, validator.get(theirs)) for theirs, ours in bounds)
    return {ours: value for ours, value in found if isinstance(value, int | float) and not isinstance(value, bool)}


def _listed(given: object) -> Iterator[Mapping[str, Any]]:
    for one in given if isinstance(given, list) else ():
        if isinstance(one, Mapping):
            yield one
