"""The seal on anonymous answers that wait for their batch: AES-GCM with a key kept outside data and backups.

Losing the key file loses the answers that still wait; everything flushed before is not affected.
"""

from __future__ import annotations

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
    """Seal a JSON value for one survey; the length is padded so that it says little about what was written."""
    plain = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    padded = plain + b" " * (-len(plain) % 512)
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(key_file).encrypt(nonce, padded, survey_id.bytes)


def unseal(key_file: Path, survey_id: UUID, sealed: bytes) -> dict[str, Any]:
    """Open what `seal` closed; Unreadable with another key or for another survey."""
    try:
        plain = _cipher(key_file).decrypt(sealed[:_NONCE], sealed[_NONCE:], survey_id.bytes)
    except InvalidTag:
        raise Unreadable from None
    value: dict[str, Any] = json.loads(plain)
    return value


@lru_cache(maxsize=8)
def _cipher(key_file: Path) -> AESGCM:
    return AESGCM(bytes.fromhex(kept_secret(key_file)))
