"""A notice as a mail: what was published, in every language it is whole in."""

from __future__ import annotations

import pytest

from feedback.programme.rules import KINDS
from feedback.programme.telling.texts import LONGEST_SUBJECT, mail_texts

TITLE = {"es": "Avisar de la hora", "en": "Tell the arrival time"}
HEARD = {"es": "Nadie sabe la hora.", "en": "Nobody knows the hour.", "pt": "Ninguém sabe."}
ANSWER = {"es": "Avisamos a las ocho.", "en": "We send a message at eight."}
LINK = "https://feedback.example/said/acme"


def texts(kind: str = "done") -> dict[str, dict[str, str]]:
    return mail_texts(kind=kind, title=TITLE, heard=HEARD, answer=ANSWER, link=LINK)


def test_a_language_without_both_texts_is_left_out() -> None:
    assert set(texts()) == {"es", "en"}


def test_it_says_what_was_heard_what_came_of_it_and_where_the_rest_stands() -> None:
    assert texts()["en"] == {
        "subject": "What came of what we heard: Tell the arrival time",
        "body": "What we heard:\nNobody knows the hour.\n\nWhat we did:\nWe send a message at eight.\n\n"
        f"Everything we heard and what came of it: {LINK}",
    }


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_each_kind_says_something_else_before_the_answer(language: str) -> None:
    said = {language: "…"}
    bodies = [mail_texts(kind=kind, title=TITLE, heard=said, answer=said, link=LINK)[language] for kind in KINDS]
    assert len({one["body"] for one in bodies}) == len(KINDS)


def test_a_language_we_have_no_words_for_gets_its_own_texts_in_an_english_frame() -> None:
    made = mail_texts(kind="done", title=TITLE, heard={"fr": "Attendre"}, answer={"fr": "Moins"}, link=LINK)
    assert made["fr"]["subject"] == "What came of what we heard: Avisar de la hora"
    assert made["fr"]["body"].startswith("What we heard:\nAttendre\n\nWhat we did:\nMoins")


def test_a_subject_is_one_line_and_bounded() -> None:
    title = {"en": f"Hi\r\nBcc: e@y {'x' * 300}"}
    subject = mail_texts(kind="done", title=title, heard=HEARD, answer=ANSWER, link=LINK)["en"]["subject"]
    assert len(subject) == LONGEST_SUBJECT
    assert len(subject.splitlines()) == 1
