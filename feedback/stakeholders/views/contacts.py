"""The people of a group: listed, added, changed, left in peace, forgotten, taken out as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from feedback import slots
from feedback.accounts.queries import organisation
from feedback.db import iso
from feedback.errors import NotFound
from feedback.permissions import Permission
from feedback.spreadsheet import content_disposition, csv_line
from feedback.stakeholders.actions import contacts as actions
from feedback.stakeholders.contact_forms import ContactForm, contact_form, filter_form, language_name
from feedback.stakeholders.models import Contact, StakeholderGroup
from feedback.stakeholders.queries import contacts as queries
from feedback.stakeholders.queries import groups
from feedback.stakeholders.rules.columns import OWN_SEGMENT, region_of
from feedback.stakeholders.rules.contacts import reason_label, why_not
from feedback.stakeholders.rules.history import SLOT, Moment, in_order
from feedback.web.guards import act, member
from feedback.web.templating import text
from feedback.web.texts_forms import done

blueprint = Blueprint("contacts", __name__)
STEP = 1
CSV = "text/csv; charset=utf-8"
TYPED = "typed"
BYTE_ORDER_MARK = "\ufeff"
PLAIN = ("name", "email", "phone", "reference", "language", "consent", "opted_out", "bounce", "source", "added")
"""Columns of the file of contacts before those of segments; an import knows them again."""


@blueprint.get("/o/<organisation>/groups/<uuid:group_id>/contacts")
@member(Permission.VIEW)
def index(group_id: UUID) -> ResponseReturnValue:
    """How many people the group has; who they are only for those who may write to them."""
    group = groups.group(group_id)
    people = queries.people([group_id])[group_id]
    shown = _shown(group) if g.access.may(Permission.EDIT_CONTACTS) and people.contacts else {}
    return render_template("stakeholders/contacts.html", group=group, people=people, current_step=STEP, **shown)


def _shown(group: StakeholderGroup) -> dict[str, Any]:
    form = filter_form(request.args, queries.languages(group.id), group.segments)
    wanted, after = form.wanted(), request.args.get("after", type=_uuid)
    rows = queries.listed(group.id, wanted, after=after)
    here, more = rows[: queries.PAGE], len(rows) > queries.PAGE
    query = form.query()
    return {
        "form": form,
        "filtered": bool(query),
        "found": queries.count(group.id, wanted),
        "rows": [(row, language_name(row.lang), _reason(row)) for row in here],
        "first": _address(group, query) if after else "",
        "more": _address(group, {**query, "after": str(here[-1].id)}) if more else "",
    }


def _address(group: StakeholderGroup, query: dict[str, str]) -> str:
    return url_for("contacts.index", group_id=group.id, **query)  # type: ignore[arg-type]


def _uuid(typed: str) -> UUID:
    return UUID(typed)


def _reason(contact: Contact) -> Any:
    word = why_not(contact, "email")
    return reason_label(word) if word else None


@blueprint.route("/o/<organisation>/groups/<uuid:group_id>/contacts/new", methods=["GET", "POST"])
@member(Permission.EDIT_CONTACTS)
def create(group_id: UUID) -> ResponseReturnValue:
    """Add one person by hand; somebody who is there already is brought up to date."""
    group, form = groups.group(group_id), contact_form(organisation().languages)
    if not form.is_submitted():
        return _new_page(group, form)
    given = {"group": group, "source": TYPED, "region": _region(), "by": g.access}
    given["despite_erasure"] = bool(form.despite_erasure.data)
    if form.validate() and (kept := done(form, actions.keep_contact, **given, **form.values())):
        contact, new = kept
        flash(gettext("The person is added.") if new else gettext("This person was there and is up to date now."), "ok")
        return redirect(url_for("contacts.show", group_id=group_id, contact_id=contact.id), 303)
    return _new_page(group, form), 422


def _new_page(group: StakeholderGroup, form: ContactForm) -> str:
    if not form.despite_erasure.errors and not form.despite_erasure.data:
        del form.despite_erasure
    return render_template("stakeholders/contact_new.html", group=group, form=form, current_step=STEP)


def _region() -> str:
    """The country of a number typed without one: the organisation's own, as its language tells it."""
    return region_of(organisation().languages[0])


@blueprint.get("/o/<organisation>/groups/<uuid:group_id>/contacts/<uuid:contact_id>")
@member(Permission.EDIT_CONTACTS)
def show(group_id: UUID, contact_id: UUID) -> ResponseReturnValue:
    """One person, and the history of the relationship as the slices above tell it."""
    contact = _contact(group_id, contact_id)
    return render_template(
        "stakeholders/contact.html",
        group=groups.group(group_id),
        contact=contact,
        title=_title(contact),
        speaks=language_name(contact.lang),
        reason=_reason(contact),
        history=in_order(_history(contact)),
        current_step=STEP,
    )


def _history(contact: Contact) -> Iterator[Moment]:
    for filler in slots.fillers(SLOT):
        yield from filler(contact=contact)


def _title(contact: Contact) -> str:
    return contact.name or contact.email or contact.phone or contact.reference or ""


def _contact(group_id: UUID, contact_id: UUID) -> Contact:
    """The contact of that group; NotFound also where it is in another one."""
    found = queries.contact(contact_id)
    if found.group_id != group_id:
        raise NotFound()
    return found


@blueprint.route("/o/<organisation>/groups/<uuid:group_id>/contacts/<uuid:contact_id>/edit", methods=["GET", "POST"])
@member(Permission.EDIT_CONTACTS)
def edit(group_id: UUID, contact_id: UUID) -> ResponseReturnValue:
    """Change what is known of a person."""
    contact = _contact(group_id, contact_id)
    form = contact_form(organisation().languages, contact)
    del form.despite_erasure
    if not form.is_submitted():
        return _edit_page(contact, form)
    given = {**form.values(), "region": _region(), "by": g.access} if form.validate() else {}
    if given and done(form, actions.change_contact, contact, **given):
        flash(gettext("The changes are saved."), "ok")
        return _to(contact_id, group_id)
    return _edit_page(contact, form), 422


def _edit_page(contact: Contact, form: ContactForm) -> str:
    group = groups.group(contact.group_id)
    shown = {"group": group, "contact": contact, "title": _title(contact), "form": form}
    return render_template("stakeholders/contact_edit.html", **shown, current_step=STEP)


def _to(contact_id: UUID, group_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("contacts.show", group_id=group_id, contact_id=contact_id), 303)


@blueprint.post("/o/<organisation>/groups/<uuid:group_id>/contacts/<uuid:contact_id>/mail")
@member(Permission.EDIT_CONTACTS)
def mail(group_id: UUID, contact_id: UUID) -> ResponseReturnValue:
    """No more mail to this person, or (`again`) mail again."""
    again = "again" in request.form
    act(actions.opt_in if again else actions.opt_out, _contact(group_id, contact_id), by=g.access)
    said = gettext("This person may be written to again.") if again else gettext("This person gets no more mail.")
    flash(said, "ok")
    return _to(contact_id, group_id)


@blueprint.post("/o/<organisation>/groups/<uuid:group_id>/contacts/<uuid:contact_id>/erase")
@member(Permission.EDIT_CONTACTS)
def erase(group_id: UUID, contact_id: UUID) -> ResponseReturnValue:
    """Forget a person; the button says before what goes and what stays."""
    act(actions.erase_contact, _contact(group_id, contact_id), by=g.access)
    flash(gettext("The person is erased."), "ok")
    return redirect(url_for("contacts.index", group_id=group_id), 303)


@blueprint.get("/o/<organisation>/groups/<uuid:group_id>/contacts.csv")
@member(Permission.EXPORT)
def export(group_id: UUID) -> ResponseReturnValue:
    """Everybody of the group as a file, for who may see them."""
    g.access.require(Permission.EDIT_CONTACTS)
    group = groups.group(group_id)
    name = f"{text(group.name)} {gettext('contacts')}"
    headers = {"Content-Disposition": content_disposition(name, "csv"), "Cache-Control": "no-store"}
    return Response("".join(_csv(_everybody(group_id))), mimetype=CSV, headers=headers)


def _everybody(group_id: UUID) -> list[Contact]:
    found: list[Contact] = []
    while page := queries.contacts(group_id, after=str(found[-1].id) if found else None, limit=1_000):
        found += page
    return found


def _csv(contacts: list[Contact]) -> Iterator[str]:
    attributes = sorted({name for one in contacts for name in one.segments})
    yield BYTE_ORDER_MARK + csv_line([*PLAIN, *(f"{OWN_SEGMENT}{name}" for name in attributes)])
    for one in contacts:
        yield csv_line([*_cells(one), *(one.segments.get(name, "") for name in attributes)])


def _cells(one: Contact) -> Iterable[str]:
    said = {True: "yes", False: "no", None: ""}
    out = said[True] if one.opted_out_at else ""
    days = iso(one.created_at.date()) or ""
    yield from (one.name, one.email or "", one.phone or "", one.reference or "", one.lang or "")
    yield from (said[one.consent], out, one.bounce, one.source, days)
