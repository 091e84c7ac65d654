"""The bytes of a file to import, opened with care: sizes, encodings and traps are met here, once. Pure."""

from __future__ import annotations

import codecs
import json
import math
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from feedback.errors import N_, Invalid, message

LARGEST_TEXT = 8 * 1024 * 1024
"""Bytes of a JSON, XML or tab-separated file; the largest real one seen has half a megabyte."""
LARGEST_BOOK = 25 * 1024 * 1024
"""Bytes of a spreadsheet file as it lies on the disk."""
MOST_PARTS = 400_000
"""Members and list items in one JSON file; each costs a hundred bytes of memory."""
MOST_ELEMENTS = 200_000
"""Elements, and attributes, in one XML file; the largest real one seen has twelve thousand."""
DEEPEST = 60
"""Levels of nesting; files that people made have fewer than twenty."""
LONGEST_NUMBER = 40

_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotImportable(Invalid):
    """The file cannot be taken as a questionnaire; the message says why and what to do."""


class Upload:
    """One file somebody wants to import: its bytes, and the name they gave it (never used as a path)."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.raw = raw
        self.name = name

    @cached_property
    def shape(self) -> str:
        """What the bytes are, whatever the name says: zip, ole, xml, json, text or empty."""
        if self.raw.startswith(_ZIP):
            return "zip"
        if self.raw.startswith(_OLE):
            return "ole"
        if not self.head:
            return "empty"
        return "xml" if self.head[0] == "<" else "json" if self.head[0] in "{[" else "text"

    @cached_property
    def head(self) -> str:
        """The first letters of the file, as far as they can be read: enough to see what it is."""
        head = self.raw[:4000]
        return head.decode(_encoding(head), "ignore").strip("\ufeff \t\r\n")

    @cached_property
    def text(self) -> str:
        """The whole file as text, from UTF-8 or whatever its byte order mark says.

        Raises:
            NotImportable: it is too large, in another encoding, or not a text.
        """
        self.must_be_small(LARGEST_TEXT)
        try:
            text = self.raw.decode(_encoding(self.raw))
        except UnicodeDecodeError:
            raise NotImportable(N_("This file is not in UTF-8. Export it again, or save it as UTF-8.")) from None
        if "\0" in text:
            raise NotImportable(N_("This file holds bytes that no text has. Export it again."))
        return text

    @cached_property
    def json(self) -> Any:
        """The file as JSON values: no value twice under one name, no NaN, nothing endlessly long or deep.

        Raises:
            NotImportable: it is not such JSON.
        """
        return read_json(self.text)

    def elements(self) -> Iterator[tuple[str, Element]]:
        """The XML of the file as ("start" | "end", element), without ever holding more than the reader keeps.

        Raises:
            NotImportable: it is no well-formed XML, or holds a document type or entities.
        """
        self.must_be_small(LARGEST_TEXT)
        return _elements(self.raw)

    def must_be_small(self, most: int) -> None:
        """Refuse a file with more bytes than that.

        Raises:
            NotImportable: it has more.
        """
        if len(self.raw) > most:
            raise _too_large(most)


def upload_of(path_or_bytes: str | Path | bytes, name: str = "") -> Upload:
    """A file from the disk, or the bytes somebody sent.

    Raises:
        NotImportable: it cannot be read, or is larger than any questionnaire.
    """
    if isinstance(path_or_bytes, bytes):
        upload = Upload(path_or_bytes, name)
        upload.must_be_small(LARGEST_BOOK)
        return upload
    path = Path(path_or_bytes)
    try:
        if path.stat().st_size > LARGEST_BOOK:
            raise _too_large(LARGEST_BOOK)
        return Upload(path.read_bytes(), name or path.name)
    except OSError:
        raise NotImportable(N_("This file cannot be read.")) from None


def read_json(text: str) -> Any:
    """JSON values from a text, with the care `Upload.json` describes.

    Raises:
        NotImportable: it is not such JSON.
    """
    if text.count(",") + text.count("[") + text.count("{") > MOST_PARTS:
        raise NotImportable(N_("This file has more parts than any questionnaire."))
    try:
        data = json.loads(
            text.lstrip("\ufeff"),
            object_pairs_hook=_once_each,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=_no_constant,
        )
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise NotImportable(N_("This file is not valid JSON. Export it again.")) from None
    _must_be_shallow(data)
    return _whole_characters(data) if "\\u" in text else data


def _elements(raw: bytes) -> Iterator[tuple[str, Element]]:
    if raw.count(b"</") + raw.count(b"/>") > MOST_ELEMENTS or raw.count(b'="') > MOST_ELEMENTS:
        raise NotImportable(N_("This file has more parts than any questionnaire."))
    depth = 0
    try:
        for event, element in iterparse(BytesIO(raw), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise _too_deep()
            yield event, element
    except DefusedXmlException:
        raise NotImportable(
            N_("This file defines entities or a document type, which no questionnaire needs.")
        ) from None
    except (ParseError, LookupError, ValueError):
        raise NotImportable(N_("This file is not well-formed XML. Export it again.")) from None


def _encoding(raw: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    return marked or json.detect_encoding(raw[:4])


def _must_be_shallow(data: object) -> None:
    level, depth = [data], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise _too_deep()
        level = [part for one in level for part in _inside(one) if isinstance(part, dict | list)]


def _whole_characters(value: Any) -> Any:
    """Without halves of surrogate pairs and NUL, which JSON can write and no database takes."""
    if isinstance(value, str):
        if value.isprintable():
            return value
        whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return whole.replace("\0", "")
    if isinstance(value, dict):
        return {_whole_characters(name): _whole_characters(one) for name, one in value.items()}
    return [_whole_characters(one) for one in value] if isinstance(value, list) else value


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotImportable(N_("In this file one name stands twice in the same place, so it cannot be read for sure."))
    return found


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise NotImportable(N_("This file holds a number too long to be one."))
    return int(digits)


def _decimal(digits: str) -> float:
    # Reading a million digits takes minutes: the length is looked at first.
    if len(digits) > LONGEST_NUMBER or not math.isfinite(number := float(digits)):
        raise NotImportable(N_("This file holds a number too long to be one."))
    return number


def _no_constant(name: str) -> object:
    raise NotImportable(message(N_("This file holds “%(name)s”, which is no number."), name=name))


def _too_large(most: int) -> NotImportable:
    text = N_("This file is too large: a questionnaire has at most %(most)s MB.")
    return NotImportable(message(text, most=most // (1024 * 1024)))


def _too_deep() -> NotImportable:
    return NotImportable(N_("This file is nested deeper than any questionnaire."))
