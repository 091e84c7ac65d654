"""What may be opened and what its text says."""

from __future__ import annotations

import pytest

from feedback.errors import Conflict, Invalid
from feedback.programme.issues import rules
from feedback.programme.issues.rules import Expected, Raised, Told

NAME = {"en": "Customers"}


def said(told: Told) -> str:
    return "\n".join(f"{block.heading}|" + "|".join(str(line) for line in block.lines) for block in rules.blocks(told))


@pytest.mark.parametrize(
    ("people", "heard", "leaves"),
    [(5, 10, True), (12, 40, True), (7, 7, True), (4, 40, False), (0, 40, False), (36, 40, False), (5, 9, False)],
)
def test_a_figure_leaves_where_nobody_can_be_told_apart(people: int, heard: int, leaves: bool) -> None:
    assert Raised(NAME, people, heard).may_leave is leaves


def test_the_text_says_why_what_and_whence() -> None:
    raised = [Raised({"en": "Staff"}, 6, 60), Raised(NAME, 12, 40), Raised({"en": "Suppliers"}, 3, 30)]
    expected = Expected({"en": "How\nwas it?"}, NAME, {"en": "Visit"}, "+0.5 points", "1 May 2027")
    whole = Told("It helps.", {"en": "Visit"}, raised, expected, "1 March 2027", "https://f.example/o/acme/backlog/3")
    assert [block.heading and block.heading.id for block in rules.blocks(whole)] == [
        None,
        "What was heard at the stage %(stage)s",
        "How we will know that it helped",
        None,
        None,
    ]
    text = said(whole)
    assert text.index("12 of 40") < text.index("6 of 60")
    assert "Suppliers" not in text
    assert "How was it?" in text
    bare = rules.blocks(Told("", None, [], None, "", "https://f.example"))
    assert [str(line) for block in bare for line in block.lines] == [
        "Why it is being done, and what comes of it: https://f.example"
    ]
    assert said(Told("", None, raised, None, "", "u")).startswith("What was heard|")


def test_titles_and_texts() -> None:
    assert rules.check_title(" a\nb ") == "a b"
    assert rules.check_body(" a\r\n\x00b ") == "a\nb"
    for check, wrong in (
        (rules.check_title, " "),
        (rules.check_title, "x" * 251),
        (rules.check_body, "\n"),
        (rules.check_body, "x" * 20_001),
    ):
        with pytest.raises(Invalid):
            check(wrong)


def test_only_what_is_decided_and_not_done_is_opened() -> None:
    for status in ("decided", "in_progress"):
        rules.check_open(status)
    for status in ("proposed", "open", "done", "declined", "later"):
        with pytest.raises(Conflict):
            rules.check_open(status)
