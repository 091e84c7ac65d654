from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from feedback.analysis.spool import Folder
from feedback.insights import running
from feedback.insights.actions import runs as actions
from feedback.insights.queries import learning, runs
from feedback.insights.queries.sampled import Sampled
from feedback.insights.running import Plan, Reading
from tests.factories import evidence
from tests.factories.people import Member
from tests.factories.runs import analysed, ground, spoken


def plan_of(of: Member) -> Plan:
    run_id = of.do(lambda: actions.start_run().id)
    with of.at_work():
        return running.planned(runs.run(run_id))


def test_the_first_plan_reads_everything_and_the_next_one_what_came(acme: Member) -> None:
    spoken(acme)
    first = plan_of(acme)
    assert (first.scope, first.total, first.state, first.continues_id) == ("all", 6, None, None)
    done = analysed(acme)
    evidence.note(acme, text="They let us wait again")
    second = plan_of(acme)
    assert (second.scope, second.total, second.continues_id) == ("added", 1, done.id)
    assert second.reading == done.parameters["reading"] == first.reading
    assert second.snapshot == done.snapshot


def test_the_snapshot_tells_what_was_read(acme: Member) -> None:
    ground(acme)
    evidence.note(acme, text="One")
    with acme.at_work():
        readings = [Reading(False), Reading(False), Reading(False, before="a" * 64), Reading(True, before="b" * 64)]
        for reading in readings[:3]:
            assert [one.text for one in reading.comments()] == ["One"]
    whole, again, added, nothing = (reading.snapshot for reading in readings)
    assert whole == again != added
    assert nothing == "b" * 64


def test_what_was_learned_for_an_attempt_holds_for_the_next(
    acme: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground(acme)
    said = (("The staff were friendly and kind", 5.0), ("We waited for hours, awful", 1.0), ("It was a visit", 3.0))
    for number in range(40):
        for text, rating in said:
            evidence.note(acme, text=f"{text}, {number}", rating=rating)
    plan, folder = plan_of(acme), Folder(tmp_path)
    with acme.at_work(), ThreadPoolExecutor(1) as threads:
        taught = running.taught(plan, threads, folder, lambda: None)
        monkeypatch.setattr(learning, "examples", lambda: pytest.fail("learned again"))
        assert running.taught(plan, None, folder, lambda: None).reading == taught.reading
        added = replace(plan, scope="added")
        assert running.taught(added, None, folder, lambda: None) is added
    assert plan.teaching == 120


def test_nothing_is_compared_with_nothing() -> None:
    everything = UUID(int=(1 << 128) - 1)
    before, after = Sampled(everything), Sampled(everything)
    after.add(UUID(int=1), {"food"})
    assert running.changes(before, after) == running.changes(None, None) == ()
    before.add(UUID(int=1), {"food"})
    assert [(one.theme, one.kind) for one in running.changes(before, after)] == [("food", "same")]
