"""`feedback user`: people who sign in."""

from __future__ import annotations

import secrets
import sys

import click

from feedback.accounts import actions, passwords, queries
from feedback.cli.edge import act, organisation, print_json, with_app
from feedback.permissions import Role
from feedback.web.languages import INTERFACE


@click.group()
def user() -> None:
    """People who sign in."""


@user.command()
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--organisation", "code", required=True)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input; else one is made.")
@click.option("--language", type=click.Choice(INTERFACE), help="In which pages and mails speak to a new account.")
@with_app
def add(email: str, name: str, code: str, role: str, password_stdin: bool, language: str | None) -> None:
    """Add a person to an organisation; somebody who has an account keeps their password."""
    with organisation(code):
        password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(12)
        known = queries.user_by_email(email)
        fresh = None if known else passwords.hashed(password)
        act(_add, email, name, Role(role), fresh, language)
    shown = {"email": email.strip().lower(), "organisation": code, "role": role}
    if known is None and not password_stdin:
        shown["password"] = password
    print_json(shown)


def _add(email: str, name: str, role: Role, password_hash: str | None, language: str | None) -> None:
    given = {"email": email, "name": name, "password_hash": password_hash, "language": language}
    person = queries.user_by_email(email) or actions.create_user(**given)  # type: ignore[arg-type]
    actions.add_member(user=person, role=role)
