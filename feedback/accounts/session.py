"""Flask-Login over sessions kept in the database: the cookie holds a token, the row decides."""

from __future__ import annotations

from uuid import UUID

from flask import Flask, session
from flask_login import LoginManager, UserMixin, current_user

from feedback.accounts import queries
from feedback.accounts.actions import token_mac
from feedback.accounts.models import User
from feedback.permissions import Access

login_manager = LoginManager()


class SignedIn(UserMixin):  # type: ignore[misc]
    """The person behind this request; its identity for Flask-Login is the session's token."""

    def __init__(self, user: User | queries.Person, token: str) -> None:
        self.user_id: UUID = user.id
        self.name, self.email = user.name, user.email
        self.language, self.theme = user.language, user.theme
        self.token = token

    def get_id(self) -> str:
        return self.token


def init(app: Flask) -> None:
    """Load people from sessions, and let guards ask who may do what in which organisation."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.user_loader(_load)
    app.extensions["feedback.access"] = _access


def _load(token: str) -> SignedIn | None:
    found = queries.user_of_token(token_mac(token))
    return SignedIn(found, token) if found else None


def _access(organisation_code: str) -> Access | None:
    return queries.access_of(current_user.user_id, organisation_code)


def current_token() -> str | None:
    """The session token this browser came with, whether or not it is still good."""
    return session.get("_user_id")
