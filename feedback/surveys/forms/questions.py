"""The form of one question in the editor: its fields follow its kind and the languages of the questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField
from wtforms.validators import Length, Optional

from feedback.names import lines, one_line
from feedback.surveys import wording
from feedback.surveys.document import Question, Texts
from feedback.surveys.forms import choices, settings
from feedback.surveys.question_types import TYPES
from feedback.web.templating import say
from feedback.web.texts_forms import Asked, TextsForm, in_languages

LONGEST_TEXT, LONGEST_HELP = 1000, 500


class QuestionForm(TextsForm):
    """Everything an author says about a question; made by `question_form`."""

    question: Question
    rows: int
    revision = HiddenField()
    kind = SelectField(_("Kind of question"), description=_("Another kind shows its own settings after saving."))
    stage = SelectField(
        _("Stage of the journey"),
        validators=[Optional()],
        description=_("Answers count for this stage. A link to one stage shows its questions and those without one."),
    )
    required = BooleanField(_("An answer is needed"))
    predicts = BooleanField(
        _("It asks insiders how they think the customer would answer"),
        description=_("For employees and suppliers: kept apart from what customers live, and compared with it."),
    )
    construct = StringField(
        _("What it measures"),
        [Optional(), Length(max=60)],
        description=_("A code where several wordings measure the same, such as gave_up_thought. Usually empty."),
    )
    code = StringField(_("Code"), [Optional(), Length(max=60)], description=_("Its name in links, files and exports."))

    def changes(self) -> dict[str, Any]:
        """What `editing.update_question` takes. With another kind, settings and options are left to it."""
        given = {
            "kind": self.kind.data,
            "text": self._texts("text", self.question.text, lines),
            "help": self._texts("help", self.question.help, one_line),
            "required": bool(self.required.data),
            "stage": self.stage.data or None,
            "predicts": bool(self.predicts.data),
            "construct": one_line(self.construct.data or "") or None,
            "code": one_line(self.code.data or "") or self.question.code,
        }
        if self.kind.data != self.question.kind:
            return given
        given["settings"] = settings.values(self.question, self.data, self.languages)
        if self.has_choices:
            given["choices"] = choices.values(self.question, self.data, self.rows, self.languages)
        return given

    @property
    def has_choices(self) -> bool:
        return self.question.kind in TYPES and TYPES[self.question.kind].has_choices

    def setting_groups(self) -> list[list[Field]]:
        """The fields of settings; those of one text in its languages stand side by side."""
        fields = [field for field in self if field.name.startswith("set_")]
        return [list(group) for _name, group in groupby(fields, key=lambda field: str(field.label.text).split(" (")[0])]

    def choice_rows(self) -> list[choices.Row]:
        return choices.shown(self, self.rows, self.languages)

    def _texts(self, name: str, before: Texts, clean: Any) -> dict[str, str]:
        kept = {code: text for code, text in before.by_language.items() if code not in self.languages}
        typed = {code: clean(self[f"{name}_{code}"].data or "") for code in self.languages}
        return kept | {code: text for code, text in typed.items() if text}


def question_form(
    question: Question, languages: Sequence[str], stages: Mapping[str, str], *, revision: int, sent: bool = False
) -> QuestionForm:
    """The form of this question, with what was posted where `sent`. `stages` are names by code, in journey order."""
    rows = choices.rows_for(question, request.form if sent else ())
    fields = settings.fields(question, languages)
    if question.kind in TYPES and TYPES[question.kind].has_choices:
        fields |= choices.fields(rows, languages)
    shape: type[QuestionForm] = in_languages(
        type("QuestionForm", (QuestionForm,), {**fields, "question": question, "rows": rows}),
        languages,
        text=Asked(_("Question"), LONGEST_TEXT, long=True, required=False),
        help=Asked(_("Help below it"), LONGEST_HELP, required=False),
    )
    data = {**_start(question, languages), "revision": revision}
    form: QuestionForm = shape(data=data) if sent else shape(formdata=None, data=data)
    for field in form:
        field.flags.quiet_optional = True
    form.kind.choices = [(kind, say(wording.kind(kind))) for kind in TYPES]
    settings.offer(form, question)
    form.stage.choices = [("", gettext("None: it is about the whole")), *_with(stages, question.stage).items()]
    return form


def _with(stages: Mapping[str, str], own: str | None) -> Mapping[str, str]:
    """A stage that the journey no longer has stays chosen until somebody chooses another."""
    if own is None or own in stages:
        return stages
    return {**stages, own: gettext("%(code)s (not in the journey)", code=own)}


def _start(question: Question, languages: Sequence[str]) -> dict[str, Any]:
    names = ("kind", "required", "predicts", "construct", "code")
    data: dict[str, Any] = {name: getattr(question, name) for name in names}
    data["stage"] = question.stage or ""
    for code in languages:
        data[f"text_{code}"] = question.text.by_language.get(code, "")
        data[f"help_{code}"] = question.help.by_language.get(code, "")
    return data | settings.start(question, languages) | choices.start(question, languages)
