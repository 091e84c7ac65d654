"""The form of one question in the editor: its fields follow its kind and the languages of the questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from feedback.names import lines, one_line
from feedback.surveys import wording
from feedback.surveys.conditions.subjects import Subject
from feedback.surveys.document import Question, Texts
from feedback.surveys.editing.questions import has_options, has_rows, points_of
from feedback.surveys.forms import choices, formulas, settings
from feedback.surveys.forms.choices import Row
from feedback.surveys.question_types import TYPES
from feedback.web.templating import say
from feedback.web.texts_forms import Asked, TextsForm, in_languages

LONGEST_TEXT, LONGEST_HELP = 1000, 500
LONG_TEXTS = {"info": 5000}


class QuestionForm(TextsForm):
    """Everything an author says about a question, but when it is shown; made by `question_form`."""

    question: Question
    rows: Mapping[choices.Sort, int]
    revision = HiddenField()
    kind = SelectField(_("Kind of question"), description=_("Another kind shows its own settings after saving."))
    stage = SelectField(
        _("Stage of the journey"),
        validators=[Optional()],
        description=_("Answers count for this stage. A link to one stage shows its questions and those without one."),
    )
    needed = SelectField(_("Is an answer needed?"), validators=[Optional()])
    predicts = BooleanField(
        _("It asks insiders how they think the customer would answer"),
        description=_("For employees and suppliers: kept apart from what customers live, and compared with it."),
    )
    construct = StringField(
        _("What it measures"),
        [Optional(), Length(max=60)],
        description=_("A code where several wordings measure the same, such as gave_up_thought. Usually empty."),
    )
    code = StringField(
        _("Code"),
        [Optional(), Length(max=60)],
        description=_("Its name in links, files and exports, and in {code} where a later text repeats the answer."),
    )

    def changes(self) -> dict[str, Any]:
        """What `editing.update_question` takes; with another kind without settings, and options that it cannot have."""
        other = replace(self.question, kind=self.kind.data, settings={}, choices=())
        written = {"choices": self._written("choice"), "rows": self._written("row")}
        lists = {name: sent for name, sent in written.items() if sent is not None}
        if other.kind != self.question.kind:
            fits = {"choices": has_options(other), "rows": has_rows(other.kind)}
            return self._about() | {name: sent for name, sent in lists.items() if fits[name]}
        formula = {"formula": formulas.value(self.question, self.data)} if "formula_call" in self else {}
        set_to = settings.values(self.question, self.data, self.languages)
        return self._about() | lists | formula | {"settings": set_to}

    def _about(self) -> dict[str, Any]:
        """What every kind of question has."""
        return {
            "kind": self.kind.data,
            "text": self._texts("text", self.question.text, lines),
            "help": self._texts("help", self.question.help, one_line),
            "missing_text": self._texts("missing_text", self.question.missing_text, one_line),
            "invalid_text": self._texts("invalid_text", self.question.invalid_text, one_line),
            "required": self.needed.data == "required",
            "soft": self.needed.data == "soft",
            "stage": self.stage.data or None,
            "predicts": bool(self.predicts.data),
            "construct": one_line(self.construct.data or "") or None,
            "code": one_line(self.code.data or "") or self.question.code,
        }

    def validate_formula_call(self, field: Field) -> None:
        """A difference is of two."""
        chosen = [one for one in self.formula_fields() if one.data]
        if field.data == "subtract" and chosen and len(chosen) != 2:
            raise ValidationError(gettext("Choose two questions: the first minus the second."))

    def setting_groups(self) -> list[list[Field]]:
        """The fields of settings; those of one setting stand side by side."""
        of = [settings.names_of(one, self.question, self.languages) for one in settings.settings_of(self.question)]
        return [[self[name] for name in names] for names in of if names]

    def formula_fields(self) -> list[Field]:
        """The questions a calculation is done with."""
        return [field for field in self if field.name.startswith("formula_") and field.name != "formula_call"]

    def lines_of(self, sort: choices.Sort) -> list[Row]:
        """The lines of the options or of the rows; none where the kind has none."""
        return choices.shown(sort, self, self.rows[sort], self.languages) if sort in self.rows else []

    @property
    def points(self) -> tuple[str, ...]:
        """The points of the scale whose words the options are; none where options are free."""
        return points_of(self.question)

    def _written(self, sort: choices.Sort) -> list[dict[str, Any]] | None:
        if sort not in self.rows:
            return None
        before = self.question.choices if sort == "choice" else self.question.rows
        points = self.points if sort == "choice" else ()
        return choices.values(sort, before, self.data, self.rows[sort], self.languages, points)

    def _texts(self, name: str, before: Texts, clean: Any) -> dict[str, str]:
        kept = {code: text for code, text in before.by_language.items() if code not in self.languages}
        typed = {code: clean(self[f"{name}_{code}"].data or "") for code in self.languages}
        return kept | {code: text for code, text in typed.items() if text}


def question_form(
    question: Question,
    languages: Sequence[str],
    stages: Mapping[str, str],
    *,
    revision: int,
    sent: bool = False,
    numbers: Sequence[Subject] = (),
) -> QuestionForm:
    """The form of this question, with what was posted where `sent`.

    `stages` are names by code, in journey order; `numbers` the answers that a calculation can be done with.
    """
    rows = _rows(question, sent)
    parts: dict[str, Any] = {"question": question, "rows": rows, **settings.fields(question, languages)}
    parts |= formulas.fields(question, list(request.form) if sent else ())
    for sort, number in rows.items():
        parts |= choices.fields(sort, number, languages)
    shape: type[QuestionForm] = in_languages(
        type("QuestionForm", (QuestionForm,), parts),
        languages,
        text=Asked(_("Question"), LONG_TEXTS.get(question.kind, LONGEST_TEXT), long=True, required=False),
        help=Asked(_("Help below it"), LONGEST_HELP, required=False),
        missing_text=Asked(_("Words for a missing answer"), LONGEST_HELP, required=False),
        invalid_text=Asked(_("Words for a wrong answer"), LONGEST_HELP, required=False),
    )
    data = {**_start(question, languages), "revision": revision}
    form: QuestionForm = shape(data=data) if sent else shape(formdata=None, data=data)
    _offer(form, question, stages)
    formulas.offer(form, numbers)
    return form


def _offer(form: QuestionForm, question: Question, stages: Mapping[str, str]) -> None:
    for field in form:
        field.flags.quiet_optional = True
    form.kind.choices = [(kind, say(wording.kind(kind))) for kind in TYPES]
    form.needed.choices = [
        ("", gettext("No: it may stay empty")),
        ("soft", gettext("Almost: left empty, it is asked for once more")),
        ("required", gettext("Yes: nobody goes on without one")),
    ]
    form.stage.choices = [("", gettext("None: it is about the whole")), *_with(stages, question.stage).items()]
    settings.offer(form, question)


def _rows(question: Question, sent: bool) -> dict[choices.Sort, int]:
    """How many lines of options and of rows the form has, for a kind that has them."""
    names = request.form if sent else ()
    kind = TYPES.get(question.kind)
    found: dict[choices.Sort, int] = {}
    if kind is not None and kind.has_choices:
        found["choice"] = len(points_of(question)) or choices.rows_for("choice", question.choices, names)
    if has_rows(question.kind):
        found["row"] = choices.rows_for("row", question.rows, names)
    return found


def _with(stages: Mapping[str, str], own: str | None) -> Mapping[str, str]:
    """A stage that the journey no longer has stays chosen until somebody chooses another."""
    if own is None or own in stages:
        return stages
    return {**stages, own: gettext("%(code)s (not in the journey)", code=own)}


def _start(question: Question, languages: Sequence[str]) -> dict[str, Any]:
    names = ("kind", "predicts", "construct", "code")
    data: dict[str, Any] = {name: getattr(question, name) for name in names}
    data["stage"] = question.stage or ""
    data["needed"] = "required" if question.required else "soft" if question.soft else ""
    for name in ("text", "help", "missing_text", "invalid_text"):
        data |= {f"{name}_{code}": getattr(question, name).by_language.get(code, "") for code in languages}
    lists = choices.start("choice", question.choices, languages, points_of(question)) | choices.start(
        "row", question.rows, languages
    )
    return data | settings.start(question, languages) | lists | formulas.start(question)
