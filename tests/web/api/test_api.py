"""Every operation of the OpenAPI document against what schemathesis thinks of: nothing breaks, nothing undocumented.

Bounded by examples an operation and not by time, so that a run that found something finds it again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    negative_data_rejection,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.parameters import ParameterLocation

from feedback.web.api import SCOPES
from feedback.web.api.documentation import document
from feedback.web.api.problems import PREFIX
from feedback.web.limits import limiter
from tests.factories.callers import System, system
from tests.factories.world import World, build_world
from tests.guards.seen import on_sqlite

pytestmark = pytest.mark.xdist_group("world")
EXAMPLES = 15
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
)
Known = Mapping[str, Sequence[str]]


@pytest.fixture
def world(app: Flask) -> World:
    return build_world(app)


@pytest.fixture
def caller(app: Flask, world: World) -> Iterator[System]:
    """Unlimited, so that what is tested is not the limit."""
    usual, app.config["FEEDBACK"] = app.config["FEEDBACK"], app.config["FEEDBACK"].replaced(API_LIMIT=10**9)
    yield system(world.acme, *SCOPES, name="schemathesis")
    app.config["FEEDBACK"] = usual
    limiter.reset()


def loaded(app: Flask) -> Any:
    """The document, without its security: who may call is tested elsewhere, and here everybody may."""
    with app.test_request_context():
        written = {**deepcopy(document()), "security": []}
    for item in written["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict):
                operation.pop("security", None)
    found = schemathesis.openapi.from_dict(written)
    found.app = app
    return found


def known_ids(app: Flask, world: World) -> dict[str, list[str]]:
    """ "path argument" -> ids of the organisation's own things, so that calls get beyond the 404."""
    found: dict[str, list[str]] = {}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(PREFIX):
            path = rule.rule.replace("<uuid:", "{").replace("<int:", "{").replace("<", "{").replace(">", "}")
            for name in rule.arguments:
                found[f"{path} {name}"] = [str(one) for one in world.values_for(rule.endpoint, name)]
    return found


def known_words(world: World) -> dict[str, str]:
    """Field of a body -> a code that leads somewhere."""
    acmes = world.acmes
    return {
        "group": str(acmes["answering.group"][0]),
        "stage": str(acmes["answering.stage"][0]),
        "questionnaire": str(acmes["questionnaires.code"][0]),
        "email": "ana@example.org",
    }


def made_real(case: Any, pick: int, ids: Known, words: Mapping[str, str]) -> None:
    """Put ids and codes of real things in, where what was generated may stand."""
    if case.meta.components[ParameterLocation.PATH].mode is GenerationMode.POSITIVE if case.path_parameters else False:
        for name in case.path_parameters:
            if pick and (values := ids.get(f"{case.path} {name}")):
                case.path_parameters[name] = values[pick % len(values)]
    if isinstance(case.body, dict) and case.meta.components[ParameterLocation.BODY].mode is GenerationMode.POSITIVE:
        rows = case.body["items"] if isinstance(case.body.get("items"), list) else [case.body]
        for row in rows if pick else []:
            row |= {name: word for name, word in words.items() if name in row}
            row |= {name: {"es": "Nombre"} for name in ("name", "title") if isinstance(row.get(name), dict)}
            for name in ("parent", "code", "phone", "lang", "closes_on"):
                row.pop(name, None)
            if "groups" in row:
                row["groups"] = [words["group"]]
            if "themes" in row:
                row["themes"] = []


def can_be_wrong(operation: Any) -> bool:
    """Of an operation without a body, a query value or a header nothing can be, where its address takes any text."""
    addresses = [one.optimized_schema for one in operation.path_parameters]
    any_text = all(one["type"] == "string" and "format" not in one for one in addresses)
    return bool([*operation.body, *operation.query, *operation.headers]) or not any_text


def fuzz(app: Flask, caller: System, mode: GenerationMode, world: World) -> Counter[int]:
    """Call every operation with generated data; how often each status was answered."""
    ids, words, statuses = known_ids(app, world), known_words(world), Counter[int]()
    for found in loaded(app).get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), pick=st.integers(0, 4))
        def one(case: Any, pick: int) -> None:
            made_real(case, pick, ids, words)
            response = case.call(headers={"Authorization": f"Bearer {caller.secret}"})
            statuses[response.status_code] += 1
            case.validate_response(response, checks=list(CHECKS))

        if mode is GenerationMode.POSITIVE or can_be_wrong(operation):
            one()
    return statuses


def test_nothing_it_thinks_of_breaks_the_api(app: Flask, world: World, caller: System) -> None:
    statuses = fuzz(app, caller, GenerationMode.POSITIVE, world)
    assert {status for status in statuses if status >= 500} == set()
    # A sweep that only ever reached refusals would prove little.
    assert sum(statuses.values()) > 300 and statuses[200] + statuses[201] + statuses[204] > 100
    if on_sqlite(app):
        nothing_wrong_breaks_it(app, world, caller)


def nothing_wrong_breaks_it(app: Flask, world: World, caller: System) -> None:
    """What is wrong is refused before a database is asked: one kind of them is enough."""
    statuses = fuzz(app, caller, GenerationMode.NEGATIVE, world)
    assert sum(statuses.values()) > 300 and {status for status in statuses if status >= 500} == set()
