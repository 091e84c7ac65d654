"""What the `type` cell of an XLSForm says: `select one from LIST or_other`, `begin repeat`, `integer`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SELECTS = {
    "select_one": "single",
    "select_multiple": "multi",
    "rank": "ranking",
}
_SPELLINGS = {
    "select one": "select_one",
    "select one from": "select_one",
    "select1": "select_one",
    "add select one prompt using": "select_one",
    "select all that apply from": "select_multiple",
    "select all that apply": "select_multiple",
    "select multiple from": "select_multiple",
    "select multiple": "select_multiple",
    "add select multiple prompt using": "select_multiple",
}
PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "text": "text",
        "string": "text",
        "q string": "text",
        "barcode": "text",
        "integer": "number",
        "int": "number",
        "decimal": "number",
        "range": "rating",
        "date": "date",
        "datetime": "date",
        "time": "time",
        "note": "info",
        "calculate": "calculation",
        "calculation": "calculation",
        "hidden": "hidden",
        "acknowledge": "consent",
        "trigger": "consent",
        "phone": "phone",
        "phone number": "phone",
        "image": "file",
        "photo": "file",
        "audio": "file",
        "video": "file",
        "file": "file",
        "geopoint": "unsupported",
        "geotrace": "unsupported",
        "geoshape": "unsupported",
        "gps": "unsupported",
        "location": "unsupported",
    }
)
"""Type to the kind it is here; `range` is a rating where its steps are one."""
OF_THE_DEVICE = frozenset(
    [
        "start",
        "end",
        "today",
        "deviceid",
        "device_id",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "imei",
        "audit",
        "start-geopoint",
        "background-audio",
        "background-geopoint",
        "xml-external",
        "csv-external",
        "instanceid",
        "instancename",
        "start_time",
        "end_time",
        "uuid",
        "caseid",
        "get_start_time",
        "get_end_time",
        "get_today",
        "get_device_id",
        "get_phone_number",
    ]
)
"""Types that ask nobody: what a device notes by itself."""

_SELECT = re.compile(
    r"(?P<word>select_one_from_file|select_multiple_from_file|rank_from_file|select_one_external|"
    r"select_one|select_multiple|rank|add select one prompt using|add select multiple prompt using|"
    r"select all that apply(?: from)?|select one(?: from)?|select multiple(?: from)?|select1)\s+(?P<list>\S.*)",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\s+(?:or[_ ]other|or specify other)$", re.IGNORECASE)
_BEGIN = re.compile(r"begin[_ ]*(?P<what>group|repeat|loop)(?:\s+over\s+(?P<list>\S+))?\s*(?P<rest>.*)", re.IGNORECASE)
_END = re.compile(r"end[_ ]*(?:group|repeat|loop).*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Type:
    """A type cell read. `role` is question, begin, end, or device; `kind` of `normalised.KINDS` for a question.

    `source` is the type in the form's own word; `list_name` the list of a select, `file` where it lies in a file,
    `external` where in its own sheet; `what` is group, repeat or loop.
    """

    role: str
    source: str
    kind: str = ""
    list_name: str = ""
    or_other: bool = False
    file: bool = False
    external: bool = False
    what: str = ""


def read_type(cell: str) -> Type:
    """The type; one that is not known is a question of the kind unsupported, and its own cell is its source."""
    text = " ".join(cell.split())
    if begun := _BEGIN.fullmatch(text):
        return Type("begin", text, what=begun["what"].lower(), list_name=begun["list"] or "")
    if _END.fullmatch(text):
        return Type("end", text)
    if select := _SELECT.fullmatch(text):
        return _select(select["word"].lower(), select["list"])
    name = text.lower()
    if name in PLAIN and name not in OF_THE_DEVICE:
        return Type("question", name, PLAIN[name])
    if name.replace(" ", "_") in OF_THE_DEVICE or name in OF_THE_DEVICE:
        return Type("device", name)
    return Type("question", text, "unsupported")


def _select(word: str, rest: str) -> Type:
    from_file, external = word.endswith("_from_file"), word.endswith("_external")
    word = word.removesuffix("_from_file").removesuffix("_external")
    source = _SPELLINGS.get(word, word)
    list_name = _OTHER.sub("", rest)
    return Type(
        "question",
        source,
        SELECTS[source],
        list_name=list_name.strip(),
        or_other=list_name != rest,
        file=from_file or list_name.lower().endswith((".csv", ".xml", ".geojson")),
        external=external,
    )
