"""Drawing personas, line by line."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from feedback.accounts import queries as accounts
from feedback.errors import Invalid, NotFound
from feedback.stakeholders.actions import groups as group_actions
from feedback.stakeholders.actions import personas as actions
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups
from feedback.stakeholders.queries import personas as queries
from feedback.stakeholders.rules.personas import MOST_LINES, pairs_of
from tests.factories.groups import group, segment
from tests.factories.people import Member
from tests.factories.personas import line, persona, reread


@pytest.fixture
def customers(acme: Member) -> StakeholderGroup:
    return group(acme, "customer", code="customers")


def words(of: Member, group: StakeholderGroup, code: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text["en"]) for one in reread(of, group, code).lines]


def test_a_persona_is_drawn_and_changed(acme: Member, customers: StakeholderGroup) -> None:
    north = segment(acme, customers)
    code = persona(acme, customers, leaning="digital", reached_by=["face", "chat"], segments=["region=north"])
    kept = reread(acme, customers, code)
    assert (kept.code, kept.leaning, kept.reached_by, pairs_of(kept.segments)) == (
        "la-familia",
        "digital",
        ["chat", "face"],
        [("region", "north")],
    )
    acme.do(lambda: group_actions.remove_segment(customers.id, north))

    def change(**values: object) -> None:
        row = queries.persona(groups.group(customers.id), code)
        given = {"name": {"en": "Kin"}, "portrait": {}, **values}
        acme_group = groups.group(customers.id)
        actions.change_persona(row, acme_group, **given)  # type: ignore[arg-type]

    acme.do(lambda: change(segments=["region=north"]))
    assert pairs_of(reread(acme, customers, code).segments) == [("region", "north")]
    acme.do(change)
    kept = reread(acme, customers, code)
    assert (kept.code, kept.name, kept.segments, kept.leaning) == ("la-familia", {"en": "Kin"}, [], "")
    with pytest.raises(Invalid):
        acme.do(lambda: change(segments=["region=north"]))


def test_codes_are_free_ones_that_are_no_page(acme: Member, customers: StakeholderGroup) -> None:
    names = [{"en": "New"}, {"en": "New"}]
    assert [persona(acme, customers, name=name) for name in names] == ["new-2", "new-3"]
    for taken in ("new", "new-2", "a b"):
        with pytest.raises(Invalid):
            persona(acme, customers, code=taken)


def test_archived_and_back(acme: Member, customers: StakeholderGroup) -> None:
    code = persona(acme, customers)
    for act in (actions.archive_persona, actions.archive_persona, actions.restore_persona, actions.restore_persona):
        acme.do(lambda act=act: act(queries.persona(customers, code)))
    assert reread(acme, customers, code).archived_at is None
    with acme.at_work():
        acts = [entry.act for entry in accounts.audit() if entry.act.startswith("persona.")]
    assert sorted(acts) == ["persona.archived", "persona.created", "persona.restored"]


def test_lines_are_added_changed_moved_among_their_kind_and_removed(acme: Member, customers: StakeholderGroup) -> None:
    code = persona(acme, customers)
    quiet, cheap, clean = (
        line(acme, customers, code, text, kind)
        for text, kind in (("Quiet", "need"), ("Cheap", "expectation"), ("Clean", "need"))
    )
    persona_id = reread(acme, customers, code).id

    def move(line_id: UUID, direction: str) -> None:
        acme.do(actions.move_line, persona_id, line_id, direction=direction)

    move(clean, "up")
    assert words(acme, customers, code) == [("need", "Clean"), ("expectation", "Cheap"), ("need", "Quiet")]
    move(clean, "up")
    move(cheap, "down")
    assert words(acme, customers, code) == [("need", "Clean"), ("expectation", "Cheap"), ("need", "Quiet")]
    with pytest.raises(Invalid):
        move(clean, "aside")
    with acme.at_work():
        row = queries.persona(customers, code)
    acme.do(lambda: actions.change_line(queries.line(row, quiet), kind="task", text={"en": "Sleep"}))
    acme.do(actions.remove_line, persona_id, cheap)
    assert words(acme, customers, code) == [("need", "Clean"), ("task", "Sleep")]
    with pytest.raises(NotFound):
        acme.do(actions.remove_line, persona_id, cheap)


def test_what_a_line_may_not_be(acme: Member, globex: Member, customers: StakeholderGroup) -> None:
    code = persona(acme, customers)
    for text, kind in (("", "need"), ("x" * 301, "need"), ("Quiet", "hope")):
        with pytest.raises(Invalid):
            line(acme, customers, code, text, kind)
    persona_id = reread(acme, customers, code).id
    for of, one in ((globex, persona_id), (acme, uuid4())):
        with pytest.raises(NotFound):
            of.do(lambda one=one: actions.add_line(one, kind="need", text={"en": "Quiet"}))


def test_a_portrait_has_an_end(acme: Member, customers: StakeholderGroup) -> None:
    code = persona(acme, customers)
    persona_id = reread(acme, customers, code).id

    def fill(lines: int) -> None:
        for number in range(lines):
            actions.add_line(persona_id, kind="need", text={"en": f"Need {number}"})

    acme.do(fill, MOST_LINES)
    with pytest.raises(Invalid):
        acme.do(fill, 1)
