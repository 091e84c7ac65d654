"""Issues over the API: what was sent, where it stands, and nothing of how we sign in there."""

from __future__ import annotations

from feedback.programme.issues import actions, queries, rules
from tests.factories import issues
from tests.factories.backlog import ground
from tests.factories.callers import system
from tests.factories.people import Member
from tests.factories.programme import agreed
from tests.factories.trackers import TOKEN, tracker
from tests.statements import counted


def test_issues_say_where_they_stand(acme: Member, globex: Member) -> None:
    ground(acme)
    number, connected = agreed(acme), tracker(acme, "https://github.com")
    failed = issues.given_up(acme, number, connected)
    there = issues.written(acme, number, connected)

    def opened() -> None:
        row = queries.issue(there)
        row.state, row.key, row.url, row.opened_at = (
            rules.OPENED,
            "#7",
            "https://github.com/acme/work/issues/7",
            row.created_at,
        )
        actions.note_there(there, closed=True)

    acme.do(opened)
    crm = system(acme)
    answer = crm.get("/issues")
    first, second = answer.json["items"]
    assert (first["id"], first["state"], first["key"], first["url"]) == (str(failed), "failed", None, None)
    assert first["why"] == "There is no such project, or the token may not see it. Check the address and the project."
    assert (second["improvement"], second["tracker"], second["project"]) == (number, "github", "acme/work")
    assert (second["key"], second["there"], second["why"]) == ("#7", "closed", None)
    assert second["url"] == "https://github.com/acme/work/issues/7" and second["there_at"]
    assert [one["id"] for one in crm.get("/issues?state=opened").json["items"]] == [str(there)]
    assert TOKEN not in answer.get_data(as_text=True)
    assert crm.get(f"/work/{number}").json["issues"] == [second["url"]]
    assert system(globex).get("/issues").json["items"] == []


def test_a_list_takes_as_many_queries_for_three_as_for_one(acme: Member) -> None:
    ground(acme)
    crm, connected, counts = system(acme), tracker(acme, "https://github.com"), []
    for _ in range(3):
        issues.given_up(acme, agreed(acme), connected)
        crm.get("/issues")
        with counted(acme.app) as statements:
            crm.get("/issues")
        counts.append(len(statements))
    assert counts[0] == counts[2]
