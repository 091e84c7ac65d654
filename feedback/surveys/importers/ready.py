"""From what a file holds to a draft: words that it lacks are filled in, so that one can work on it. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePath

from feedback.errors import N_, message
from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts
from feedback.surveys.importers.normalised import Entry, Imported

LONGEST_TITLE = 200


def ready(imported: Imported, file_name: str, stage: str | None = None) -> Questionnaire:
    """The questionnaire to save: with a title (the file's name where it has none), and codes where words are missing.

    `stage` becomes the stage of every question that has none. Our own document stays exactly as it is.
    """
    document = imported.questionnaire
    if imported.format == "feedback" and stage is None:
        return document
    base = document.base_language
    sections = tuple(_section(section, base, stage) for section in document.sections)
    title = document.title or Texts({base: _named(file_name)})
    return replace(document, title=_short(title), sections=sections)


def unknown_stages(document: Questionnaire, known: Collection[str]) -> tuple[Entry, ...]:
    """A line of the report for every question that names a stage the journey does not have."""
    text = N_("The journey has no stage “%(stage)s”: choose another before you publish.")
    return tuple(
        Entry(question.code, "stage", message(text, stage=question.stage))
        for question in document.questions()
        if question.stage is not None and question.stage not in known
    )


def _section(section: Section, base: str, stage: str | None) -> Section:
    return replace(section, questions=tuple(_question(one, base, stage) for one in section.questions))


def _question(question: Question, base: str, stage: str | None) -> Question:
    return replace(
        question,
        text=question.text or Texts({base: question.code}),
        stage=question.stage or stage,
        choices=tuple(_choice(one, base) for one in question.choices),
        rows=tuple(_choice(one, base) for one in question.rows),
    )


def _choice(choice: Choice, base: str) -> Choice:
    return choice if choice.text else Choice(choice.code, Texts({base: choice.code}))


def _named(file_name: str) -> str:
    stem = PurePath(file_name.replace("\\", "/")).name.split(".")[0]
    return " ".join("".join(c if c.isprintable() else " " for c in stem).replace("_", " ").split()) or "Questionnaire"


def _short(title: Texts) -> Texts:
    return Texts({code: text[:LONGEST_TITLE].strip() for code, text in title.by_language.items()})
