"""Sentences beside the strongest shared points of a report, for slides. They are read when asked for and kept nowhere:
a closed cycle keeps figures, and what people wrote stays with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedback.analysis.disclosure import Shown
from feedback.analysis.redaction import LONGEST, redact
from feedback.insights.queries.figures import SharedRow
from feedback.insights.queries.mentions import Sentence, mentions_of
from feedback.reports.document import Shared
from feedback.reports.queries import Report
from feedback.reports.slides.points import WITH_SENTENCES
from feedback.reports.slides.records import Quote
from feedback.web.templating import month, text

MOST = 2


def spoken(found: Report, shared: Sequence[Shared]) -> Mapping[int, Sequence[Quote]]:
    """Place in `shared` -> at most two sentences, of different groups where there are; the reads are the same for all.

    `shared`: the points of the report as they are shown. Of a group whose figure is held back no sentence is told.
    """
    pairs = list(zip(found.shared, shared, strict=True))[:WITH_SENTENCES]
    return {place: _spoken(found, row, point) for place, (row, point) in enumerate(pairs)}


def _spoken(found: Report, row: SharedRow, point: Shared) -> list[Quote]:
    told = {code for code, share in point.shares.items() if isinstance(share, Shown)}
    codes = {group.id: group.code for group in found.plan.everybody}
    read = mentions_of([row.theme.id], place=row.place, order="strongest", per_group=MOST, limit=MOST * len(codes))
    allowed = [one for one in read.found if codes.get(one.group_id) in told]
    first = list({one.group_id: one for one in reversed(allowed)}.values())[::-1]
    chosen = [*first, *(one for one in allowed if one not in first)][:MOST]
    return [_quote(found, one) for one in chosen]


def _quote(found: Report, one: Sentence) -> Quote:
    """The month or the wave, never a day; what could tell who wrote it is taken out once more."""
    name = next(text(dict(group.name)) for group in found.plan.everybody if group.id == one.group_id)
    when = text(dict(one.wave)) if one.wave else month(one.month)
    return Quote(redact(one.words[:LONGEST], one.lang).text, " · ".join(filter(None, (name, when))), one.lang)
