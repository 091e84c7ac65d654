"""Fields for what a kind of question can be set to, found in the kind itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, DecimalField, Field, IntegerField, SelectField, StringField
from wtforms.validators import Length, Optional

from feedback.surveys import wording
from feedback.surveys.document import Question
from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.settings import Setting
from feedback.web.languages import NAMES
from feedback.web.templating import say, text

LONGEST_LABEL = 200


def settings_of(question: Question) -> tuple[Setting, ...]:
    """The settings of a question's kind; none where we do not know the kind."""
    return TYPES[question.kind].settings if question.kind in TYPES else ()


def names_of(setting: Setting, question: Question, languages: Sequence[str]) -> list[str]:
    """Names of the fields of one setting: one per language, one per option, or one."""
    if setting.translated:
        return [f"set_{setting.name}_{code}" for code in languages]
    if setting.shape == "numbers":
        return [f"set_{setting.name}_of_{place}" for place, _choice in enumerate(question.choices)]
    return [f"set_{setting.name}"]


def fields(question: Question, languages: Sequence[str]) -> dict[str, Field]:
    """Field name -> field, for every setting of the question's kind."""
    found: dict[str, Field] = {}
    for setting in settings_of(question):
        names = names_of(setting, question, languages)
        if setting.translated:
            found |= {name: _text(setting, code, languages) for name, code in zip(names, languages, strict=True)}
        elif setting.shape == "numbers":
            found |= {name: _number_of(setting, question, place) for place, name in enumerate(names)}
        else:
            found[names[0]] = _field(setting, question.kind)
    return found


def start(question: Question, languages: Sequence[str]) -> dict[str, Any]:
    """What the fields hold before anybody typed."""
    data: dict[str, Any] = {}
    for setting in settings_of(question):
        value, names = setting.of(question), names_of(setting, question, languages)
        if setting.translated:
            data |= {name: value.get(code, "") for name, code in zip(names, languages, strict=True)}
        elif setting.shape == "numbers":
            data |= {name: value.get(one.code) for name, one in zip(names, question.choices, strict=True)}
        else:
            data[names[0]] = ", ".join(value) if isinstance(value, list | tuple) else value
    return data


def offer(form: Any, question: Question) -> None:
    """Fill in what the lists of a form offer."""
    for setting in settings_of(question):
        name = f"set_{setting.name}"
        if setting.shape == "one_of" and name in form:
            form[name].choices = [(one, say(wording.value(one))) for one in setting.allowed]


def values(question: Question, typed: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """The settings as typed; one that says what holds anyway is left out, so that equal documents stay equal."""
    given: dict[str, Any] = {}
    for setting in settings_of(question):
        value = _value(setting, question, typed, languages)
        if value not in (setting.default, None, ""):
            given[setting.name] = value
    return given


def _field(setting: Setting, kind: str) -> Field:
    label = say(wording.setting(setting.name, kind))
    match setting.shape:
        case "flag":
            return BooleanField(label)
        case "whole":
            return IntegerField(label, [Optional()])
        case "number":
            return DecimalField(label, [Optional()], places=None)
        case "one_of":
            return SelectField(label, coerce=type(setting.allowed[0]))
    return StringField(label, [Optional(), Length(max=LONGEST_LABEL)])


def _text(setting: Setting, code: str, languages: Sequence[str]) -> Field:
    label = say(wording.setting(setting.name))
    name = f"{label} ({NAMES.get(code, code)})" if len(languages) > 1 else label
    return StringField(name, [Optional(), Length(max=LONGEST_LABEL)], render_kw={"lang": code})


def _number_of(setting: Setting, question: Question, place: int) -> Field:
    choice = question.choices[place]
    label = f"{say(wording.setting(setting.name))}: {text(dict(choice.text.by_language)) or choice.code}"
    return DecimalField(label, [Optional()], places=None)


def _value(setting: Setting, question: Question, typed: Mapping[str, Any], languages: Sequence[str]) -> Any:
    names = names_of(setting, question, languages)
    if setting.translated:
        return _texts(setting, question, typed, languages)
    if setting.shape == "numbers":
        sent = {one.code: typed.get(name) for name, one in zip(names, question.choices, strict=True)}
        return {code: _plain(number) for code, number in sent.items() if number is not None}
    value = typed.get(names[0])
    if setting.shape == "codes":
        return [part.strip() for part in str(value or "").split(",") if part.strip()]
    return _plain(value) if setting.shape == "number" and value is not None else value


def _plain(number: Any) -> int | float:
    """A number as JSON has it: 3 rather than 3.0, so that equal documents stay equal."""
    whole = float(number)
    return int(whole) if whole.is_integer() else whole


def _texts(setting: Setting, question: Question, typed: Mapping[str, Any], languages: Sequence[str]) -> dict[str, str]:
    """Languages that are not asked for keep the text they had."""
    kept = {code: text for code, text in setting.of(question).items() if code not in languages}
    written = {code: str(typed.get(f"set_{setting.name}_{code}") or "").strip() for code in languages}
    return kept | {code: text for code, text in written.items() if text}
