"""Passwords cost what they should, and tell nothing about who has an account."""

from __future__ import annotations

import subprocess
import sys

import pytest
from argon2 import PasswordHasher
from argon2.profiles import RFC_9106_LOW_MEMORY

from feedback.accounts import passwords
from feedback.errors import Invalid


def test_the_product_hashes_at_the_recommended_cost() -> None:
    """Read in a process of its own: the suite itself hashes cheaply."""
    script = "from feedback.accounts import passwords; print(passwords.hashed('a long enough password'))"
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
    assert made.startswith("$argon2id$")
    assert PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY).check_needs_rehash(made) is False


def test_a_password_matches_only_itself() -> None:
    made = passwords.hashed("correct horse battery")
    assert passwords.matches(made, "correct horse battery")
    assert not passwords.matches(made, "correct horse battery ")
    assert not passwords.matches(None, "nobody has this password")
    assert not passwords.matches("rubbish", "correct horse battery")


def test_a_short_password_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        passwords.hashed("short")
    assert set(refused.value.fields) == {"password"}
