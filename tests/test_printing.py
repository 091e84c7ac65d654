"""A page as PDF: from what it is handed, and from nothing else."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image

from feedback import printing

pytestmark = pytest.mark.skipif(not printing.is_available(), reason="the extra pdf is not installed")


def test_a_page_becomes_paper_in_the_size_its_stylesheet_says() -> None:
    html = '<!doctype html><html lang="en"><p>Hello</p></html>'
    made = pypdfium2.PdfDocument(printing.pdf(html, "@page { size: A5 }"))
    assert len(made) == 1
    assert [round(side) for side in made[0].get_size()] == [420, 595]
    assert "Hello" in made[0].get_textpage().get_text_range()


def test_nothing_that_the_page_names_is_fetched(tmp_path: Path) -> None:
    """The same picture stands on the page where it is part of it, and is not looked for anywhere else."""
    picture = tmp_path / "picture.png"
    Image.new("RGB", (9, 9)).save(picture)
    assert pictures(f"<img src='{picture.as_uri()}'><img src='http://192.0.2.1/x.png'><p>Hello</p>") == 0
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    assert pictures(drawn) > 0


def pictures(html: str) -> int:
    page = pypdfium2.PdfDocument(printing.pdf(html, ""))[0]
    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING)
    return len(list(page.get_objects(filter=kinds)))


def test_what_should_fit_one_sheet_is_made_smaller_until_it_does() -> None:
    html = '<!doctype html><html lang="en"><title>Words</title><p>' + "Hello there. " * 60
    css, smaller = "@page { size: A6 } p { font-size: 16pt }", (" p { font-size: 14pt }", " p { font-size: 7pt }")
    assert len(pypdfium2.PdfDocument(printing.pdf(html, css))) > 1
    assert len(pypdfium2.PdfDocument(printing.pdf(html, css, smaller=smaller))) == 1


def test_an_accessible_one_is_tagged() -> None:
    html = '<!doctype html><html lang="en"><title>Words</title><h1>Hello</h1></html>'
    plain, tagged = (printing.pdf(html, "", variant) for variant in (None, printing.ACCESSIBLE))
    assert not pypdfium2.PdfDocument(plain).is_tagged()
    assert pypdfium2.PdfDocument(tagged).is_tagged()
