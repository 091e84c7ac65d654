"""Step 1 through its pages: groups, sub-groups, segments, archive."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from feedback.accounts import queries as accounts
from feedback.permissions import Role
from feedback.stakeholders.queries import groups as queries
from tests.factories.groups import group, segment, three_groups
from tests.factories.people import Member, member, post
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
GROUPS = "/o/acme/groups"
TYPED = {"name_es": "Clientes", "name_en": "Customers", "kind": "customer", "size": "4.200", "parent": "", "code": ""}


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return str(answer.get_data(as_text=True))


def test_an_empty_list_says_what_to_do_next(acme: Member, as_member: SignedIn) -> None:
    shown = page(as_member(acme), GROUPS)
    assert "Start with three: your customers, your employees and your suppliers" in shown
    assert [f"kind={kind}" in shown for kind in ("customer", "employee", "supplier", "other")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_group_is_added_and_the_kinds_still_missing_are_named(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    answer = post(browser, f"{GROUPS}/new", TYPED)
    assert (answer.status_code, answer.location) == (303, GROUPS)
    with acme.at_work():
        [made] = queries.groups()
        assert (made.code, made.kind, made.size, made.name) == (
            "clientes",
            "customer",
            4200,
            {"es": "Clientes", "en": "Customers"},
        )
        assert [(entry.act, entry.subject) for entry in accounts.audit()] == [("group.created", "clientes")]
    shown = page(browser, GROUPS)
    assert "Still missing here: Employees, Suppliers." in shown
    assert "4,200" in shown


def test_with_all_three_nothing_is_missing_unless_a_size_is(acme: Member, as_member: SignedIn) -> None:
    made = three_groups(acme)
    browser = as_member(acme)
    assert "Still missing" not in page(browser, GROUPS)
    data = {**TYPED, "kind": "supplier", "size": ""}
    assert post(browser, f"{GROUPS}/{made['suppliers'].id}", data).status_code == 303
    shown = page(browser, GROUPS)
    assert "Still missing here: Suppliers." in shown
    assert "size missing" in shown


def test_what_cannot_be_is_refused_with_everything_typed_still_there(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    group(acme, code="taken")
    for wrong in ({"size": "many"}, {"name_es": ""}, {"code": "not a code"}, {"code": "taken"}, {"kind": "boss"}):
        answer = post(browser, f"{GROUPS}/new", {**TYPED, "name_en": "Typed with care", **wrong})
        assert answer.status_code == 422, wrong
        assert "Typed with care" in answer.get_data(as_text=True)
    with acme.at_work():
        assert [one.code for one in queries.groups()] == ["taken"]


def test_a_typed_code_is_kept(acme: Member, as_member: SignedIn) -> None:
    post(as_member(acme), f"{GROUPS}/new", {**TYPED, "code": "front_desk"})
    with acme.at_work():
        assert queries.group_named("front_desk").name["es"] == "Clientes"


def test_links_fill_the_form_in(acme: Member, as_member: SignedIn) -> None:
    above = group(acme, "supplier")
    shown = page(as_member(acme), f"{GROUPS}/new?kind=supplier&parent={above.id}")
    assert '<option selected value="supplier">' in shown
    assert f'<option selected value="{above.id}">' in shown


def test_sub_groups_stand_below_their_group(acme: Member, as_member: SignedIn) -> None:
    above = group(acme, code="customers")
    group(acme, name={"es": "Otra cosa"}, code="others")
    group(acme, name={"es": "Hogares", "en": "Homes"}, parent_id=above.id)
    shown = page(as_member(acme), GROUPS)
    assert shown.index("customers</code>") < shown.index(">Homes<") < shown.index("others</code>")


def test_a_group_is_changed(acme: Member, as_member: SignedIn) -> None:
    made = group(acme, name={"es": "Clientes", "pt": "Clientes"})
    browser = as_member(acme)
    assert 'value="Clientes"' in page(browser, f"{GROUPS}/{made.id}")
    data = {**TYPED, "name_es": "Familias", "name_en": "", "size": "12"}
    assert post(browser, f"{GROUPS}/{made.id}", data).status_code == 303
    with acme.at_work():
        changed = queries.group(made.id)
        assert (changed.name, changed.size, changed.code) == ({"es": "Familias", "pt": "Clientes"}, 12, "clientes")


def test_an_archived_group_is_shown_apart_and_comes_back(acme: Member, as_member: SignedIn) -> None:
    made = group(acme)
    browser = as_member(acme)
    assert post(browser, f"{GROUPS}/{made.id}/archive").status_code == 303
    assert "Bring back" in page(browser, GROUPS)
    assert "This group is archived." in page(browser, f"{GROUPS}/{made.id}")
    assert post(browser, f"{GROUPS}/{made.id}/restore").status_code == 303
    assert "Bring back" not in page(browser, GROUPS)
    with acme.at_work():
        acts = sorted(entry.act for entry in accounts.audit())
        assert acts == ["group.archived", "group.created", "group.restored"]


def test_a_sub_group_cannot_come_back_before_its_group(acme: Member, as_member: SignedIn) -> None:
    above = group(acme)
    below = group(acme, name={"es": "Hogares"}, parent_id=above.id)
    browser = as_member(acme)
    post(browser, f"{GROUPS}/{above.id}/archive")
    assert post(browser, f"{GROUPS}/{below.id}/restore").status_code == 409


def test_segments_are_added_and_removed(acme: Member, as_member: SignedIn) -> None:
    made = group(acme)
    browser = as_member(acme)
    answer = post(browser, f"{GROUPS}/{made.id}/segments", {"attribute": "region", "value": "north"})
    assert (answer.status_code, answer.location) == (303, f"{GROUPS}/{made.id}#h-segments")
    assert "region = north" in page(browser, f"{GROUPS}/{made.id}")
    assert "region = north" in page(browser, GROUPS)
    with acme.at_work():
        [kept] = queries.group(made.id).segments
    removed = f"{GROUPS}/{made.id}/segments/{kept.id}/remove"
    assert post(browser, removed).status_code == 303
    assert post(browser, removed).status_code == 404
    with acme.at_work():
        assert queries.group(made.id).segments == []


def test_half_a_segment_is_refused_and_the_group_stays_on_the_page(acme: Member, as_member: SignedIn) -> None:
    made = group(acme, name={"es": "Familias"})
    answer = post(as_member(acme), f"{GROUPS}/{made.id}/segments", {"attribute": "region", "value": ""})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Familias"' in shown
    assert 'value="region"' in shown


def test_a_segment_is_only_found_under_its_own_group(acme: Member, as_member: SignedIn) -> None:
    one, other = group(acme), group(acme, "employee")
    mine = segment(acme, one)
    browser = as_member(acme)
    assert post(browser, f"{GROUPS}/{other.id}/segments/{mine}/remove").status_code == 404
    assert post(browser, f"{GROUPS}/{one.id}/segments/{mine}/remove").status_code == 303


def test_a_viewer_reads_and_changes_nothing(app: Flask, acme: Member, as_member: SignedIn) -> None:
    made = group(acme)
    browser = as_member(member(app, "acme", Role.VIEWER))
    shown = page(browser, GROUPS)
    assert "Customers" in shown
    assert "/groups/new" not in shown
    assert browser.get(f"{GROUPS}/new").status_code == 403
    assert post(browser, f"{GROUPS}/{made.id}/archive").status_code == 403


def test_groups_of_another_organisation_do_not_exist(acme: Member, globex: Member, as_member: SignedIn) -> None:
    theirs = group(globex, name={"es": "Secretos de Globex"})
    browser = as_member(acme)
    for wrong in (theirs.id, uuid4()):
        assert browser.get(f"{GROUPS}/{wrong}").status_code == 404
        assert post(browser, f"{GROUPS}/{wrong}/archive").status_code == 404
    assert "Secretos" not in page(browser, GROUPS)
    assert post(browser, f"{GROUPS}/new", {**TYPED, "parent": str(theirs.id)}).status_code == 422


def test_names_are_shown_as_text(acme: Member, as_member: SignedIn) -> None:
    payload = '"><img src=x onerror=alert(1)>'
    made = group(acme, name={"es": payload, "en": payload})
    segment(acme, made, payload, payload)
    browser = as_member(acme)
    for path in (GROUPS, f"{GROUPS}/{made.id}"):
        assert "<img src=x" not in page(browser, path)


def test_the_list_costs_the_same_for_one_group_and_for_three(app: Flask, acme: Member, as_member: SignedIn) -> None:
    segment(acme, group(acme))
    browser = as_member(acme)
    browser.get(GROUPS)
    with counted(app) as one:
        browser.get(GROUPS)
    for kind in ("employee", "supplier"):
        segment(acme, group(acme, kind))
    browser.get(GROUPS)
    with counted(app) as three:
        browser.get(GROUPS)
    assert len(three) == len(one)
