"""Acts on the whole document and on its sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feedback.errors import N_, Invalid, message
from feedback.surveys.document import Layout, Questionnaire, Section, Texts
from feedback.surveys.editing.finding import change_section, section_in


def set_texts(
    questionnaire: Questionnaire,
    *,
    title: Texts | None = None,
    intro: Texts | None = None,
    thanks: Texts | None = None,
) -> Questionnaire:
    """Change title, introduction or the words of thanks."""
    return replace(
        questionnaire,
        title=questionnaire.title if title is None else title,
        intro=questionnaire.intro if intro is None else intro,
        thanks=questionnaire.thanks if thanks is None else thanks,
    )


def set_pages(questionnaire: Questionnaire, layout: Layout, random_sections: bool) -> Questionnaire:
    """Choose how its questions are spread over pages, and whether its sections stand in random order."""
    return replace(questionnaire, layout=layout, random_sections=random_sections)


def set_languages(questionnaire: Questionnaire, languages: Sequence[str], base_language: str) -> Questionnaire:
    """Choose its languages. Texts of a language that leaves are kept, should it come back.

    Raises:
        Invalid: the base language is not one of them.
    """
    if base_language not in languages:
        raise Invalid(message(N_("The base language must be one of the languages.")))
    return replace(
        questionnaire,
        languages=tuple(dict.fromkeys(languages)),
        base_language=base_language,
    )


def add_section(questionnaire: Questionnaire, section_id: str, title: Texts | None = None) -> Questionnaire:
    """Add an empty section at the end.

    Raises:
        Invalid: the id is taken.
    """
    if any(section.id == section_id for section in questionnaire.sections):
        raise Invalid(message(N_("Every section needs an id of its own.")))
    return replace(
        questionnaire,
        sections=(*questionnaire.sections, Section(section_id, title or Texts())),
    )


def set_section(questionnaire: Questionnaire, section_id: str, *, title: Texts, random: bool) -> Questionnaire:
    """Change the title of a section, and whether its questions stand in random order."""
    return change_section(questionnaire, section_id, lambda section: replace(section, title=title, random=random))


def move_section(questionnaire: Questionnaire, section_id: str, direction: str) -> Questionnaire:
    """Move a section with its questions one place "up" or "down"; at the edge it stays."""
    sections = list(questionnaire.sections)
    place = sections.index(section_in(questionnaire, section_id))
    other = place + (-1 if direction == "up" else 1)
    if 0 <= other < len(sections):
        sections[place], sections[other] = sections[other], sections[place]
    return replace(questionnaire, sections=tuple(sections))


def remove_section(questionnaire: Questionnaire, section_id: str) -> Questionnaire:
    """Take an empty section away.

    Raises:
        Invalid: it is not there, or still holds questions.
    """
    if section_in(questionnaire, section_id).questions:
        raise Invalid(message(N_("This section still holds questions. Move or remove them first.")))
    return replace(
        questionnaire,
        sections=tuple(s for s in questionnaire.sections if s.id != section_id),
    )
