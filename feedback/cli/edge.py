"""The edge of the command line: builds the app, brings the database to the head, turns errors into exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import click
from flask import Flask, current_app

from feedback import jobs
from feedback.accounts import queries
from feedback.accounts.models import Organisation
from feedback.cli.database import upgrade
from feedback.db import enter, inside, writing
from feedback.errors import ProductError, UnknownName
from feedback.web.templating import say

Command = Callable[..., Any]


class UnknownThing(click.ClickException):
    """A name that does not exist: wrong use, exit code 2."""

    exit_code = 2


def with_app(command: Command) -> Command:
    """Run the command in an app context on a database at the head; product errors become messages."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        app = application()
        upgrade(app)
        with app.app_context(), refusals():
            enter(None)
            return command(*args, **kwargs)

    return run


def application() -> Flask:
    """The app for these settings; a setting that cannot be read is wrong use."""
    from feedback import create_app

    try:
        return create_app()
    except ValueError as error:
        raise UnknownThing(str(error)) from error


@contextmanager
def refusals() -> Iterator[None]:
    """Product errors as messages: 2 for an unknown name, 1 for what cannot be done."""
    try:
        yield
    except UnknownName as error:
        raise UnknownThing(say(error.message)) from error
    except ProductError as error:
        fields = getattr(error, "fields", {}).items()
        details = [f"{name}: {say(text)}" for name, text in fields if text != error.message]
        raise click.ClickException("\n".join([say(error.message), *details])) from error


@contextmanager
def organisation(code: str) -> Iterator[Organisation]:
    """Work inside the organisation with this code; UnknownName where there is none."""
    found = queries.organisation_named(code)
    with inside(found.id):
        yield found


def act(action: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
    """Run one action in one write transaction: the command line's way to `db.writing()`."""
    with writing():
        return action(*args, **kwargs)


def finish_jobs() -> None:
    """Do all the work that the command added: a command ends when its work is done and needs no worker."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    jobs.work_off(app)


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
