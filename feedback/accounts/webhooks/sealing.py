"""Secrets of webhooks as the database keeps them: closed with a key made from the installation's secret.

Unlike a password a secret has to be read again, to sign with. With another installation secret it cannot be.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


class Unreadable(RuntimeError):
    """Closed with another installation's secret, or for another webhook."""


def seal(installation_secret: str, webhook_id: UUID, secret: str) -> str:
    """Close a secret for one webhook."""
    nonce = os.urandom(_NONCE)
    closed = _cipher(installation_secret).encrypt(nonce, secret.encode(), webhook_id.bytes)
    return b64encode(nonce + closed).decode()


def unseal(installation_secret: str, webhook_id: UUID, sealed: str) -> str:
    """Open what `seal` closed; Unreadable."""
    raw = b64decode(sealed)
    try:
        return _cipher(installation_secret).decrypt(raw[:_NONCE], raw[_NONCE:], webhook_id.bytes).decode()
    except InvalidTag:
        raise Unreadable from None


def _cipher(installation_secret: str) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"webhook secrets").derive(installation_secret.encode())
    return AESGCM(key)
