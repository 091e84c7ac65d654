"""Links that say what they are for: an id and an HMAC of purpose and id. Pure: the key is handed in.

Nothing of them is stored, and a link made for one purpose opens nothing else.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

LENGTH = 44
"""Characters of a token: 16 bytes of id and 17 of HMAC, in base64url without padding."""
_MAC = 17


def sign(key: bytes, purpose: str, identity: UUID) -> str:
    """The token of this id for this purpose; always the same."""
    return urlsafe_b64encode(identity.bytes + _mac(key, purpose, identity)).decode()


def read(key: bytes, purpose: str, token: str) -> UUID | None:
    """The id a token was made for; None where it was made for another purpose, or not by us."""
    if len(token) != LENGTH or not token.isascii():
        return None
    try:
        raw = urlsafe_b64decode(token)
    except (Error, ValueError):
        return None
    if len(raw) != 16 + _MAC:
        return None
    identity = UUID(bytes=raw[:16])
    return identity if hmac.compare_digest(sign(key, purpose, identity).encode(), token.encode()) else None


def _mac(key: bytes, purpose: str, identity: UUID) -> bytes:
    return hmac.digest(key, b"link\x1f" + purpose.encode() + b"\x1f" + identity.bytes, "sha256")[:_MAC]
