"""What a SurveyJS element's `type` (and a text's `inputType`) asks for, widgets of other people included. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "text": "text",
        "comment": "longtext",
        "radiogroup": "single",
        "buttongroup": "single",
        "dropdown": "dropdown",
        "checkbox": "multi",
        "tagbox": "multi",
        "boolean": "yesno",
        "rating": "rating",
        "matrix": "matrix",
        "matrixdropdown": "matrix",
        "matrixdynamic": "unsupported",
        "ranking": "ranking",
        "imagepicker": "picture",
        "multipletext": "text",
        "file": "file",
        "signaturepad": "file",
        "slider": "number",
        "html": "info",
        "image": "info",
        "expression": "calculation",
        "imagemap": "unsupported",
        # Widgets that people made for themselves and shared.
        "yesno": "yesno",
        "infotext": "info",
        "helptext": "info",
        "address": "text",
        "personname": "text",
        "contactinfo": "text",
        "datepicker": "date",
        "bootstrapdatepicker": "date",
        "bootstrapslider": "number",
        "nouislider": "number",
        "barrating": "rating",
        "sortablelist": "ranking",
        "select2": "dropdown",
        "icheck": "single",
        "tagsinput": "text",
        "editor": "longtext",
        "ckeditor": "longtext",
        "emotionsratings": "rating",
        "nps": "nps",
        "email": "email",
        "phone": "phone",
        "number": "number",
        "date": "date",
    }
)
_INPUTS: Mapping[str, str] = MappingProxyType(
    {
        "number": "number",
        "range": "number",
        "date": "date",
        "datetime": "date",
        "datetime-local": "date",
        "time": "time",
        "email": "email",
        "tel": "phone",
    }
)
OWN = frozenset(
    {
        *("text", "comment", "radiogroup", "buttongroup", "dropdown", "checkbox", "tagbox", "boolean", "rating"),
        *("matrix", "matrixdropdown", "matrixdynamic", "ranking", "imagepicker", "multipletext", "file"),
        *("signaturepad", "slider", "html", "image", "expression", "imagemap"),
    }
)
"""Types of SurveyJS itself."""
PANELS = frozenset({"panel", "flowpanel", "paneldynamic"})
_LIKE_INFO = ("info", "help", "note", "message", "heading", "header", "label")


def plain_type(element: Mapping[str, Any]) -> str:
    """The type without spaces, capitals and signs: "matrix Dropdown" is matrixdropdown."""
    kind = element.get("type")
    return "".join(sign for sign in str(kind or "text").lower() if sign.isalnum())


def kind_of(element: Mapping[str, Any]) -> str:
    """The kind of `normalised.KINDS`; a widget nobody knows is what its name or its options say, else unsupported."""
    name = plain_type(element)
    if name == "text":
        return _INPUTS.get(str(element.get("inputType", "")).lower(), "text")
    if name in KINDS:
        return KINDS[name]
    if element.get("choices"):
        return "single"
    return "info" if any(word in name for word in _LIKE_INFO) else "unsupported"
