"""Qualtrics: tags, then texts, then (since 2016) a row of import ids; older files have two rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..heading import Heading, Option, Record, cells, named, two_names, width_of
from .words import folded, words

OWN = words(
    "startdate | enddate | responseid | recordeddate | finished | progress | ipaddress | status | responseset | "
    "distributionchannel | userlanguage | duration (in seconds) | recipientlastname | recipientfirstname | "
    "recipientemail | externaldatareference | externalreference | locationlatitude | locationlongitude | "
    "locationaccuracy | name | emailaddress"
)
ENOUGH = 3
_OLD = re.compile(r"v(?:10|[1-9])")
NO_ANSWER = ("-99",)


def heading(records: Sequence[Record]) -> Heading | None:
    if len(records) < 2 or not _is_ours(folded(records[0])):
        return None
    rows = _rows(records)
    width = width_of(records, rows)
    tags = cells(records[0], width)
    texts = cells(records[1], width) if rows > 1 else tags
    names = [tag if not text or _is_own(tag) else text for tag, text in zip(tags, texts, strict=True)]
    return Heading(
        named(names),
        rows=rows,
        tool="qualtrics",
        others=two_names(tags, texts) if rows > 1 else (),
        options=_options(tags, texts) if rows > 1 else (),
        no_answer=NO_ANSWER,
    )


def _is_own(tag: str) -> bool:
    name = folded([tag])[0].replace(" ", "")
    return name in {word.replace(" ", "") for word in OWN} or bool(_OLD.fullmatch(name))


def _is_ours(first: list[str]) -> bool:
    old = sum(bool(_OLD.fullmatch(name)) for name in first[:10])
    return sum(name in OWN for name in first) >= ENOUGH or old >= 8


def _rows(records: Sequence[Record]) -> int:
    if len(records) > 2 and _import_ids(records[2]):
        return 3
    if _import_ids(records[1]):
        return 2
    return 2 if _texts_below(records[0], records[1]) else 1


def _import_ids(record: Record) -> bool:
    filled = [cell for cell in record if cell.strip()]
    return bool(filled) and sum("ImportId" in cell for cell in filled) >= len(filled) / 2


def _texts_below(tags: Record, texts: Record) -> bool:
    """The second row says of our own columns the same as the first: `StartDate` and `Start Date`."""
    pairs = zip(folded(tags), folded(texts), strict=False)
    own = [(tag, text) for tag, text in pairs if tag in OWN or _OLD.fullmatch(tag)]
    same = sum(tag == text.replace(" ", "") or (text in OWN and text != tag) for tag, text in own)
    return bool(own) and same >= len(own) / 2


def _options(tags: Sequence[str], texts: Sequence[str]) -> tuple[Option | None, ...]:
    """`Question-Option` under tags that differ only in their last number."""
    stems = [tag.rpartition("_")[0] for tag in tags]
    often = Counter(stems)
    return tuple(
        _option(text) if stem and often[stem] > 1 and not tag.endswith("TEXT") else None
        for tag, stem, text in zip(tags, stems, texts, strict=True)
    )


def _option(text: str) -> Option | None:
    between = " - " if " - " in text else "-"
    question, found, option = text.rpartition(between)
    return Option(question.strip(), option.strip()) if found and question.strip() and option.strip() else None
