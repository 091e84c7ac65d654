"""What an improvement that is drafted from a need is called, and what is supposed of it. Its texts are in needs.json.

Content, not interface: a draft is stored in every language of the organisation, as what the analysis proposes is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from feedback.backlog.rules.titles import LANGUAGES, cut, in_language, placed, written_in

LONGEST_WHAT = 60
"""Of a title: the stage shall stand in it too."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a stage lacks, as the texts need it; `source` and `target` are the two tools of a gap."""

    kind: str
    stage: Mapping[str, str]
    what: Mapping[str, str]
    state: str = "missing"
    minutes: int | None = None
    source: Mapping[str, str] | None = None
    target: Mapping[str, str] | None = None


@cache
def texts() -> Mapping[str, Any]:
    """needs.json: titles and hypotheses by kind, then language."""
    found: Mapping[str, Any] = json.loads((files(__package__) / "needs.json").read_text("utf-8"))
    return found


def title(lacking: Lacking, languages: Sequence[str]) -> dict[str, str]:
    """Title per language: "Shorten the wait “for the technician”: The visit"."""
    templates = texts()["titles"][lacking.kind]
    return {
        code: cut(placed(templates[code].format(**_words(lacking, code, LONGEST_WHAT)), lacking.stage, code))
        for code in written_in(languages)
    }


def hypothesis(lacking: Lacking, languages: Sequence[str]) -> str:
    """What is supposed, in the organisation's own language; in English where it is none we write."""
    code = next(iter(languages), "en")
    code = code if code in LANGUAGES else "en"
    return str(texts()["hypotheses"][lacking.kind][code].format(**_words(lacking, code)))


def _words(lacking: Lacking, code: str, most: int | None = None) -> dict[str, str]:
    what = in_language(lacking.what, code) or str(texts()["unnamed"][code])
    return {
        "what": what if most is None or len(what) <= most else what[: most - 1].rstrip() + "…",
        "stage": in_language(lacking.stage, code),
        "state": str(texts()["states"][lacking.state][code]),
        "minutes": "" if lacking.minutes is None else str(texts()["minutes"][code]).format(n=lacking.minutes),
        "source": in_language(lacking.source or {}, code),
        "target": in_language(lacking.target or {}, code),
    }
