"""The questionnaire that asks those who live a map whether it is so: few questions, answered in a minute or two. Pure.

Per stage whether they lived it, per touchpoint and claim whether it happened like this, and last which step is
missing. What it says stands in `validation.toml`, in each language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any, Literal

from feedback.surveys.checks_of_claims import CLAIM_CHECK, DIFFERENTLY, NOT_SO, SAME, STEP_LIVED, UNKNOWN
from feedback.surveys.document import Questionnaire
from feedback.surveys.reading import read

LANGUAGES = ("es", "en", "pt")
"""Every text of it stands in each of these."""
MOST = 11
"""Statements checked at once: with the open question, what people answer on a phone without giving up."""
MISSING = "missing"
"""Code of the open question."""
CHOICES = (SAME, DIFFERENTLY, NOT_SO, UNKNOWN)
_NO_PLACES = str.maketrans("{}", "()")
"""Braces in a name would be read as a place for an earlier answer."""
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """One statement to check. `name` is the id of its question in the draft; `stage` the code of its stage."""

    name: str
    kind: Literal["stage", "touchpoint", "claim"]
    stage: str
    stage_name: Texts
    text: Texts


def validation(checks: Sequence[Check], languages: Sequence[str], *, insiders: bool) -> Questionnaire:
    """The questionnaire for these statements, a section per stage in their order.

    `languages` are the organisation's; it speaks those it knows, all of its own where it knows none of them.
    `insiders`: it asks what they see customers live, not what they lived themselves.
    """
    spoken = [code for code in languages if code in LANGUAGES] or list(LANGUAGES)
    voice = "_insiders" if insiders else ""
    numbered = list(enumerate(checks, start=1))
    return read(
        {
            "title": _said(f"title{voice}", spoken),
            "intro": _said("intro", spoken),
            "languages": spoken,
            "base_language": spoken[0],
            "sections": [
                *(_section(list(same), spoken, voice) for _, same in groupby(numbered, key=lambda pair: pair[1].stage)),
                {"id": "section-missing", "title": {}, "questions": [_missing(spoken)]},
            ],
        }
    )


def _section(numbered: Sequence[tuple[int, Check]], spoken: Sequence[str], voice: str) -> dict[str, Any]:
    number, first = numbered[0]
    return {
        "id": f"section-{number}",
        "title": _in(first.stage_name, spoken),
        "questions": [_question(number, check, spoken, voice) for number, check in numbered],
    }


def _question(number: int, check: Check, spoken: Sequence[str], voice: str) -> dict[str, Any]:
    lived = check.kind == "stage"
    choices = [{"code": code, "text": _in(_texts()["choices"][code], spoken)} for code in CHOICES]
    return {
        "id": check.name,
        "code": f"check_{number}",
        "kind": "yesno" if lived else "single",
        "construct": STEP_LIVED if lived else CLAIM_CHECK,
        "stage": check.stage,
        "text": _said(f"{check.kind}{voice}", spoken, check.text),
        "choices": [] if lived else choices,
    }


def _missing(spoken: Sequence[str]) -> dict[str, Any]:
    text, help_text = _said(MISSING, spoken), _said("missing_help", spoken)
    return {"id": MISSING, "code": MISSING, "kind": "longtext", "text": text, "help": help_text}


def _said(part: str, spoken: Sequence[str], name: Texts | None = None) -> dict[str, str]:
    texts = _in(_texts()[part], spoken)
    if name is None:
        return texts
    return {code: text.replace("{name}", _named(name, code, spoken)) for code, text in texts.items()}


def _named(name: Texts, language: str, spoken: Sequence[str]) -> str:
    """The name in a language, else in the first one there is: a question without its name asks nothing."""
    found = name.get(language) or next((name[code] for code in spoken if name.get(code)), "")
    return (found or next(iter(name.values()), "")).translate(_NO_PLACES).rstrip(".")


def _in(texts: Texts, spoken: Sequence[str]) -> dict[str, str]:
    return {code: texts[code] for code in spoken if texts.get(code)}


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, Any]:
    return tomllib.loads((files("feedback.surveys") / "validation.toml").read_text(encoding="utf-8"))
