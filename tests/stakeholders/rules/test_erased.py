"""Fingerprints of erased people: they answer one question and tell nothing."""

from __future__ import annotations

from uuid import uuid4

from feedback.stakeholders.rules.erased import marks_of

KEY, ACME = b"secret", uuid4()


def test_there_is_one_for_each_address_and_none_holds_it() -> None:
    marks = marks_of(KEY, ACME, "ana@example.org", None, "C-1")
    assert len(set(marks)) == 2
    assert not any("ana" in mark or "C-1" in mark for mark in marks)


def test_another_key_organisation_or_kind_of_address_has_another() -> None:
    same = "x"
    found = [
        *marks_of(KEY, ACME, same, same, same),
        *marks_of(b"other", ACME, same, None, None),
        *marks_of(KEY, uuid4(), same, None, None),
    ]
    assert len(set(found)) == 5
    assert marks_of(KEY, ACME, same, None, None) == found[:1]
