"""Which encoding a text table is written in: a fact where the bytes prove it, else a guess that says so.

UTF-8 wins whenever the whole file decodes as UTF-8, because text in another encoding practically never
does by accident. Among the one-byte encodings nothing is proved: the candidates are scored by how many of
their characters are letters where this product's languages have them. charset-normalizer, which takes
Spanish in cp1252 for cp1250 (ñ becomes ń), only decides where none of the candidates fits.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("cp1252", "mac_roman", "cp850", "cp1251")
SAMPLE = 65_536
CHUNK = 1 << 18

_SMALL = "áéíóúüñçãõâêôàèùëïîûäöß"
_LETTER_IN_WORD = re.compile(
    f"(?<![A-ZÀ-Þ])[{_SMALL}](?=[a-z])|(?<=[a-z])[{_SMALL}]|(?<= )[áéóàê](?= )"
    f"|(?<![a-zß-ÿ])[{_SMALL.replace('ß', '').upper()}](?=[A-Za-z])|(?<=[A-Z])[{_SMALL.replace('ß', '').upper()}]"
    # "Sí" is half of what answers to a questionnaire say.
    rf"|(?<=\b[A-Z])[{_SMALL}]\b"
)
_PUNCTUATION = re.compile("[¿¡](?=\\w)|[“‘«](?=\\w)|(?<=[\\w.,;:!?)])[”’»…]|(?<=\\d)[ºª°€]|€(?=\\d)|(?<= )[–—](?= )")
# Whole words: two accented letters side by side happen in every language, and other alphabets read as this one
# have capitals in the middle of words.
_CYRILLIC = re.compile("\\b(?:[А-ЯЁІЇЄ]?[а-яёіїєґ]{2,}|[А-ЯЁІЇЄ]{3,})\\b")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_LOST = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` as Python knows it; `certain` False where it is a guess; `broken` counts characters lost in UTF-8."""

    name: str
    certain: bool = True
    broken: int = 0


def codec(name: str) -> str:
    """The codec to open with: the byte order mark, where there is one, is never part of the first column's name."""
    return "utf-8-sig" if codecs.lookup(name).name == "utf-8" else name


def guess_encoding(stream: BinaryIO) -> Encoding:
    """Reads the whole stream once, in constant memory."""
    head = stream.read(SAMPLE)
    marked = _by_mark(head) or _by_zero_bytes(head)
    return marked or _by_content(head, stream)


def _by_mark(head: bytes) -> Encoding | None:
    return next((Encoding(name) for mark, name in BOMS if head.startswith(mark)), None)


def _by_zero_bytes(head: bytes) -> Encoding | None:
    """UTF-16 without a mark: mostly Latin text has a zero in every second byte."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.4 * half and even < 0.05 * half:
        return Encoding("utf-16-le", certain=False)
    if even > 0.4 * half and odd < 0.05 * half:
        return Encoding("utf-16-be", certain=False)
    return None


def _by_content(head: bytes, rest: BinaryIO) -> Encoding:
    valid, broken, foreign = _utf8_census(head, rest)
    if not broken:
        return Encoding("utf-8")
    # Two bytes that form UTF-8 by accident are rarer than a file with some damaged places.
    if valid >= 2 * broken:
        return Encoding("utf-8", certain=False, broken=broken)
    return Encoding(_one_byte(foreign), certain=False)


def _utf8_census(head: bytes, rest: BinaryIO) -> tuple[int, int, bytes]:
    """Characters above ASCII that are valid UTF-8, places that are not, and a sample of lines with such bytes."""
    # surrogateescape and not replace: a file may well contain the replacement character itself.
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    valid = broken = 0
    foreign = b""
    chunk = head
    while chunk:
        if chunk.isascii() and not decoder.getstate()[0]:
            chunk = rest.read(CHUNK)
            continue
        text = decoder.decode(chunk)
        lost = len(_LOST.findall(text))
        valid += len(_NOT_ASCII.findall(text)) - lost
        broken += lost
        foreign = foreign or (chunk if lost else b"")
        chunk = rest.read(CHUNK)
    broken += len(decoder.decode(b"", final=True))
    return valid, broken, foreign or head


def _one_byte(sample: bytes) -> str:
    scores = {name: _fit(sample, name) for name in CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= 0.6:
        return _cp1252_or_latin1(sample) if best == "cp1252" else best
    return _by_library(sample) or _cp1252_or_latin1(sample)


def _fit(sample: bytes, encoding: str) -> float:
    """Share of the characters above ASCII that stand where such a letter or sign stands in real text, 0 to 1."""
    text = sample.decode(encoding, "replace")
    foreign = len(_NOT_ASCII.findall(text))
    found = [match for pattern in (_LETTER_IN_WORD, _PUNCTUATION, _CYRILLIC) for match in pattern.findall(text)]
    fitting = sum(map(len, found))
    return fitting / foreign if foreign else 0.0


def _cp1252_or_latin1(sample: bytes) -> str:
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _by_library(sample: bytes) -> str | None:
    # Loaded only here: most files are UTF-8 and never need it.
    from charset_normalizer import from_bytes

    # Too few foreign letters prove nothing, and the library answers all the same.
    if len(_NOT_ASCII.findall(sample.decode("latin-1"))) < 8:
        return None
    best = from_bytes(sample[:SAMPLE]).best()
    return best.encoding if best else None
