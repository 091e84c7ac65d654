"""Who may reach a view. Every route has exactly one guard, and the guard is visible on the function.

`public` and `respondent` pages need no sign-in; `respondent` pages read no cookie and no CSRF token, so
that an embedded form or a one-click post from anywhere is taken. `member` pages belong to an
organisation: a signed-out visitor is sent to sign in, a stranger is told "not found". Calls of the API carry a
`token` (`feedback.web.api.callers`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from flask import abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect

from feedback.db import enter, storing, writing
from feedback.permissions import Access, Permission

View = Callable[..., ResponseReturnValue]
AccessLoader = Callable[[str], Access | None]
csrf = CSRFProtect()


@dataclass(frozen=True, slots=True)
class Guard:
    """What a view's guard asks for; the sweep over all routes reads it."""

    kind: str
    permission: Permission | None = None
    scope: str = ""
    """Of tokens of the API."""


def guarded_by(view: View, guard: Guard) -> View:
    """The view, marked with what guards it; a view has one guard."""
    if hasattr(view, "guard"):
        raise TypeError(f"{view.__name__} has two guards")
    view.guard = guard  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone, signed in or not; forms carry a CSRF token."""
    return guarded_by(view, Guard("public"))


def respondent(view: View) -> View:
    """Anyone with the link; no cookie is read or set, no CSRF token is asked for."""
    csrf.exempt(view)
    return guarded_by(view, Guard("respondent"))


def signed_in(view: View) -> View:
    """Anyone with an account, whatever the organisation."""

    @wraps(view)
    def guarded(**values: Any) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            return to_sign_in()
        return view(**values)

    return guarded_by(guarded, Guard("signed_in"))


def member(permission: Permission) -> Callable[[View], View]:
    """Members of the organisation in the address whose role has the permission."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(organisation: str, **values: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return to_sign_in()
            access = access_loader()(organisation)
            if access is None:
                abort(404)
            g.access = access
            enter(access.organisation_id)
            access.require(permission)
            return view(**values)

        return guarded_by(guarded, Guard("member", permission))

    return decorate


def access_loader() -> AccessLoader:
    """How the accounts slice answers "who is this in that organisation?"."""
    return current_app.extensions["feedback.access"]  # type: ignore[no-any-return]


def to_sign_in() -> ResponseReturnValue:
    """To the sign-in page, and back to this page afterwards (GET only: a form cannot be replayed)."""
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    query = "?" + urlencode({"next": wanted}) if wanted else ""
    return redirect(url_for("accounts.login") + query, 303)


def act(action: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Run one action in one write transaction: the web's way to `db.writing()`.

    Parse forms, hash and render outside; rows handed in are read anew inside.
    """
    with writing():
        return action(*args, **kwargs)


def store(action: Callable[..., Any], /, *args: Any) -> Any:
    """Run one action in one write transaction without a session; it is handed the `db.Write` first."""
    with storing() as write:
        return action(write, *args)
