"""Which of the product's languages a comment is written in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

LANGUAGES = ("es", "en", "pt")


def detect_language(text: str, hint: str | None = None) -> str:
    """One of `LANGUAGES`. A supported `hint` ("es", "pt-BR") wins."""
    hinted = (hint or "")[:2].lower()
    if hinted in LANGUAGES:
        return hinted
    return str(_identifier().classify(text)[0])


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
