"""Tests of feedback.signing: a link opens what it was made for, and nothing else."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from feedback import signing

KEY = b"a key of the installation"
SOMEBODY = UUID(int=7)


def test_a_token_is_the_same_every_time_and_leads_back():
    token = signing.sign(KEY, "invitation", SOMEBODY)
    assert token == signing.sign(KEY, "invitation", SOMEBODY)
    assert (len(token), signing.read(KEY, "invitation", token)) == (signing.LENGTH, SOMEBODY)
    assert token.isalnum() and token == token.lower()


def test_another_purpose_or_key_opens_nothing():
    token = signing.sign(KEY, "invitation", SOMEBODY)
    assert signing.read(KEY, "unsubscribe", token) is None
    assert signing.read(b"another", "invitation", token) is None


def test_every_changed_character_opens_nothing():
    token = signing.sign(KEY, "invitation", uuid4())
    for place, letter in enumerate(token):
        other = "b" if letter != "b" else "c"
        assert signing.read(KEY, "invitation", token[:place] + other + token[place + 1 :]) is None


@pytest.mark.parametrize("token", ["", "=", "a" * 55, "ñ" * 56, "*" * 56, "a" * 56, "a" * 4000])
def test_what_we_never_made_opens_nothing(token):
    assert signing.read(KEY, "invitation", token) is None


def test_padding_and_case_are_part_of_it():
    token = signing.sign(KEY, "invitation", SOMEBODY)
    assert signing.read(KEY, "invitation", token + "=") is None
    assert signing.read(KEY, "invitation", token.upper()) is None
