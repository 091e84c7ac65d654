from __future__ import annotations

import pytest

from feedback.errors import NotFound
from feedback.insights.actions import runs as actions
from feedback.insights.queries import runs
from tests.factories.people import Member
from tests.factories.runs import analysed, spoken


def test_the_newest_run_and_the_newest_done_one(acme: Member) -> None:
    with acme.at_work():
        assert (runs.newest(), runs.newest_done(), runs.progress(None)) == (None, None, None)
    spoken(acme)
    done = analysed(acme)
    waiting = acme.do(lambda: actions.start_run().id)
    with acme.at_work():
        newest, newest_done = runs.newest(), runs.newest_done()
        assert newest is not None and newest.id == waiting
        assert newest_done is not None and newest_done.id == done.id
        held = runs.progress(newest)
        assert held is not None and (held.state, held.under_way) == ("waiting", True)
        assert runs.comments() == 6


def test_a_run_of_somebody_else_is_not_found(acme: Member, globex: Member) -> None:
    run_id = acme.do(lambda: actions.start_run().id)
    with globex.at_work():
        assert runs.newest() is None
        with pytest.raises(NotFound):
            runs.run(run_id)
