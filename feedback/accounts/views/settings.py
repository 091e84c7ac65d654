"""Settings: who works with the organisation, what it is called, the languages of its texts, what happened lately."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.accounts import actions, joining, queries
from feedback.accounts.forms import LanguagesForm, MemberForm, OrganisationForm
from feedback.accounts.log_words import lately
from feedback.accounts.rules import languages_of
from feedback.accounts.views.people import blueprint
from feedback.errors import Invalid
from feedback.permissions import Permission, Role
from feedback.web.guards import act, member
from feedback.web.templating import language_code, say

LOOKED_AT = 200
"""Entries of the log that are looked at; what came again and again on one day is one line."""


@blueprint.get("/o/<organisation>/settings")
@member(Permission.VIEW)
def settings() -> ResponseReturnValue:
    """Members and roles, name of the organisation, what happened lately."""
    return _page(MemberForm(formdata=None))


def _page(
    form: MemberForm,
    naming: OrganisationForm | None = None,
    speaking: LanguagesForm | None = None,
    link: str | None = None,
) -> str:
    own = queries.organisation()
    naming = naming or OrganisationForm(formdata=None, name=own.name, contact=own.contact)
    speaking = speaking or _languages_form(own.languages, formdata=None)
    return render_template(
        "accounts/settings.html",
        form=form,
        naming=naming.beside_another("organisation"),
        speaking=speaking.beside_another("languages"),
        members=queries.members(),
        roles=[(role.value, say(role.label)) for role in Role],
        lately=lately(queries.audit(LOOKED_AT)) if g.access.may(Permission.ADMINISTER) else [],
        people=queries.people(),
        link=link,
    )


@blueprint.post("/o/<organisation>/settings/name")
@member(Permission.ADMINISTER)
def rename() -> ResponseReturnValue:
    naming = OrganisationForm()
    if not naming.validate():
        return _page(MemberForm(formdata=None), naming), 422
    act(_rename, naming.name.data or "", naming.contact.data or "")
    return redirect(url_for("accounts.settings"), 303)


def _rename(name: str, contact: str) -> None:
    own = queries.organisation()
    own.name, own.contact = name.strip(), contact.strip()
    actions.record(g.access, "organisation.renamed", name.strip())


@blueprint.post("/o/<organisation>/settings/languages")
@member(Permission.ADMINISTER)
def speak() -> ResponseReturnValue:
    """Which languages the organisation's texts are written in, its own first."""
    form = _languages_form(queries.organisation().languages)
    if not form.validate():
        return _page(MemberForm(formdata=None), speaking=form), 422
    act(_speak, form.languages)
    return redirect(url_for("accounts.settings"), 303)


def _languages_form(known: list[str], **given: Any) -> LanguagesForm:
    form = LanguagesForm(own_language=known[0], others=known, **given)
    form.offer(known)
    return form


def _speak(languages: list[str]) -> None:
    own = queries.organisation()
    own.languages = languages_of(languages)
    actions.record(g.access, "organisation.languages", ", ".join(own.languages))


@blueprint.post("/o/<organisation>/settings/members")
@member(Permission.ADMINISTER)
def invite() -> ResponseReturnValue:
    """Invite a colleague: the link is mailed where mail is set up, and shown once to pass on by hand."""
    form = MemberForm()
    if not form.validate():
        return _page(form), 422
    try:
        given = {"email": form.email.data or "", "name": form.name.data or "", "lang": language_code()}
        link = act(joining.invite, role=Role(form.role.data), **given)
    except Invalid as error:
        form.refuse(error)
        return _page(form), 422
    return _page(MemberForm(formdata=None), link=link), 200


@blueprint.post("/o/<organisation>/settings/members/<uuid:user_id>")
@member(Permission.ADMINISTER)
def change_member(user_id: UUID) -> ResponseReturnValue:
    """Another role, or out of the organisation; a stranger is not found, whatever the form says."""
    actions.member(user_id)
    role = request.form.get("role", "")
    if role == "remove":
        act(_remove, user_id)
    elif role in set(Role):
        act(_change_role, user_id, Role(role))
    else:
        abort(422)
    return redirect(url_for("accounts.settings"), 303)


def _remove(user_id: UUID) -> None:
    membership = actions.member(user_id)
    actions.record(g.access, "member.removed", membership.user.name)
    actions.remove_member(membership)


def _change_role(user_id: UUID, role: Role) -> None:
    membership = actions.member(user_id)
    actions.change_role(membership, role)
    actions.record(g.access, "member.role", membership.user.name, {"role": role.value})
