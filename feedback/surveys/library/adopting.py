"""From a ready questionnaire to a draft of one's own: one's own stages, one's own languages. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from feedback.surveys.canonical import as_json
from feedback.surveys.document import Questionnaire, Section
from feedback.surveys.library.model import Entry
from feedback.surveys.reading import read

NO_STAGE = "-"
"""Answer for a stage of the library: ask its questions, but without naming a stage."""
LEFT_OUT = "--"
"""Answer for a stage of the library: we have no such stage; leave its questions out."""


def adopt(entry: Entry, stages: Mapping[str, str], languages: Sequence[str]) -> Questionnaire:
    """The draft. `stages` says for every stage of the entry which of one's own it is, NO_STAGE, or LEFT_OUT.

    It speaks those of `languages` that the library has, the first one as base; all of the library's where it has
    none of them. Sections that are left without a question go.

    Raises:
        KeyError: a stage of the entry is not answered.
    """
    answered = {stage.code: stages[stage.code] for stage in entry.stages}
    sections = (_section(section, answered) for section in entry.document.sections)
    kept = replace(entry.document, sections=tuple(section for section in sections if section.questions))
    return _spoken(kept, [language for language in languages if language in kept.languages])


def _section(section: Section, answered: Mapping[str, str]) -> Section:
    kept = (question for question in section.questions if _place(question.stage, answered) != LEFT_OUT)
    staged = (replace(question, stage=_named(_place(question.stage, answered))) for question in kept)
    return replace(section, questions=tuple(staged))


def _place(stage: str | None, answered: Mapping[str, str]) -> str:
    return NO_STAGE if stage is None else answered[stage]


def _named(place: str) -> str | None:
    return None if place == NO_STAGE else place


def _spoken(document: Questionnaire, languages: Sequence[str]) -> Questionnaire:
    if not languages:
        return document
    left = set(document.languages).difference(languages)
    spoken = _without(as_json(document), left)
    return read({**spoken, "languages": list(languages), "base_language": languages[0]})


def _without(value: Any, languages: set[str]) -> Any:
    """The JSON without texts in these languages: in a document no name of a part looks like a language."""
    if isinstance(value, dict):
        return {name: _without(part, languages) for name, part in value.items() if name not in languages}
    return [_without(part, languages) for part in value] if isinstance(value, list) else value
