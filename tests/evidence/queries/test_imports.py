"""What a new import is read against, and the accounts of those before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedback import jobs
from feedback.db import db, now
from feedback.errors import NotFound
from feedback.evidence.actions import imports as actions
from feedback.evidence.models import Evidence
from feedback.evidence.queries import imports as queries
from feedback.journeys import actions as journeys
from feedback.stakeholders.actions import groups as stakeholders
from feedback.stakeholders.queries import groups
from tests.factories.evidence import imported, stars, started, upload
from tests.factories.groups import three_groups
from tests.factories.journeys import change, current, journey
from tests.factories.people import Member


@pytest.fixture(autouse=True)
def three(acme: Member) -> None:
    three_groups(acme)


def test_a_preview_is_no_import_and_an_undone_one_does_not_count(acme: Member) -> None:
    upload(acme)
    first, second = imported(acme), started(acme, "text\nAnother\n")
    with acme.at_work():
        assert ({row.id for row in queries.imports()}, queries.imports_done()) == ({first, second}, 1)
    jobs.work_off(acme.app)
    acme.do(lambda: actions.undo_import(queries.import_(first)))
    imported(acme, "text\nAnother\n")
    with acme.at_work():
        # Undone, done, and done without anything new.
        assert (len(queries.imports()), queries.imports_done()) == (3, 1)


def test_bad_rows_come_in_the_order_of_the_file_all_of_them(acme: Member) -> None:
    count = 1203
    import_id = imported(acme, "text,stars\n" + "Text,no\n" * count, **stars())
    with acme.at_work():
        assert [bad.row for bad in queries.every_bad_row(import_id)] == list(range(2, count + 2))
        assert [bad.row for bad in queries.bad_rows(import_id, 3)] == [2, 3, 4]


def test_stages_are_known_by_code_and_by_name_in_any_language(acme: Member) -> None:
    stages = journey(acme)
    change(acme, stages[0], journeys.retire_stage)
    change(
        acme, stages[1], journeys.change_stage, name={"es": "La visita técnica", "en": "The visit"}, goal={},
        silent=False, assumed_feeling=None,
    )  # fmt: skip
    assert [stage.code for stage in current(acme)] == ["visit", "billing"]
    with acme.at_work():
        found = queries.stage_lookup()
        assert {key: found.get(key) for key in ("visit", "la visita tecnica", "the visit", "booking", "elsewhere")} == {
            "visit": "visit",
            "la visita tecnica": "visit",
            "the visit": "visit",
            "booking": "booking",
            "elsewhere": None,
        }


def test_groups_are_known_while_they_are_in_use(acme: Member) -> None:
    acme.do(lambda: stakeholders.archive_group(groups.group_named("suppliers")))
    with acme.at_work():
        found = queries.group_lookup()
        assert (found.get("empleados"), found.get("customers"), found.get("suppliers")) == (
            "employees",
            "customers",
            None,
        )
        assert set(queries.group_ids()) == {"customers", "employees", "suppliers"}


def test_rows_are_compared_inside_the_organisation(acme: Member, globex: Member) -> None:
    three_groups(globex)
    imported(acme)
    with acme.at_work():
        keys = list(db.session.scalars(db.select(Evidence.row_key)))
        assert queries.present([*keys, "another"]) == dict.fromkeys(keys, 1)
    with globex.at_work():
        assert queries.present(keys) == {}


def test_an_import_of_another_organisation_is_not_found(acme: Member, globex: Member) -> None:
    import_id = imported(acme)
    with globex.at_work(), pytest.raises(NotFound):
        queries.import_(import_id)


def test_previews_grow_old(acme: Member) -> None:
    import_id = upload(acme)
    with acme.at_work():
        assert queries.old_previews(now() - timedelta(hours=1)) == []
        assert [row.id for row in queries.old_previews(now() + timedelta(hours=1))] == [import_id]
