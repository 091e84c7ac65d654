"""The same evidence through the lenses, at hand-overs and by what people meet, through their pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import backlog, surveys
from tests.factories.heard import counted, heard
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.factories.surveys import answered, asked, opened, published
from tests.statements import counted as statements

Browser = Callable[..., FlaskClient]
PAGES = ("lenses", "hand-overs", "dimensions")


def shown(client: FlaskClient, path: str = "lenses") -> str:
    answer = client.get(f"/o/acme/journey/{path}", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    words = re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))
    return " ".join(unescape(words).split())


def scored(of: Member, **scores: list[int]) -> None:
    """Customers of an identified survey score each stage so, one person after the other."""
    questions = [asked(code, "csat", code) for code in scores]
    survey = opened(of, published(of, *questions), ["customers"], mode="identified")
    for person in zip(*scores.values(), strict=True):
        answered(survey, "customers", 1, **dict(zip(scores, person, strict=True)))
    surveys.counted(survey)


@pytest.mark.parametrize("path", PAGES)
def test_before_anything_is_drawn_it_says_what_to_do(acme: Member, as_member: Browser, path: str) -> None:
    assert "will stand here" in shown(as_member(acme), path)


def test_a_lens_regroups_the_same_evidence(acme: Member, as_member: Browser) -> None:
    ground(acme)
    scored(acme, booking=[5, 5, 4, 4], visit=[3, 3, 2, 2], billing=[1, 1, 2, 2])
    heard(acme, "customers", "waiting", "neg", "visit", n=2)
    counted(acme)
    page = shown(as_member(acme), "lenses?lens=functional&beside=activity")
    assert "Nobody has looked at this lens yet" in page
    assert page.count("4.5") == page.count("2.5") == page.count("1.5") == 2
    assert "two people wrote" not in page and page.count("2 people wrote") == 2
    assert "Every stage of the journey stands in one of its parts." in page
    goal = shown(as_member(acme), "lenses?lens=goal")
    assert "n counts scores, of at least 4 people" not in goal and "no stage" in goal


def test_improvements_are_counted_part_by_part(acme: Member, as_member: Browser) -> None:
    ground(acme)
    for stage in ("visit", "visit", "billing"):
        backlog.improvement(acme, stage=stage)
    page = shown(as_member(acme), "lenses?lens=functional")
    counts = [page.index(words) for words in ("Marketing", "none yet", "Sales", "2 improvements", "One improvement")]
    assert counts == sorted(counts)


def test_what_is_not_a_lens_is_not_found(acme: Member, as_member: Browser) -> None:
    browser = as_member(acme)
    for query in ("lens=colour", "beside=colour"):
        assert browser.get(f"/o/acme/journey/lenses?{query}").status_code == 404


def test_the_loss_between_functions_is_told_in_words_and_numbers(acme: Member, as_member: Browser) -> None:
    ground(acme)
    scored(acme, booking=[5, 4] * 6, visit=[4, 5] * 6, billing=[2, 1] * 6)
    page = shown(as_member(acme), "hand-overs")
    assert page.index("Sales → Service") < page.index("Marketing → Sales")
    assert "Customers : they lose 3.0 points between “Visit” and “Billing”." in page
    assert "\N{MINUS SIGN}3.0 \N{MINUS SIGN}3.4 to \N{MINUS SIGN}2.6" in page
    assert "what they score before and after cannot be told apart" in page
    assert "No two stages in a row are in the hands of different areas." in page


def test_too_few_at_a_hand_over_says_so(acme: Member, as_member: Browser) -> None:
    ground(acme)
    code = published(acme, asked("one", "csat", "visit"), asked("two", "csat", "billing"))
    survey = opened(acme, code, ["employees"], mode="anonymous")
    answered(survey, "employees", 3, one=4, two=2)
    surveys.closed(survey)
    page = shown(as_member(acme), "hand-overs")
    assert "Employees : Not shown: fewer than 5 answers." in page
    assert "At no hand-over can a loss be told from chance so far." in page


def test_the_three_sides_say_what_they_rest_on(acme: Member, as_member: Browser) -> None:
    ground(acme)
    scored(acme, booking=[5, 4], visit=[4, 4])
    for theme, feeling in (("cleanliness", "neg"), ("food", "pos"), ("treatment", "pos"), ("waiting", "neg")):
        heard(acme, "customers", theme, feeling, "visit", n=1)
    counted(acme)
    page = shown(as_member(acme), "dimensions")
    physical, rest = page[page.index("Stages lived mostly so") :].split("Stages lived mostly so")[1:3]
    assert "No stage has more than half of its touchpoints of this kind." in physical
    assert "All stages 50% n 2 · 2 mentions" in physical and "Visit 50% n 2 · 2 mentions" in physical
    assert "Booking (all its touchpoints), Visit (all its touchpoints)" in rest
    assert "Waiting" not in page and "Cleanliness" in physical and "Treatment" in rest


def test_the_pages_ask_the_same_for_few_and_for_many(app: Flask, acme: Member, as_member: Browser) -> None:
    ground(acme)
    scored(acme, booking=[5, 4])
    heard(acme, "customers", "waiting", n=1)
    counted(acme)
    browser = as_member(acme)

    def reads() -> list[int]:
        found = []
        for path in PAGES:
            with statements(app) as seen:
                shown(browser, path)
            found.append(len(seen))
        return found

    reads()
    few = reads()
    scored(acme, visit=[3, 4], billing=[1, 2])
    for number in range(10):
        heard(acme, "employees", f"theme-{number}", n=1, stage="billing")
    counted(acme)
    assert reads() == few
