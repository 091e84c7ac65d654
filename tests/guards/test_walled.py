"""Statements that are compiled once hold the wall: each table of owned rows in them, in every part of them."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator

from flask import Flask
from sqlalchemy import select

from feedback.cocreation.queries import counts
from feedback.db import Base, Owned, db
from feedback.journeys.models import Stage
from feedback.statements import Prepared, Walled
from feedback.surveys.models import Question, Survey
from tests.factories.people import Member

SOURCE = re.compile(r"(?:FROM|JOIN|,)\s+(\w+)(?:\s+AS\s+(\w+))?(?=[\s,)]|$)")
OWNED = {mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)}


def selects(text: str) -> Iterator[str]:
    """Each SELECT of a statement without those inside it."""
    whole = text
    while found := re.search(r"\(\s*(SELECT[^()]*)\)|\(([^()]*)\)", whole):
        if found[1]:
            yield found[1]
        whole = whole[: found.start()] + (" ? " if found[1] else f" [{found[2]}] ") + whole[found.end() :]
    yield whole


def open_gates(text: str) -> list[str]:
    """The tables of owned rows that a statement reads without saying whose."""
    found = []
    for part in selects(text):
        for table, alias in SOURCE.findall(part):
            if table in OWNED and f"{alias or table}.organisation_id = " not in part:
                found.append(table)
    return found


def walled() -> list[Walled]:
    """Those there are; proxies pretend to be anything, so their own type decides."""
    counts._statement()
    gc.unfreeze()  # What is frozen is not among the objects.
    found = [one for one in gc.get_objects() if type(one) is Walled]
    gc.freeze()
    return found


def test_every_table_in_them_is_behind_the_wall(app: Flask, acme: Member) -> None:
    with acme.at_work():
        texts = [one.text(db.session.connection()) for one in walled()]
    assert len(texts) >= 10
    assert {text: gates for text in texts if (gates := open_gates(text))} == {}


def test_the_search_sees_a_table_without_a_wall(app: Flask, acme: Member) -> None:
    inner = select(Survey.id).where(Survey.mode == "x").scalar_subquery()
    wanted = select(Question.code).join(Stage, Stage.id == Question.stage_id).where(Question.version_id == inner)
    with acme.at_work():
        connection = db.session.connection()
        assert sorted(open_gates(Prepared(wanted).text(connection))) == ["question", "stage", "survey"]
        assert open_gates(Walled(wanted).text(connection)) == []
