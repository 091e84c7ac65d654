"""What a proposed improvement is called: from the codebook where the theme has a title, else from its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from feedback.names import LONGEST_NAME

LANGUAGES = ("es", "en", "pt")
_FROM_NAME = {
    "reduce": {
        "es": "Resolver lo que molesta de «{name}»",
        "en": "Fix what bothers people about “{name}”",
        "pt": "Resolver o que incomoda em «{name}»",
    },
    "amplify": {
        "es": "Extender lo que gusta de «{name}»",
        "en": "Spread what people like about “{name}”",
        "pt": "Alargar o que agrada em «{name}»",
    },
}
"""Content, not interface: the title is stored in every language of the organisation, as the codebook's are."""


def title(
    direction: str,
    names: Mapping[str, str],
    templates: Mapping[str, Any] | None,
    stage: Mapping[str, str] | None,
    languages: Sequence[str],
) -> dict[str, str]:
    """Title per language: "Reduce waiting: The visit".

    `names` are the theme's; `templates` its own titles for this direction, language -> title, where it has them;
    `stage` the stage's names, None where the stage is unknown. Spanish and English are always there.
    """
    return {
        code: cut(placed(_base(direction, names, templates or {}, code), stage, code)) for code in written_in(languages)
    }


def written_in(languages: Sequence[str]) -> list[str]:
    """The languages proposals are written in: Spanish and English, and of the organisation's those we can write."""
    return [code for code in LANGUAGES if code in {"es", "en", *languages}]


def _base(direction: str, names: Mapping[str, str], templates: Mapping[str, Any], code: str) -> str:
    if own := templates.get(code):
        return str(own)
    return _FROM_NAME[direction][code].format(name=in_language(names, code))


def placed(base: str, stage: Mapping[str, str] | None, code: str) -> str:
    """A title with the stage it is about."""
    return f"{base}: {in_language(stage, code)}" if stage else base


def in_language(texts: Mapping[str, str], code: str) -> str:
    """A text in a language, else in any it has."""
    return texts.get(code) or next((text for text in texts.values() if text), "")


def cut(text: str) -> str:
    """A title that is not longer than titles may be."""
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1].rstrip() + "…"
