"""Free text as a person wrote it: kept whole, made storable, never cut."""

from __future__ import annotations

from feedback.errors import N_, Invalid, message

LONGEST = 10_000
"""The most characters an answer may have."""

_LINE_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_CONTROLS: dict[int, str | None] = dict.fromkeys((*range(32), *range(127, 160)))
_STORABLE: dict[int, str | None] = {**_CONTROLS, 0x0A: "\n", 0x09: " ", **_LINE_BREAKS}


class Unwritable(Invalid):
    """A text that cannot be stored as it was written; the message says what to do."""


def clean(text: str) -> str:
    """The text as it is stored: line breaks as newlines, tabs as spaces, other control characters gone, trimmed.

    Half a surrogate pair (a broken emoji) becomes U+FFFD.

    Raises:
        Unwritable: it holds NUL, or has more than `LONGEST` characters once cleaned.
    """
    if "\0" in text:
        raise Unwritable(
            N_("Your text held an invisible character that cannot be saved. We took it out: please send it again.")
        )
    cleaned = displayable(text).strip()
    if len(cleaned) > LONGEST:
        raise Unwritable(
            message(
                N_("Your text has %(length)s characters, and %(limit)s fit. Nothing was cut: please shorten it."),
                length=len(cleaned),
                limit=LONGEST,
            )
        )
    return cleaned


def clean_line(text: str) -> str:
    """Like `clean`, for a field of one line: line breaks become spaces."""
    return clean(text).replace("\n", " ")


def displayable(text: str) -> str:
    """The text without anything that a page cannot carry; neither trimmed nor cut. Never raises."""
    if text.isprintable():
        return text
    return _whole_characters(text.replace("\r\n", "\n").translate(_STORABLE))


def _whole_characters(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
