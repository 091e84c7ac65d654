"""Names that people give to things, and the codes made from them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

from feedback.errors import Invalid, Message, message

LONGEST_NAME = 120
LONGEST_CODE = 40
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_GAPS = re.compile(r"[^a-z0-9]+")


def one_line(text: str) -> str:
    """The text on one line: composed letters, single spaces, no control characters (a line break becomes a space)."""
    plain = unicodedata.normalize("NFC", text)
    return " ".join("".join(" " if _is_control(letter) else letter for letter in plain).split())


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}


def lines(text: str) -> str:
    """The text with its line breaks, each line as `one_line` has it."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip()


def texts(given: Mapping[str, str]) -> dict[str, str]:
    """The same text in several languages, each on one line; empty ones left out."""
    cleaned = {language: one_line(text) for language, text in given.items()}
    return {language: text for language, text in cleaned.items() if text}


def retyped(before: Mapping[str, str], typed: Mapping[str, str], languages: Iterable[str]) -> dict[str, str]:
    """A text after a form: its languages say what was typed, languages that were not on the form keep theirs."""
    shown = set(languages)
    return {**{code: text for code, text in before.items() if code not in shown}, **typed}


def texts_of(
    field: str, given: Mapping[str, str], *, most: int = LONGEST_NAME, required: bool = True
) -> dict[str, str]:
    """A text as `texts` has it; Invalid at `field` where it is missing, at `field_<language>` where it is too long."""
    cleaned = texts(given)
    if required and not cleaned:
        raise refusal(field, message("Write a name."))
    for language, text in cleaned.items():
        if len(text) > most:
            raise refusal(f"{field}_{language}", message("At most %(most)s characters.", most=most))
    return cleaned


def line_of(field: str, given: str, *, most: int = LONGEST_NAME) -> str:
    """A text on one line; Invalid at `field` where nothing is written or it is too long."""
    line = one_line(given)
    if not line:
        raise refusal(field, message("Write something here."))
    if len(line) > most:
        raise refusal(field, message("At most %(most)s characters.", most=most))
    return line


def is_language(code: str) -> bool:
    """Whether it is written as the code of a language: es, pt-BR."""
    return _LANGUAGE.fullmatch(code) is not None


def code_of(given: str) -> str:
    """A code as somebody typed it; Invalid where it could not stand in an address."""
    if not is_code(code := given.strip()):
        raise refusal(
            "code",
            message("Use letters without accents, digits, hyphens, dots or underscores for the code, at most 40."),
        )
    return code


def refusal(field: str, text: Message) -> Invalid:
    """What is wrong with one field."""
    return Invalid(text, {field: text})


def is_code(text: str) -> bool:
    """Whether a text may be a code: it stands in addresses, files and on the command line."""
    return len(text) <= LONGEST_CODE and bool(_CODE.fullmatch(text))


def slug(text: str) -> str:
    """A code from a name: "Atención técnica" is "atencion-tecnica"; '' where no Latin letter or digit is in it."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _GAPS.sub("-", letters.lower()).strip("-")[:LONGEST_CODE].strip("-")


def free_code(name: str, taken: Container[str], otherwise: str) -> str:
    """A code from a name that is not taken yet: "shop", then "shop-2"; from `otherwise` where the name gives none."""
    base = slug(name) or otherwise
    number, code = 1, base
    while code in taken:
        number += 1
        ending = f"-{number}"
        code = base[: LONGEST_CODE - len(ending)].rstrip("-") + ending
    return code
