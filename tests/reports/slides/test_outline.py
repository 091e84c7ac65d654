"""What the slides of a report say: figures with what they stand on, in the reader's language, and what is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from feedback.analysis.disclosure import Hidden
from feedback.reports import document as parts
from feedback.reports.document import Document
from feedback.reports.slides import outline
from feedback.reports.slides.records import Quote
from tests.factories.documents import line, small
from tests.factories.slides import everything, opened, titles, words


@pytest.fixture(scope="module")
def app() -> Flask:
    """No installation: what slides say stands in the report and in the translations."""
    made = Flask("feedback")
    made.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(made)
    return made


def show(app: Flask, report: Document, language: str = "en", **values: Any) -> Any:
    with app.test_request_context():
        return opened(outline.file(report, language=language, **values))


def test_the_slides_follow_a_meeting(app: Flask) -> None:
    lines = [
        line(1, "Tell the hour", "visit", raised=40, tier="start"),
        line(2, "Prices", "", raised=9, tier="unclear"),
    ]
    made = show(app, small(lines=lines), cycle=[("Goal", "No surprises")])
    assert titles(made) == [
        "Acme: Management report",
        "In short",
        "How Customers live each stage",
        "Waiting: raised by several groups at “Visit”",
        "“Tell the hour” comes first for now; its place can be anywhere from 1 to 2.",
        "What was decided",
        "Decided improvements: 1; done: 0; late: 1.",
        "Whether it helped",
        "What we do not know",
    ]
    assert "Goal: No surprises" in words(made.slides[0])
    assert re.search(r"1\n1 to 2\nTell the hour\nStart now\nn 40\n", words(made.slides[4]))
    assert "Cannot separate" in words(made.slides[4])


def test_every_slide_says_its_day_and_its_analysis_and_every_figure_its_n(app: Flask) -> None:
    made = show(app, small())
    for slide in made.slides:
        assert "As of September 15, 2026; analysis run-1 of 50 comments." in words(slide)
    assert "2 Visit\n3.0\n2.8 to 3.2\n40\nSep 14, 2026" in words(made.slides[2])
    assert "Customers\n50%\n40% to 60%\n40" in words(made.slides[3])
    assert "+0.5 (+0.2 to +0.8) · n 40" in words(made.slides[7])


def test_what_a_few_people_said_is_held_back_and_said_so(app: Flask) -> None:
    made = show(app, small())
    assert "1 Booking\ntoo few" in words(made.slides[2])
    assert "Staff\ntoo few" in words(made.slides[3])
    assert "75%" not in everything(made)
    assert "not shown" in words(made.slides[4])
    assert "1 Booking" in words(made.slides[8])


def test_sentences_stand_under_their_point_in_their_own_language(app: Flask) -> None:
    made = show(app, small(), spoken={0: [Quote("Llegan tarde.", "Customers · May 2026", "es")]})
    assert "Llegan tarde.\nCustomers · May 2026" in words(made.slides[3])


@pytest.mark.parametrize(("language", "title"), [("es", "Lo que no sabemos"), ("pt", "O que não sabemos")])
def test_it_speaks_the_language_of_the_reader(app: Flask, language: str, title: str) -> None:
    assert titles(show(app, small(), language))[-1] == title


def test_a_report_of_earlier_times_and_an_empty_one_have_slides_too(app: Flask) -> None:
    nothing = Document(small().source)
    assert titles(show(app, nothing)) == [
        "Acme: Management report",
        "What groups share",
        "What to improve first",
        "What was decided",
        "How the work goes",
        "What we do not know",
    ]
    assert "Nobody was asked so far." in everything(show(app, nothing))
    early = replace(small(), lines=[replace(one, tier="") for one in small().lines])
    assert "Tell the hour" in everything(show(app, early))


def test_a_stage_that_is_none_of_a_groups_or_was_asked_in_words_alone_says_so(app: Flask) -> None:
    scores = [replace(one, result=Hidden("not_asked")) if one.stage == "booking" else one for one in small().scores]
    for state, word in (("not_applicable", "does not apply"), ("asked", "no score"), ("not_asked", "not asked")):
        coverage = [parts.Asked("booking", "customers", state, 30 if state == "asked" else None)]
        made = show(app, small(scores=scores, coverage=coverage))
        assert f"1 Booking\n{word}" in words(made.slides[2])
