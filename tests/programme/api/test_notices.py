"""Notices over the API: what everyone may read, and no draft."""

from __future__ import annotations

from tests.factories.backlog import found, ground
from tests.factories.callers import system
from tests.factories.groups import group
from tests.factories.people import Member
from tests.factories.programme import ANSWER, HEARD, agreed, notice


def test_what_was_published_is_told_as_it_was_looked_at(acme: Member, globex: Member) -> None:
    ground(acme)
    suppliers = group(acme, "supplier", code="haulers")
    number = agreed(acme, title={"es": "Avisar", "en": "Tell them"})
    made = notice(acme, number, groups=[suppliers.id])
    notice(acme, number, published=False, heard={"es": "Borrador", "en": "A draft"})
    acme.do(lambda: setattr(found(number), "title", {"es": "Otro", "en": "Another"}))
    [one] = system(acme).get("/notices").json["items"]
    assert (one["id"], one["improvement"], one["kind"]) == (str(made), number, "done")
    assert (one["title"], one["heard"], one["answer"]) == ({"es": "Avisar", "en": "Tell them"}, HEARD, ANSWER)
    assert (one["groups"], one["url"].endswith("/said/acme")) == (["haulers"], True)
    assert system(globex).get("/notices").json == {"items": [], "next_cursor": None}


def test_what_is_published_later_stands_behind_the_cursor(acme: Member) -> None:
    ground(acme)
    crm, number = system(acme), agreed(acme)
    ids = [str(notice(acme, number)) for _ in range(2)]
    first = crm.get("/notices?limit=1").json
    ids.append(str(notice(acme, number)))
    rest = crm.get(f"/notices?cursor={first['next_cursor']}").json
    assert [one["id"] for one in (*first["items"], *rest["items"])] == ids
