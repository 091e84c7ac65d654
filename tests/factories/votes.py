"""Votes, and the papers people hand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from feedback.workshops import queries
from feedback.workshops.actions import votes as actions
from feedback.workshops.models import Workshop
from feedback.workshops.queries import votes as reads
from feedback.workshops.rules import votes as rules
from tests.factories.people import Member
from tests.factories.workshops import reread

GROUPS = (
    {"code": "customers", "kind": "customer", "name": {"es": "Clientes", "en": "Customers"}, "wanted": 0},
    {"code": "employees", "kind": "employee", "name": {"es": "Empleados", "en": "Employees"}, "wanted": 0},
)
THINGS = ("Chairs", "Hours", "Greeting")


def vote(
    of: Member, things: Sequence[str | rules.Thing] = THINGS, groups: rules.Groups = GROUPS, **values: Any
) -> Workshop:
    """An open vote with five dots, three at most on one thing; `values` are those of `Rules`. Not anonymous."""
    by_rules = rules.Rules(**{"way": rules.DOTS, "amount": 5, "most": 3, "anonymous": False, **values})
    named = [rules.Thing({"en": one}) if isinstance(one, str) else one for one in things]
    title, question = {"es": "Primero", "en": "First"}, {"es": "¿Qué primero?", "en": "What first?"}
    wish: dict[str, Any] = {
        "title": title,
        "question": question,
        "by_rules": by_rules,
        "things": named,
        "groups": groups,
    }
    return reread(of, of.do(lambda: actions.open_vote(**wish).id))


def keys(of: Member, made: Workshop) -> dict[str, str]:
    """Title of a thing -> the number its field is named by."""
    with of.at_work():
        return {item.title["en"]: item.id.hex for item in reads.items(made.id)}


def paper(
    of: Member,
    made: Workshop,
    choices: Mapping[str, int],
    group: str = "customers",
    who: UUID | None = None,
    **more: Any,
) -> UUID:
    """What one person hands in, things by their titles; returns the person's number."""
    named, person = keys(of, made), who or uuid4()
    comments = {named[title]: text for title, text in more.pop("comments", {}).items()}
    chosen = {named[title]: number for title, number in choices.items()}
    of.do(lambda: actions.cast(made.id, actions.Paper(person, group, chosen, comments, **more)))
    return person


def papers(of: Member, made: Workshop, count: int, choices: Mapping[str, int], group: str = "customers") -> None:
    """The same paper of several people, in one transaction."""
    named = keys(of, made)
    chosen = {named[title]: number for title, number in choices.items()}

    def hand_in() -> None:
        for _ in range(count):
            actions.cast(made.id, actions.Paper(uuid4(), group, chosen))

    of.do(hand_in)


def vote_closed(of: Member, made: Workshop) -> Workshop:
    of.do(lambda: actions.close_vote(queries.workshop(made.id)).id)
    return reread(of, made.id)
