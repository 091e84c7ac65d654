"""What a report says first."""

from __future__ import annotations

from dataclasses import replace

from feedback.analysis.disclosure import Shown
from feedback.reports.findings import findings
from tests.factories.documents import small


def said(**values: object) -> list[str]:
    return [one.id for one in findings(small(**values))]


def test_each_finding_has_its_figure() -> None:
    assert said() == [
        "“%(stage)s” is the stage %(group)s live worst: %(value)s of 5 (n %(n)s).",
        "“%(title)s” comes first for now; its place can be anywhere from %(low)s to %(high)s.",
        "Points that groups share: %(count)s, “%(theme)s” before all.",
        "Decided improvements: %(all)s; done: %(done)s; late: %(late)s.",
        "Effects measured: %(all)s; improved: %(improved)s.",
    ]
    assert [dict(one.params) for one in findings(small())][3] == {"all": 1, "done": 0, "late": 1}


def test_a_worst_stage_that_could_be_chance_is_not_called_the_worst() -> None:
    near = small().scores
    scores = [replace(near[0], result=Shown(3.4, 4, 2.5, 4.3)), *near[1:]]
    assert said(scores=scores)[0].endswith("others may be as low.")


def test_of_one_stage_alone_nothing_is_the_worst() -> None:
    assert not any("stage" in one for one in said(scores=small().scores[1:]))


def test_what_comes_first_beyond_chance_is_said_so() -> None:
    clear = replace(small().lines[0], rank_low=1, rank_high=1)
    assert said(lines=[clear])[1] == "“%(title)s” comes first, beyond chance."


def test_on_the_sheet_of_an_area_the_first_of_its_own_lines_does_not_come_first() -> None:
    fifth = replace(small().lines[0], rank=5, rank_low=1, rank_high=8)
    assert said(lines=[fifth])[1] == (
        "Of these “%(title)s” stands highest: rank %(rank)s, and it can be anywhere from %(low)s to %(high)s."
    )


def test_an_empty_report_says_nothing() -> None:
    assert said(groups=[], scores=[], shared=[], lines=[], work=[], effects=[]) == []
