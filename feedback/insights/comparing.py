"""Drivers and gaps as pages and charts show them, in the reader's language; no decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from flask import url_for
from flask_babel import gettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.charts import (
    DriverRow,
    GapNames,
    GapRow,
    Kind,
    Shape,
    Theme,
    drivers_chart,
    drivers_size,
    gaps_chart,
    gaps_size,
)
from feedback.insights.presenting import Names
from feedback.insights.queries.gaps import Agreement, StageGap
from feedback.insights.queries.run_figures import StageDriver
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.pictures import kept
from feedback.web.templating import language_code, number, percent, say, text

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DriversPanel:
    """One group's drivers; `first` is the stage that may be told to come first, `figure` the picture."""

    group: StakeholderGroup
    rows: Sequence[StageDriver]
    first: StageDriver | None
    figure: Record | None


@dataclass(frozen=True, slots=True)
class GapsPanel:
    """One group's guesses of what another lives."""

    group_id: UUID
    lived_by: UUID
    rows: Sequence[StageGap]
    widest: StageGap | None
    agreement: Agreement | None
    figure: Record | None

    @property
    def comparable(self) -> bool:
        return any(row.gap for row in self.rows)


def drivers_panel(group: StakeholderGroup, rows: Sequence[StageDriver], names: Names) -> DriversPanel:
    drawn = _driver_rows(rows, names)
    url = url_for("drivers.drivers_chart", group=group.code, lang=language_code())
    alt = gettext("How much of the verdict goes with each stage.") + " " + _spoken(drawn)
    figure = {"url": url, "alt": alt, **_sizes(lambda shape: drivers_size(drawn, shape))} if drawn else None
    return DriversPanel(group, rows, _first(rows), figure)


def drivers_svg(rows: Sequence[StageDriver], names: Names, theme: Theme, shape: Shape) -> bytes:
    drawn = _driver_rows(rows, names)
    return kept(lambda: drivers_chart(drawn, theme=theme, shape=shape, percent=percent), "drivers", drawn, theme, shape)


def _first(rows: Sequence[StageDriver]) -> StageDriver | None:
    """The stage whose share lies above every other's interval, where people enough judged to tell an order."""
    told = [row for row in rows if row.ranked and isinstance(row.share, Shown)]
    if len(told) < 2:
        return None
    best = told[0].share
    rest = [row.share for row in told[1:]]
    assert isinstance(best, Shown) and best.low is not None
    above = all(isinstance(one, Shown) and one.high is not None and one.high < best.low for one in rest)
    return told[0] if above else None


def _driver_rows(rows: Sequence[StageDriver], names: Names) -> list[DriverRow]:
    return [
        DriverRow(
            names.place(row.stage_id), row.share.value, row.share.low, row.share.high, row.share.n, _share(row.share)
        )
        for row in rows
        if isinstance(row.share, Shown)
    ]


def _share(share: Shown[float]) -> str:
    assert share.low is not None and share.high is not None
    return str(
        gettext(
            "%(share)s (%(low)s to %(high)s)",
            share=percent(share.value),
            low=percent(share.low),
            high=percent(share.high),
        )
    )


def _spoken(rows: Sequence[DriverRow]) -> str:
    return " ".join(f"{row.label}: {row.text}." for row in rows)


def gap_panels(
    gaps: Sequence[StageGap], agreement: Mapping[tuple[UUID, UUID], Agreement], names: Names
) -> list[GapsPanel]:
    """A panel per pair of groups, in the order of the widest gap."""
    pairs = dict.fromkeys((gap.group_id, gap.lived_by) for gap in gaps)
    return [
        _gaps_panel([gap for gap in gaps if (gap.group_id, gap.lived_by) == pair], agreement.get(pair), names)
        for pair in pairs
    ]


def _gaps_panel(rows: Sequence[StageGap], agreement: Agreement | None, names: Names) -> GapsPanel:
    group, living = rows[0].group_id, rows[0].lived_by
    sure = [row for row in rows if row.gap and row.gap.sign]
    drawn, called = _gap_rows(rows, names), _called(rows, names)
    url = url_for(
        "drivers.gaps_chart",
        guessing=names.groups[group].code,
        living=names.groups[living].code,
        lang=language_code(),
    )
    alt = gettext("What insiders believe and what is lived, stage by stage.") + " " + _gaps_spoken(drawn)
    figure = {"url": url, "alt": alt, **_sizes(lambda shape: gaps_size(drawn, shape, called))}
    return GapsPanel(group, living, rows, sure[0] if sure else None, agreement, figure if drawn else None)


def gaps_svg(rows: Sequence[StageGap], names: Names, theme: Theme, shape: Shape) -> bytes:
    drawn, called = _gap_rows(rows, names), _called(rows, names)
    return kept(lambda: gaps_chart(drawn, theme=theme, shape=shape, names=called), "gaps", drawn, called, theme, shape)


def _gap_rows(rows: Sequence[StageGap], names: Names) -> list[GapRow]:
    return [_gap_row(row, names) for row in rows if isinstance(row.predicted, Shown) or isinstance(row.lived, Shown)]


def _gap_row(row: StageGap, names: Names) -> GapRow:
    guess = row.predicted.value if isinstance(row.predicted, Shown) else None
    label = names.place(row.stage_id)
    if isinstance(row.lived, Hidden):
        return GapRow(label, None, guess, None, None, None, 0, say(row.lived.message))
    beside = number(row.lived.value, 1) if guess is None else f"{number(guess, 1)} → {number(row.lived.value, 1)}"
    return GapRow(label, None, guess, row.lived.value, row.lived.low, row.lived.high, row.lived.n, beside)


def _called(rows: Sequence[StageGap], names: Names) -> GapNames:
    guessing, living = names.groups[rows[0].group_id], names.groups[rows[0].lived_by]
    return GapNames(
        predicted=gettext("%(group)s believe", group=text(guessing.name)),
        lived=gettext("%(group)s live", group=text(living.name)),
        lived_by=cast(Kind, living.kind),
        predicted_by=cast(Kind, guessing.kind),
    )


def _gaps_spoken(rows: Sequence[GapRow]) -> str:
    return " ".join(f"{row.label}: {row.text}." for row in rows)


def _sizes(size: Any) -> Record:
    (width, height), (narrow_width, narrow_height) = size("wide"), size("narrow")
    return {"width": width, "height": height, "narrow_width": narrow_width, "narrow_height": narrow_height}
