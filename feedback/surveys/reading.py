"""From JSON to a questionnaire. Pure.

Reading asks only for the right shape, so that a half-written draft can be opened; what still
stands in the way of publishing it is `checking.check`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from feedback.errors import N_, Invalid, Message, message
from feedback.surveys.conditions.ast import Condition, Expression
from feedback.surveys.conditions.notation import BadCondition, read_condition, read_expression
from feedback.surveys.document import LAYOUTS, Choice, Layout, Question, Questionnaire, Section, Texts
from feedback.surveys.fields import field_for

T = TypeVar("T")


class NotAQuestionnaire(Invalid):
    """The document does not have the shape of a questionnaire; `path` says where."""

    def __init__(self, path: str, reason: Message) -> None:
        super().__init__(reason, {path: reason})
        self.path = path


def loads(raw: bytes | str) -> Questionnaire:
    """Read a questionnaire from JSON text.

    Raises:
        NotAQuestionnaire: it is not JSON, or not shaped like a questionnaire.
    """
    try:
        data = json.loads(raw, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise NotAQuestionnaire("", message(N_("This is not a questionnaire in JSON."))) from None
    return read(data)


def read(data: object) -> Questionnaire:
    """Read a questionnaire from JSON values (see `canonical.as_json` for the shape).

    Raises:
        NotAQuestionnaire: something has the wrong type; the message names it, `path` locates it.
    """
    whole = _object(data, "")
    taken: set[str] = set()
    return Questionnaire(
        title=_texts(whole, "title", ""),
        intro=_texts(whole, "intro", ""),
        languages=tuple(_text(code, f"/languages/{i}") for i, code in enumerate(_list(whole, "languages", ""))),
        base_language=_text(whole.get("base_language", ""), "/base_language"),
        sections=_each(whole, "sections", "", lambda item, path: _section(item, path, taken)),
        layout=_layout(whole.get("layout") or "page"),
        random_sections=_flag(whole.get("random_sections", False), "/random_sections"),
        thanks=_texts(whole, "thanks", ""),
        library=_text(whole.get("library", ""), "/library"),
    )


def read_question(data: object, path: str = "", taken: set[str] | None = None) -> Question:
    """Read one question; one without a `field` gets one made from its code that is not in `taken`."""
    item = _object(data, path)
    taken = set() if taken is None else taken
    code = _text(item.get("code", ""), f"{path}/code")
    field = _text(item.get("field") or "", f"{path}/field") or field_for(code, taken)
    taken.add(field)
    return Question(
        id=_text(item.get("id", ""), f"{path}/id"),
        code=code,
        field=field,
        kind=_text(item.get("kind", ""), f"{path}/kind"),
        text=_texts(item, "text", path),
        help=_texts(item, "help", path),
        required=_flag(item.get("required", False), f"{path}/required"),
        stage=_optional(item.get("stage"), f"{path}/stage"),
        predicts=_flag(item.get("predicts", False), f"{path}/predicts"),
        construct=_optional(item.get("construct"), f"{path}/construct"),
        settings=_settings(item.get("settings", {}), f"{path}/settings"),
        choices=_each(item, "choices", path, _choice),
        rows=_each(item, "rows", path, _choice),
        soft=_flag(item.get("soft", False), f"{path}/soft"),
        missing_text=_texts(item, "missing_text", path),
        invalid_text=_texts(item, "invalid_text", path),
        shown_when=_condition(item, path),
        formula=_formula(item, path),
    )


def _section(data: object, path: str, taken: set[str]) -> Section:
    item = _object(data, path)
    return Section(
        id=_text(item.get("id", ""), f"{path}/id"),
        title=_texts(item, "title", path),
        questions=_each(item, "questions", path, lambda one, at: read_question(one, at, taken)),
        shown_when=_condition(item, path),
        random=_flag(item.get("random", False), f"{path}/random"),
    )


def _condition(item: Mapping[str, Any], path: str) -> Condition | None:
    return _part(item, "shown_when", path, read_condition)


def _formula(item: Mapping[str, Any], path: str) -> Expression | None:
    return _part(item, "formula", path, read_expression)


def _part(item: Mapping[str, Any], key: str, path: str, read_one: Callable[[object, str], T]) -> T | None:
    if item.get(key) is None:
        return None
    try:
        return read_one(item[key], f"{path}/{key}")
    except BadCondition as refused:
        raise NotAQuestionnaire(refused.path, refused.message) from None


def _layout(value: object) -> Layout:
    for layout in LAYOUTS:
        if value == layout:
            return layout
    raise _wrong("/layout", N_("A layout is page, section or question."))


def _choice(data: object, path: str) -> Choice:
    item = _object(data, path)
    return Choice(
        code=_text(item.get("code", ""), f"{path}/code"),
        text=_texts(item, "text", path),
    )


def _each(item: Mapping[str, Any], key: str, path: str, read_one: Callable[[object, str], T]) -> tuple[T, ...]:
    return tuple(read_one(one, f"{path}/{key}/{i}") for i, one in enumerate(_list(item, key, path)))


def _texts(item: Mapping[str, Any], key: str, path: str) -> Texts:
    at = f"{path}/{key}"
    texts = _object(item.get(key, {}), at)
    return Texts({_text(lang, at): _text(text, f"{at}/{lang}") for lang, text in sorted(texts.items())})


def _settings(value: object, path: str) -> Mapping[str, Any]:
    settings = _object(value, path)
    # Whatever is stored must be writable again: NaN and lone surrogates are JSON to some readers, not to a database.
    try:
        json.dumps(settings, allow_nan=False, ensure_ascii=False).encode("utf-8")
    except (ValueError, TypeError, RecursionError):
        raise _wrong(path, N_("Settings hold a value that cannot be saved.")) from None
    return settings


def _object(value: object, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise _wrong(path, N_("An object with named parts is expected here."))
    return value


def _list(item: Mapping[str, Any], key: str, path: str) -> Sequence[object]:
    value = item.get(key, [])
    if not isinstance(value, list | tuple):
        raise _wrong(f"{path}/{key}", N_("A list is expected here."))
    return value


def _text(value: object, path: str) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise _wrong(path, N_("A text is expected here."))
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise _wrong(path, N_("This text holds a character that cannot be saved.")) from None
    return value


def _optional(value: object, path: str) -> str | None:
    return None if value in (None, "") else _text(value, path)


def _flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, N_("Yes or no (true or false) is expected here."))
    return value


def _wrong(path: str, reason: str) -> NotAQuestionnaire:
    return NotAQuestionnaire(path, message(reason))


def _no_constant(name: str) -> object:
    raise ValueError(name)
