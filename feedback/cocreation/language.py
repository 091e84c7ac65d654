"""The language review: where and when members wrote what may hurt or mislead. It counts texts, never people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from feedback.analysis.tone import Avoided, Finding, check_in
from feedback.cocreation.texts import Written
from feedback.errors import Message, message

PLACES: Mapping[str, Message] = {
    "questionnaires": message("Questionnaires"),
    "map": message("The journey map"),
    "groups": message("Stakeholder groups"),
    "notes": message("Notes about what was seen"),
    "workshops": message("Questions of workshops"),
    "improvements": message("Improvements"),
    "strategies": message("Strategies"),
    "cases": message("Answers to look after"),
    "notices": message("“You said, we did”"),
    "cycle": message("The cycle"),
}
"""Places in the order of the list, and what they are called."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One text and what to mind in it."""

    written: Written
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many texts there are, how many are marked, and in how many places about respect and about clarity."""

    texts: int = 0
    marked: int = 0
    mind: int = 0
    style: int = 0

    def with_text(self, findings: Sequence[Finding]) -> Count:
        mind = sum(one.severity == "mind" for one in findings)
        return Count(self.texts + 1, self.marked + bool(findings), self.mind + mind, self.style + len(findings) - mind)


@dataclass(frozen=True, slots=True)
class Review:
    """The marked texts, and the counts of all texts by place and by month (None: not known when)."""

    marked: tuple[Reviewed, ...]
    total: Count
    by_place: Mapping[str, Count]
    by_month: Mapping[date | None, Count]

    def of_place(self, place: str) -> list[Reviewed]:
        """The marked texts of one place, those about respect first."""
        found = [one for one in self.marked if one.written.place == place]
        return sorted(found, key=lambda one: -sum(finding.severity == "mind" for finding in one.findings))


def review(texts: Iterable[Written], languages: Sequence[str], avoided: Sequence[Avoided] = ()) -> Review:
    """Check every text, also for words the organisation avoids; one whose language is not known in each of its own."""
    marked: list[Reviewed] = []
    total = Count()
    places: dict[str, Count] = {}
    months: dict[date | None, Count] = {}
    for one in texts:
        if not one.text.strip():
            continue
        findings = check_in(one.text, (one.lang,) if one.lang else languages, one.kind, avoided)
        month = one.changed.date().replace(day=1) if one.changed else None
        total = total.with_text(findings)
        places[one.place] = places.get(one.place, Count()).with_text(findings)
        months[month] = months.get(month, Count()).with_text(findings)
        if findings:
            marked.append(Reviewed(one, findings))
    return Review(tuple(marked), total, _in_order(places), _newest_first(months))


def _in_order(places: Mapping[str, Count]) -> dict[str, Count]:
    return {place: places[place] for place in PLACES if place in places}


def _newest_first(months: Mapping[date | None, Count]) -> dict[date | None, Count]:
    known = sorted((month for month in months if month), reverse=True)
    return {month: months[month] for month in [*known, *([None] if None in months else [])]}
