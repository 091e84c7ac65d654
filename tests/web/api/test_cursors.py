"""Lists page by page: case 59."""

from __future__ import annotations

import pytest

from tests.factories import groups
from tests.factories.callers import system
from tests.factories.people import Member


def test_pages_hold_everything_once_and_in_order(acme: Member) -> None:
    codes = [f"g-{number}" for number in range(7)]
    for code in codes:
        groups.group(acme, code=code)
    crm, seen, cursor = system(acme), [], ""
    sizes = []
    while True:
        answer = crm.get(f"/groups?limit=3{cursor}").json
        sizes.append(len(answer["items"]))
        seen += [one["code"] for one in answer["items"]]
        if answer["next_cursor"] is None:
            break
        cursor = f"&cursor={answer['next_cursor']}"
    assert (seen, sizes) == (codes, [3, 3, 1])


def test_a_cursor_says_nothing_and_goes_on_after_a_row_that_went(acme: Member) -> None:
    for code in ("a", "b", "c"):
        groups.group(acme, code=code)
    cursor = system(acme).get("/groups?limit=1").json["next_cursor"]
    assert system(acme, name="other").get(f"/groups?limit=5&cursor={cursor}").json["items"][0]["code"] == "b"


@pytest.mark.parametrize("limit", ["0", "-1", "201", "1e9", "1.0", "x", "", "٣", "9" * 40, " 5", "+5", "05"])
def test_a_limit_is_a_whole_number_from_1_to_200(acme: Member, limit: str) -> None:
    answer = system(acme).call("GET", f"/groups?limit={limit}".replace("+", "%2B"))
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "limit")


def test_offsets_are_unknown(acme: Member) -> None:
    assert system(acme).get(f"/groups?offset={2**63}").status_code == 422


def test_a_cursor_of_another_list_or_organisation_or_edited_is_refused(acme: Member, globex: Member) -> None:
    for whose in (acme, globex):
        for code in ("a", "b", "c"):
            groups.group(whose, code=code)
    ours, theirs = system(acme), system(globex)
    cursor = ours.get("/groups?limit=1").json["next_cursor"]
    assert ours.get(f"/groups?cursor={cursor}").status_code == 200
    edited = [
        cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :] for place in range(len(cursor))
    ]
    for bad in (*edited, cursor + "=", cursor + "A", cursor[:-1], "x", "ñ", "A" * 64, "." * 40):
        answer = ours.get(f"/groups?cursor={bad}")
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "cursor"), bad
    assert theirs.get(f"/groups?cursor={cursor}").status_code == 422
