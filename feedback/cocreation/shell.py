"""What stands on every signed-in page: the six steps with what each needs, and the cycle that is under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel import gettext

from feedback.cocreation import rules
from feedback.cocreation.addresses import address, page_of_step
from feedback.cocreation.queries import cycles, facts
from feedback.cocreation.rules import Facts, Step
from feedback.outreach.queries.coverage import Plan
from feedback.web.templating import day, say, text


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step in the reader's language. `url` leads to its page, on the home page to what is to be done."""

    number: int
    name: str
    state: str
    need: str
    summary: str
    todo: str
    url: str


def shell() -> dict[str, Any]:
    """`steps` for the route on top of the page, `cycle_line` beside the name of the organisation."""
    return {
        "steps": [_on_route(step) for step in rules.steps(known_facts())],
        "cycle_line": _cycle_line(cycles.begun()),
    }


def known_facts(grid: Plan[Any, Any] | None = None) -> Facts:
    """The facts of this organisation, read once per request; `grid` where the page has read the plan already."""
    if "cocreation_facts" not in g:
        g.cocreation_facts = facts.facts(grid)
    found: Facts = g.cocreation_facts
    return found


def _on_route(step: Step) -> ShownStep:
    return _shown(step, page_of_step(step.number))


def on_home(found: list[Step]) -> list[ShownStep]:
    """The steps as the home page shows them: each leads to what is to be done."""
    return [_shown(step, address(step.target)) for step in found]


def _shown(step: Step, url: str) -> ShownStep:
    todo = say(step.todo) if step.todo else ""
    return ShownStep(step.number, say(step.name), step.state, say(step.need), say(step.summary), todo, url)


def _cycle_line(cycle: cycles.Begun | None) -> str:
    if cycle is None:
        return ""
    told = {"name": text(cycle.name), "day": day(cycle.starts_on)}
    if cycle.lies_ahead:
        return str(gettext("Cycle %(name)s · begins on %(day)s", **told))
    return str(gettext("Cycle %(name)s · since %(day)s", **told))
