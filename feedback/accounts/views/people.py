"""Signing in and out, how one reads, members and settings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_user, logout_user

from feedback.accounts import actions, joining, passwords, queries
from feedback.accounts.forms import LanguagesForm, LoginForm, MemberForm, OrganisationForm, PasswordForm
from feedback.accounts.log_words import about, happened
from feedback.accounts.models import User
from feedback.accounts.rules import languages_of
from feedback.accounts.session import SignedIn, current_token
from feedback.errors import Invalid, message
from feedback.permissions import Permission, Role
from feedback.web import limits
from feedback.web.addresses import safe_next
from feedback.web.guards import act, member, public, signed_in
from feedback.web.languages import INTERFACE
from feedback.web.templating import language_code, say

blueprint = Blueprint("accounts", __name__)
WINDOW = 300
THEMES = {"light", "dark", "system"}


@blueprint.get("/")
@public
def start() -> ResponseReturnValue:
    """To the one organisation of the person, else to the choice of organisations, else to signing in."""
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.login"), 303)
    mine = queries.organisations_of(current_user.user_id)
    if len(mine) == 1:
        return redirect(url_for("cocreation.home", organisation=mine[0].code), 303)
    return redirect(url_for("accounts.organisations"), 303)


@blueprint.route("/login", methods=["GET", "POST"])
@public
def login() -> ResponseReturnValue:
    """Sign in. Known and unknown addresses are refused in the same words, after the same work."""
    form = LoginForm()
    if not form.is_submitted():
        return render_template("accounts/login.html", form=form, nobody=not queries.anybody())
    if not form.validate():
        return render_template("accounts/login.html", form=form), 422
    user = _let_in(form.email.data or "", form.password.data or "")
    if user is None:
        form.form_errors = [gettext("E-mail or password is incorrect.")]
        return render_template("accounts/login.html", form=form), 401
    return _signed_in(user)


def _let_in(email: str, password: str) -> User | None:
    account = email.strip().lower()[:254]
    refusal = message("Too many wrong passwords. Wait a few minutes and try again.")
    amount = current_app.config["FEEDBACK"].login_limit
    limits.check("login", amount, WINDOW, account, refuse=refusal)
    user = queries.user_by_email(account)
    known = user if user is not None and user.disabled_at is None else None
    if passwords.matches(known.password_hash if known else None, password):
        return known
    limits.hit("login", amount, WINDOW, account, refuse=refusal)
    return None


def _signed_in(user: User) -> ResponseReturnValue:
    target = safe_next(request.args.get("next"))
    token = act(actions.sign_in, user, replaces=current_token())
    kept = {name: session[name] for name in ("language", "theme") if name in session}
    session.clear()
    session.update(kept)
    login_user(SignedIn(user, token))
    return redirect(target, 303)


@blueprint.post("/logout")
@public
def logout() -> ResponseReturnValue:
    """End this session, here and now."""
    if token := current_token():
        act(actions.sign_out, token)
    logout_user()
    session.clear()
    return redirect(url_for("accounts.login"), 303)


@blueprint.post("/reading")
@public
def reading() -> ResponseReturnValue:
    """Change language or light and dark; remembered with the account where there is one."""
    language, theme = request.form.get("language"), request.form.get("theme")
    chosen: dict[str, str] = {}
    if language in INTERFACE:
        chosen["language"] = language
    if theme in THEMES:
        chosen["theme"] = theme
    session.update(chosen)
    if current_user.is_authenticated:
        act(actions.prefer, current_user.user_id, **chosen)
    return redirect(safe_next(request.form.get("next")), 303)


@blueprint.get("/organisations")
@signed_in
def organisations() -> ResponseReturnValue:
    """Every organisation the person is a member of."""
    mine = queries.organisations_of(current_user.user_id)
    return render_template("accounts/organisations.html", organisations=mine)


@blueprint.route("/account", methods=["GET", "POST"])
@signed_in
def account() -> ResponseReturnValue:
    """Change the password; every other session ends."""
    form = PasswordForm()
    if form.is_submitted():
        if (refused := _change_password(form)) is None:
            flash(gettext("Your password is changed. Other sessions have ended."))
            return redirect(url_for("accounts.account"), 303)
        return refused
    return render_template("accounts/account.html", form=form)


def _change_password(form: PasswordForm) -> ResponseReturnValue | None:
    user = queries.user_by_email(current_user.email)
    assert user is not None
    if not form.validate():
        return render_template("accounts/account.html", form=form), 422
    if not passwords.matches(user.password_hash, form.current.data or ""):
        form.refuse(Invalid(message("This is not your password."), {"current": message("This is not your password.")}))
        return render_template("accounts/account.html", form=form), 422
    try:
        fresh = passwords.hashed(form.password.data or "")
    except Invalid as error:
        form.refuse(error)
        return render_template("accounts/account.html", form=form), 422
    login_user(SignedIn(user, act(_renew, user, fresh)))
    return None


def _renew(user: User, password_hash: str) -> str:
    actions.set_password(user, password_hash)
    return actions.sign_in(user)


@blueprint.get("/o/<organisation>/settings")
@member(Permission.VIEW)
def settings() -> ResponseReturnValue:
    """Members and roles, name of the organisation, what happened lately."""
    return _settings_page(MemberForm(formdata=None))


def _settings_page(
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
        audit=queries.audit(30) if g.access.may(Permission.ADMINISTER) else [],
        people=queries.people(),
        happened=happened,
        about=about,
        link=link,
    )


@blueprint.post("/o/<organisation>/settings/name")
@member(Permission.ADMINISTER)
def rename() -> ResponseReturnValue:
    naming = OrganisationForm()
    if not naming.validate():
        return _settings_page(MemberForm(formdata=None), naming), 422
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
        return _settings_page(MemberForm(formdata=None), speaking=form), 422
    act(_speak, form.languages)
    return redirect(url_for("accounts.settings"), 303)


def _languages_form(known: list[str], **given: Any) -> LanguagesForm:
    form = LanguagesForm(own_language=known[0], others=known[1:], **given)
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
        return _settings_page(form), 422
    try:
        given = {"email": form.email.data or "", "name": form.name.data or "", "lang": language_code()}
        link = act(joining.invite, role=Role(form.role.data), **given)
    except Invalid as error:
        form.refuse(error)
        return _settings_page(form), 422
    return _settings_page(MemberForm(formdata=None), link=link), 200


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


@blueprint.route("/join/<token>", methods=["GET", "POST"])
@public
def join(token: str) -> ResponseReturnValue:
    """Take up an invitation, or set a new password: the link is good once."""
    return _with_link(token, "invite")


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@public
def reset(token: str) -> ResponseReturnValue:
    """Set a new password with a link from a mail."""
    return _with_link(token, "reset")


def _with_link(token: str, kind: str) -> ResponseReturnValue:
    link = joining.open_link(token, kind)
    known = queries.user_by_email(link.email) is not None
    if request.method != "POST":
        return render_template("accounts/set_password.html", kind=kind, email=link.email, known=known, errors=[])
    try:
        fresh = passwords.hashed(request.form.get("password", ""))
        name = request.form.get("name", "")
        act(joining.use_link, token, kind, password_hash=fresh, name=name, language=language_code())
    except Invalid as error:
        page = render_template(
            "accounts/set_password.html", kind=kind, email=link.email, known=known, errors=[say(error.message)]
        )
        return page, 422
    flash(gettext("Your password is set. You can sign in now."))
    return redirect(url_for("accounts.login"), 303)


@blueprint.route("/forgot-password", methods=["GET", "POST"])
@public
def forgot_password() -> ResponseReturnValue:
    """Ask for a link to set a new password; the answer is the same for every address."""
    if request.method != "POST":
        return render_template("accounts/forgot_password.html", sent=False, errors=[])
    try:
        limits.hit("forgot", 10, 3600, limits.visitor(), refuse=message("Too many requests. Try again in an hour."))
        act(joining.send_reset, request.form.get("email", ""))
    except Invalid as error:
        return render_template("accounts/forgot_password.html", sent=False, errors=[say(error.message)]), 422
    return render_template("accounts/forgot_password.html", sent=True, errors=[]), 202
