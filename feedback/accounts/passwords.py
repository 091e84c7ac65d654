"""Passwords: Argon2id, and the same work whether or not the account exists."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from feedback.errors import Invalid, message

MINIMUM = 10
_hasher = PasswordHasher()
_nobody: list[str] = []


def hashed(password: str) -> str:
    """Argon2id hash of a password; Invalid where it is too short."""
    if len(password) < MINIMUM:
        text = message("Choose a password of at least %(count)s characters.", count=MINIMUM)
        raise Invalid(text, {"password": text})
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one; without an account the same work is done in vain."""
    try:
        return _hasher.verify(password_hash or _hash_of_nobody(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def _hash_of_nobody() -> str:
    if not _nobody:
        _nobody.append(_hasher.hash("nobody has this password"))
    return _nobody[0]
