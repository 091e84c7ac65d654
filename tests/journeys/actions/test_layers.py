"""Taking over what a file holds behind its stages."""

from __future__ import annotations

import json
from typing import Any

from feedback.errors import Message
from feedback.journeys import queries
from feedback.journeys.importing import import_journey
from feedback.journeys.queries import blueprint, flows, functions, roles
from feedback.journeys.reader import read
from feedback.stakeholders.queries import personas
from tests.factories import groups
from tests.factories.people import Member

CARE = {"code": "care", "name": {"es": "Atención"}}
STAGE: dict[str, Any] = {
    "code": "stay",
    "name": {"es": "Estancia"},
    "touchpoints": [{"code": "desk", "name": {"es": "Mostrador"}, "channel": "shop"}],
    "roles": [{"function": "care", "part": "does", "task": {"es": "Saluda"}}],
    "blueprint": [{"kind": "process", "text": {"es": "Aviso"}, "need": {"es": "Saber"}, "touchpoint": "desk"}],
}
PERSONA = {"code": "family", "group": "guests", "name": {"es": "Familia"}, "lines": []}


def taken(of: Member, stage: dict[str, Any] | None = None, **parts: Any) -> list[tuple[str, Message]]:
    file = {"code": "hotel", "name": {"es": "Hotel"}, "functions": [CARE], "stages": [STAGE | (stage or {})], **parts}
    return of.do(lambda: list(import_journey(read(json.dumps(file).encode())).notes))


def test_what_is_there_already_keeps_its_row_and_takes_over_what_is_said(acme: Member) -> None:
    assert taken(acme) == []
    with acme.at_work():
        [item] = blueprint.of_stage(queries.stage_named("stay").id)
        first = item.id
    newer = {"kind": "process", "text": {"es": "Aviso", "en": "Notice"}, "state": "failing", "need": {"es": "Saber"}}
    assert taken(acme, {"blueprint": [newer]}) == []
    with acme.at_work():
        [item] = blueprint.of_stage(queries.stage_named("stay").id)
        assert (item.id, dict(item.text), item.state) == (first, {"es": "Aviso", "en": "Notice"}, "failing")
        [[role]] = roles.by_stage().values()
        assert (role.part, dict(role.task)) == ("does", {"es": "Saluda"})


def test_what_refers_to_nothing_is_told_and_the_rest_is_taken(acme: Member) -> None:
    told = taken(
        acme,
        {"roles": [{"function": "nobody", "part": "does"}]},
        flows=[{"code": "way", "name": {"es": "Camino"}, "touchpoints": ["stay/desk", "stay/door"]}],
        tool_links=[{"from": "a", "to": "b", "integration": "none"}],
        personas=[PERSONA],
    )
    assert [path for path, _ in told] == ["stages.stay.roles", "tool_links", "flows.way", "personas.family"]
    with acme.at_work():
        assert [(flow.code, len(flow.steps)) for flow in flows.flows()] == [("way", 1)]


def test_a_persona_comes_into_its_group_or_among_customers_and_once(acme: Member) -> None:
    groups.group(acme, "employee", code="staff")
    clients = groups.group(acme, "customer", code="clients")
    assert taken(acme, personas=[PERSONA]) == []
    assert taken(acme, personas=[PERSONA | {"name": {"es": "Otra"}}]) == []
    with acme.at_work():
        assert [(one.code, one.group_id, one.name["es"]) for one in personas.all_personas()] == [
            ("family", clients.id, "Familia")
        ]


def test_an_area_keeps_its_name_here(acme: Member) -> None:
    taken(acme)
    taken(acme, functions=[{"code": "care", "name": {"es": "Otra", "en": "Care"}}])
    with acme.at_work():
        assert [dict(one.name) for one in functions.functions()] == [{"es": "Atención", "en": "Care"}]
