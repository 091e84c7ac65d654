"""Evidence over the API."""

from __future__ import annotations

from datetime import timedelta

from feedback.db import now
from feedback.evidence.reader import SegmentColumn
from tests.dump import state
from tests.factories import evidence, groups, journeys
from tests.factories.callers import system
from tests.factories.people import Member
from tests.statements import counted

ROW = {"text": "Nobody told me the van would be late.", "group": "customers", "kind": "complaint"}


def test_rows_are_added_and_read_as_they_are(acme: Member) -> None:
    groups.group(acme, code="customers")
    journeys.journey(acme, ("visit",))
    crm = system(acme)
    whole = {**ROW, "stage": "visit", "source": "Zendesk", "date": "2026-03-31", "rating": 2, "lang": "en"}
    made = crm.post("/evidence", {"items": [whole, {**ROW, "text": "Twice."}]})
    assert made.status_code == 201
    first, second = made.json["ids"]
    read = crm.get(f"/evidence/{first}").json
    assert {**read, "added_at": ""} == {
        **whole, "id": first, "question": "", "segments": {}, "import_id": None, "added_at": ""
    }  # fmt: skip
    listed = crm.get("/evidence?words=van").json["items"]
    assert [one["id"] for one in listed] == [first]
    assert {one["id"] for one in crm.get("/evidence").json["items"]} == {first, second}


def test_all_rows_or_none_and_the_bad_one_is_named(acme: Member) -> None:
    groups.group(acme, code="customers")
    crm = system(acme)
    crm.get("/evidence")
    before = state(acme.app)
    for bad, field in (
        ({**ROW, "group": "nobody"}, "group"),
        ({**ROW, "stage": "nowhere"}, "stage"),
        ({**ROW, "text": " \n "}, "text"),
        ({**ROW, "rating": 5.5}, "rating"),
        ({**ROW, "kind": "rating"}, "kind"),
        ({**ROW, "organisation_id": "x"}, "organisation_id"),
    ):
        answer = crm.post("/evidence", {"items": [ROW, bad]})
        assert (answer.status_code, [one["field"] for one in answer.json["errors"]]) == (422, [f"items.1.{field}"])
    assert crm.post("/evidence", {"items": []}).status_code == 422
    assert crm.post("/evidence", {"items": [ROW] * 1001}).status_code == 422
    assert state(acme.app) == before


def test_things_of_another_organisation_are_unknown(acme: Member, globex: Member) -> None:
    """Case 12."""
    groups.group(globex, code="theirs")
    journeys.journey(globex, ("their-stage",))
    groups.group(acme, code="customers")
    crm = system(acme)
    for field, theirs in (("group", "theirs"), ("stage", "their-stage")):
        answers = [crm.post("/evidence", {"items": [{**ROW, field: code}]}) for code in (theirs, "never-existed")]
        assert [answer.status_code for answer in answers] == [422, 422]
        assert answers[0].json["errors"] == answers[1].json["errors"]


def test_filters(acme: Member) -> None:
    groups.group(acme, code="customers")
    groups.group(acme, "employee", code="staff")
    crm = system(acme)
    crm.post("/evidence", {"items": [ROW, {**ROW, "group": "staff", "kind": "interview", "source": "Talks"}]})

    def found(query: str) -> int:
        return len(crm.get(f"/evidence?{query}").json["items"])

    tomorrow = (now() + timedelta(days=1)).date().isoformat()
    assert [found(query) for query in ("group=staff", "kind=complaint", "source=Talks", "kind=ticket")] == [1, 1, 1, 0]
    assert (found(f"since={now().date().isoformat()}"), found(f"since={tomorrow}"), found("since=9999-12-31")) == (
        2,
        0,
        0,
    )
    for wrong in ("since=10000-01-01", "since=2026-02-30", "since=20260101", "group=nobody", "kind=all", "sort=id"):
        assert crm.get(f"/evidence?{wrong}").status_code == 422, wrong
    assert found("words=%27%20OR%201%3D1--") == 0


def test_pages_hold_everything_once_with_as_many_queries_for_many(acme: Member) -> None:
    groups.group(acme, code="customers")
    crm = system(acme)
    ids = crm.post("/evidence", {"items": [{**ROW, "text": f"n {n}"} for n in range(25)]}).json["ids"]
    seen, cursor, counts = [], "", []
    while True:
        with counted(acme.app) as statements:
            answer = crm.get(f"/evidence?limit=10{cursor}").json
        counts.append(len(statements))
        seen += [one["id"] for one in answer["items"]]
        if answer["next_cursor"] is None:
            break
        cursor = f"&cursor={answer['next_cursor']}"
    assert seen == sorted(ids)
    assert len(set(counts)) == 1


def test_insiders_keep_their_attributes_to_themselves(acme: Member) -> None:
    for kind, code in (("customer", "customers"), ("employee", "staff")):
        groups.group(acme, kind, code=code)
        evidence.imported(acme, "text,area\nToo slow,north\n", group=code, segments=(SegmentColumn("area"),))
    shown = {one["group"]: one["segments"] for one in system(acme).get("/evidence").json["items"]}
    assert shown == {"customers": {"area": "north"}, "staff": {}}


def test_an_import_is_accounted_for(acme: Member) -> None:
    groups.group(acme, code="customers")
    done = evidence.imported(acme, "text,stars\nWaited,2\n,\nToo late,no\n", group="customers", **evidence.stars())
    read = system(acme).get(f"/evidence/imports/{done}").json
    assert (read["state"], read["rows"], read["imported"], read["empty"], read["bad"]) == ("done", 3, 1, 1, 1)
    assert [(one["row"], one["column"]) for one in read["bad_rows"]] == [(4, "stars")]


def test_a_note_is_taken_back_and_a_row_of_a_file_is_not(acme: Member) -> None:
    groups.group(acme, code="customers")
    evidence.imported(acme, "text\nFrom a file\n", group="customers")
    crm = system(acme)
    (of_file,) = crm.get("/evidence").json["items"]
    (note,) = crm.post("/evidence", {"items": [ROW]}).json["ids"]
    removed = crm.delete(f"/evidence/{note}")
    assert (removed.status_code, removed.data) == (204, b"")
    assert crm.get(f"/evidence/{note}").status_code == 404
    assert crm.delete(f"/evidence/{note}").status_code == 404
    assert crm.delete(f"/evidence/{of_file['id']}").status_code == 409
