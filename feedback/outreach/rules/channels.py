"""Ways to pass a link on: on paper, in a message, in a page. What fits, and what cannot be done. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from feedback.errors import Message, message
from feedback.names import one_line, refusal
from feedback.surveys.question_types.hidden import LONGEST
from feedback.surveys.rules import ANONYMOUS

MOST_NAMES = 100
MODULE_MM = 0.5
"""Smallest side of one square of a printed QR code that a phone reads from an arm's length."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed sheet: how many of it fit on a page, the side of its QR code in mm, and its error correction.

    Correction "q" reads with a quarter of the code lost, "m" with a seventh (ISO/IEC 18004).
    """

    kind: str
    name: Message
    use: Message
    on_a_page: int
    side_mm: float
    error: str

    def side_of(self, modules: int) -> float:
        """Side in mm of a code of so many squares, its quiet zone included: never smaller than a phone reads."""
        return max(self.side_mm, modules * MODULE_MM)


SHEETS = {
    sheet.kind: sheet
    for sheet in (
        Sheet(
            "table",
            message("Table tent"),
            message(
                "One sheet, folded in the middle: it stands on a table or a counter and shows both sides the same."
            ),
            on_a_page=1,
            side_mm=88.0,
            error="q",
        ),
        Sheet(
            "invoice",
            message("Strip for invoices"),
            message("Five strips a sheet, to cut out and put in with an invoice or a parcel."),
            on_a_page=5,
            side_mm=34.0,
            error="m",
        ),
        Sheet(
            "badge",
            message("Badge"),
            message("Eight cards a sheet, to wear or to hand over with the service."),
            on_a_page=8,
            side_mm=34.0,
            error="m",
        ),
    )
}
"""What is handled stands under the stronger correction; small paper keeps the squares larger."""


def why_no_values(mode: str) -> Message | None:
    """Why a link of a survey in this mode may not say where it was handed out; None where it may."""
    if mode != ANONYMOUS:
        return None
    return message(
        "An anonymous survey takes no values with its links: what a link says could be the name of a person, and the "
        "answer would carry it."
    )


def names_of(text: str) -> list[str]:
    """What was typed, one name a line, each once, in order.

    Invalid at `names` where nothing is typed, a name is too long, or there are too many.
    """
    names = list(dict.fromkeys(name for line in text.splitlines() if (name := one_line(line))))
    if not names:
        raise refusal("names", message("Write at least one name, each on a line of its own."))
    if len(names) > MOST_NAMES:
        raise refusal("names", message("At most %(most)s names at once.", most=MOST_NAMES))
    if too_long := next((name for name in names if len(name) > LONGEST), None):
        raise refusal("names", message("“%(name)s” is longer than %(most)s characters.", name=too_long, most=LONGEST))
    return names


# --- messages --------------------------------------------------------------------------------------

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
"""GSM 03.38: letters of a plain SMS, and those that count twice."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is as an SMS: characters as they count, how many messages it is sent as, and whether a letter
    outside the plain alphabet (such as á) makes each message hold 70 instead of 160.
    """

    characters: int
    messages: int
    wide: bool


def sms_length(text: str) -> Length:
    """160 characters in one message, 153 in each of several; 70 and 67 where a letter is outside GSM 03.38."""
    wide = any(letter not in BASIC and letter not in EXTENDED for letter in text)
    if wide:
        characters, alone, each = len(text.encode("utf-16-le")) // 2, 70, 67
    else:
        characters, alone, each = len(text) + sum(letter in EXTENDED for letter in text), 160, 153
    return Length(characters, 1 if characters <= alone else -(-characters // each), wide)


def whatsapp(text: str) -> str:
    """The address that opens WhatsApp with the text typed in; whom to send it to is chosen there."""
    return f"https://wa.me/?text={quote(text, safe='')}"


def sms(text: str) -> str:
    """The address that opens a phone's messages with the text typed in."""
    return f"sms:?&body={quote(text, safe='')}"
