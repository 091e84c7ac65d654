"""KoboToolbox and other OpenRosa servers: `group/question/option` columns, metadata that begins with `_`."""

from __future__ import annotations

from collections.abc import Sequence

from ..heading import Heading, Option, Record, cells, named
from .words import folded, words

OWN = words(
    "start | end | today | deviceid | username | phonenumber | simserial | subscriberid | audit | __version__ | "
    "formhub/uuid | meta/instanceid | instanceid | _id | _uuid | _submission_time | _validation_status | _notes | "
    "_status | _submitted_by | _tags | _index | _parent_index | _parent_table_name | _version_ | _attachments | "
    "_geolocation | meta/rootuuid | _bamboo_dataset_id | _xform_id_string"
)
SURE = OWN - words("start | end | today | username | deviceid | phonenumber | audit")
NO_ANSWER = ("n/a",)


def heading(records: Sequence[Record]) -> Heading | None:
    names = cells(records[0], len(records[0]))
    if not _is_ours(folded(names)):
        return None
    return Heading(named(names), tool="kobo", options=tuple(map(_option, names)), no_answer=NO_ANSWER)


def _is_ours(names: list[str]) -> bool:
    return sum(name in SURE for name in names) >= 2


def _option(name: str) -> Option | None:
    question, found, option = name.rpartition("/")
    return Option(question, option) if found and question and option and not name.startswith("meta/") else None
