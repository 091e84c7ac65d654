"""The report on paper: every figure with its n, its interval, its day and its analysis, in the reader's language."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress

import pypdfium2
import pytest
from flask import Flask
from flask_babel import force_locale

from feedback import printing
from feedback.analysis.disclosure import Shown
from feedback.errors import message
from feedback.reports import document as parts
from feedback.reports import paper
from tests.factories.documents import DAY, line, small

needs_pdf = pytest.mark.skipif(not printing.is_available(), reason="the extra pdf is not installed")


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """One installation is enough: nothing of it is read from a database."""
    return make_app()


def shown(app: Flask, language: str = "en", **values: object) -> str:
    with app.test_request_context(), force_locale(language):
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", paper.page(small(), **values)))  # type: ignore[arg-type]


def test_figures_carry_what_they_stand_on(app: Flask) -> None:
    text = shown(app)
    assert "3.0 2.8 to 3.2 · n 40 · Sep 14, 2026" in text
    assert "50% 40% to 60% · n 40" in text
    assert "As of September 15, 2026; analysis run-1 of 50 comments." in text
    assert "+0.5 (+0.2 to +0.8) · n 40" in text
    assert "too few" in text
    assert "“Visit” is the stage Customers live worst: 3.0 of 5 (n 40)." in text


def test_one_area_has_its_own_page(app: Flask) -> None:
    text = shown(app, area="field")
    assert "Summary for Field staff" in text
    assert "takes part in: Visit" in text
    assert "Clear prices" not in text
    assert "Clear prices" in shown(app)


def test_a_file_brings_its_styles_and_names_nothing_outside(app: Flask) -> None:
    with app.test_request_context(), force_locale("es"):
        html = paper.page(small(), styled=True)
    assert html.count("<style>") == 1
    assert '"Segoe UI"' in html
    assert "<link" not in html
    assert '<html lang="es">' in html


def test_a_cycle_says_its_goal_and_a_veiled_copy_that_it_is_one(app: Flask) -> None:
    text = shown(app, cycle=[("Goal", "No surprises")], veiled=True)
    assert "Goal No surprises" in text
    assert "it shows no figure of fewer than 5 people" in text


@needs_pdf
def test_an_area_with_twelve_stages_and_four_groups_still_fits_one_sheet(app: Flask) -> None:
    stages = [parts.Stage(f"s{number}", number, {"en": f"The stage of number {number}"}) for number in range(1, 13)]
    groups = [parts.Group(f"g{number}", "customer", {"en": f"Group {number}"}) for number in range(4)]
    scores = [
        parts.Score(stage.code, group.code, Shown(3.4, 120, 3.1, 3.7), "survey", DAY)
        for stage in stages
        for group in groups
    ]
    why = message("%(raised)s of %(heard)s in %(group)s", raised=30, heard=40, group={"en": "Customers"})
    lines = [line(n, "Tell people at what hour we arrive " * 2, "s1", raised=30, why=why) for n in range(1, 9)]
    shares = {group.code: Shown(0.5, 40, 0.4, 0.6) for group in groups}
    many = small(
        stages=stages,
        groups=groups,
        areas=[parts.Area("field", {"en": "Field staff"}, [one.code for one in stages])],
        scores=scores,
        lines=lines,
        shared=[parts.Shared({"en": "Waiting"}, one.code, "shared", shares) for one in stages],
        moments=[parts.Moment(one.code, "truth", "Here they stay or go.") for one in stages],
        work=[parts.Work(n, {"en": "Tell the hour"}, "in_progress", "Carmen", DAY, stage="s1") for n in range(9)],
        decisions=[parts.Decided(n, {"en": "Tell the hour"}, "yes", "It is time.", "Carmen", DAY) for n in range(9)],
        effects=[],
    )
    with app.test_request_context(), force_locale("es"):
        made = paper.pdf(paper.page(many, area="field"), one_sheet=True)
    assert len(pypdfium2.PdfDocument(made)) == 1


def streams(made: bytes) -> Iterator[bytes]:
    """What is packed in the file."""
    for packed in re.findall(rb"stream\n(.*?)\nendstream", made, re.S):
        with suppress(zlib.error):
            yield zlib.decompress(packed)


@needs_pdf
def test_the_pdf_is_tagged_titled_and_an_area_fits_one_sheet(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        made = paper.pdf(paper.page(small(), area="field"), one_sheet=True)
    document = pypdfium2.PdfDocument(made)
    assert len(document) == 1
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "Summary for Field staff · Acme"
    assert any(b"pdfuaid" in one for one in streams(made))
    assert "analysis run-1" in document[0].get_textpage().get_text_range()
