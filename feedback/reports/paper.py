"""A report as a page to print, as a file that stands alone, as PDF and as workbook: all from the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext
from markupsafe import Markup

from feedback import jobs, printing, slots
from feedback.reports import words, workbook
from feedback.reports.document import Document, Group, of_area
from feedback.reports.findings import findings
from feedback.reports.tables import tables
from feedback.reports.veiling import FEWEST
from feedback.web.templating import day, language_code, number, text

STYLES = "css/sheet-report.css"
CYCLE = "report.cycle"
"""The slot in which the cycle under way says what it is about, as terms and words."""
MOST = {"findings": 12, "lines": 15, "points": 15, "decisions": 30, "work": 40, "moments": 30}
MOST_OF_AN_AREA = {"findings": 5, "lines": 4, "points": 3, "decisions": 3, "work": 4, "moments": 3}
"""What still fits one sheet."""
SMALLER = tuple(f" body.one {{ font-size: {size}pt }}" for size in (6.8, 6.2, 5.6))
"""The letters of a summary that has much to tell, until it fits."""
Facts = Sequence[tuple[str, str]]


def page(
    report: Document,
    *,
    area: str = "",
    cycle: Facts = (),
    links: Mapping[str, str] | None = None,
    veiled: bool = False,
    styled: bool = False,
) -> str:
    """The report in the reader's language; `links` (back, pdf) where it is a page, `styled` where it is a file."""
    held = of_area(report, area) if area else report
    template = current_app.jinja_env.get_template("reports/paper.html")
    given = {**_parts(held, MOST_OF_AN_AREA if area else MOST), **_words(held)}
    return template.render(
        **given,
        language=language_code(),
        title=_title(report, area),
        area=area,
        cycle=cycle,
        links=links,
        styles=Markup(styles()) if styled else "",
        veiled=veiled,
        fewest=FEWEST,
    )


def title_of(report: Document, area: str = "") -> str:
    """What its file is called."""
    told = {"organisation": report.source.organisation, "day": f"{report.source.made_at:%Y-%m-%d}"}
    if found := report.area(area):
        return str(gettext("%(organisation)s, %(area)s, summary of %(day)s", area=text(dict(found.name)), **told))
    return str(gettext("%(organisation)s, report of %(day)s", **told))


def _title(report: Document, area: str) -> str:
    found = report.area(area)
    if found is None:
        return str(gettext("Management report"))
    return str(gettext("Summary for %(area)s", area=text(dict(found.name))))


def _parts(held: Document, most: Mapping[str, int]) -> dict[str, Any]:
    """What stands on it, cut to what a reader takes in; the workbook has all of it."""
    ranked = [one for one in held.lines if one.rank is not None]
    return {
        "report": held,
        "findings": findings(held)[: most["findings"]],
        "groups": _with_figures(held),
        "lines": ranked[: most["lines"]],
        "more_lines": max(0, len(ranked) - most["lines"]),
        "points": held.shared[: most["points"]],
        "moments": held.moments[: most["moments"]],
        "decisions": held.decisions[: most["decisions"]],
        "work": held.work[: most["work"]],
        "asked": {(one.stage, one.group): one for one in held.coverage},
    }


def _with_figures(held: Document) -> list[Group]:
    """Groups of which stages are told, in their order."""
    told = {one.group for one in held.scores}
    return [one for one in held.groups if one.code in told]


def _words(held: Document) -> dict[str, Any]:
    return {
        "stamp": stamp(held),
        "status_word": words.status_word,
        "verdict_word": words.verdict_word,
        "effect_word": words.effect_word,
        "moment_word": words.moment_word,
        "state_word": words.state_word,
        "change": words.change,
        "short_day": words.short_day,
    }


def stamp(held: Document) -> str:
    """What the figures stand on: the day and the analysis, with its number."""
    source = held.source
    if not source.run:
        return str(gettext("As of %(day)s; there is no analysis yet.", day=day(source.made_at)))
    told = {"day": day(source.made_at), "run": source.run, "count": number(source.comments)}
    return str(gettext("As of %(day)s; analysis %(run)s of %(count)s comments.", **told))


def styles() -> str:
    with current_app.open_resource(f"static/{STYLES}", "r", "utf-8") as sheet:
        return str(sheet.read())


def pdf(html: str, *, one_sheet: bool = False) -> bytes:
    """The page as tagged PDF, made in a process of its own: never in a transaction."""
    smaller = SMALLER if one_sheet else ()
    with jobs.pool(1) as executor:
        return executor.submit(printing.pdf, html, styles(), printing.ACCESSIBLE, smaller).result()


def cycle_so_far() -> Facts:
    """What the cycle under way is about, in the reader's language; empty while there is none."""
    return [fact for filler in slots.fillers(CYCLE) for fact in filler()]


def sheets(report: Document) -> bytes:
    """The workbook in the reader's language."""
    return workbook.workbook(tables(report))


def files(report: Document, language: str, cycle: Facts = ()) -> dict[str, bytes]:
    """Every file of a report in one language: html, xlsx, and pdf where this installation makes it."""
    with force_locale(language):
        made = {"html": page(report, cycle=cycle, styled=True).encode(), "xlsx": sheets(report)}
        if printing.is_available():
            made["pdf"] = pdf(page(report, cycle=cycle))
    return made
