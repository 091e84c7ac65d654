"""What an XLSForm cannot say of a questionnaire, question by question. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from feedback.errors import N_, message
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.exporting.sheets import Note

Lost = Callable[[Question], object]
_WITH_NA = ("single", "dropdown", "multi", "ranking", "yesno", "csat")
_OF_QUESTIONS: tuple[tuple[Lost, str], ...] = (
    (lambda one: one.stage, N_("It asks about the stage “%(value)s”, which the format does not know.")),
    (lambda one: one.predicts, N_("It asks insiders to predict the customer, which the format does not know.")),
    (lambda one: one.construct, N_("What it measures (“%(value)s”) is not in the format.")),
    (lambda one: one.soft, N_("It is asked for once more when left empty here; there it is not required.")),
    (lambda one: one.settings.get("segment"), N_("Results are cut by it here; the format does not say so.")),
    (lambda one: one.kind == "hidden", N_("Here its value comes with the link; there something has to fill it in.")),
    (
        lambda one: one.settings.get("order") == "random" and one.kind == "matrix",
        N_("Its rows are in random order here; there they are not."),
    ),
    (
        lambda one: one.settings.get("not_applicable") and one.kind not in _WITH_NA,
        N_("“Does not apply to me” is offered here; there it is not."),
    ),
    (lambda one: one.settings.get("required_rows"), N_("Only some of its rows are required here.")),
    (
        lambda one: one.kind == "time" and (one.settings.get("earliest") or one.settings.get("latest")),
        N_("The earliest and latest time are not checked there."),
    ),
)
_OF_ALL: Mapping[str, tuple[Callable[[Questionnaire], object], str]] = {
    "random": (
        lambda document: document.random_sections or any(one.random for one in document.sections),
        N_("Sections or questions are in random order here; there they are not."),
    ),
    "layout": (
        lambda document: document.layout == "question",
        N_("Here one question stands on a screen; there the device decides."),
    ),
}


def tell_losses(document: Questionnaire, notes: list[Note]) -> None:
    """Add a note for everything that is lost."""
    for lost, text in _OF_ALL.values():
        if lost(document):
            notes.append(Note("", message(text)))
    for question in document.questions():
        for of_one, text in _OF_QUESTIONS:
            if value := of_one(question):
                notes.append(Note(question.code, message(text, value=value)))
