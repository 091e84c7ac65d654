"""What a closed cycle says of itself on its report: when, why, who stood behind it, who took part, what was learned."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import force_locale, gettext

from feedback.cocreation.models import Cycle, CycleReport
from feedback.cocreation.queries.taking_part import TookPart, restored
from feedback.cocreation.rules.taking_part import said
from feedback.reports.paper import Facts
from feedback.web.templating import day, say, text


def facts(cycle: Cycle, held: CycleReport, language: str) -> Facts:
    """Term and words of each, in this language; what was not said is left out."""
    with force_locale(language):
        return [(term, words) for term, words in _facts(cycle, held) if words]


def facts_so_far(cycle: Cycle) -> Facts:
    """The same of the cycle under way, in the reader's language."""
    found = [
        (gettext("Cycle"), text(cycle.name)),
        (gettext("Begins on") if cycle.lies_ahead else gettext("Since"), day(cycle.starts_on)),
        (gettext("Goal"), text(cycle.goal)),
        (gettext("Sponsor"), cycle.sponsor),
    ]
    return [(term, words) for term, words in found if words]


def _facts(cycle: Cycle, held: CycleReport) -> Iterator[tuple[str, str]]:
    dates = {"from": day(cycle.starts_on), "to": day(cycle.closed_at)}
    yield gettext("Cycle"), text(cycle.name)
    yield gettext("When"), gettext("%(from)s to %(to)s", **dates)
    yield gettext("Goal"), text(cycle.goal)
    yield gettext("Sponsor"), cycle.sponsor
    yield gettext("Areas"), "; ".join(area_words(one) for one in restored(held.areas))
    yield gettext("What we take along"), held.learned


def area_words(area: TookPart) -> str:
    """An area and how it took part."""
    ways = ", ".join(say(said(way, count)) for way, count in area.ways.items())
    return f"{text(area.name)} ({ways or gettext('did not take part')})"
