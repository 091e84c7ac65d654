"""Secrets that other systems gave or got, as the database keeps them: closed with a key made from the installation's.

Unlike a password such a secret has to be read again, to sign or to ask with. With another installation secret it
cannot be.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

WEBHOOKS, TRACKERS = b"webhook secrets", b"tracker tokens"
"""What a secret is for: the same bytes closed for one are unreadable for the other."""
_NONCE = 12


class Unreadable(RuntimeError):
    """Closed with another installation's secret, for another thing, or for another purpose."""


def seal(installation_secret: str, purpose: bytes, owner_id: UUID, secret: str) -> str:
    """Close a secret for one webhook or tracker."""
    nonce = os.urandom(_NONCE)
    closed = _cipher(installation_secret, purpose).encrypt(nonce, secret.encode(), owner_id.bytes)
    return b64encode(nonce + closed).decode()


def unseal(installation_secret: str, purpose: bytes, owner_id: UUID, sealed: str) -> str:
    """Open what `seal` closed; Unreadable."""
    raw = b64decode(sealed)
    try:
        return _cipher(installation_secret, purpose).decrypt(raw[:_NONCE], raw[_NONCE:], owner_id.bytes).decode()
    except InvalidTag:
        raise Unreadable from None


def _cipher(installation_secret: str, purpose: bytes) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(installation_secret.encode())
    return AESGCM(key)
