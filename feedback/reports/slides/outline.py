"""What the slides say, in the reader's language: which there are, in the order of a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import force_locale, gettext

from feedback.reports.document import Document
from feedback.reports.findings import findings
from feedback.reports.paper import Facts, stamp
from feedback.reports.slides import lived, points, standing
from feedback.reports.slides.drawing import drawn
from feedback.reports.slides.records import Deck, Quote, Slide
from feedback.reports.veiling import FEWEST, veiled
from feedback.web.templating import day, language_code, say

MOST_FINDINGS = 8


def file(
    report: Document, *, cycle: Facts = (), spoken: Mapping[int, Sequence[Quote]] | None = None, language: str = ""
) -> bytes:
    """The report as slides, in this language or the reader's. `spoken`: place in `report.shared` -> sentences of it.

    Slides are shown to people who do not sign in: they hold no figure of fewer people than what goes out by mail.
    """
    with force_locale(language or language_code()):
        return drawn(deck(veiled(report), cycle, spoken or {}), report.source.made_at)


def deck(report: Document, cycle: Facts, spoken: Mapping[int, Sequence[Quote]]) -> Deck:
    """What stands on the slides of a report in the reader's language; figures are taken as they are given."""
    return Deck(
        language=language_code(),
        title=gettext("Management report"),
        organisation=report.source.organisation,
        day=day(report.source.made_at),
        stamp=stamp(report),
        facts=cycle,
        slides=list(_slides(report, spoken)),
        notes=_reading(),
    )


def _slides(report: Document, spoken: Mapping[int, Sequence[Quote]]) -> Iterator[Slide]:
    if found := findings(report):
        yield Slide(gettext("In short"), lines=[say(one) for one in found[:MOST_FINDINGS]], notes=_reading())
    yield from lived.slides(report)
    yield from points.shared(report, spoken)
    yield points.first(report)
    yield standing.decided(report)
    yield standing.work(report)
    yield from standing.effects(report)
    yield standing.unknown(report)


def _reading() -> str:
    """How figures are read, for who presents them."""
    return "\n".join(
        (
            gettext(
                "Every figure has its n and its interval: where two intervals overlap, the difference can be chance."
            ),
            gettext(
                "A group that was not asked is “not asked”, never “does not mind”. "
                "No figure of fewer than %(k)s people stands on these slides.",
                k=FEWEST,
            ),
            gettext("A text that ends with “…” stands in full on the page of the report."),
        )
    )
