"""What leaves the sign-in: mails, and files that are passed on, show no figure of a handful of people. Pure."""

from __future__ import annotations

from dataclasses import replace

from feedback.analysis.disclosure import Hidden, Shown, threshold
from feedback.outreach.rules.coverage import ASKED, TOO_FEW
from feedback.reports.document import Asked, Document, Effect, Line, Result, Score, Shared

FEWEST = threshold("identified", audience="public").scores


def veiled(document: Document, k: int = FEWEST) -> Document:
    """The report with every figure of fewer than k people kept back, also of surveys that promised nothing.

    Nothing in it is a total over groups or stages, so no figure can be had back from the others.
    """
    return replace(
        document,
        coverage=[_asked(one, k) for one in document.coverage],
        scores=[_score(one, k) for one in document.scores],
        shared=[_shared(one, k) for one in document.shared],
        lines=[_line(one, k) for one in document.lines],
        effects=[_effect(one, k) for one in document.effects],
    )


def _result(result: Result, k: int) -> Result:
    return Hidden("too_few", k) if isinstance(result, Shown) and result.n < k else result


def _asked(one: Asked, k: int) -> Asked:
    few = one.state == ASKED and one.n is not None and 0 < one.n < k
    return replace(one, state=TOO_FEW, n=None, newest=None) if few else one


def _score(one: Score, k: int) -> Score:
    result = _result(one.result, k)
    return one if result is one.result else replace(one, result=result, newest=None)


def _shared(one: Shared, k: int) -> Shared:
    return replace(one, shares={group: _result(share, k) for group, share in one.shares.items()})


def _line(one: Line, k: int) -> Line:
    """A sentence that counts a few people goes with their number."""
    few = any(0 < people < k for people in one.raised.values())
    return replace(one, people=None, raised={}, why=None) if few else one


def _effect(one: Effect, k: int) -> Effect:
    return replace(one, change=None if one.change is None else _result(one.change, k))
