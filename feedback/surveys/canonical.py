"""A questionnaire as JSON in exactly one way, so that equal documents have equal bytes and one hash. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from feedback.surveys.conditions.notation import condition_as_json, expression_as_json
from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts


def canonical(questionnaire: Questionnaire) -> bytes:
    """The document as UTF-8 JSON: keys sorted, no spaces, texts unescaped. Reading it back gives the same bytes."""
    text = json.dumps(
        as_json(questionnaire),
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
    return text.encode("utf-8")


def fingerprint(questionnaire: Questionnaire) -> str:
    """SHA-256 of the canonical form, in hexadecimal: what a published version is known by."""
    return hashlib.sha256(canonical(questionnaire)).hexdigest()


def as_json(questionnaire: Questionnaire) -> dict[str, Any]:
    """The document as plain JSON values; the opposite of `reading.read`."""
    return {
        "title": _texts(questionnaire.title),
        "intro": _texts(questionnaire.intro),
        "languages": list(questionnaire.languages),
        "base_language": questionnaire.base_language,
        "sections": [_section(section) for section in questionnaire.sections],
        **_said(
            layout="" if questionnaire.layout == "page" else questionnaire.layout,
            random_sections=questionnaire.random_sections,
            thanks=_texts(questionnaire.thanks),
            library=questionnaire.library,
        ),
    }


def question_as_json(question: Question) -> dict[str, Any]:
    """One question as plain JSON values."""
    return {
        "id": question.id,
        "code": question.code,
        "field": question.field,
        "kind": question.kind,
        "text": _texts(question.text),
        "help": _texts(question.help),
        "required": question.required,
        "stage": question.stage,
        "predicts": question.predicts,
        "construct": question.construct,
        "settings": dict(question.settings),
        "choices": [_choice(choice) for choice in question.choices],
        **_said(
            rows=[_choice(row) for row in question.rows],
            soft=question.soft,
            missing_text=_texts(question.missing_text),
            invalid_text=_texts(question.invalid_text),
            shown_when=question.shown_when and condition_as_json(question.shown_when),
            formula=question.formula and expression_as_json(question.formula),
        ),
    }


def _section(section: Section) -> dict[str, Any]:
    questions = [question_as_json(question) for question in section.questions]
    said = _said(shown_when=section.shown_when and condition_as_json(section.shown_when), random=section.random)
    return {"id": section.id, "title": _texts(section.title), "questions": questions, **said}


def _said(**parts: Any) -> dict[str, Any]:
    """The parts that say something: a document keeps its bytes when a version of ours learns new ones."""
    return {name: value for name, value in parts.items() if value}


def _choice(choice: Choice) -> dict[str, Any]:
    return {"code": choice.code, "text": _texts(choice.text)}


def _texts(texts: Texts) -> dict[str, str]:
    return dict(texts.by_language)
