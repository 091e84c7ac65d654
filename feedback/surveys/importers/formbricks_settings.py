"""What Formbricks keeps at an element beside its question: told, where it has no counterpart. Pure."""

from __future__ import annotations

from typing import Any

from feedback.errors import N_
from feedback.surveys.importers.formbricks_texts import words
from feedback.surveys.importers.source import Item, Source

_IGNORED = frozenset(
    [
        "id",
        "type",
        "headline",
        "subheader",
        "html",
        "required",
        "choices",
        "range",
        "scale",
        "lowerLabel",
        "upperLabel",
        "inputType",
        "longAnswer",
        "charLimit",
        "rows",
        "columns",
        "label",
        "logic",
        "logicFallback",
        "shuffleOption",
        "otherOptionPlaceholder",
        "allowMulti",
        "allowMultiple",
        "isDraft",
        "elements",
        "name",
        "isColorCodingEnabled",
        "displayType",
        "buttonExternal",
        "buttonLabel",
        "backButtonLabel",
        "format",
        "imageUrl",
        "videoUrl",
        "placeholder",
        "buttonUrl",
        "validation",
        "addressLine1",
        "addressLine2",
        "city",
        "state",
        "zip",
        "country",
        "firstName",
        "lastName",
        "email",
        "phone",
        "company",
        "insightsEnabled",
        "dismissButtonLabel",
        "ctaButtonLabel",
        "calUserName",
        "calHost",
        "allowedFileExtensions",
        "maxSizeInMB",
    ]
)
_LEFT_OUT = [
    "imageUrl",
    "videoUrl",
    "buttonUrl",
    "validation",
    "insightsEnabled",
    "otherOptionPlaceholder",
    "calUserName",
    "allowedFileExtensions",
    "maxSizeInMB",
]


def tell_settings(source: Source, element: dict[str, Any], item: Item) -> None:
    if words(element.get("placeholder")).any:
        text_ = N_("Fields here hold no example; this one was left out: %(example)s")
        source.tell(item, "placeholder", text_, example=words(element.get("placeholder")).any)
    for name in sorted(element):
        left_out = name in _LEFT_OUT or name not in _IGNORED
        if left_out and element[name] not in (None, "", False, [], {}):
            source.tell(item, name, N_("This setting has no counterpart here and was left out."))
