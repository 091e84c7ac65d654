"""Fields for what a kind of question can be set to, found in the kind itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, Field, IntegerField, SelectField, StringField
from wtforms.validators import Length, Optional

from feedback.surveys import wording
from feedback.surveys.document import Question
from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.settings import Setting
from feedback.web.languages import NAMES
from feedback.web.templating import say

LONGEST_LABEL = 200
_CANDIDATES: tuple[object, ...] = ("faces", "stars", "words", "buttons", "list", "high", "low", *range(12))
"""Values a setting with few of them may have; each setting says itself which it takes."""
_FREE_NUMBERS = {"min", "max"}


def fields(question: Question, languages: Sequence[str]) -> dict[str, Field]:
    """Field name -> field, for every setting of the question's kind."""
    found: dict[str, Field] = {}
    for setting in TYPES[question.kind].settings if question.kind in TYPES else ():
        if setting.translated:
            found |= {f"set_{setting.name}_{code}": _text(setting, code, languages) for code in languages}
        else:
            found[f"set_{setting.name}"] = _field(setting)
    return found


def start(question: Question, languages: Sequence[str]) -> dict[str, Any]:
    """What the fields hold before anybody typed."""
    data: dict[str, Any] = {}
    for setting in TYPES[question.kind].settings if question.kind in TYPES else ():
        value = setting.of(question)
        if setting.translated:
            data |= {f"set_{setting.name}_{code}": value.get(code, "") for code in languages}
        else:
            data[f"set_{setting.name}"] = ", ".join(value) if isinstance(value, list | tuple) else value
    return data


def offer(form: Any, question: Question) -> None:
    """Fill in what the lists of a form offer."""
    for setting in TYPES[question.kind].settings if question.kind in TYPES else ():
        name = f"set_{setting.name}"
        if name in form and isinstance(form[name], SelectField):
            allowed = [one for one in _CANDIDATES if setting.refusal(one) is None]
            form[name].choices = [(one, say(wording.value(one))) for one in allowed]


def values(question: Question, typed: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """The settings as typed; one that says what holds anyway is left out, so that equal documents stay equal."""
    given: dict[str, Any] = {}
    for setting in TYPES[question.kind].settings if question.kind in TYPES else ():
        value = _texts(setting, question, typed, languages) if setting.translated else _value(setting, typed)
        if value not in (setting.default, None, ""):
            given[setting.name] = value
    return given


def _field(setting: Setting) -> Field:
    label = say(wording.setting(setting.name))
    if isinstance(setting.default, bool):
        return BooleanField(label)
    if isinstance(setting.default, list | tuple):
        return StringField(label, [Optional(), Length(max=LONGEST_LABEL)])
    if setting.name in _FREE_NUMBERS:
        return IntegerField(label, [Optional()])
    return SelectField(label, coerce=int if isinstance(setting.default, int) else str)


def _text(setting: Setting, code: str, languages: Sequence[str]) -> Field:
    label = say(wording.setting(setting.name))
    name = f"{label} ({NAMES.get(code, code)})" if len(languages) > 1 else label
    return StringField(name, [Optional(), Length(max=LONGEST_LABEL)], render_kw={"lang": code})


def _value(setting: Setting, typed: Mapping[str, Any]) -> Any:
    value = typed.get(f"set_{setting.name}")
    if isinstance(setting.default, list | tuple):
        return [part.strip() for part in str(value or "").split(",") if part.strip()]
    return value


def _texts(setting: Setting, question: Question, typed: Mapping[str, Any], languages: Sequence[str]) -> dict[str, str]:
    """Languages that are not asked for keep the text they had."""
    kept = {code: text for code, text in setting.of(question).items() if code not in languages}
    written = {code: str(typed.get(f"set_{setting.name}_{code}") or "").strip() for code in languages}
    return kept | {code: text for code, text in written.items() if text}
