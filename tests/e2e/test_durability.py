"""What was acknowledged is there, once, after the server was killed; and it ends in good order when asked to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import killing
from tests.e2e.answering import fetch
from tests.e2e.killing import History
from tests.e2e.serving import STOPS_WITHIN, Installation

pytestmark = pytest.mark.xdist_group("durability")

KILLS, SEED = 6, 92


@pytest.fixture
def served(tmp_path: Path, template: Path) -> Iterator[Installation]:
    """An installation of its own that serves nothing yet."""
    installation = Installation(tmp_path)
    installation.begin_with(template)
    yield installation
    installation.stop()


def test_every_acknowledged_answer_is_stored_once_after_kills_at_random_moments(served: Installation) -> None:
    """Case 92, without invitations."""
    paths = killing.ask(served)
    served.start()
    history = History(killing.read_surveys(served, paths))
    killing.killed_while_answering(served, history, KILLS, SEED)
    assert (history.refused(), history.unsettled()) == (set(), set())
    assert {asked.path for asked, _ in history.acknowledged.values()} == set(paths.values())
    assert {0, 303} == {status for _, status in history.told}, "no answer was cut off: the kills came too late"
    assert killing.stored(served) == len(history.acknowledged)
    assert killing.changed_by_replay(served, history) == []
    assert killing.stored(served) == len(history.acknowledged)
    assert killing.damage(served) == []


def test_a_server_that_is_asked_to_end_does_so(served: Installation) -> None:
    served.start()
    assert fetch(f"{served.address}/health").status == 200
    began = time.monotonic()
    assert served.terminate() == 0
    assert time.monotonic() - began < STOPS_WITHIN


def test_a_server_ends_while_answers_arrive_and_loses_none(served: Installation) -> None:
    paths = killing.ask(served)
    served.start()
    history = History(killing.read_surveys(served, paths))
    clients = killing.Clients(served, history)
    clients.start()
    try:
        time.sleep(1)
        assert served.terminate() == 0
        served.start()
    except BaseException:
        clients.abandon()
        raise
    finally:
        clients.stop()
    assert (history.refused(), history.unsettled()) == (set(), set())
    assert killing.stored(served) == len(history.acknowledged)
