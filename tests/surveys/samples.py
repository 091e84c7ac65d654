"""Questions and questionnaires that the tests of this folder share."""

from __future__ import annotations

from typing import Any

from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.reading import read, read_question


def question(kind: str, code: str = "", **parts: Any) -> Question:
    """A valid question of a kind; choice kinds get the options a, b and c."""
    options = [{"code": option, "text": {"es": option.upper(), "en": option}} for option in "abc"]
    name = code or kind
    return read_question(
        {
            "id": f"id-{name}",
            "code": name,
            "kind": kind,
            "text": {"es": f"¿{name}?", "en": f"{name}?"},
            "choices": options if kind in ("single", "multi") else [],
            **parts,
        }
    )


def questionnaire_json(*questions: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A questionnaire in Spanish and English with one section, as JSON values."""
    return {
        "title": {"es": "Tu visita", "en": "Your visit"},
        "intro": {},
        "languages": ["es", "en"],
        "base_language": "es",
        "sections": [{"id": "s1", "title": {}, "questions": list(questions)}],
        **parts,
    }


def asked(code: str, kind: str = "nps", **parts: Any) -> dict[str, Any]:
    """One question as JSON values, complete in Spanish and English."""
    return {"id": f"id-{code}", "code": code, "kind": kind, "text": {"es": f"¿{code}?", "en": f"{code}?"}, **parts}


def questionnaire(*questions: dict[str, Any], **parts: Any) -> Questionnaire:
    """The same, read."""
    return read(questionnaire_json(*questions, **parts))
