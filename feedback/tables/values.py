"""What a spreadsheet cell says as text, and text as it is kept."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

# Surrogates and NUL cannot be stored; a workbook can hold both as escapes.
_UNSTORABLE = re.compile("[\ud800-\udfff\0]")
# Control characters, and the marks that only steer a text file.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def storable(text: str) -> str:
    """The text without NUL and lone surrogates, which databases refuse."""
    return _UNSTORABLE.sub("", text)


def clean_text(text: str) -> str:
    """The text as people read it: one kind of line end, no control characters, composed accents, no blank edges.

    What looks like a formula stays as it was written; exports guard it.
    """
    plain = _CONTROLS.sub("", _LINE_ENDS.sub("\n", storable(text)))
    return unicodedata.normalize("NFC", plain).strip()


def value_text(value: object) -> str:
    """A cell's value as text: ISO 8601 dates, whole numbers without `.0`, TRUE and FALSE as spreadsheets show them."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return number_text(value)
        case dt.datetime():
            return _moment_text(value)
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.isoformat("seconds")
        case dt.timedelta():
            return _duration_text(value)
    return storable(str(value))


def number_text(value: float) -> str:
    """Fifteen significant digits, as spreadsheets show them, never in scientific notation: 0.1 + 0.2 is 0.3."""
    return f"{Decimal(f'{value:.15g}'):f}"


def _moment_text(value: dt.datetime) -> str:
    value = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat()


def _duration_text(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"
