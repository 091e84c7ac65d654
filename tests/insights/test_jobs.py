from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select

from feedback import jobs
from feedback.analysis import first_pass
from feedback.analysis.chunks import read_order
from feedback.db import db
from feedback.events import AnalysisFinished
from feedback.evidence.models import Evidence
from feedback.insights.actions import results
from feedback.insights.actions import runs as actions
from feedback.insights.models import (
    AnalysisState,
    Comment,
    Correction,
    Mention,
    MentionTheme,
    Run,
    Theme,
    ThemeChange,
    VoiceTally,
)
from feedback.insights.queries import runs
from feedback.journeys.models import Stage
from tests.factories import evidence, surveys
from tests.factories.people import Member
from tests.factories.runs import BILLED, KIND, WAITED, analysed, ground, spoken


def comments_of(of: Member) -> Counter[tuple[str, str | None]]:
    """(text, strongest theme) of every comment."""
    with of.at_work():
        rows = db.session.execute(
            select(Evidence.text, Theme.code)
            .join(Comment, Comment.evidence_id == Evidence.id)
            .outerjoin(Theme, Theme.id == Comment.theme_id)
        )
        return Counter((text, code) for text, code in rows)


def counts(of: Member) -> tuple[int, ...]:
    with of.at_work():
        return tuple(
            db.session.scalar(select(func.count()).select_from(model)) or 0
            for model in (Comment, Mention, MentionTheme, VoiceTally)
        )


def test_a_run_reads_every_comment_and_keeps_what_it_found(acme: Member) -> None:
    spoken(acme)
    run = analysed(acme)
    assert (run.state, run.comments) == ("done", 6)
    assert run.snapshot and len(run.snapshot) == 64
    assert run.versions["codebook"] and run.parameters["counts_from"] == 0.5
    assert comments_of(acme) == {(WAITED, "waiting"): 2, (KIND, "treatment"): 2, (BILLED, "billing"): 2}


def test_running_it_again_changes_nothing(acme: Member) -> None:
    spoken(acme)
    first = analysed(acme)
    before = counts(acme)
    second = analysed(acme)
    assert (second.id != first.id, second.snapshot) == (True, first.snapshot)
    assert counts(acme) == before


def test_a_run_that_died_half_way_is_done_again(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken(acme)
    monkeypatch.setattr("feedback.insights.running.CHUNK", 2)
    write, calls = results.write_comments, []

    def dies_once(*args: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("killed")
        write(*args)

    monkeypatch.setattr(results, "write_comments", dies_once)
    acme.do(lambda: actions.start_run().id)
    jobs.work_off(acme.app)
    with acme.at_work():
        assert db.session.scalar(select(func.count()).select_from(Comment)) == 2
        held = runs.progress(runs.newest())
        assert held is not None and held.under_way
        due = [job for job in jobs.due(_later())]
    for job_id in due:
        _make_due(acme, job_id)
    jobs.work_off(acme.app)
    assert sum(comments_of(acme).values()) == 6
    with acme.at_work():
        newest = runs.newest()
        assert newest is not None and newest.state == "done"


def _later() -> Any:
    from datetime import timedelta

    from feedback.db import now

    return now() + timedelta(hours=1)


def _make_due(of: Member, job_id: Any) -> None:
    from feedback.db import now

    def wind() -> None:
        row = db.session.get(jobs.Job, job_id)
        assert row is not None
        row.run_at = now()

    of.do(wind)


def test_what_was_taken_back_is_gone_with_what_was_read_in_it(acme: Member) -> None:
    spoken(acme)
    analysed(acme)

    def forget() -> None:
        for row in db.session.scalars(select(Evidence).where(Evidence.text != KIND)):
            db.session.delete(row)

    acme.do(forget)
    assert comments_of(acme) == {(KIND, "treatment"): 2}
    with acme.at_work():
        assert db.session.scalar(select(func.count()).select_from(Mention)) == 2


def test_taking_evidence_back_counts_again(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    acme.do(lambda: actions.tally_soon(acme.organisation_id))
    acme.do(lambda: [db.session.delete(row) for row in db.session.scalars(select(Evidence))] and None)
    jobs.work_off(acme.app)
    assert counts(acme) == (0, 0, 0, 0)


def test_answers_of_a_protected_survey_are_read_once_it_is_released(acme: Member) -> None:
    from feedback.surveys.actions import surveys as survey_actions
    from feedback.surveys.queries import surveys as survey_queries

    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    surveys.answered(opened, "employees", 12, text={"text": WAITED})
    identified = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    surveys.answered(identified, "customers", 2, text={"text": KIND})
    assert analysed(acme).comments == 2
    acme.do(lambda: survey_actions.close(survey_queries.survey(opened.code)))
    jobs.work_off(acme.app)
    run = analysed(acme)
    assert (run.comments, run.answers) == (14, 14)


def test_a_stage_is_suggested_where_there_is_none(acme: Member) -> None:
    ground(acme)
    evidence.note(acme, text="The billing was a mess, three invoices for one visit that never was.")
    evidence.note(acme, text="It was all fine.")
    analysed(acme)
    with acme.at_work():
        rows = db.session.scalars(select(Comment).order_by(Comment.stage_certainty.desc().nulls_last())).all()
        assert [row.stage_id for row in rows] == [None, None]
        assert rows[0].suggested_stage_id is not None and 0 < (rows[0].stage_certainty or 0) <= 1
        assert rows[1].suggested_stage_id is None


def test_those_above_hear_of_it_when_everything_stands(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[Any, int]] = []

    def listen(event: AnalysisFinished) -> None:
        rows = db.session.scalar(select(func.count()).select_from(VoiceTally)) or 0
        heard.append((event.organisation_id, rows))

    monkeypatch.setattr("feedback.events._handlers", {AnalysisFinished: [listen]})
    spoken(acme)
    analysed(acme)
    assert [organisation for organisation, _ in heard] == [acme.organisation_id]
    assert heard[0][1] == counts(acme)[3]


def test_organisations_do_not_read_each_other(acme: Member, globex: Member) -> None:
    spoken(acme)
    ground(globex)
    assert analysed(globex).comments == 0
    assert analysed(acme).comments == 6
    assert counts(globex) == (0, 0, 0, 0)


def test_after_new_comments_only_these_are_read(acme: Member) -> None:
    spoken(acme)
    first = analysed(acme)
    with acme.at_work():
        before = {row.id: row.theme_id for row in db.session.scalars(select(Comment))}
    evidence.note(acme, text="We waited two hours in the queue")
    second = analysed(acme)
    assert (first.scope, first.read, first.comments, first.continues_id) == ("all", 6, 6, None)
    assert (second.scope, second.read, second.comments, second.continues_id) == ("added", 1, 7, first.id)
    assert second.snapshot not in (None, first.snapshot)
    assert comments_of(acme)[("We waited two hours in the queue", "waiting")] == 1
    with acme.at_work():
        assert before.items() <= {row.id: row.theme_id for row in db.session.scalars(select(Comment))}.items()
        people = db.session.scalar(
            select(VoiceTally.people)
            .join(Theme, Theme.id == VoiceTally.theme_id)
            .where(Theme.code == "waiting", VoiceTally.all_stages)
            .order_by(VoiceTally.people.desc())
        )
    assert people == 2


def test_everything_is_read_where_somebody_asks_for_it_or_the_map_changed(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    acme.do(lambda: actions.start_run(everything=True).id)
    jobs.work_off(acme.app)
    assert scopes(acme) == ["all", "all"]
    evidence.note(acme, text="We waited two hours in the queue")
    acme.do(lambda: stage_named(acme, "visit", {"en": "Seeing the doctor"}))
    analysed(acme)
    assert scopes(acme) == ["all", "all", "all"]


def scopes(of: Member) -> list[str]:
    with of.at_work():
        return [row.scope for row in db.session.scalars(select(Run).order_by(Run.created_at))]


def stage_named(of: Member, code: str, name: dict[str, str]) -> None:
    stage = db.session.scalars(select(Stage).where(Stage.code == code)).one()
    stage.name = name


def test_what_a_run_left_from_another_version_is_read_again(acme: Member) -> None:
    spoken(acme)
    analysed(acme)

    def spoil() -> None:
        db.session.scalars(select(AnalysisState)).one().body = b"\0" * 30

    acme.do(spoil)
    evidence.note(acme, text="We waited two hours in the queue")
    run = analysed(acme)
    assert (run.scope, run.read, run.comments) == ("all", 7, 7)


def test_chunks_that_were_read_and_written_before_it_died_are_not_done_again(
    acme: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken(acme)
    monkeypatch.setattr("feedback.insights.running.CHUNK", 2)
    read: list[str] = []
    monkeypatch.setattr(first_pass, "read_order", lambda order: read.append(order.digest) or read_order(order))
    write, written = results.write_comments, Counter[int]()

    def dies_once(chunk: Any, *rest: Any) -> None:
        written[len(written) + 1] += 1
        if sum(written.values()) == 3:
            raise RuntimeError("killed")
        write(chunk, *rest)

    monkeypatch.setattr(results, "write_comments", dies_once)
    run_id = acme.do(lambda: actions.start_run().id)
    jobs.work_off(acme.app)
    folder = acme.app.config["FEEDBACK"].var / "analysis" / acme.organisation_id.hex / run_id.hex
    assert len(read) == 1 and {path.suffix for path in folder.iterdir()} >= {".read", ".gist", ".placed"}
    with acme.at_work():
        due = list(jobs.due(_later()))
    for job_id in due:
        _make_due(acme, job_id)
    jobs.work_off(acme.app)
    assert len(read) == 1
    assert sum(written.values()) == 4
    assert sum(comments_of(acme).values()) == 6
    assert not folder.exists()


def test_a_run_that_is_cancelled_ends_and_leaves_nothing_behind(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken(acme)
    write = results.write_themes
    run_id = acme.do(lambda: actions.start_run().id)

    def cancels(*rest: Any) -> Any:
        with db.session.no_autoflush:
            assert actions.cancel_run(run_id)
        return write(*rest)

    monkeypatch.setattr(results, "write_themes", cancels)
    jobs.work_off(acme.app)
    with acme.at_work():
        newest = runs.newest()
        assert newest is not None and newest.state == "cancelled"
    assert counts(acme) == (0, 0, 0, 0)
    assert not (acme.app.config["FEEDBACK"].var / "analysis" / acme.organisation_id.hex / run_id.hex).exists()


def test_what_became_of_the_themes_is_noted(acme: Member) -> None:
    spoken(acme)
    first = analysed(acme)
    acme.do(lambda: db.session.delete(db.session.scalars(select(Evidence).where(Evidence.text == KIND)).first()))
    acme.do(lambda: actions.start_run(everything=True).id)
    jobs.work_off(acme.app)
    with acme.at_work():
        rows = db.session.execute(
            select(ThemeChange.run_id, Theme.code, ThemeChange.kind, ThemeChange.before, ThemeChange.after).join(
                Theme, Theme.id == ThemeChange.theme_id
            )
        ).all()
    assert first.id not in {row.run_id for row in rows}
    became = {row.code: (row.kind, row.before, row.after) for row in rows}
    assert (became["treatment"], became["waiting"]) == (("same", 1, 1), ("same", 2, 2))


def test_where_a_person_placed_a_comment_no_run_moves_it(acme: Member) -> None:
    ground(acme)
    evidence.note(acme, text="It was all fine.")
    analysed(acme)

    def place() -> None:
        row = db.session.scalars(select(Comment)).one()
        stage = db.session.scalars(select(Stage).where(Stage.code == "visit")).one()
        db.session.add(
            Correction(comment_id=row.id, evidence_id=row.evidence_id, kind="stage", stage_id=stage.id, bulk=True)
        )

    acme.do(place)
    acme.do(lambda: actions.start_run(everything=True).id)
    jobs.work_off(acme.app)
    with acme.at_work():
        row = db.session.scalars(select(Comment)).one()
        stage = db.session.scalars(select(Stage).where(Stage.code == "visit")).one()
        assert (row.decided_stage_id, row.unplaced) == (stage.id, False)


def test_what_was_decided_meanwhile_is_run_again(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken(acme)
    analysed(acme)
    acme.do(lambda: actions.start_run(everything=True).id)
    write = results.write_themes

    def decides(*rest: Any) -> Any:
        monkeypatch.setattr(results, "write_themes", write)
        theme = db.session.scalars(select(Theme).where(Theme.code == "billing")).one()
        theme.state = "dismissed"
        return write(*rest)

    monkeypatch.setattr(results, "write_themes", decides)
    jobs.work_off(acme.app)
    assert scopes(acme) == ["all", "all", "all"]
    assert "billing" not in {code for _, code in comments_of(acme)}


def test_copies_share_a_fold(acme: Member) -> None:
    spoken(acme)
    evidence.note(acme, text="Something else entirely about the parking")
    analysed(acme)
    with acme.at_work():
        folds = Counter(db.session.scalars(select(Comment.fold)))
    assert sorted(folds.values()) == [1, 2, 2, 2] and folds[None] == 1
