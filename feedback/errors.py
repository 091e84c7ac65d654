"""What can go wrong, in the words of the product.

Rules and pure code never speak a language: they return or raise a `Message`, a gettext id with
its parameters, and the edge that talks to a person translates it into that person's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(message_id: str) -> str:
    """Mark a text for extraction without translating it."""
    return message_id


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person, untranslated: a gettext id and what its placeholders hold."""

    id: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English sentence, for logs and developers; pages translate instead."""
        return self.id % self.params if self.params else self.id


def message(message_id: str, /, **params: object) -> Message:
    """Shorthand for `Message`; its first argument is extracted for translation."""
    return Message(message_id, params)


class ProductError(Exception):
    """Something a person did cannot be done. The message says what to do about it."""

    status = 400
    code = "refused"
    """What programs that ask over the API tell errors apart by."""

    def __init__(self, text: Message | str) -> None:
        self.message = text if isinstance(text, Message) else Message(text)
        super().__init__(str(self.message))


class NotFound(ProductError):
    """No such thing here, or it belongs to someone else: the two are never told apart."""

    status = 404
    code = "not_found"

    def __init__(self, text: Message | str = N_("This page does not exist, or it is not yours to see.")) -> None:
        super().__init__(text)


class NotAllowed(ProductError):
    """Signed in and in the right organisation, but the role does not include this."""

    status = 403
    code = "not_allowed"

    def __init__(
        self, text: Message | str = N_("Your role does not include this. Ask an owner of the organisation.")
    ) -> None:
        super().__init__(text)


class Invalid(ProductError):
    """Input that cannot be accepted; `fields` says what is wrong with which field."""

    status = 422
    code = "invalid"

    def __init__(self, text: Message | str, fields: Mapping[str, Message] | None = None) -> None:
        super().__init__(text)
        self.fields: Mapping[str, Message] = fields or {}


class Conflict(ProductError):
    """The thing changed meanwhile, or its state does not allow this act."""

    status = 409
    code = "conflict"


class Gone(ProductError):
    """It was here and is over: closed, replaced, expired."""

    status = 410
    code = "gone"


class TooMany(ProductError):
    """Over a limit; `retry_after` is in seconds."""

    status = 429
    code = "too_many"

    def __init__(self, text: Message | str, retry_after: int) -> None:
        super().__init__(text)
        self.retry_after = retry_after


class StorageAway(ProductError):
    """The database cannot take the write now: locked too long, full, read-only or gone."""

    status = 503
    code = "storage_away"
    retry_after = 10

    def __init__(
        self,
        text: Message | str = N_(
            "We could not save this just now. What you typed is still on this page: please try again."
        ),
    ) -> None:
        super().__init__(text)


class UnknownName(ProductError):
    """A command named something that does not exist (command line: exit code 2)."""

    status = 404
    code = "unknown_name"
