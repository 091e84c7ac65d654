from __future__ import annotations

from typing import Any

from feedback.backlog.actions import strategies
from feedback.backlog.queries import improvements as lines
from feedback.backlog.queries import strategies as queries
from feedback.db import db
from feedback.insights.actions import merging, undoing
from feedback.insights.queries import acts, themes
from feedback.jobs import Job
from tests.factories import backlog
from tests.factories.heard import heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground


def test_what_rests_on_a_merged_theme_follows_it_and_comes_back(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "queues", n=3)
    heard(acme, "customers", "waiting", n=3)
    queues, waiting = theme(acme, "queues"), theme(acme, "waiting")
    number = backlog.improvement(acme, theme_ids=[queues])
    acme.do(lambda: strategies.add_strategy(name={"es": "Avisar"}, theme_ids=[queues]).id)
    noise = theme(acme, "noise")
    acme.do(lambda: strategies.set_aside(noise, reason="Not now.").id)

    def standing() -> tuple[Any, ...]:
        with acme.at_work():
            held = [link.holder_id for row in queries.strategies() for link in row.themes]
            return lines.theme_ids(lines.improvement(number)), held, queries.attended()

    before = standing()
    act = acme.do(lambda: _merged(queues, waiting))
    assert standing() == ({waiting}, [waiting], {waiting, noise})
    with acme.at_work():
        assert db.session.scalar(db.select(Job.kind).where(Job.kind == "backlog.rank")) == "backlog.rank"
    acme.do(lambda: undoing.undo(act).id)
    assert standing() == before


def _merged(taken: Any, kept: Any) -> Any:
    merging.merge(theme_ids=[taken, kept], into=kept)
    act = acts.last_act(themes.theme_named("waiting").id, "merge")
    assert act is not None
    return act.id
