"""The attacker who subtracts: asks every page, file, picture, API answer and command, and solves for small groups.

What is shown of a protected survey are sums over sets of its people: a group, all together, those who gave an answer.
Which sets they are is known to whoever knows the organisation; so any sum of shown figures is known too. The attacker
looks for a set of fewer than k people whose figure follows, question by question, by exact elimination over single
people: who is in every published set alike cannot be told apart, everybody else can. Scores over several questions
are sums over what each person answered; there the attacker looks for any sum in which few people are left.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from html import unescape
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback.analysis.disclosure.audit import _reduced, given_away
from feedback.db import db, inside
from feedback.disclosure import queries as disclosure
from feedback.disclosure.history import FAMILIES
from feedback.disclosure.rules import leaves, whole_of
from feedback.outreach.queries.coverage import coverage
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.document import Question
from feedback.surveys.models import Answer, Response, Survey
from feedback.surveys.queries import counting
from feedback.surveys.queries import results as figures
from feedback.surveys.queries import surveys as queries
from feedback.surveys.rules import IDENTIFIED

Variable = tuple[str, str]
"""(question, row of it)."""


@dataclass(frozen=True)
class Published:
    """One figure somebody was shown: what it is of, the people it sums, how many it says they are, and where."""

    variable: Variable
    people: frozenset[UUID]
    n: int | None
    source: str


Said = tuple[UUID, str]
"""What one person answered to one question."""


@dataclass(frozen=True)
class Score:
    """The score of a stage in one measure, as somebody was shown it: the weight of everything that is summed in it."""

    place: tuple[str, str]
    weights: Mapping[Said, Fraction]


ORDERS = 300
"""In how many orders the attacker eliminates."""


def fewest_left(sums: Sequence[Mapping[Said, Fraction]]) -> int:
    """Over how few people a sum can be made of these; a very large number where they say nothing.

    What is weighted alike in every sum stands together. A sum over few people is a row of the reduced system where
    nobody of it was eliminated early, so the columns are tried in many orders.
    """
    columns: dict[tuple[Fraction, ...], set[UUID]] = {}
    for said in {said for one in sums for said in one}:
        columns.setdefault(tuple(one.get(said, Fraction(0)) for one in sums), set()).add(said[0])
    chance, kinds, fewest = random.Random(4), list(columns), 10**9
    for _ in range(ORDERS):
        chance.shuffle(kinds)
        rows, _ = _reduced([[kind[place] for kind in kinds] for place in range(len(sums))])
        for row in rows:
            people = {one for kind, weight in zip(kinds, row, strict=True) if weight for one in columns[kind]}
            fewest = min(fewest, len(people))
    return fewest


@dataclass
class Attacked:
    """One survey: everything that was shown of it, and the sets of fewer than k people that follow."""

    survey: str
    k: int
    published: list[Published] = field(default_factory=list)
    found: list[tuple[Variable, int]] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)

    @property
    def sources(self) -> list[str]:
        return sorted({one.source for one in self.published})

    @property
    def smallest(self) -> int | None:
        return min((len(one.people) for one in self.published), default=None)

    def solve(self) -> None:
        """Look for few people, question by question."""
        by_variable: dict[Variable, list[frozenset[UUID]]] = defaultdict(list)
        for one in self.published:
            by_variable[one.variable].append(one.people)
        for variable, sets in by_variable.items():
            everybody = dict.fromkeys(frozenset().union(*sets), 1)
            few = given_away(everybody, list(dict.fromkeys(sets)), self.k)
            if few is not None:
                self.found.append((variable, len(few)))
        for place in dict.fromkeys(score.place for score in self.scores):
            few_left = fewest_left(self._sums(place))
            if few_left < self.k:
                self.found.append((("stage score", "/".join(place)), few_left))

    def _sums(self, place: tuple[str, str]) -> list[Mapping[Said, Fraction]]:
        """The scores of one stage and measure, and the published figures of the questions behind them."""
        sums: list[Mapping[Said, Fraction]] = [one.weights for one in self.scores if one.place == place]
        codes = {code for weights in sums for _, code in weights}
        behind = {(one.variable[0], one.people) for one in self.published if one.variable in {(c, "") for c in codes}}
        return sums + [{(person, code): Fraction(1) for person in people} for code, people in behind]


@dataclass(frozen=True)
class _Truth:
    """Who answered what in one survey; what the attacker knows of the organisation, and how it names things."""

    row: Survey
    asked: Mapping[UUID, Question]
    groups: Mapping[str, Sequence[str]]
    """Name that is shown -> codes of the groups in it; "" for all together."""
    answered: Mapping[tuple[str, str], Mapping[UUID, str]]
    """(question, row) -> who answered it -> code of their group."""
    chose: Mapping[str, Mapping[str, frozenset[UUID]]]
    """Question -> option -> who chose it."""

    def people(self, variable: Variable, name: str) -> frozenset[UUID]:
        inside_it = set(self.groups[name])
        return frozenset(one for one, group in self.answered.get(variable, {}).items() if group in inside_it)


def attack(app: Flask, client: FlaskClient, organisation: UUID, code: str, api: FlaskClient | None = None,
           token: str = "") -> list[Attacked]:  # fmt: skip
    """Every protected survey of an organisation, through the pages of a signed-in member and, with a token, the API."""
    with app.app_context(), inside(organisation):
        truths = [_truth(row) for row in queries.surveys() if row.mode != IDENTIFIED]
    attacked = []
    for truth in truths:
        one = Attacked(truth.row.code, truth.row.k_scores)
        address = f"/o/{code}/surveys/{truth.row.code}"
        for language in ("es", "en"):
            one.published += _file(truth, client.get(f"{address}/results.csv?lang={language}").get_data(as_text=True))
        one.published += _pictures(truth, client, address)
        one.published += _cuts(truth, client, address)
        if api is not None:
            headers = {"Authorization": f"Bearer {token}"}
            one.published += _api(truth, api.get(f"/api/v1/surveys/{truth.row.code}/results", headers=headers).json)
        with app.test_request_context(), inside(organisation):
            one.published += _stages(truth)
            one.scores += _scores(truth)
        one.solve()
        attacked.append(one)
    return attacked


# --- what is shown --------------------------------------------------------------------------------

_COUNTED = ("shown", "skipped", "not_applicable")


def _file(truth: _Truth, raw: str) -> list[Published]:
    found = []
    for question, _, row, group, figure, _, _, n, *_ in list(csv.reader(io.StringIO(raw.removeprefix("\ufeff"))))[1:]:
        if n and figure not in _COUNTED:
            people = truth.people((question, row), group)
            found.append(Published((question, row), people, int(n), "results.csv"))
    return found


def _pictures(truth: _Truth, client: FlaskClient, address: str) -> list[Published]:
    found = []
    for row_id, question in truth.asked.items():
        for name in truth.groups:
            named = {"group": name or "together"}
            if client.get(f"{address}/chart/{row_id}.svg", query_string=named).status_code == 200:
                found.append(Published((question.code, ""), truth.people((question.code, ""), name), None, "picture"))
    return found


_PANEL = re.compile(r'<section[^>]*aria-labelledby="h-([0-9a-f-]{36})"')
_ROW = re.compile(r"<tr[^>]*>\s*<th[^>]*>(.*?)</th>(.*?)</tr>", re.S)


def _cuts(truth: _Truth, client: FlaskClient, address: str) -> list[Published]:
    """The tables of the results page, cut by whatever question the address may name."""
    found = []
    for by in truth.asked.values():
        page = client.get(f"{address}/results", query_string={"by": by.id, "lang": "en"}).get_data(as_text=True)
        parts = _PANEL.split(page)[1:]
        names = {choice.text.text_in("en", "es"): choice.code for choice in by.choices}
        for row_id, panel in zip(parts[::2], parts[1::2], strict=True):
            _, _, table = panel.partition("By the answer to another question</caption>")
            code = truth.asked[UUID(row_id)].code
            for value, cells in _ROW.findall(table.partition("</table>")[0]):
                n = re.sub(r"<[^>]+>", " ", cells.rpartition("<td")[2].partition(">")[2]).strip()
                if n.isdigit():
                    chosen = truth.chose[by.code][names.get(unescape(value).strip(), unescape(value).strip())]
                    people = frozenset(truth.answered[(code, "")]) & chosen
                    found.append(Published((code, ""), people, int(n), "cut on the page"))
    return found


def _api(truth: _Truth, said: Mapping[str, object]) -> list[Published]:
    found = []
    for question in said["questions"]:  # type: ignore[attr-defined]
        shown = {one["group"]: one["answers"] for one in question["groups"]} | {"": question["together"]}
        shown |= {whole_of(one["group"]): one["answers"] for one in question["wholes"]}
        variable = (question["code"], "")
        for name, answers in shown.items():
            if answers is not None and answers["hidden"] is None:
                found.append(Published(variable, truth.people(variable, name), answers.get("n"), "API"))
    return found


def _stages(truth: _Truth) -> list[Published]:
    """Stage by stage: scores of the journey, and how many were heard in the coverage plan and on its command."""
    found = []
    names = {group.id: group.code for group in stakeholders.groups(include_archived=True)}
    stages = counting.stage_codes()
    scores = {(cell[0], cell[1]): one.result for cell, one in figures.stage_scores().items()}
    grid = coverage()
    for (stage_id, group_id), result in scores.items():
        n = getattr(result, "n", None) if not hasattr(result, "reason") else None
        people = _at_stage(truth, stages[stage_id], names[group_id], lines=True)
        if n is not None and n == len(people):
            found.append(Published(("stage score", stages[stage_id]), people, n, "journey"))
    for (stage_id, group_id), cell in grid.cells.items():
        people = _at_stage(truth, stages[stage_id], names[group_id], lines=False)
        if cell.n and cell.n == len(people):
            found.append(Published(("heard", stages[stage_id]), people, cell.n, "coverage"))
    return found


def _scores(truth: _Truth) -> list[Score]:
    """The scores of stages on the journey: of groups alone, and of groups with their sub-groups."""
    names = {group.id: group.code for group in stakeholders.groups(include_archived=True)}
    parts: dict[str, list[str]] = {}
    for group in stakeholders.groups(include_archived=True):
        parts.setdefault(names.get(group.parent_id, ""), []).append(group.code)  # type: ignore[arg-type]
    stages, found = counting.stage_codes(), []
    for (stage_id, group_id), one in figures.stage_scores().items():
        alone = None if one.measure is None else (one, [names[group_id]])
        rolled = one.whole and (one.whole, [names[one.whole.group_id], *parts.get(names[one.whole.group_id], ())])
        for figure, inside_it in filter(None, (alone, rolled)):
            weights = _weights(truth, stages[stage_id], str(figure.measure), inside_it)
            people = {person for person, _ in weights}
            if getattr(figure.result, "n", None) == len(people) > 0:
                found.append(Score((stages[stage_id], str(figure.measure)), weights))
    return found


def _weights(truth: _Truth, stage: str, measure: str, groups: Sequence[str]) -> dict[Said, Fraction]:
    measured = counting.lines(truth.asked)
    codes = [
        question.code
        for row_id, question in truth.asked.items()
        if question.stage == stage and row_id in measured and measured[row_id].measure == measure
    ]
    own = {code: truth.answered.get((code, ""), {}) for code in codes}
    said = [(person, code) for code, people in own.items() for person, group in people.items() if group in groups]
    many = Counter(person for person, _ in said)
    return {(person, code): Fraction(1, many[person]) for person, code in said}


def _at_stage(truth: _Truth, stage: str, group: str, *, lines: bool) -> frozenset[UUID]:
    measured = counting.lines(truth.asked)
    codes = {
        question.code
        for row_id, question in truth.asked.items()
        if question.stage == stage and (not lines or row_id in measured)
    }
    sets = [own for (code, row), own in truth.answered.items() if code in codes and not row]
    return frozenset(one for own in sets for one, mine in own.items() if mine == group)


# --- what is true ---------------------------------------------------------------------------------


def _truth(row: Survey) -> _Truth:
    asked = counting.asked_by(row.version_id)
    names = {group.id: group.code for group in stakeholders.groups(include_archived=True)}
    mine = [names[one.group_id] for one in row.groups]
    answered: dict[Variable, dict[UUID, str]] = defaultdict(dict)
    chose: dict[str, dict[str, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    wanted = select(
        Answer.response_id, Answer.question_id, Answer.group_id, Answer.part, Answer.choice, Answer.position
    )
    counted = (Response.survey_id == row.id, Response.counted_in > 0)
    for response, question, group, part, choice, position in db.session.execute(
        wanted.join(Response, Response.id == Answer.response_id).where(*counted)
    ):
        code = asked[question].code
        if position == 0:
            answered[(code, "")][response] = names[group]
        if part:
            answered[(code, part)][response] = names[group]
        if choice is not None and position == 0:
            chose[code][choice].add(response)
    frozen = {code: {value: frozenset(own) for value, own in values.items()} for code, values in chose.items()}
    return _Truth(row, asked, {**_named(row, names), "": mine, **{one: [one] for one in mine}}, answered, frozen)


def _named(row: Survey, names: Mapping[UUID, str]) -> dict[str, list[str]]:
    """Every group of the organisation as a whole -> the asked groups in it."""
    held = disclosure.cells([row.release_id])[row.release_id] if row.release_id else {}
    divided = held.get(FAMILIES, {})
    inside_of = {UUID(key[:-1]): leaves(key, divided) for key in divided if key}
    return {whole_of(names[group]): [names[UUID(leaf)] for leaf in own] for group, own in inside_of.items()}
