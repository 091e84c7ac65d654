"""The seal on answers that are not stored yet: AES-GCM with a key kept outside data and backups.

It closes anonymous answers that wait for their batch, pages under way, and answers saved to go on later. Losing the
key file loses these; everything stored before is not affected.
"""

from __future__ import annotations

import hmac
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from feedback.config import kept_secret

_NONCE = 12


class Unreadable(RuntimeError):
    """Sealed with another key: the key file was lost or replaced."""


def seal(key_file: Path, survey_id: UUID, value: dict[str, Any]) -> bytes:
    """Seal a JSON value for one survey."""
    return seal_bound(key_file, survey_id.bytes, value)


def unseal(key_file: Path, survey_id: UUID, sealed: bytes) -> dict[str, Any]:
    """Open what `seal` closed; Unreadable with another key or for another survey."""
    return unseal_bound(key_file, survey_id.bytes, sealed)


def seal_bound(key_file: Path, bound: bytes, value: dict[str, Any]) -> bytes:
    """Seal a JSON value so that it opens only for what it is bound to; padded, as its length says something too."""
    plain = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
    padded = plain + b" " * (-len(plain) % 512)
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(key_file).encrypt(nonce, padded, bound)


def unseal_bound(key_file: Path, bound: bytes, sealed: bytes) -> dict[str, Any]:
    """Open what `seal_bound` closed; Unreadable with another key, for anything else, or where it was changed."""
    try:
        plain = _cipher(key_file).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)
    except (InvalidTag, ValueError):
        raise Unreadable from None
    value: dict[str, Any] = json.loads(plain)
    return value


def mac(key_file: Path, purpose: str, data: bytes) -> str:
    """A fingerprint that nobody can test without the key file."""
    return hmac.digest(bytes.fromhex(kept_secret(key_file)), purpose.encode() + b"\x1f" + data, "sha256").hex()


@lru_cache(maxsize=8)
def _cipher(key_file: Path) -> AESGCM:
    return AESGCM(bytes.fromhex(kept_secret(key_file)))
