"""Links that say what they are for: an id and an HMAC of purpose and id. Pure: the key is handed in.

Nothing of them is stored, and a link made for one purpose opens nothing else. Letters and digits only: a mail program
that makes an address clickable leaves out a dash at its end.
"""

from __future__ import annotations

import hmac
from base64 import b32decode, b32encode
from binascii import Error
from uuid import UUID

LENGTH = 56
"""Characters of a token: 16 bytes of id and 19 of HMAC, in base 32 in lower case."""
_MAC = 19


def sign(key: bytes, purpose: str, identity: UUID) -> str:
    """The token of this id for this purpose; always the same."""
    return b32encode(identity.bytes + _mac(key, purpose, identity)).decode().lower()


def read(key: bytes, purpose: str, token: str) -> UUID | None:
    """The id a token was made for; None where it was made for another purpose, or not by us."""
    if len(token) != LENGTH or not token.isascii():
        return None
    try:
        raw = b32decode(token.upper())
    except (Error, ValueError):
        return None
    identity = UUID(bytes=raw[:16])
    return identity if hmac.compare_digest(sign(key, purpose, identity).encode(), token.encode()) else None


def _mac(key: bytes, purpose: str, identity: UUID) -> bytes:
    return hmac.digest(key, b"link\x1f" + purpose.encode() + b"\x1f" + identity.bytes, "sha256")[:_MAC]
