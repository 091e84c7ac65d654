"""The views by formula as rows: every line, n and ranges as the page has them, and what they stand on."""

from __future__ import annotations

from datetime import date
from typing import Any

from feedback.backlog import formula_files as files
from feedback.backlog.actions import own_formulas as actions
from feedback.backlog.queries import comparing
from feedback.backlog.queries import own_formulas as queries
from feedback.backlog.queries.formulas import opportunities
from feedback.backlog.queries.kano import kano_asked
from tests.factories.backlog import ground, improvement, listed, said_and_proposed
from tests.factories.people import Member
from tests.factories.surveys import answered, asked, counted, opened, published

TODAY = date(2026, 11, 23)


def read(of: Member, rows: Any) -> list[dict[str, Any]]:
    """Each row by its columns; every row has a cell for each."""
    with of.at_work(), of.app.test_request_context(headers={"Accept-Language": "en"}):
        header, *found = rows()
    assert {len(row) for row in found} <= {len(header)}
    return [dict(zip(header, row, strict=True)) for row in found]


def test_every_line_says_what_it_stands_on(acme: Member) -> None:
    assert read(acme, lambda: files.rice_rows(comparing.figures())) == []
    said_and_proposed(acme)
    with acme.at_work():
        ranking = comparing.figures().ranking  # type: ignore[union-attr]
    lines = {line.improvement.number: line for line in listed(acme).lines}
    for rows in (
        lambda: files.rice_rows(comparing.figures()),
        lambda: files.ice_rows(comparing.figures()),
        lambda: files.wsjf_rows(comparing.figures(), TODAY),
        lambda: files.effort_rows(comparing.figures()),
    ):
        found = read(acme, rows)
        assert {one["number"] for one in found} == set(lines)
        assert [one["place"] for one in found] == [1, 2]
        for one in found:
            score = lines[one["number"]].score
            assert score is not None
            assert (one["n"], one["rank"]) == (score.people, score.rank)
            assert (one["rank_low"], one["rank_high"]) == (score.rank_low, score.rank_high)
            assert (one["run"], one["seed"]) == (str(ranking.run_id), ranking.seed)
            assert one["order_made_at"] == ranking.made_at.isoformat()


def test_a_formula_of_ones_own_says_of_which_lines_it_has_no_result(acme: Member) -> None:
    said_and_proposed(acme)
    plain = {"name": "=Cost(1)", "higher_first": True}
    made = acme.do(lambda: actions.write_formula(**plain, text="people / cost").id)
    other = acme.do(lambda: actions.write_formula(name="Pain", higher_first=True, text="people * severity").id)

    def rows(formula_id: Any) -> Any:
        row, found = queries.formula(formula_id), comparing.figures()
        order = queries.ordered(found, row, queries.read(row), TODAY)  # type: ignore[arg-type]
        return files.own_rows(row.name, found, order)

    for one in read(acme, lambda: rows(made)):
        assert (one["formula"], one["place"], one["result"]) == ("=Cost(1)", None, None)
        assert one["why_not"] == "nobody wrote down what it costs"
    found = read(acme, lambda: rows(other))
    assert [one["place"] for one in found] == [1, 2]
    assert all(one["low"] <= one["result"] <= one["high"] and one["why_not"] is None for one in found)


def test_questions_say_how_many_answered_or_why_nothing_is_told(acme: Member) -> None:
    ground(acme)
    improvement(acme, "visit")
    asking = published(acme, asked("call", "kano", "visit"), asked("care", "importance", "visit"))
    modes = {"customers": {"mode": "identified"}, "suppliers": {"mode": "confidential"}}
    surveys = {group: opened(acme, asking, [group], **values) for group, values in modes.items()}
    answered(surveys["customers"], "customers", 9, call=["A"])
    answered(surveys["suppliers"], "suppliers", 3, call=["M"])
    for one in surveys.values():
        counted(one)
    told, kept = sorted(read(acme, lambda: files.kano_rows(kano_asked(), TODAY)), key=lambda one: one["group"])
    assert (told["group"], told["n"], told["share_A"], told["leading"], told["clear"]) == (
        "customers",
        9,
        1.0,
        "A",
        "yes",
    )
    assert told["better_low"] < told["better"] == 1.0 and told["as_of"] == "2026-11-23"
    assert (kept["n"], kept["share_M"], kept["leading"], kept["better"]) == (None, None, None, None)
    assert kept["hidden"] == "not_yet"
    for one in read(acme, lambda: files.opportunity_rows(opportunities(), TODAY)):
        assert (one["survey"], one["n"], one["opportunity"]) == (surveys[one["group"]].code, None, None)
        assert one["hidden"]
