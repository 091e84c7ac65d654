"""Kits, as files have them."""

from __future__ import annotations

import copy
from typing import Any

EXAMPLE = "No había toallas"
JOURNEY: dict[str, Any] = {
    "code": "hotel",
    "name": {"es": "El hotel", "en": "The hotel"},
    "stages": [
        {"code": "arrival", "name": {"es": "Llegada", "en": "Arrival"}},
        {"code": "stay", "name": {"es": "Estancia", "en": "Stay"}, "goal": {"es": "Dormir bien"}},
    ],
}
QUESTIONNAIRE: dict[str, Any] = {
    "title": {"es": "Tu llegada", "en": "Your arrival"},
    "languages": ["es", "en"],
    "base_language": "es",
    "sections": [
        {
            "id": "one",
            "questions": [
                {
                    "id": "q1",
                    "code": "queue",
                    "kind": "csat",
                    "stage": "arrival",
                    "text": {"es": "¿Cómo fue la espera?", "en": "How was the wait?"},
                }
            ],
        }
    ],
}
KIT: dict[str, Any] = {
    "kit": 1,
    "name": {"es": "Hoteles", "en": "Hotels"},
    "journey": JOURNEY,
    "questionnaires": [QUESTIONNAIRE],
    "codebook": {
        "themes": [
            {"code": "own-towels", "names": {"es": "Toallas", "en": "Towels"}, "examples": ["No había toallas"]}
        ],
        "renamed": [{"theme": "waiting", "names": {"es": "La cola", "en": "The queue"}}],
    },
    "tone": [{"lang": "es", "words": "caso", "instead": "persona"}],
}


def kit(**changed: Any) -> dict[str, Any]:
    """A kit of a hotel, with some parts changed."""
    return {**copy.deepcopy(KIT), **changed}
