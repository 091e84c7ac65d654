"""Taking in a file: exact counts, whatever happens on the way."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, update

from feedback import files, jobs
from feedback.db import db, everywhere, now, writing
from feedback.evidence.actions import imports as actions
from feedback.evidence.models import Evidence
from feedback.evidence.queries import imports as queries
from feedback.evidence.reader import ColumnMapping, RatingColumn, RatingScale, SegmentColumn
from feedback.evidence.recipe import message_from
from feedback.jobs import Job
from tests.factories.evidence import imported, known, reread, sniffed, stars, started, tally, upload
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member


@pytest.fixture(autouse=True)
def groups(acme: Member) -> None:
    three_groups(acme)


def table(*rows: str, header: str = "text,stars") -> str:
    return "\n".join([header, *rows]) + "\n"


def many(count: int) -> str:
    """Rows of which every tenth repeats the one before it, every 97th is bad and every 101st empty."""
    return table(*(_row(number) for number in range(count)))


def _row(number: int) -> str:
    text = "" if number % 101 == 100 else f"Comment {number - number % 10 // 9}"
    return f"{text},{'much' if number % 97 == 96 else number % 5 + 1}"


def texts(of: Member) -> Counter[str]:
    with of.at_work():
        return Counter(db.session.scalars(db.select(Evidence.text)))


def test_rows_become_evidence(acme: Member) -> None:
    journey(acme)
    content = table(
        '"Waited, two hours",2,2024-03-01,Booking,es',
        "Very kind,6,2024-03-02,elsewhere,",
        header="text,stars,when,stage,lang",
    )
    import_id = imported(
        acme, content, date="when", stage_column="stage", lang_column="lang", kind="complaint",
        rating="stars", scale=stars()["scale"].parse("6..1"),
    )  # fmt: skip
    assert tally(acme, import_id) == (2, 2, 0, 0, 0)
    first, second = known(acme)
    with acme.at_work():
        stages = queries.stage_ids()
        customers = queries.group_ids()["customers"]
    assert (first.text, first.rating, str(first.dated), first.lang, first.row) == (
        "Waited, two hours",
        4.2,
        "2024-03-01",
        "es",
        2,
    )
    assert (first.kind, first.source, first.group_id, first.stage_id) == (
        "complaint",
        "reviews",
        customers,
        stages["booking"],
    )
    assert (second.rating, second.stage_id, second.lang, second.text) == (1.0, None, None, "Very kind")
    assert reread(acme, import_id).state == "done"


def test_a_stage_is_known_by_any_of_its_names(acme: Member) -> None:
    journey(acme)
    imported(acme, table("a,BOOKING ", "b,Visít", "c,billing", header="text,stage"), stage_column="stage")
    with acme.at_work():
        stages = queries.stage_ids()
    assert [row.stage_id for row in known(acme)] == [stages["booking"], stages["visit"], stages["billing"]]


def test_a_column_says_whose_words_they_are(acme: Member) -> None:
    content = table("a,Empleados", "b,suppliers", "c,martians", header="text,who")
    import_id = imported(acme, content, group=None, group_column="who")
    assert tally(acme, import_id) == (3, 2, 0, 0, 1)
    with acme.at_work():
        groups = queries.group_ids()
        [bad] = queries.bad_rows(import_id)
    assert [row.group_id for row in known(acme)] == [groups["employees"], groups["suppliers"]]
    assert (bad.row, bad.column, bad.params, bad.cells) == (
        4,
        "who",
        {"value": "martians"},
        {"text": "c", "who": "martians"},
    )


def test_bad_rows_stay_and_good_ones_are_imported(acme: Member) -> None:
    import_id = imported(acme, table("Good,5", "Bad,9", ",", "Too,many,cells", "Also good,1"), **stars())
    assert tally(acme, import_id) == (5, 2, 0, 1, 2)
    with acme.at_work():
        first, second = queries.bad_rows(import_id)
    assert (first.row, first.column, first.cells) == (3, "stars", {"text": "Bad", "stars": "9"})
    assert (second.row, second.column, second.extra) == (5, "", ["cells"])


def test_the_same_file_again_adds_nothing(acme: Member) -> None:
    content = many(250)
    first = imported(acme, content, **stars())
    before = texts(acme)
    again = imported(acme, content, **stars())
    rows, added, duplicates, empty, bad = tally(acme, again)
    assert (rows, added, duplicates) == (250, 0, reread(acme, first).imported)
    assert (empty, bad) == (reread(acme, first).empty, reread(acme, first).bad)
    assert texts(acme) == before


def test_two_who_say_the_same_are_two_people(acme: Member) -> None:
    imported(acme, table("Todo bien,5"))
    more = imported(acme, table("Todo bien,5", "Todo bien,5", "Todo bien,5"))
    assert tally(acme, more) == (3, 2, 1, 0, 0)
    assert texts(acme) == {"Todo bien": 3}


@pytest.mark.parametrize("other", [{"source": "letters"}, {"group": "employees"}])
def test_the_same_row_of_another_source_or_group_is_new(acme: Member, other: dict[str, Any]) -> None:
    imported(acme, table("Todo bien,5"))
    assert tally(acme, imported(acme, table("Todo bien,5"), **other)) == (1, 1, 0, 0, 0)


def test_nothing_repeats_a_row_that_is_being_taken_back(acme: Member) -> None:
    first = imported(acme, many(50))
    acme.do(lambda: actions.undo_import(queries.import_(first)))
    due(acme.app, "evidence.undo", now() + timedelta(hours=1))
    second = imported(acme, many(50))
    assert (reread(acme, first).state, reread(acme, second).duplicates) == ("undoing", 0)
    due(acme.app, "evidence.undo", now())
    jobs.work_off(acme.app)
    assert sum(texts(acme).values()) == reread(acme, second).imported > 40


def due(app: Flask, kind: str, moment: datetime) -> None:
    """From when on jobs of this kind may be done."""
    with app.app_context(), everywhere(), writing() as session:
        session.execute(update(Job).where(Job.kind == kind).values(run_at=moment))


def test_undoing_takes_back_the_rows_of_that_import_alone(acme: Member) -> None:
    first, second = imported(acme, many(1200), **stars()), imported(acme, table("Another,1"), **stars())
    bad = reread(acme, first).bad
    acme.do(lambda: actions.undo_import(queries.import_(first)))
    jobs.work_off(acme.app)
    assert texts(acme) == {"Another": 1}
    assert [reread(acme, one).state for one in (first, second)] == ["undone", "done"]
    with acme.at_work():
        assert len(list(queries.every_bad_row(first))) == bad > 5


def test_dates_are_read_in_one_order(acme: Member) -> None:
    import_id = imported(acme, table("a,02/03/2024", "b,02/25/2024", header="text,when"), date="when")
    assert [str(row.dated) for row in known(acme)] == ["2024-02-03", "2024-02-25"]
    assert reread(acme, import_id).notes == []
    unsure = imported(acme, table("c,02/03/2024", header="text,when"), date="when")
    [note] = reread(acme, unsure).notes
    assert note["params"] == {"example": "02/03/2024", "date": "2024-03-02"}


# --- all or nothing -------------------------------------------------------------------------------


def test_all_or_nothing_is_nothing_with_one_bad_row(acme: Member) -> None:
    import_id = imported(acme, table(*["Good,5"] * 1500, "Bad,9"), strict=True, **stars())
    assert tally(acme, import_id) == (1, 0, 0, 0, 1)
    row = reread(acme, import_id)
    assert (row.state, row.problem["params"]) == ("refused", {"bad": 1})
    assert texts(acme) == {}
    with acme.at_work():
        assert [bad.row for bad in queries.bad_rows(import_id)] == [1502]


def test_all_or_nothing_is_all_without_one(acme: Member) -> None:
    import_id = imported(acme, table(*["Good,5"] * 1500, ","), strict=True, **stars())
    assert tally(acme, import_id) == (1501, 1500, 0, 1, 0)


# --- what goes wrong ------------------------------------------------------------------------------


class Killed(BaseException):
    """As sudden as a lost worker: nobody catches it."""


@contextmanager
def killed_at(app: Flask, number: int, error: type[BaseException] = Killed) -> Iterator[None]:
    """The worker ends in the middle of the transaction that writes this chunk of evidence, counted from 1."""
    with app.app_context():
        engine = db.engine
    count = 0

    def end(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        nonlocal count
        count += statement.startswith("INSERT INTO evidence ")
        if count == number:
            count += 1
            raise error

    event.listen(engine, "after_cursor_execute", end)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", end)
        # A process that dies lets go of its connections; here the exception may still hold on to one.
        gc.collect()


def abandoned(app: Flask) -> None:
    """The lease of the worker that was killed is over."""
    with app.app_context(), everywhere(), writing() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))


@pytest.mark.parametrize("strict", [False, True])
def test_a_killed_import_goes_on_where_it_was(acme: Member, strict: bool) -> None:
    content = many(3500) if not strict else table(*(f"Comment {number // 2},5" for number in range(3500)))
    import_id = started(acme, content, strict=strict, **stars())
    with killed_at(acme.app, 3), pytest.raises(Killed):
        jobs.work_off(acme.app)
    assert reread(acme, import_id).rows == 2000
    before = texts(acme)
    abandoned(acme.app)
    jobs.work_off(acme.app)
    rows, added, duplicates, empty, bad = tally(acme, import_id)
    assert (rows, duplicates) == (3500, 0)
    assert added + empty + bad == 3500
    assert before <= texts(acme)
    assert sum(texts(acme).values()) == added
    reference = Counter(line.rpartition(",")[0] for line in content.splitlines()[1:] if _good(line))
    assert texts(acme) == reference


def _good(line: str) -> bool:
    text, _, stars = line.rpartition(",")
    return bool(text) and stars != "much"


def test_the_same_file_after_a_killed_import_is_exact(acme: Member) -> None:
    content = many(2500)
    first = started(acme, content)
    with killed_at(acme.app, 2), pytest.raises(Killed):
        jobs.work_off(acme.app)
    second = started(acme, content)
    jobs.work_off(acme.app)
    abandoned(acme.app)
    jobs.work_off(acme.app)
    assert reread(acme, first).imported + reread(acme, second).imported == sum(texts(acme).values())
    assert texts(acme) == Counter(line.rpartition(",")[0] for line in content.splitlines()[1:] if line[0] != ",")


def test_two_imports_of_the_same_file_at_the_same_time_add_each_row_once(acme: Member) -> None:
    content = many(2500)
    both = [started(acme, content), started(acme, content)]
    work = [reread(acme, one).job_id for one in both]
    threads = [Thread(target=jobs.work, args=(acme.app, job_id)) for job_id in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts(acme) == Counter(line.rpartition(",")[0] for line in content.splitlines()[1:] if line[0] != ",")
    for import_id in both:
        row = reread(acme, import_id)
        assert (row.state, row.rows) == ("done", 2500)
        assert row.rows == row.imported + row.duplicates + row.empty + row.bad


def test_all_or_nothing_that_fails_leaves_nothing_and_begins_again(acme: Member) -> None:
    import_id = started(acme, table(*(f"Comment {number},5" for number in range(2500))), strict=True, **stars())
    with killed_at(acme.app, 2, RuntimeError):
        jobs.work_off(acme.app)
    assert (texts(acme), tally(acme, import_id)) == ({}, (0, 0, 0, 0, 0))
    due(acme.app, "evidence.import", now())
    jobs.work_off(acme.app)
    assert tally(acme, import_id) == (2500, 2500, 0, 0, 0)


def test_a_file_that_breaks_off_imports_nothing(acme: Member) -> None:
    rows = "".join(f"Comment {number},5\n" for number in range(1500))
    import_id = started(acme, f'text,stars\n{rows}"never closed,1\n', **stars())
    jobs.work_off(acme.app)
    row = reread(acme, import_id)
    why = message_from(row.problem)
    assert (row.state, why.params if why else None) == ("failed", {"row": 1502})
    assert texts(acme) == {}


def test_the_file_goes_when_it_has_served(acme: Member) -> None:
    import_id = started(acme)
    key = reread(acme, import_id).file_key
    with acme.at_work():
        assert files.path_of(str(key)).exists()
        jobs.work_off(acme.app)
    with acme.at_work():
        assert list(files.folder().glob(f"{key}")) == []


def test_an_upload_nobody_goes_on_with_is_forgotten(acme: Member) -> None:
    old, new = upload(acme), upload(acme)
    with acme.at_work():
        key = str(queries.import_(old).file_key)
    acme.do(lambda: setattr(queries.import_(old), "created_at", now() - timedelta(hours=25)))
    jobs.sweep(acme.app)
    with acme.at_work():
        assert queries.import_(new).state == "preview"
        assert db.session.scalars(db.select(actions.EvidenceImport.id)).all() == [new]
        assert list(files.folder().glob(key)) == []


def test_starting_twice_starts_once(acme: Member) -> None:
    import_id = started(acme)
    shape = sniffed(acme, import_id)

    def again() -> None:
        actions.start_import(queries.import_(import_id), shape=shape, mapping=ColumnMapping(text="stars"), group=None)

    acme.do(again)
    assert reread(acme, import_id).mapping["text"] == "text"
    with acme.app.app_context(), everywhere():
        assert list(db.session.scalars(db.select(Job.kind))) == ["evidence.import"]


SURVEY = "score,best,worst,room,city\n2,The food,The noise,5,Lima\n4,,,3,lima\n1,,The price,,Cali\n,,,,Cali\n"


def survey() -> dict[str, Any]:
    one_to_five = RatingScale.parse("1..5")
    return {
        "text": "best", "more_texts": ("worst",), "rating": "score", "scale": one_to_five,
        "ratings": (RatingColumn("room", one_to_five),), "segments": (SegmentColumn("city", {"lima": "Lima"}),),
    }  # fmt: skip


def test_every_answer_of_a_row_is_a_piece_and_all_are_one_persons(acme: Member) -> None:
    import_id = imported(acme, SURVEY, **survey())
    assert tally(acme, import_id) == (4, 3, 0, 1, 0)
    row = reread(acme, import_id)
    assert (row.comments, row.ratings) == (3, 4)
    with acme.at_work():
        said = list(db.session.scalars(db.select(Evidence).order_by(Evidence.row, Evidence.kind, Evidence.question)))
    assert [(one.row, one.kind, one.question, one.text, one.rated, one.rating) for one in said] == [
        (2, "rating", "", "", "room", 5.0),
        (2, "review", "best", "The food", "", 2.0),
        (2, "review", "worst", "The noise", "", 2.0),
        (3, "rating", "", "", "room", 3.0),
        (4, "review", "worst", "The price", "", 1.0),
    ]
    assert [one.segments for one in said] == [{"city": "Lima"}] * 4 + [{"city": "Cali"}]
    people = [one.person_id for one in said]
    assert (len(set(people[:3])), people[0] is None, people[3:]) == (1, False, [None, None])


def test_a_row_of_several_pieces_is_one_row_when_it_comes_again(acme: Member) -> None:
    imported(acme, SURVEY, **survey())
    again = imported(acme, SURVEY + "2,The food,The noise,5,Lima\n", **survey())
    assert tally(acme, again) == (5, 1, 3, 1, 0)


def test_undoing_takes_back_ratings_too(acme: Member) -> None:
    import_id = imported(acme, SURVEY, **survey())
    with acme.at_work():
        row = queries.import_(import_id)
    acme.do(actions.undo_import, row)
    jobs.work_off(acme.app)
    with acme.at_work():
        assert db.session.scalar(db.select(db.func.count()).select_from(Evidence)) == 0
