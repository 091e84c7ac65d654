"""Forms that ask for one text in every language of the organisation, and that show what an action refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask_babel import gettext
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from feedback.analysis.tone import Kind
from feedback.db import Texts
from feedback.errors import Invalid
from feedback.names import LONGEST_NAME, retyped
from feedback.web.forms import Form, texts_from
from feedback.web.guards import act
from feedback.web.languages import NAMES
from feedback.web.tone import Tone, say_what_was_saved


@dataclass(frozen=True, slots=True)
class Asked:
    """A text a form asks for: its label, whether it is long, whether the organisation's own language needs it.

    `tone` is what it is to the tone check; empty where it says nothing about people.
    """

    label: object
    most: int = LONGEST_NAME
    long: bool = False
    required: bool = True
    help: object = ""
    tone: Kind | None = None


class TextsForm(Form):
    """A form that begins with fields `name_es`, `name_en`, …, made by `in_languages`."""

    languages: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    _fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [f"{name}_{code}" for name in self.asked for code in self.languages]
        self._fields = {
            name: self._fields[name] for name in (*first, *(other for other in self._fields if other not in first))
        }

    def texts(self, name: str, before: Texts | None = None) -> Texts:
        """What was typed; languages that are not the organisation's keep the text they had."""
        typed = {field.name: field.data or "" for field in self}
        return retyped(before or {}, texts_from(typed, name, self.languages), self.languages)

    def fields_of(self, name: str) -> list[Field]:
        """The fields of one text, in the order of languages."""
        return [self[f"{name}_{code}"] for code in self.languages]


F = TypeVar("F", bound=TextsForm)


def in_languages(form: type[F], languages: Sequence[str], **asked: Asked) -> type[F]:
    """The form with one field per text and language; the first language is the organisation's own."""
    fields: dict[str, Any] = {"languages": tuple(languages), "asked": tuple(asked)}
    for name, text in asked.items():
        for code in languages:
            fields[f"{name}_{code}"] = _field(text, code, languages)
    return type(form.__name__, (form,), fields)


def _field(asked: Asked, code: str, languages: Sequence[str]) -> Field:
    needed = asked.required and code == languages[0]
    too_long = gettext("At most %(most)s characters.", most=asked.most)
    validators = [
        DataRequired(gettext("Write a name.")) if needed else Optional(),
        Length(max=asked.most, message=too_long),
        *([Tone(asked.tone)] if asked.tone else []),
    ]
    label = f"{asked.label} ({NAMES.get(code, code)})" if len(languages) > 1 else str(asked.label)
    shape: dict[str, Any] = {"lang": code, **({"rows": 2} if asked.long else {})}
    kind = TextAreaField if asked.long else StringField
    return kind(label, validators, description=str(asked.help), render_kw=shape)


def start_of(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """A text as the data its fields start with."""
    return {f"{name}_{code}": text for code, text in texts.items()}


def done(form: Form, action: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """What the action returns, in one write transaction; None where it refused, with its reasons in the form."""
    try:
        result = act(action, *args, **kwargs)
    except Invalid as error:
        form.refuse(error)
        return None
    say_what_was_saved(form)
    return result
