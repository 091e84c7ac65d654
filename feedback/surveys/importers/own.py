"""Our own JSON, as the export writes it: shown for inspection like the files of other tools. Pure."""

from __future__ import annotations

from feedback.surveys import reading
from feedback.surveys.document import Choice, Question, Questionnaire, Texts
from feedback.surveys.importers.normalised import Imported, ImportedChoice, ImportedQuestion, ImportedSection
from feedback.surveys.importers.opening import NotImportable, Upload


def recognises(upload: Upload) -> bool:
    """Whether it has the parts only our own document has."""
    data = upload.json
    return isinstance(data, dict) and {"base_language", "sections", "languages"} <= set(data)


def read(upload: Upload) -> Imported:
    """The questionnaire as it was exported; nothing is ever left to report.

    Raises:
        NotImportable: it is not shaped like a questionnaire; the message says what is wrong.
    """
    try:
        questionnaire = reading.read(upload.json)
    except reading.NotAQuestionnaire as refused:
        raise NotImportable(refused.message, refused.fields) from None
    base = questionnaire.base_language
    return Imported(
        format="feedback",
        title=questionnaire.title.text_in(base),
        languages=questionnaire.languages,
        base_language=base or None,
        sections=tuple(
            ImportedSection(one.title.text_in(base), one.shown_when is not None) for one in questionnaire.sections
        ),
        questions=tuple(_questions(questionnaire)),
        report=(),
        questionnaire=questionnaire,
    )


def _questions(questionnaire: Questionnaire) -> list[ImportedQuestion]:
    base = questionnaire.base_language
    return [
        _question(question, place, base)
        for place, section in enumerate(questionnaire.sections)
        for question in section.questions
    ]


def _question(question: Question, section: int, base: str) -> ImportedQuestion:
    return ImportedQuestion(
        code=question.code,
        field=question.field,
        kind=question.kind,
        source_kind=question.kind,
        text=_said(question.text, base),
        required=question.required,
        section=section,
        choices=_choices(question.choices, base),
        rows=_choices(question.rows, base),
        has_condition=question.shown_when is not None,
    )


def _choices(choices: tuple[Choice, ...], base: str) -> tuple[ImportedChoice, ...]:
    return tuple(ImportedChoice(one.code, _said(one.text, base)) for one in choices)


def _said(texts: Texts, base: str) -> str:
    return texts.text_in(base)
