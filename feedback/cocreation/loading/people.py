"""Who takes part in the example: its members, groups, journey and cycle."""

from __future__ import annotations

from uuid import UUID

from feedback.accounts import actions as accounts
from feedback.accounts import queries as people
from feedback.accounts.models import Organisation
from feedback.cocreation import actions as cycles
from feedback.cocreation.loading.content import BEGUN, EMAIL, LOADED, Content, Record
from feedback.db import inside
from feedback.insights.actions import moments
from feedback.journeys import queries as journeys
from feedback.journeys.actions.belonging import belong
from feedback.journeys.importing import import_journey
from feedback.journeys.queries import functions
from feedback.journeys.reader import read
from feedback.outreach.actions import coverage as outreach
from feedback.permissions import Access, Role
from feedback.stakeholders.actions import groups as stakeholders
from feedback.stakeholders.queries import groups


def found(content: Content, password_hash: str) -> Organisation:
    """The organisation with its members, everybody with the same password; people with an account keep theirs."""
    about = content.organisation
    made = accounts.create_organisation(code=content.code, name=about["name"], languages=list(about["languages"]))
    with inside(made.id):
        accounts.record(None, BEGUN, content.code)
        for one in about["members"]:
            known = people.user_by_email(one["email"])
            given = {"email": one["email"], "name": one["name"], "password_hash": password_hash}
            accounts.add_member(user=known or accounts.create_user(**given), role=Role(one["role"]))
    return made


def owner() -> Access:
    """The person in whose name decisions of the example are recorded."""
    [user_id] = [row.user_id for row in people.members() if row.user.email == EMAIL]
    return Access(user_id, people.organisation().id, Role.OWNER)


def members() -> dict[str, UUID]:
    """E-mail -> id of everybody in the example."""
    return {row.user.email: row.user_id for row in people.members()}


def draw(content: Content) -> None:
    """Groups, the journey as the team drew it, what does not apply, and the cycle."""
    for one in content.groups:
        _add_group(one)
    import_journey(read(content.drawing()))
    _say_who_works_where(content)
    stages = {stage.code: stage for stage in journeys.stages()}
    for cell in content.not_applicable:
        group = groups.group_named(cell["group"])
        outreach.mark_not_applicable(
            stage=stages[cell["stage"]], group=group, reason=content.own(cell["reason"]), by=owner()
        )
    for moment in content.assumed["moments"]:
        reason = content.own(moment["reason"])
        moments.declare(stage=stages[moment["stage"]], kind=moment["kind"], reason=reason, by=owner())
    _begin_cycle(content)


def _say_who_works_where(content: Content) -> None:
    """The members of each area, and the groups whose people work in it."""
    people_of, known = content.organisation["members"], members()
    for area in content.organisation["areas"]:
        belong(
            functions.function(area["code"]),
            members=[known[one["email"]] for one in people_of if one["area"] == area["code"]],
            groups=[groups.group_named(code).id for code in area["groups"]],
            by=owner(),
        )


def _add_group(one: Record) -> None:
    made = stakeholders.create_group(code=one["code"], kind=one["kind"], name=one["name"], size=one["size"], by=owner())
    for part in one["subgroups"]:
        stakeholders.create_group(**part, kind=made.kind, parent_id=made.id)
    for segment in one["segments"]:
        stakeholders.add_segment(made, **segment)


def _begin_cycle(content: Content) -> None:
    cycle = content.organisation["cycle"]
    sponsor = next(one["name"] for one in content.organisation["members"] if one["email"] == cycle["sponsor"])
    cycles.save_cycle(
        name=cycle["name"],
        goal=cycle["goal"],
        sponsor=sponsor,
        starts_on=content.day(cycle["starts_on"]),
        closes_on=content.day(cycle["closes_on"]),
        by=owner(),
    )


def done(content: Content) -> None:
    """Note that everything of the example is there."""
    accounts.record(owner(), LOADED, content.code)
