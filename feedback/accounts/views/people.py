"""Signing in and out, how one reads, setting a password."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_user, logout_user

from feedback.accounts import actions, joining, passwords, queries
from feedback.accounts.forms import LoginForm, PasswordForm
from feedback.accounts.models import User
from feedback.accounts.session import SignedIn, current_token
from feedback.errors import Invalid, message
from feedback.web import limits
from feedback.web.addresses import safe_next
from feedback.web.guards import act, public, signed_in
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
