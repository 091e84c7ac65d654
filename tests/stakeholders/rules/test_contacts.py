"""Who somebody is, what changes of one, and why one may not be written to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from feedback.errors import Invalid
from feedback.stakeholders.rules import contacts as rules
from feedback.stakeholders.rules.contacts import changes, details_of, key_of, same_person, why_not, yes_or_no

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Someone:
    key: str = "mail:ana@acme.example"
    email: str | None = "ana@acme.example"
    phone: str | None = "+34911234567"
    reference: str | None = None
    consent: bool | None = None
    opted_out_at: datetime | None = None
    bounce: str = ""


@pytest.mark.parametrize(
    ("contact", "channel", "word"),
    [
        (Someone(), "email", None),
        (Someone(bounce="soft"), "email", None),
        (Someone(bounce="hard"), "email", "bounced"),
        (Someone(bounce="hard"), "phone", None),
        (Someone(email=None), "email", "no_address"),
        (Someone(email=None), "phone", None),
        (Someone(email=None, phone=None), "link", None),
        (Someone(phone=None), "phone", "no_address"),
        (Someone(consent=True), "email", None),
        (Someone(consent=False), "link", "no_consent"),
        (Someone(consent=False, opted_out_at=LONG_AGO), "email", "opted_out"),
        (Someone(opted_out_at=LONG_AGO), "link", "opted_out"),
    ],
)
def test_why_somebody_is_not_written_to(contact: Someone, channel: Any, word: str | None) -> None:
    assert why_not(contact, channel) == word


def test_every_reason_has_its_own_sentence() -> None:
    everybody = [
        Someone(email=email, phone=None, consent=consent, opted_out_at=out, bounce=bounce)
        for email, consent, out, bounce in product(
            (None, "a@b.es"), (None, True, False), (None, LONG_AGO), ("", "hard")
        )
    ]
    words = {why_not(one, channel) for one in everybody for channel in ("email", "link", "phone")} - {None}
    assert words == {"opted_out", "no_consent", "no_address", "bounced"}
    assert len({rules.reason_label(word).id for word in words if word}) == 4


def test_an_address_says_who_it_is_before_a_number_and_a_number_before_a_reference() -> None:
    assert key_of("a@b.es", "+34911234567", "7") == "mail:a@b.es"
    assert key_of(None, "+34911234567", "7") == "tel:+34911234567"
    assert key_of(None, "", "7") == "ref:7"
    with pytest.raises(Invalid) as refused:
        key_of(None, None, "")
    assert list(refused.value.fields) == ["email"]


def test_details_are_cleaned() -> None:
    given = {"email": " Ana@Acme.Example", "phone": "911 23 45 67", "name": " Ana\n Pérez ", "lang": "Español"}
    found = details_of(**given, reference=" C 1 ", segments={"region": " norte ", "plan": ""}, region="ES")
    assert (found.email, found.phone, found.name) == ("ana@acme.example", "+34911234567", "Ana Pérez")
    assert (found.lang, found.reference, dict(found.segments)) == ("es", "C 1", {"region": "norte"})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "ana"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"lang": "klingon"}, "lang"),
        ({"name": "x" * 121}, "name"),
        ({"reference": "x" * 121}, "reference"),
        ({"segments": {f"a{number}": "b" for number in range(21)}}, "segments"),
        ({"email": None}, "email"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        details_of(**{"email": "ana@acme.example", **wrong})
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((yes, True) for yes in ("sí", "SI", "Yes", "1", "true", "x", " S ")),
        *((no, False) for no in ("no", "No.", "0", "false", "não")),
        *((nothing, None) for nothing in ("", "  ")),
    ],
)
def test_yes_and_no_as_people_write_them(text: str, said: bool | None) -> None:
    assert yes_or_no("consent", text) is said


@pytest.mark.parametrize("text", ["-", "?", "maybe", "2"])
def test_neither_yes_nor_no(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        yes_or_no("consent", text)
    assert list(refused.value.fields) == ["consent"]


ANA = Someone(reference="C1")
BEA = Someone(key="mail:bea@acme.example", email="bea@acme.example", phone=None, reference="C2")
PHONE_ONLY = Someone(key="tel:+34911234567", email=None)


@pytest.mark.parametrize(
    ("given", "known", "who"),
    [
        ({"email": "ana@acme.example"}, [ANA, BEA], ANA),
        ({"email": "new@acme.example", "reference": "C2"}, [ANA, BEA], BEA),
        ({"email": "new@acme.example"}, [ANA, BEA], None),
        ({"phone": "+34911234567"}, [ANA, BEA], ANA),
        ({"email": "new@acme.example", "phone": "+34911234567"}, [PHONE_ONLY], PHONE_ONLY),
        # Two people with one telephone at home, and each with an address of their own.
        ({"email": "new@acme.example", "phone": "+34911234567"}, [ANA], None),
        ({"phone": "+34911234567"}, [ANA, replace(BEA, phone="+34911234567")], None),
        ({"phone": "+34911234567", "reference": "C9"}, [ANA], None),
    ],
)
def test_who_is_meant(given: dict[str, str], known: list[Someone], who: Someone | None) -> None:
    assert same_person(details_of(**given), known) is who


def test_a_reference_that_is_somebody_elses_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        same_person(details_of(email="ana@acme.example", reference="C2"), [ANA, BEA])
    assert list(refused.value.fields) == ["reference"]


BEFORE: dict[str, Any] = {
    "key": "mail:ana@acme.example",
    "email": "ana@acme.example",
    "phone": None,
    "reference": "C1",
    "name": "Ana",
    "lang": "es",
    "consent": True,
    "segments": {"region": "north"},
}


def test_what_is_not_said_stays() -> None:
    assert changes(BEFORE, details_of(email="ana@acme.example")) == {}


def test_what_is_said_differently_changes_and_with_an_address_the_key() -> None:
    given = {"email": "ana@new.example", "reference": "C1", "name": "Ana P.", "segments": {"plan": "gold"}}
    assert changes(BEFORE, details_of(**given, consent=False)) == {
        "email": "ana@new.example",
        "key": "mail:ana@new.example",
        "name": "Ana P.",
        "consent": False,
        "segments": {"region": "north", "plan": "gold"},
    }
