"""Texts of mails: what is refused, what stays as it is typed, and what one person reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Invalid
from feedback.outreach.rules.mail_texts import (
    INVITATION,
    LONGEST_SUBJECT,
    PLACEHOLDERS,
    REMINDER,
    checked,
    language_for,
    placeholder_meaning,
    render,
    starting_texts,
)

GOOD = {"subject": "Hi", "body": "{link}"}


def wrong(**text: str) -> set[str]:
    with pytest.raises(Invalid) as refused:
        checked({"es": {**GOOD, **text}}, "es")
    return set(refused.value.fields)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ({"subject": ""}, "subject_es"),
        ({"subject": "Hi\nBcc: e@y.example"}, "subject_es"),
        ({"subject": "Hi\u2028there"}, "subject_es"),
        ({"subject": "x" * (LONGEST_SUBJECT + 1)}, "subject_es"),
        ({"subject": "Hi {nombre}"}, "subject_es"),
        ({"body": ""}, "body_es"),
        ({"body": "No link"}, "body_es"),
        ({"body": "{link} {Name}"}, "body_es"),
        ({"body": "{link} {name.__class__}"}, "body_es"),
    ],
)
def test_what_cannot_be_sent_is_refused_at_its_field(text: dict[str, str], field: str) -> None:
    assert wrong(**text) == {field}


def test_languages_nobody_wrote_in_are_left_out_but_not_the_first() -> None:
    empty = {"subject": " ", "body": ""}
    assert checked({"es": GOOD, "en": empty}, "es") == {"es": GOOD}
    with pytest.raises(Invalid) as refused:
        checked({"es": empty, "en": {"subject": "Hi", "body": ""}}, "es", "reminder_")
    assert set(refused.value.fields) == {"reminder_subject_es", "reminder_body_es", "reminder_body_en"}


def test_braces_that_are_no_placeholder_stay() -> None:
    text = {"subject": "A { b }", "body": "{} {link} { name }"}
    assert checked({"es": text}, "es") == {"es": text}
    assert render(text, {"link": "L", "name": "Ana"}).body == "{} L { name }"


def test_a_value_is_put_in_as_it_is_and_an_empty_one_goes_with_its_space() -> None:
    text = {"subject": "Hi {name}!", "body": "Hello {name},\n{link}"}
    rendered = render(text, {"name": "{link} Ana\r\nBcc: e@y.example", "link": "L"})
    assert rendered.subject == "Hi {link} Ana Bcc: e@y.example!"
    assert rendered.body == "Hello {link} Ana Bcc: e@y.example,\nL"
    assert render(text, {"link": "L"}).body == "Hello,\nL"


@given(st.text(), st.text(), st.text())
def test_a_subject_is_one_line_whatever_a_name_holds(subject: str, name: str, organisation: str) -> None:
    text = {"subject": f"{subject} {{name}} {{organisation}}", "body": "{link}"}
    assert len(f"{render(text, {'name': name, 'organisation': organisation}).subject}.".splitlines()) == 1


@pytest.mark.parametrize(("wanted", "got"), [("en", "en"), ("en-GB", "en"), ("fr", "es"), (None, "es"), ("pt", "es")])
def test_a_person_is_written_to_in_their_language_else_in_the_first_there_is(wanted: str | None, got: str) -> None:
    assert language_for(wanted, {"en": 1, "es": 2}, ("de", "es")) == got
    assert language_for(wanted, ["it"], ("de", "es")) == "it"


@pytest.mark.parametrize("kind", [INVITATION, REMINDER])
@pytest.mark.parametrize("mode", ["identified", "confidential", "anonymous"])
@pytest.mark.parametrize("closes", [True, False])
def test_the_texts_to_start_from_can_be_sent_as_they_are(kind: str, mode: str, closes: bool) -> None:
    texts = starting_texts(kind, ("es", "en", "pt", "fr"), mode=mode, closes=closes)
    assert list(texts) == ["es", "en", "pt"]
    assert checked(texts, "es") == texts
    assert all(("{closes}" in text["body"]) == closes for text in texts.values())


def test_every_placeholder_is_explained() -> None:
    assert len({str(placeholder_meaning(name)) for name in PLACEHOLDERS}) == len(PLACEHOLDERS)
