"""A deck as a PPTX file. Pure: records in, bytes out; every text is a text, whatever it looks like."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedback.reports.slides import fitting, look
from feedback.reports.slides.chart import insert_curve
from feedback.reports.slides.grid import fill
from feedback.reports.slides.records import Deck, Quote, Slide, cut, plain
from feedback.reports.slides.runs import described, tongue, write


def drawn(deck: Deck, made_at: datetime) -> bytes:
    """The file. `made_at` is what its properties say."""
    from pptx import Presentation

    show = Presentation()
    look.dressed(show)
    _named(show, deck, made_at)
    _cover(show, deck)
    for slide in deck.slides:
        for part in fitting.fitted(slide):
            _slide(show, part, deck)
    target = io.BytesIO()
    show.save(target)
    return target.getvalue()


def _named(show: Any, deck: Deck, made_at: datetime) -> None:
    about = show.core_properties
    about.title, about.author, about.language = plain(deck.title)[:255], plain(deck.organisation)[:255], deck.language
    about.last_modified_by = about.keywords = about.comments = ""
    about.created = about.modified = made_at.replace(tzinfo=None, microsecond=0)


def _cover(show: Any, deck: Deck) -> None:
    slide = show.slides.add_slide(show.slide_layouts[look.COVER])
    title, under = slide.shapes.title, slide.placeholders[look.FIRST]
    write(title.text_frame.paragraphs[0], f"{cut(deck.organisation, 80)}: {deck.title}", deck.language)
    first = under.text_frame.paragraphs[0]
    write(first, deck.day, deck.language, colour=look.INK_2)
    for term, words in deck.facts:
        paragraph = under.text_frame.add_paragraph()
        write(paragraph, f"{term}: ", deck.language, bold=True, colour=look.INK_2)
        write(paragraph, cut(words, 180), deck.language, colour=look.INK_2)
    for paragraph in under.text_frame.paragraphs:
        _left(paragraph)
    _foot(show, slide, look.COVER, deck)
    _notes(slide, deck.notes, deck.language)


def _left(paragraph: Any) -> None:
    from pptx.enum.text import PP_ALIGN

    paragraph.alignment = PP_ALIGN.LEFT


def _slide(show: Any, part: Slide, deck: Deck) -> None:
    place = look.FIGURE if part.curve else look.TABLE if part.table else look.TEXT
    slide = show.slides.add_slide(show.slide_layouts[place])
    write(slide.shapes.title.text_frame.paragraphs[0], part.title, deck.language)
    if part.curve:
        frame = insert_curve(slide.placeholders[look.FIRST], part.curve)
        described(frame, part.curve.name, part.curve.said)
    if part.table:
        fill(slide.placeholders[look.SECOND], part.table, fitting.table_width(part), deck.language)
    if place == look.TABLE:
        _words(slide.placeholders[look.FIRST], part, deck.language)
    if place == look.TEXT:
        _lines(slide.placeholders[look.FIRST], part.lines, deck.language)
    _foot(show, slide, place, deck)
    _notes(slide, part.notes, deck.language)


def _lines(placeholder: Any, lines: Sequence[str], language: str) -> None:
    from pptx.util import Pt

    for number, line in enumerate(lines):
        frame = placeholder.text_frame
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(fitting.AFTER_LINE * 72)
        write(paragraph, line, language)


def _words(placeholder: Any, part: Slide, language: str) -> None:
    """What people said, in serif, under the table; without a sentence there is no empty place left."""
    from pptx.util import Inches

    if not part.quotes:
        placeholder._element.getparent().remove(placeholder._element)
        return
    high = fitting.quotes_height(part)
    under = fitting.TOP + fitting.table_height(part) + fitting.BETWEEN
    placeholder.left, placeholder.width = Inches(fitting.SIDE), Inches(fitting.INSIDE)
    placeholder.top, placeholder.height = Inches(under), Inches(high)
    placeholder.text_frame._txBody.bodyPr.set("anchor", "t")
    for number, quote in enumerate(part.quotes):
        _quote(placeholder.text_frame, quote, language, first=number == 0)


def _quote(frame: Any, quote: Quote, language: str, *, first: bool) -> None:
    from pptx.util import Pt

    said = frame.paragraphs[0] if first else frame.add_paragraph()
    by = frame.add_paragraph()
    for paragraph in (said, by):
        _without_bullet(paragraph)
    write(said, quote.words, quote.lang, size=fitting.QUOTE, font=look.SERIF, bold=False)
    write(by, quote.by, language, size=fitting.BY, colour=look.INK_2, bold=False)
    said.space_before, by.space_before = Pt(0 if first else fitting.AFTER_LINE * 72), Pt(0)


def _without_bullet(paragraph: Any) -> None:
    from pptx.oxml import parse_xml

    about = paragraph._p.get_or_add_pPr()
    about.set("marL", "0")
    about.set("indent", "0")
    about.append(parse_xml('<a:buNone xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'))


def _foot(show: Any, slide: Any, place: int, deck: Deck) -> None:
    """The day and the analysis on every slide, and its number."""
    from pptx.oxml.ns import qn
    from pptx.shapes.placeholder import SlidePlaceholder

    for index, element in look.cloned_foot(show.slide_layouts[place], slide).items():
        element.nvSpPr.cNvPr.set("id", str(1 + max(int(one.get("id")) for one in slide._element.iter(qn("p:cNvPr")))))
        for style in element.iter(qn("a:rPr"), qn("a:endParaRPr")):
            style.set("lang", tongue(deck.language))
        if index == look.FOOT:
            frame = SlidePlaceholder(element, slide.shapes).text_frame
            frame.clear()
            write(frame.paragraphs[0], deck.stamp, deck.language, size=fitting.FOOT, colour=look.INK_2)


def _notes(slide: Any, notes: str, language: str) -> None:
    """What the speaker reads, and nobody else: how the figures were made."""
    frame = slide.notes_slide.notes_text_frame
    for number, line in enumerate(plain(notes).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        write(paragraph, line, language)
