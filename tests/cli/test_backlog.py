"""`feedback backlog` prints what scripts read."""

from __future__ import annotations

import json
from typing import Any

from feedback.backlog.lines import line_of
from tests.cli.conftest import Run
from tests.factories.backlog import analysed, improvement, listed, said_and_proposed
from tests.factories.heard import answered_about
from tests.factories.people import Member, owner
from tests.factories.surveys import closed, opened, published

KEYS = [
    "id",
    "url",
    "rank",
    "tier",
    "title",
    "direction",
    "stage",
    "themes",
    "groups",
    "score",
    "parts",
    "rank_low",
    "rank_high",
    "n",
    "status",
    "scope",
    "how",
    "objective",
    "area",
    "cost",
    "tags",
    "needs",
    "evidence",
]


def printed(of: Member, evidence: int = 3) -> list[dict[str, Any]]:
    held = listed(of)
    with of.at_work(), of.app.test_request_context():
        found = [line_of(held, line, "acme", evidence) for line in held.lines]
    return list(json.loads(json.dumps(found)))


def test_a_line_has_every_fixed_name(acme: Member) -> None:
    said_and_proposed(acme)
    line = next(one for one in printed(acme) if one["direction"] == "reduce")
    assert list(line) == KEYS
    assert line["url"] == f"http://localhost/o/acme/backlog/{line['id']}"
    assert (line["stage"], line["themes"], line["n"], line["status"]) == ("visit", ["waiting"], 10, "proposed")
    assert line["groups"]["customers"] == {
        "reach": 1.0,
        "severity": 0.6,
        "breadth": 2.0,
        "n": 6,
        "raised": 6,
    }
    assert list(line["parts"]) == ["reach", "severity", "breadth", "moment", "effort"]
    assert line["parts"]["effort"] == [1, 5, 20]
    assert line["rank_low"] <= line["rank"] <= line["rank_high"]


def test_sentences_come_with_where_they_were_said(acme: Member) -> None:
    said_and_proposed(acme)
    line = next(one for one in printed(acme, 2) if one["direction"] == "reduce")
    assert len(line["evidence"]) == 2
    assert {one.pop("group") for one in line["evidence"]} <= {"customers", "employees"}
    assert line["evidence"][0] == {
        "text": "We waited far too long here.",
        "theme": "waiting",
        "stage": "visit",
        "source": "Reviews",
        "question": None,
        "version": None,
        "date": None,
        "sentiment": "neg",
    }
    assert [one["evidence"] for one in printed(acme, 0)] == [[], []]


def test_words_of_too_few_are_named_hidden(acme: Member) -> None:
    said_and_proposed(acme)
    survey = opened(acme, published(acme), ["suppliers"], mode="anonymous")
    answered_about(survey, "suppliers", 4, text="Our invoices wait for months.")
    closed(survey)
    analysed(acme)
    line = next(one for one in printed(acme, 50) if one["direction"] == "reduce")
    assert line["groups"]["suppliers"] == {"hidden": "too_few"}
    assert line["evidence"][-1] == {"group": "suppliers", "stage": "visit", "hidden": "too_few"}
    assert "Our invoices" not in json.dumps(line)


def test_a_line_without_score_is_printed_all_the_same(acme: Member) -> None:
    said_and_proposed(acme)
    number = improvement(acme)
    line = next(one for one in printed(acme) if one["id"] == number)
    assert (line["rank"], line["score"], line["parts"], line["tier"], line["n"]) == (None, None, None, "later", 0)


def test_the_command_prints_the_list_of_one_organisation(run: Run) -> None:
    from feedback.cli.edge import application

    said_and_proposed(owner(application(), "acme"))
    result = run("backlog", "--organisation", "acme", "--evidence", "1", "--json")
    assert result.exit_code == 0, result.output
    lines = json.loads(result.stdout)
    assert [(line["rank"], len(line["evidence"])) for line in lines] == [(1, 1), (2, 1)]
    assert lines[0]["url"].startswith("http://127.0.0.1:8000/o/acme/backlog/")


def test_an_unknown_organisation_is_wrong_use(run: Run) -> None:
    result = run("backlog", "--organisation", "nobody")
    assert (result.exit_code, result.stdout) == (2, "")
