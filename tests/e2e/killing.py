"""Clients that post answers while the server is killed, the history they keep, and what must hold afterwards.

Durability case: whoever saw the thanks page finds the answer stored, once, whatever happened to the server.
"""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from uuid import uuid4

from feedback import config as configuration
from feedback import create_app
from tests.e2e.answering import Reply, fetch, open_form
from tests.e2e.serving import Installation
from tests.factories import groups, journeys, people, surveys

CLIENTS = 8
WITHIN = 1.0
"""Seconds after its first answer in which a server is killed."""
AGAIN = 0.05
"""Seconds a client waits before it sends the same answer again."""
PATIENCE = 60
"""Seconds a server may take to its first answer."""


@dataclass(frozen=True)
class Asked:
    """A survey as clients see it: the path of its link and what they answer, but for the submission id."""

    path: str
    fields: Mapping[str, str]


def ask(installation: Installation) -> dict[str, str]:
    """An identified and an anonymous survey in an installation that is not served yet: path by mode."""
    app = create_app(configuration.load(installation.environ))
    owner = people.owner(app, "acme")
    groups.three_groups(owner)
    journeys.journey(owner)
    questionnaire = surveys.published(owner)
    open_to = {"identified": "customers", "anonymous": "employees"}
    opened = {mode: surveys.opened(owner, questionnaire, [group], mode=mode) for mode, group in open_to.items()}
    return {mode: f"/s/{survey.code}/{open_to[mode]}" for mode, survey in opened.items()}


@dataclass
class History:
    """What clients sent, and what they were told. A submission is acknowledged by a 303 to its receipt."""

    asked: Sequence[Asked]
    told: list[tuple[str, int]] = field(default_factory=list)
    """(submission id, status), in the order of their coming; 0 where no answer came."""
    acknowledged: dict[str, tuple[Asked, str]] = field(default_factory=dict)
    """Submission id -> where it went, and where its 303 led."""

    def unsettled(self) -> set[str]:
        """Submissions that were sent and never acknowledged: there should be none at the end."""
        return {submission for submission, _ in self.told} - set(self.acknowledged)

    def refused(self) -> set[int]:
        """Statuses other than "stored" and "no answer": there should be none."""
        return {status for _, status in self.told} - {0, 303}


@dataclass
class Clients:
    """Threads that answer the surveys in turn; each sends an answer until it is acknowledged, as people do."""

    installation: Installation
    history: History
    _ended: threading.Event = field(default_factory=threading.Event)
    _abandoned: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        self._threads = [threading.Thread(target=self._answer, args=(number,)) for number in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """No new answers; those under way are sent to their end."""
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def abandon(self) -> None:
        """No server comes back: whatever is under way is given up."""
        self._abandoned.set()

    def _answer(self, number: int) -> None:
        while not self._ended.is_set():
            self._until_acknowledged(self.history.asked[number % len(self.history.asked)], str(uuid4()))

    def _until_acknowledged(self, asked: Asked, submission: str) -> None:
        while not self._abandoned.is_set():
            reply = send(self.installation.address, asked, submission)
            self.history.told.append((submission, reply.status))
            if reply.status == 303:
                self.history.acknowledged[submission] = asked, reply.location
            if reply.status != 0:
                return
            time.sleep(AGAIN)


def send(address: str, asked: Asked, submission: str) -> Reply:
    """Post one answer; status 0 where the server did not live to answer."""
    try:
        return fetch(address + asked.path, {**asked.fields, "submission_id": submission})
    except (OSError, HTTPException):
        return Reply(0, "", "")


def read_surveys(installation: Installation, paths: Mapping[str, str]) -> list[Asked]:
    """The surveys with answers to all their questions, as their pages offer them."""
    return [
        Asked(path, open_form(installation.address + path).filled(1, "Esperamos mucho y nadie avisó."))
        for path in paths.values()
    ]


def killed_while_answering(installation: Installation, history: History, kills: int, seed: int) -> None:
    """Clients answer; the server is killed at random moments and started again each time."""
    chance = random.Random(seed)
    clients = Clients(installation, history)
    clients.start()
    try:
        for _ in range(kills):
            _until_answers_arrive(history)
            time.sleep(chance.uniform(0, WITHIN))
            installation.kill()
            installation.start()
    except BaseException:
        clients.abandon()
        raise
    finally:
        clients.stop()


def _until_answers_arrive(history: History) -> None:
    before, ends = len(history.acknowledged), time.monotonic() + PATIENCE
    while len(history.acknowledged) == before:
        assert time.monotonic() < ends, "the server takes no answers"
        time.sleep(0.01)


def stored(installation: Installation) -> int:
    """Responses in the database, those waiting in the sealed buffer included."""
    with closing(_opened(installation)) as database:
        tables = ("response", "pending_response")
        return sum(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def damage(installation: Installation) -> list[str]:
    """What is wrong with the database file: nothing, by the database's own checks."""
    with closing(_opened(installation)) as database:
        whole = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return whole + [str(row) for row in database.execute("PRAGMA foreign_key_check")]


def _opened(installation: Installation) -> sqlite3.Connection:
    file = configuration.load(installation.environ).var / "feedback.db"
    return sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30)


def changed_by_replay(installation: Installation, history: History) -> list[str]:
    """Every acknowledged submission sent once more: those that are not answered with the same receipt."""
    return [
        submission
        for submission, (asked, receipt) in history.acknowledged.items()
        if (again := send(installation.address, asked, submission)).status != 303 or again.location != receipt
    ]
