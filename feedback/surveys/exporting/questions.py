"""Our questions as rows of an XLSForm, a function per kind. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from feedback.errors import N_, message
from feedback.surveys.document import Choice, Question, Texts
from feedback.surveys.exporting.naming import Names
from feedback.surveys.exporting.sheets import ListedChoice, Note, Row, Sheets
from feedback.surveys.question_types import TYPES

_LANGUAGES = ("en", "es", "pt")


def _texts(*said: str) -> Texts:
    return Texts(dict(zip(_LANGUAGES, said, strict=True)))


YES, NO = _texts("Yes", "Sí", "Sim"), _texts("No", "No", "Não")
NONE = _texts("None of these", "Ninguna de estas", "Nenhuma destas")
NA = _texts("Does not apply to me", "No se aplica a mi caso", "Não se aplica ao meu caso")
IMPORTANCE = _texts("Importance", "Importancia", "Importância")
SATISFACTION = _texts("Satisfaction", "Satisfacción", "Satisfação")
WITH = _texts(
    "If you had this, how would you feel?",
    "Si lo tuvieras, ¿cómo te sentirías?",
    "Se você tivesse isso, como se sentiria?",
)
WITHOUT = _texts(
    "If you did not have it, how would you feel?",
    "Si no lo tuvieras, ¿cómo te sentirías?",
    "Se você não tivesse isso, como se sentiria?",
)
FEELINGS = {
    "like": _texts("I would like it", "Me gustaría", "Eu gostaria"),
    "expect": _texts("I take it for granted", "Lo doy por hecho", "Acho que é o normal"),
    "neutral": _texts("It is all the same to me", "Me da igual", "Para mim tanto faz"),
    "accept": _texts("I could live with it", "Podría aceptarlo", "Eu poderia aceitar"),
    "dislike": _texts("I would not like it", "No me gustaría", "Eu não gostaria"),
}


@dataclass(slots=True)
class Writing:
    """What writing one question needs: the names, and the sheets that rows and options are added to."""

    names: Names
    sheets: Sheets
    languages: tuple[str, ...]

    def tell(self, question: Question, text: str, **params: object) -> None:
        """Note what the format cannot say."""
        self.sheets.notes.append(Note(question.code, message(text, **params)))

    def filled(self, texts: Texts) -> Texts:
        """Built-in words in every language of the questionnaire, in English where there are none."""
        return Texts({code: texts.text_in(code, "en") for code in self.languages})


Write = Callable[[Question, Writing], list[Row]]


def rows_of(question: Question, writing: Writing) -> list[Row]:
    """The rows of one question, the first of which carries its condition."""
    rows = _WRITE.get(question.kind, _plain("text"))(question, writing)
    rows[0].texts = {"hint": question.help, **rows[0].texts, "label": question.text}
    for row in rows:
        if row.type.split()[0] not in ("begin_group", "end_group", "note", "hidden", "calculate"):
            _required(row, question)
    return rows


def _required(row: Row, question: Question) -> None:
    if question.required:
        row.cells["required"] = "yes"
    row.texts["required_message"] = question.missing_text
    row.texts["constraint_message"] = question.invalid_text


def _plain(type_: str, appearance: str = "") -> Write:
    def write(question: Question, writing: Writing) -> list[Row]:
        cells = {"appearance": appearance} if appearance else {}
        if question.rows:
            return _grouped(question, writing, lambda row: Row(type_, row, dict(cells)))
        return [Row(type_, writing.names.of(question.id), cells)]

    return write


def _grouped(question: Question, writing: Writing, make: Callable[[str], Row], look: str = "field-list") -> list[Row]:
    """A group with a row per row of the question."""
    rows = [Row("begin_group", writing.names.of(question.id), {"appearance": look})]
    for one in question.rows:
        row = make(writing.names.of(question.id, row=one.code))
        row.texts["label"] = one.text
        rows.append(row)
    return [*rows, Row("end_group")]


def _scale(question: Question, writing: Writing) -> list[Row]:
    scale = TYPES[question.kind].scale(question)
    if question.choices:
        return [Row(f"select_one {_list(question, writing, question.choices)}", writing.names.of(question.id))]
    low, high = (scale.low, scale.high) if scale else (1, 5)
    cells = {"parameters": f"start={low} end={high} step=1"}
    writing.tell(question, N_("It is a scale of numbers there; its kind here is “%(kind)s”."), kind=question.kind)
    row = Row("range", writing.names.of(question.id), cells)
    ends = [Texts(question.settings.get(name) or {}) for name in ("low_label", "high_label")]
    if any(ends):
        row.texts["hint"] = _with_ends(question.help, ends, (low, high), writing.languages)
    return [row]


def _with_ends(hint: Texts, ends: list[Texts], numbers: tuple[int, int], languages: Iterable[str]) -> Texts:
    """The words at both ends, after the hint: the format has no place of their own for them."""

    def said(code: str) -> str:
        words = [
            f"{number} = {end.by_language[code]}" for number, end in zip(numbers, ends, strict=True) if end.has(code)
        ]
        return "\n".join(filter(None, [hint.by_language.get(code, ""), ", ".join(words)]))

    return Texts({code: said(code) for code in languages})


def _chosen(word: str) -> Write:
    def write(question: Question, writing: Writing) -> list[Row]:
        other = " or_other" if question.settings.get("other") else ""
        row = Row(f"{word} {_list(question, writing, question.choices)}{other}", writing.names.of(question.id))
        if question.kind == "dropdown" or question.settings.get("look") == "list":
            row.cells["appearance"] = "minimal autocomplete" if question.kind == "dropdown" else "minimal"
        if question.settings.get("order") == "random":
            row.cells["parameters"] = "randomize=true"
        if question.settings.get("other_text"):
            writing.tell(question, N_("The words for “other” are the other tool's own."))
        return [row]

    return write


def _yesno(question: Question, writing: Writing) -> list[Row]:
    choices = (Choice("yes", writing.filled(YES)), Choice("no", writing.filled(NO)))
    return [Row(f"select_one {_list(question, writing, choices)}", writing.names.of(question.id))]


def _matrix(question: Question, writing: Writing) -> list[Row]:
    word = "select_multiple" if question.settings.get("several") else "select_one"
    listed = _list(question, writing, question.choices)
    return _grouped(question, writing, lambda row: Row(f"{word} {listed}", row), look="table-list")


def _importance(question: Question, writing: Writing) -> list[Row]:
    points = question.settings.get("points", 5)
    rows = [Row("begin_group", writing.names.of(question.id), {"appearance": "field-list"})]
    for part, label in (("importance", IMPORTANCE), ("satisfaction", SATISFACTION)):
        cells = {"parameters": f"start=1 end={points} step=1"}
        name = writing.names.of(question.id, part=part)
        rows.append(Row("range", name, cells, {"label": writing.filled(label)}))
    return [*rows, Row("end_group")]


def _kano(question: Question, writing: Writing) -> list[Row]:
    listed = _list(question, writing, [Choice(code, writing.filled(words)) for code, words in FEELINGS.items()])
    rows = [Row("begin_group", writing.names.of(question.id), {"appearance": "field-list"})]
    for part, label in (("with", WITH), ("without", WITHOUT)):
        name = writing.names.of(question.id, part=part)
        rows.append(Row(f"select_one {listed}", name, {}, {"label": writing.filled(label)}))
    return [*rows, Row("end_group")]


def _number(question: Question, writing: Writing) -> list[Row]:
    if question.settings.get("unit"):
        writing.tell(question, N_("Its unit has no place there: say it in the question."))
    return _plain("decimal" if question.settings.get("decimals") else "integer")(question, writing)


def _list(question: Question, writing: Writing, choices: Iterable[Choice]) -> str:
    """The name of the list of options, which is added to the choices sheet."""
    name = f"{writing.names.of(question.id)}_options"
    listed = [ListedChoice(name, writing.names.option(question.id, one.code), one.text) for one in choices]
    for code, on, said in (
        ("none", "none", question.settings.get("none_text") or {}),
        ("na", "not_applicable", {}),
    ):
        if question.settings.get(on) and question.kind != "matrix":
            words = Texts(said) if said else writing.filled(NONE if code == "none" else NA)
            listed.append(ListedChoice(name, code, words))
    writing.sheets.choices.extend(listed)
    return name


_WRITE: Mapping[str, Write] = {
    "nps": _scale,
    "csat": _scale,
    "ces": _scale,
    "rating": _scale,
    "single": _chosen("select_one"),
    "dropdown": _chosen("select_one"),
    "multi": _chosen("select_multiple"),
    "ranking": _chosen("rank"),
    "yesno": _yesno,
    "matrix": _matrix,
    "importance": _importance,
    "kano": _kano,
    "number": _number,
    "date": _plain("date"),
    "time": _plain("time"),
    "text": _plain("text"),
    "longtext": _plain("text", "multiline"),
    "email": _plain("text", "email"),
    "phone": _plain("text", "numbers"),
    "consent": _plain("acknowledge"),
    "info": _plain("note"),
    "hidden": _plain("hidden"),
    "calculation": _plain("calculate"),
}
