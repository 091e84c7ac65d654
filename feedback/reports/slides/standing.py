"""What was decided, how the work stands, what came of it, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import gettext

from feedback.outreach.rules.coverage import ASKED, NOT_ASKED, TOO_FEW
from feedback.reports.document import Asked, Decided, Document, Effect, Work
from feedback.reports.findings import work_of
from feedback.reports.slides.records import Slide, Table
from feedback.reports.veiling import FEWEST
from feedback.reports.words import change, effect_word, short_day, status_word, verdict_word
from feedback.web.templating import percent, say, text

MOST_DECISIONS = 10
MOST_WORK = 12


def decided(report: Document) -> Slide:
    """The newest decisions with their reasons."""
    title = gettext("What was decided")
    if not report.decisions:
        return Slide(title, lines=[gettext("Nothing was decided in this time.")])
    columns = (gettext("Improvement"), gettext("Decision"), gettext("Reason"), gettext("Decided on"))
    rows = [_decision(one) for one in report.decisions[:MOST_DECISIONS]]
    caption = gettext("Decisions with their reasons, the newest first.")
    return Slide(title, table=Table(caption, columns, (4, 1.4, 5, 1.6), rows), notes=caption)


def _decision(one: Decided) -> Sequence[str]:
    return (
        text(dict(one.title)),
        verdict_word(one.verdict),
        one.reason,
        "\n".join(filter(None, (short_day(one.on), one.by))),
    )


def work(report: Document) -> Slide:
    """Decided improvements that are not over, and how many are done and late."""
    head = work_of(report)
    title = say(head) if head else gettext("How the work goes")
    if not report.work:
        return Slide(title, lines=[gettext("Nothing is decided yet.")])
    columns = (gettext("Improvement"), gettext("Status"), gettext("In charge"), gettext("Until"), gettext("Done"))
    rows = [_work(one) for one in report.work[:MOST_WORK]]
    caption = gettext("Improvements that were decided.")
    notes = gettext("How far each is done is what those in charge say.")
    return Slide(title, table=Table(caption, columns, (5, 1.6, 2.2, 1.6, 1), rows, frozenset({4})), notes=notes)


def _work(one: Work) -> Sequence[str]:
    blocker = f"{gettext('In the way')}: {one.blocker}" if one.blocker else ""
    about = "\n".join(filter(None, (text(dict(one.title)), blocker)))
    until = short_day(one.due) if one.due else gettext("no date")
    return about, status_word(one.status), one.owner or gettext("nobody in charge"), until, percent(one.percent / 100)


def effects(report: Document) -> Iterator[Slide]:
    """What was measured again on the same question; nothing where nothing was registered."""
    if report.effects:
        columns = (gettext("Improvement"), gettext("Where"), gettext("Verdict"), gettext("How much it moved"))
        rows = [_effect(report, one) for one in report.effects]
        caption = gettext("What was measured again on the same question, with the change, its interval and n.")
        notes = gettext(
            "Question, group, least change worth the work and day were registered before. One verdict each."
        )
        table = Table(caption, columns, (4.4, 2.8, 2, 3), rows)
        yield Slide(gettext("Whether it helped"), table=table, notes=f"{caption}\n{notes}")


def _effect(report: Document, one: Effect) -> Sequence[str]:
    verdict = "\n".join(filter(None, (effect_word(one.verdict), short_day(one.on) if one.on else "")))
    place = f"{_stage(report, one.stage)} · {text(dict(report.group(one.group).name))}"
    return text(dict(one.title)), place, verdict, change(one) or gettext("none measured")


def _stage(report: Document, code: str) -> str:
    name = report.stage_name(code)
    return text(dict(name)) if name else str(gettext("Stage unknown"))


# --- what is not known --------------------------------------------------------------------------------


def unknown(report: Document) -> Slide:
    """Of each group the stages it was not asked about, or answered too little."""
    asked = {(one.stage, one.group): one for one in report.coverage}
    groups = list(dict.fromkeys(one.group for one in report.coverage))
    told = [(text(dict(report.group(code).name)), *_gaps(report, asked, code)) for code in groups]
    rows = [row for row in told if row[1] or row[2]]
    title = gettext("What we do not know")
    notes = gettext(
        "This copy left the product: it shows no figure of fewer than %(k)s people, also where members see one.",
        k=FEWEST,
    )
    if not rows:
        said = gettext("Every group was asked about every stage.") if told else gettext("Nobody was asked so far.")
        return Slide(title, lines=[said], notes=notes)
    columns = (gettext("Group"), gettext("Not asked about"), gettext("Too few or no answers about"))
    caption = gettext("Stages of which nothing is known, by group: not asked is not the same as content.")
    return Slide(title, table=Table(caption, columns, (2.4, 5, 5), rows), notes=f"{caption}\n{notes}")


def _gaps(report: Document, asked: Mapping[tuple[str, str], Asked], group: str) -> tuple[str, str]:
    not_asked, few = [], []
    for stage in report.stages:
        cell = asked.get((stage.code, group))
        state = cell.state if cell else NOT_ASKED
        name = f"{stage.number} {text(dict(stage.name))}"
        if state == NOT_ASKED:
            not_asked.append(name)
        elif state == TOO_FEW or (state == ASKED and cell is not None and not cell.n):
            few.append(name)
    return ", ".join(not_asked), ", ".join(few)
