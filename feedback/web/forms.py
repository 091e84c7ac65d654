"""Base of the managers' forms: CSRF token, product messages, and errors from actions put at their fields."""

from __future__ import annotations

from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import Field, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.db import Texts
from feedback.errors import Invalid
from feedback.web import tone
from feedback.web.templating import say


class Form(FlaskForm):  # type: ignore[misc]
    """A form whose labels and errors are Messages or already translated texts."""

    form_errors: list[str]
    only_checked = False
    """Its wording was asked for, and not that it be saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "csrf_token" in self:
            self["csrf_token"].id = False  # Every form of a page has one, and an id stands once.
        tone.silence(self)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it may be saved; a form that only wants its wording looked at is not, and nothing in it is wrong."""
        self.only_checked = tone.only_checks()
        return not self.only_checked and bool(super().validate(extra_validators))

    def refuse(self, error: Invalid) -> None:
        """Show what an action refused at the fields it named, the rest above the form."""
        for name, text in error.fields.items():
            if name in self:
                self._errors_of(self[name]).append(say(text))
        if not any(name in self for name in error.fields):
            self.form_errors = [*(self.form_errors or ()), say(error.message)]

    def beside_another(self, name: str) -> Self:
        """The form, with ids of its own: two forms of one page may ask for fields of the same name."""
        for field in self:
            field.id = field.label.field_id = f"{name}-{field.id}"
        return self

    @staticmethod
    def _errors_of(field: Field) -> list[str]:
        errors: list[str] = list(field.errors)
        field.errors = errors
        return errors


class Several(SelectMultipleField):  # type: ignore[misc]
    """Several of a few, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def texts_from(form: Any, name: str, languages: tuple[str, ...] | list[str]) -> Texts:
    """The texts of one thing typed per language, fields `name_es`, `name_en`, …; empty ones left out."""
    found = {code: (form.get(f"{name}_{code}") or "").strip() for code in languages}
    return {code: text for code, text in found.items() if text}
