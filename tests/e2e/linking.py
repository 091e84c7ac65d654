"""The linker of case 72: whoever holds the database tries to tell which answer each of 20 known people gave.

Known is who they are, in which order they answered, and everything that stands in the database, with what it keeps
about its rows: on PostgreSQL the transaction (xmin) and the place (ctid) of each, on SQLite its rowid, where its bytes
stand in the file, and what is left in the write-ahead log.

A linker names, for each person, the responses it could be: the fewer, the surer. Its expected hits are the sum over
people of 1 ÷ candidates where the right one is among them; who guesses blindly has 1.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask

from feedback import jobs
from feedback.db import Base, db, everywhere, writing
from feedback.surveys.jobs import look_around
from tests.factories import groups, invitations, journeys
from tests.factories.people import Member
from tests.factories.respondents import Respondent
from tests.factories.surveys import Opened, asked, closed, opened, published

PEOPLE = 20
BATCH = 5
"""The fewest who leave the buffer together: who is told to be one of them is found with 1 in 5."""
RESPONSE_TABLES = ("response", "answer", "answer_text", "omission")
FIVES = ", by fives"
_RARE = 12
"""A value in so few rows may be of one person: a response fills up to so many."""
_SHORTEST = 8
"""Shorter values are numbers and codes that everybody shares."""


@dataclass(frozen=True)
class Row:
    """One row: its values, and traces of how it was stored (name -> sortable value)."""

    table: str
    values: Mapping[str, Any]
    traces: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What the attacker knows of people, in the order in which they answered, and what is true."""

    people: Sequence[str]
    """Of each person the id of their invitation."""
    truth: Mapping[str, str]
    """Invitation -> response: only to score by."""


Candidates = Mapping[str, Collection[str]]
"""Person -> responses it could be."""


def expected_hits(candidates: Candidates, known: Known) -> float:
    """How many people are found on average; 1 for whoever guesses blindly."""
    everybody = set(known.truth.values())
    found = ((person, set(candidates.get(person) or everybody)) for person in known.people)
    return sum(1 / len(could_be) for person, could_be in found if known.truth[person] in could_be)


def attack(rows: Sequence[Row], known: Known, tables: Collection[str] = RESPONSE_TABLES) -> dict[str, float]:
    """Linker -> expected hits."""
    everybody = set(known.truth.values())
    mine = [row for row in rows if row.table in tables and _response(row) in everybody]
    traces = sorted({(row.table, name) for row in mine for name in row.traces})
    found = {"an equal value or hash": expected_hits(_by_value(rows, known, tables), known)}
    people = {str(row.values.get("id")): row for row in rows if str(row.values.get("id")) in known.truth}
    for table, name in traces:
        of_response = {_response(row): row.traces[name] for row in mine if row.table == table and name in row.traces}
        found |= _order(f"order by {name} of {table}", list(known.people), of_response, known)
        of_person = {person: row.traces[name] for person, row in people.items() if name in row.traces}
        if of_person:
            found[f"same {name} in {table}"] = expected_hits(_by_same(of_person, of_response), known)
            aligned = sorted(of_person, key=lambda person: of_person[person])
            found |= _order(f"both in order of {name}, {table}", aligned, of_response, known)
    return found


def too_many(linker: str) -> float:
    """From how many hits a linker has found something. Chance is 1.

    A linker that names one response per person finds 8 or more by luck once in 100,000; one that names several cannot
    be lucky so easily, and finds 4 where it learns who was in a batch of five together.
    """
    exact = ("order by", "both in order", "same place", "same rowid")
    return 2.5 if linker.endswith(FIVES) or not linker.startswith(exact) else 8.0


def _order(name: str, people: Sequence[str], traces: Mapping[str, Any], known: Known) -> dict[str, float]:
    """One by one, and by who was among the same five."""
    return {
        name: expected_hits(_ranked(people, traces), known),
        f"{name}{FIVES}": expected_hits(_by_fives(people, traces), known),
    }


def _response(row: Row) -> str:
    return str(row.values.get("response_id") or row.values["id"])


def _ranked(people: Sequence[str], traces: Mapping[str, Any]) -> Candidates:
    """The n-th of the people is the n-th stored; where several have the same trace, any of them."""
    ordered = sorted(traces, key=lambda response: traces[response])
    same: dict[Any, list[str]] = defaultdict(list)
    for response, trace in traces.items():
        same[trace].append(response)
    return {person: same[traces[response]] for person, response in zip(people, ordered, strict=False)}


def _by_fives(people: Sequence[str], traces: Mapping[str, Any]) -> Candidates:
    """Each five of the people are among the five stored at the same place in the order; all with the same trace are."""
    ranked = _ranked(people, traces)
    fives = [people[start : start + BATCH] for start in range(0, len(people), BATCH)]
    together = [{one for person in five for one in ranked.get(person, ())} for five in fives]
    return {person: together[number // BATCH] for number, person in enumerate(people)}


def _by_same(people: Mapping[str, Any], traces: Mapping[str, Any]) -> Candidates:
    return {person: [response for response, trace in traces.items() if trace == own] for person, own in people.items()}


def _by_value(rows: Sequence[Row], known: Known, tables: Collection[str]) -> Candidates:
    """Rows that share a rare value, or a hash of one, belong together; from a person over others to a response."""
    holders: dict[str, set[int]] = defaultdict(set)
    for place, row in enumerate(rows):
        for value in _values(row):
            holders[value].add(place)
    together = _Sets(len(rows))
    for places in holders.values():
        if 1 < len(places) <= _RARE:
            first, *others = places
            for other in others:
                together.join(first, other)
    responses: dict[int, set[str]] = defaultdict(set)
    for place, row in enumerate(rows):
        if row.table in tables:
            responses[together.of(place)].add(_response(row))
    own = {str(row.values.get("id")): place for place, row in enumerate(rows) if row.table.endswith("invitation")}
    return {person: responses[together.of(own[person])] for person in known.people if person in own}


def _values(row: Row) -> set[str]:
    plain = {_plain(value) for value in row.values.values() if value is not None}
    long = {value for value in plain if len(value) >= _SHORTEST}
    return long | {digest for value in long for digest in _digests(value)}


def _plain(value: Any) -> str:
    text = value.hex() if isinstance(value, bytes) else str(value)
    return text.replace("-", "") if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) else text


def _digests(value: str) -> set[str]:
    makers = (hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.blake2b)
    return {maker(value.encode()).hexdigest() for maker in makers}


class _Sets:
    """Which rows belong together."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = place = self._above[self._above[place]]
        return place

    def join(self, one: int, other: int) -> None:
        self._above[self.of(one)] = self.of(other)


# --- the database file, or what is read of a server -----------------------------------------------


def dump(app: Flask) -> list[Row]:
    """Every row of every table, as whoever holds the database can read it."""
    with app.app_context(), db.engine.connect() as connection:
        postgres = connection.dialect.name == "postgresql"
        rows = []
        for table in Base.metadata.sorted_tables:
            rows += _on_postgresql(connection, table.name) if postgres else _on_sqlite(connection, table.name)
        if not postgres:
            path = Path(str(db.engine.url.database))
            rows = _with_places(rows, path.read_bytes(), path.with_name(f"{path.name}-wal"))
    return rows


def _on_postgresql(connection: Any, table: str) -> list[Row]:
    found = connection.exec_driver_sql(f'SELECT xmin::text::bigint AS "_x", ctid::text AS "_c", * FROM "{table}"')
    rows = []
    for row in found.mappings():
        page, place = map(int, row["_c"].strip("()").split(","))
        values = {name: value for name, value in row.items() if name not in ("_x", "_c")}
        rows.append(Row(table, values, {"transaction": row["_x"], "place": (page, place)}))
    return rows


def _on_sqlite(connection: Any, table: str) -> list[Row]:
    """With the rowid, where the table has one: it goes up with every row."""
    try:
        found = connection.exec_driver_sql(f'SELECT rowid AS "_r", * FROM "{table}"').mappings().all()
    except Exception:
        return [Row(table, dict(row)) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings()]
    rows = ({name: value for name, value in row.items() if name != "_r"} for row in found)
    return [Row(table, values, {"rowid": row["_r"]}) for values, row in zip(rows, found, strict=True)]


def _with_places(rows: Sequence[Row], data: bytes, log: Path) -> list[Row]:
    """Rows of responses with where their bytes stand in the file, and with which commit of the log they first came."""
    commits = _commits(log.read_bytes()) if log.exists() else []
    return [_with_place(row, data, commits) for row in rows]


def _with_place(row: Row, data: bytes, commits: Sequence[bytes]) -> Row:
    if row.table != "response" and not row.table.startswith("naive"):
        return row
    own = str(row.values["id"]).encode()
    place = data.find(own)
    first = next((number for number, pages in enumerate(commits) if own in pages), len(commits))
    traces = {**row.traces, "commit in the log": first} if commits else dict(row.traces)
    return Row(row.table, row.values, {**traces, "place in the file": place} if place >= 0 else traces)


def _commits(log: bytes) -> list[bytes]:
    """The pages that each commit of a write-ahead log wrote."""
    if len(log) < 32:
        return []
    size = struct.unpack(">I", log[8:12])[0]
    commits, pages = [], b""
    for start in range(32, len(log) - 24 - size + 1, 24 + size):
        pages += log[start + 24 : start + 24 + size]
        if struct.unpack(">I", log[start + 4 : start + 8])[0]:
            commits.append(pages)
            pages = b""
    return commits


# --- twenty people --------------------------------------------------------------------------------


def twenty(of: Member, *, close: bool) -> tuple[Opened, Known]:
    """Twenty known people answer an anonymous survey by their personal links, one after the other.

    The buffer is looked at after every fifth, which is as often as it may be emptied; at the end it is empty.
    """
    groups.three_groups(of)
    journeys.journey(of)
    questions = [asked("who", "number"), asked("c", "csat", "visit"), asked("why", "longtext", "visit")]
    survey = opened(of, published(of, *questions), ["employees"])
    guests = invitations.party(survey, "employees", PEOPLE)
    client = of.app.test_client()
    # People answer in an order that is not that of their invitations.
    order = sorted(guests, key=lambda guest: hashlib.sha256(guest.path.encode()).digest())
    for number, guest in enumerate(order):
        person = Respondent(client, guest.path)
        answer = person.finish(who=str(number), c=str(1 + number % 5), why=f"What number {number} had to say.")
        assert answer.status_code == 303, answer.get_data(as_text=True)
        if number % 5 == 4:
            flush(of.app)
    if close:
        closed(survey)
    people = [_plain(str(guest.invitation_id)) for guest in order]
    return survey, Known(people, dict(zip(people, _who(survey), strict=True)))


def flush(app: Flask) -> None:
    """A minute goes by."""
    with app.app_context(), everywhere(), writing():
        look_around()
    jobs.work_off(app)


def _who(survey: Opened) -> list[str]:
    """The responses by the number people gave themselves: nobody but us knows it."""
    question_id = survey.questions["who"][0]
    with survey.of.at_work():
        from feedback.surveys.models import Answer

        wanted = db.select(Answer.response_id).where(Answer.question_id == question_id).order_by(Answer.number)
        return [_plain(str(one)) for one in db.session.scalars(wanted)]


def plainly(rows: Sequence[Row]) -> list[Row]:
    """The same rows with their ids written as the attacker compares them."""
    return [Row(row.table, {name: _id(value) for name, value in row.values.items()}, row.traces) for row in rows]


def _id(value: Any) -> Any:
    return None if value is None else _plain(value) if not isinstance(value, int | float) else value


# --- a build that does it the obvious way ---------------------------------------------------------

NAIVE = ("naive_response",)
_MAKING = (
    "CREATE TABLE naive_invitation (id CHAR(32) PRIMARY KEY, used BOOLEAN NOT NULL)",
    "CREATE TABLE naive_response (number {serial}, id CHAR(32) NOT NULL, token_hash CHAR(64) NOT NULL, answer INTEGER)",
)


def naive(app: Flask, people: Sequence[str]) -> Known:
    """The obvious build: the answer keeps a hash of the token, has a number, and is written with the used mark."""
    with app.app_context():
        engine = db.engine
        postgres = engine.dialect.name == "postgresql"
        serial = "SERIAL PRIMARY KEY" if postgres else "INTEGER PRIMARY KEY AUTOINCREMENT"
        with writing() as session:
            for statement in ("DROP TABLE IF EXISTS naive_invitation", "DROP TABLE IF EXISTS naive_response"):
                session.execute(db.text(statement))
            for statement in _MAKING:
                session.execute(db.text(statement.format(serial=serial)))
            for one in sorted(people):
                session.execute(db.text("INSERT INTO naive_invitation VALUES (:id, false)"), {"id": one})
        truth = {}
        for number, one in enumerate(people):
            response = hashlib.sha256(f"random {one}".encode()).hexdigest()[:32]
            values = {"id": response, "hash": hashlib.sha256(one.encode()).hexdigest(), "answer": number}
            with writing() as session:
                session.execute(db.text("UPDATE naive_invitation SET used = true WHERE id = :id"), {"id": one})
                insert = "INSERT INTO naive_response (id, token_hash, answer) VALUES (:id, :hash, :answer)"
                session.execute(db.text(insert), values)
            truth[one] = response
        return Known(list(people), truth)


def dump_naive(app: Flask) -> list[Row]:
    """The rows of the obvious build."""
    with app.app_context(), db.engine.connect() as connection:
        postgres = connection.dialect.name == "postgresql"
        read: Callable[[Any, str], list[Row]] = _on_postgresql if postgres else _on_sqlite
        return [row for table in ("naive_invitation", "naive_response") for row in read(connection, table)]


def forget_naive(app: Flask) -> None:
    with app.app_context(), writing() as session:
        for table in ("naive_invitation", "naive_response"):
            session.execute(db.text(f"DROP TABLE IF EXISTS {table}"))
