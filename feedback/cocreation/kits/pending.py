"""A kit between its preview and "Take it over": it travels in the page, signed, and nothing of it is kept here."""

from __future__ import annotations

from uuid import UUID

from itsdangerous import BadData, URLSafeTimedSerializer

from feedback.errors import Gone, Invalid, message

SECONDS = 24 * 3600
LARGEST = 900_000
"""Characters that fit into a form of ours."""


def hand_out(kit: bytes, secret: str, organisation_id: UUID) -> str:
    """The file as a text for a hidden field that only this organisation can hand back.

    Raises:
        Invalid: it is too large for a page.
    """
    token = str(_signer(secret, organisation_id).dumps(kit.decode("utf-8-sig")))
    if len(token) > LARGEST:
        raise Invalid(message("This kit is too large for a page. Take it over with the command “feedback kit import”."))
    return token


def take_back(token: str, secret: str, organisation_id: UUID) -> bytes:
    """What `hand_out` was given.

    Raises:
        Gone: the page is older than a day, or was changed, or is another organisation's.
    """
    try:
        return str(_signer(secret, organisation_id).loads(token, max_age=SECONDS)).encode()
    except BadData:
        raise Gone(message("This preview is no longer valid. Choose the file again.")) from None


def _signer(secret: str, organisation_id: UUID) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"kit-{organisation_id}")
