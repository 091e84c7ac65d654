"""Fields of the API's schemas. They accept exactly what the OpenAPI document says of them, and convert nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from feedback.names import LONGEST_NAME
from feedback.web.addresses import LARGEST

LONGEST_TEXT = 20_000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_QUERY_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


class Strict(Schema):
    """A body or a query in which nothing may stand that we do not know."""

    class Meta:
        unknown = RAISE


class Text(fields.String):
    """A text of `least` to `most` characters; blank ones are no text where one is needed."""

    def __init__(self, *, most: int = LONGEST_TEXT, least: int = 0, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(min=least, max=most), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        return value


class OneOf(fields.String):
    """One of these words."""

    def __init__(self, words: Iterable[str], **kwargs: Any) -> None:
        super().__init__(validate=validate.OneOf(list(words)), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise self.make_error("invalid")
        return value


class Whole(fields.Integer):
    """A whole number that a column can hold; "5" is none."""

    def __init__(self, *, least: int = 0, most: int = LARGEST, **kwargs: Any) -> None:
        super().__init__(strict=True, validate=validate.Range(least, most), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid")
        return value


class QueryWhole(fields.Integer):
    """A whole number among the query values, where everything is text."""

    def __init__(self, *, least: int = 0, most: int = LARGEST, **kwargs: Any) -> None:
        super().__init__(validate=validate.Range(least, most), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, str) or not _QUERY_NUMBER.fullmatch(value):
            raise self.make_error("invalid")
        return int(value)


class Figure(fields.Float):
    """A number, with a decimal point or without."""

    def __init__(self, *, least: float | None = None, most: float | None = None, **kwargs: Any) -> None:
        super().__init__(validate=validate.Range(least, most), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.make_error("invalid")
        return float(value)


class Truth(fields.Boolean):
    """true or false, and no word for them."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Day(fields.Date):
    """A day as 2026-03-31."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type="date")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.make_error("invalid", input=value, obj_type="date") from None


class When(fields.DateTime):
    """A point in time with its offset, as 2026-03-31T09:30:00Z."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> datetime:
        if not isinstance(value, str) or not _MOMENT.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type="datetime")
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise self.make_error("invalid", input=value, obj_type="datetime") from None


class Identity(fields.UUID):
    """An id of ours."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> UUID:
        if not isinstance(value, str) or not _UUID.fullmatch(value):
            raise self.make_error("invalid_uuid")
        return UUID(value)


class Named(fields.Dict):
    """Values by name; what is wrong with a name or with its value is said at the name."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]
        except ValidationError as error:
            if isinstance(error.messages, dict):
                raise ValidationError({name: _of_pair(refused) for name, refused in error.messages.items()}) from None
            raise


class Texts(Named):
    """One text in one or several languages: {"es": "…", "en": "…"}."""

    def __init__(self, *, most: int = LONGEST_NAME, **kwargs: Any) -> None:
        codes = fields.String(validate=validate.Regexp(r"^[a-z]{2,3}(-[A-Za-z]{2,8})?\Z"))
        sizes = validate.Length(min=1, max=20)
        super().__init__(keys=codes, values=Text(most=most, least=1), validate=sizes, **kwargs)


def _of_pair(refused: Mapping[str, list[str]]) -> list[str]:
    """For who sent it, a name and its value are one place."""
    return [text for texts in refused.values() for text in texts]
