"""An import as its preview shows it."""

from __future__ import annotations

from feedback.errors import message
from feedback.surveys.conditions.ast import Answer, Call, Compare, Value
from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts
from feedback.surveys.importers.normalised import Entry
from feedback.surveys.outlining import Lost, outline

CHOICES = (Choice("y", Texts({"es": "Sí"})), Choice("n", Texts({"es": "No"})))
DOCUMENT = Questionnaire(
    title=Texts({"es": "Título"}),
    languages=("es", "en"),
    base_language="es",
    sections=(
        Section("s0", Texts({"es": "Vacía"})),
        Section(
            "s1", Texts(), (Question("a", "a", "a", "single", Texts({"es": "¿A?"}), required=True, choices=CHOICES),)
        ),
        Section(
            "s2",
            Texts({"es": "Dos"}),
            (
                Question("b", "b", "b", "text", Texts({"es": "¿B?"}), shown_when=Compare(Answer("a"), "answered")),
                Question("c", "c", "c", "calculation", Texts({"es": "C"}), formula=Call("count", (Answer("a"),))),
            ),
            shown_when=Compare(Answer("a"), "equals", Value("y")),
        ),
    ),
)


def test_questions_are_numbered_through_and_empty_sections_left_out() -> None:
    shown = outline(DOCUMENT, (), "en")
    assert (shown.title, shown.languages, shown.questions, shown.changed) == ("Título", ("es", "en"), 3, 0)
    assert [(one.title, [line.number for line in one.questions]) for one in shown.sections] == [
        ("", [1]),
        ("Dos", [2, 3]),
    ]
    first = shown.sections[0].questions[0]
    assert (first.code, first.text, first.required, first.options, first.rows) == ("a", "¿A?", True, 2, 0)


def test_conditions_and_formulas_are_in_words() -> None:
    _, second = outline(DOCUMENT, (), "es").sections
    assert second.shown is not None
    assert "¿A?" in str(second.shown)
    b, c = second.questions
    assert (b.shown is not None, b.formula, c.shown, c.formula is not None) == (True, None, None, True)


def test_what_is_lost_stands_at_its_question_and_the_rest_together() -> None:
    gone, other = message("Gone."), message("Other.")
    report = (
        Entry("b", "x", gone),
        Entry("", "sheet: one", other),
        Entry("group", "y", other),
        Entry("b", "z", other),
        Entry("", "w", gone),
    )
    shown = outline(DOCUMENT, report, "es")
    assert [entry.construct for entry in shown.sections[1].questions[0].lost] == ["x", "z"]
    assert shown.changed == 1
    assert shown.lost == (Lost(other, ("sheet: one", "group: y")), Lost(gone, ("w",)))
