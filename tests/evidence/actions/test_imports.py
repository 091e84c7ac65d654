"""Starting and undoing; what the job writes is tested with the job."""

from __future__ import annotations

from typing import Any

import pytest

from feedback import jobs
from feedback.accounts import queries as accounts
from feedback.errors import Conflict, Invalid, UnknownName
from feedback.evidence.actions import imports as actions
from feedback.evidence.queries import imports as queries
from feedback.evidence.reader import ColumnMapping
from tests.factories.evidence import imported, known, reread, sniffed, stars, started, upload
from tests.factories.groups import three_groups
from tests.factories.people import Member


@pytest.fixture(autouse=True)
def groups(acme: Member) -> None:
    three_groups(acme)


@pytest.mark.parametrize(
    "wrong",
    [{"rating": "stars"}, {"kind": "gossip"}, {"source": "x" * 201}, {"group": None}, {"group_column": "stars"},
     {"stage": "visit", "stage_column": "stars"}],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_the_preview_stays(acme: Member, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        started(acme, **wrong)
    with acme.at_work():
        assert queries.imports() == []
        assert jobs.due() == []


def test_a_column_the_file_lacks_is_named_with_those_it_has(acme: Member) -> None:
    with pytest.raises(UnknownName) as refused:
        started(acme, text="comment")
    assert refused.value.message.params == {"name": "comment", "columns": "text, stars"}


def test_columns_are_kept_as_the_header_spells_them(acme: Member) -> None:
    assert reread(acme, started(acme, text=" TEXT ")).mapping["text"] == "text"


def test_undoing_stops_an_import_that_has_not_begun(acme: Member) -> None:
    import_id = started(acme)
    acme.do(lambda: actions.undo_import(queries.import_(import_id)))
    jobs.work_off(acme.app)
    assert (reread(acme, import_id).state, known(acme)) == ("undone", [])


def test_an_import_is_undone_once(acme: Member) -> None:
    import_id = imported(acme)
    acme.do(lambda: actions.undo_import(queries.import_(import_id)))
    for _ in range(2):
        with pytest.raises(Conflict):
            acme.do(lambda: actions.undo_import(queries.import_(import_id)))
        jobs.work_off(acme.app)
    with acme.at_work():
        assert [entry.act for entry in accounts.audit()].count("evidence.undone") == 1


def test_a_preview_and_a_refused_import_cannot_be_undone(acme: Member) -> None:
    refused = imported(acme, "text,stars\nToo good,9\n", strict=True, **stars())
    assert reread(acme, refused).state == "refused"
    for import_id in (upload(acme), refused):
        with pytest.raises(Conflict):
            acme.do(lambda: actions.undo_import(queries.import_(import_id)))  # noqa: B023


def test_what_is_done_to_files_is_in_the_audit_log(acme: Member) -> None:
    import_id = imported(acme)
    acme.do(lambda: actions.undo_import(queries.import_(import_id)))
    with acme.at_work():
        entries = {entry.act: (entry.subject, entry.detail) for entry in accounts.audit()}
    same = {"import": str(import_id)}
    assert entries["evidence.imported"] == ("reviews.csv", {"kind": "review", **same})
    assert entries["evidence.undone"] == ("reviews.csv", {"rows": 2, **same})


def test_a_kept_file_belongs_to_its_organisation(acme: Member, globex: Member) -> None:
    import_id = upload(acme)
    shape = sniffed(acme, import_id)
    with pytest.raises(Exception, match="does not exist"):
        globex.do(
            lambda: actions.start_import(
                queries.import_(import_id), shape=shape, mapping=ColumnMapping(text="text"), group=None
            )
        )
