"""Sentences, runs and shares as the components show them: records in the reader's language, no decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext, ngettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.queries.comments import WholeComment
from feedback.insights.queries.figures import SharedRow
from feedback.insights.queries.mentions import Sentence, Sentences
from feedback.insights.queries.periods import Period
from feedback.insights.queries.runs import Progress
from feedback.insights.rules import EVERYWHERE, RUNNING, WAITING, Place
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.templating import month, text

Record = dict[str, Any]
MINUTE, HOUR = 60, 60
"""Seconds of a minute, minutes of an hour."""
AROUND = 160
"""Characters of a comment shown before and after the sentence that matters."""


class Names:
    """Groups and stages by id, to be named in the reader's language."""

    def __init__(self, groups: Sequence[StakeholderGroup], stages: Sequence[Stage]) -> None:
        self.groups = {group.id: group for group in groups}
        self.stages = {stage.id: stage for stage in stages}

    def group(self, group_id: UUID) -> Record:
        """Kind and name, as `components/group.html` wants them."""
        group = self.groups[group_id]
        return {"kind": group.kind, "name": text(group.name)}

    def place(self, place: Place) -> str:
        """The name of a stage, or what stands for no stage and for all of them."""
        if place is None:
            return str(gettext("Stage unknown"))
        if place == EVERYWHERE:
            return str(gettext("All stages"))
        return text(self.stages[place].name) if place in self.stages else str(gettext("Stage unknown"))

    def code(self, place: Place) -> str:
        """How a place stands in an address."""
        if place is None:
            return "none"
        return "" if place == EVERYWHERE else self.stages[place].code


def quote_record(sentence: Sentence, names: Names) -> Record:
    """A sentence in its surroundings, as `components/quote.html` wants it."""
    before, after = _cut(sentence)
    stage = names.place(sentence.stage_id)
    return {
        "id": sentence.id,
        "text": before + sentence.words + after,
        "start": len(before),
        "end": len(before) + len(sentence.words),
        "lang": sentence.lang,
        "group": names.group(sentence.group_id),
        "stage": gettext("%(stage)s, suggested", stage=stage) if sentence.suggested else stage,
        "when": text(dict(sentence.wave)) if sentence.wave else month(sentence.month),
        "sentiment": sentence.sentiment,
        "source": source(sentence),
        "response_id": sentence.response_id,
    }


def _cut(sentence: Sentence) -> tuple[str, str]:
    """What stands before and after the sentence, shortened at a word where it is long."""
    before, after = sentence.text[: sentence.start], sentence.text[sentence.end :]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return before, after


def source(sentence: Sentence | WholeComment) -> str:
    """Where it was said: the source of evidence, or the question and the version it was asked in."""
    named = sentence.source if isinstance(sentence.source, str) else text(dict(sentence.source))
    if sentence.question is None:
        return named
    question = text(dict(sentence.question))
    return str(
        gettext(
            "%(title)s, version %(version)s: %(question)s", title=named, version=sentence.version, question=question
        )
    )


def hidden_records(found: Sentences, names: Names) -> list[Record]:
    """Groups whose words are kept back, as quotes that say so."""
    return [
        {"hidden": hidden.reason, "k": hidden.k, "group": names.group(group_id)}
        for group_id, hidden in sorted(found.hidden.items(), key=lambda one: str(one[0]))
    ]


def run_record(progress: Progress) -> Record:
    """A run as `components/progress.html` wants it; reading and writing each are half of the way."""
    return {
        "title": gettext("Reading the comments and finding themes"),
        "done": progress.done // 2,
        "total": progress.total // 2 or None,
        "unit": gettext("comments"),
        "note": _left(progress),
        "state": "queued" if progress.state == WAITING else progress.state,
        "url": url_for("runs.progress", run_id=progress.run.id),
        "cancel_url": url_for("runs.cancel", run_id=progress.run.id),
        "then_url": url_for("insights.themes"),
    }


def _left(progress: Progress) -> str:
    """How long it will take, roughly; nothing where it does not run, and so much where nobody can tell yet."""
    if progress.state != RUNNING:
        return ""
    if progress.remaining is None:
        return str(gettext("how long it takes cannot be told yet"))
    if progress.remaining < MINUTE:
        return str(gettext("less than a minute left"))
    minutes = round(progress.remaining / MINUTE)
    if minutes < HOUR:
        return str(ngettext("about one minute left", "about %(num)s minutes left", minutes))
    return str(ngettext("about one hour left", "about %(num)s hours left", round(minutes / HOUR)))


def share_record(row: SharedRow, code: str) -> Shown[float] | Hidden:
    """A group's share in a shared point, or why there is none."""
    share = row.point.groups[code]
    if share.shown and share.share is not None and share.n is not None:
        return Shown(share.share, share.n, share.low, share.high)
    if not share.asked:
        return Hidden("not_asked")
    held = row.held.get(code)
    return Hidden("too_few", held) if held else Hidden("nobody")


def marks(people: Mapping[UUID, Shown[int] | Hidden], names: Names) -> list[Record]:
    """Groups that raised something, with how many people: the largest first."""
    shown = [(group, one) for group, one in people.items() if isinstance(one, Shown) and one.value]
    ordered = sorted(shown, key=lambda one: (-one[1].value, str(one[0])))
    return [{**names.group(group), "people": one.value, "wrote": one.n} for group, one in ordered]


def period_name(period: Period) -> str:
    """A wave by its name, else a month, a quarter or a year."""
    if period.wave:
        return text(dict(period.wave))
    if period.months == 1:
        return month(period.starts)
    if period.months == 3:
        quarter = (period.starts.month + 2) // 3
        return str(gettext("quarter %(quarter)s of %(year)s", quarter=quarter, year=period.starts.year))
    return str(period.starts.year)


def period_mark(period: Period) -> str:
    """The same as short as an axis needs it: "3/26" for a month, "Q1 26" for a quarter."""
    if period.wave or period.months not in (1, 3):
        return period_name(period)
    year = period.starts.year % 100
    if period.months == 1:
        return f"{period.starts.month}/{year:02}"
    return str(gettext("Q%(quarter)s %(year)s", quarter=(period.starts.month + 2) // 3, year=f"{year:02}"))
