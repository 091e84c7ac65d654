"""`feedback example`: the example organisation, to look at and to try things on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import click
from flask import Flask, current_app

from feedback import jobs
from feedback.accounts import passwords
from feedback.cli.edge import act, finish_jobs, print_json, with_app
from feedback.cocreation.loading import asking, following, knowing, past, people, reaching, removing, working
from feedback.cocreation.loading.asking import Round
from feedback.cocreation.loading.content import EMAIL, PASSWORD, Content, read
from feedback.cocreation.queries import example as queries
from feedback.db import inside
from feedback.insights.actions import runs
from feedback.web.addresses import absolute


@click.command()
@click.option("--remove", is_flag=True, help="Take the example out again, with everything in it.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@with_app
def example(remove: bool, as_json: bool) -> None:
    """Load the example organisation, once, and print how to look at it."""
    content = read()
    if remove:
        _remove(content, as_json)
        return
    make_whole(content)
    found = queries.organisation(content.code)
    assert found is not None, "it was loaded just now"
    with inside(found.id):
        summary = queries.summary(content.code)
    print_json(summary) if as_json else _tell(summary)


def _remove(content: Content, as_json: bool) -> None:
    found = queries.organisation(content.code)
    if found is not None:
        act(removing.remove, found.id)
    removed = {"organisation": content.code, "removed": found is not None}
    print_json(removed) if as_json else click.echo(
        "The example is gone." if found is not None else "There is no example here."
    )


def make_whole(content: Content) -> None:
    """Load it where it is not there; a part that a killed command left is taken out first."""
    found = queries.organisation(content.code)
    if found is not None and queries.is_whole(found):
        return
    if found is not None:
        act(removing.remove, found.id)
    password_hash = passwords.hashed(PASSWORD)
    _Loading(content, act(lambda: people.found(content, password_hash).id)).everything()


@dataclass(frozen=True, slots=True)
class _Loading:
    """The parts of the example in their order, each in a transaction of its own, with the jobs they lead to."""

    content: Content
    organisation_id: UUID

    def everything(self) -> None:
        self._do(people.draw)
        self._do(knowing.note)
        asked = self._ask()
        self._analyse()
        numbers = self._do(working.plan)
        finish_jobs()
        self._do(working.carry_on, numbers)
        self._do(reaching.reach, asked, numbers)
        self._do(following.follow_up, asked)
        finish_jobs()
        self._do(people.done)

    def _do(self, action: Callable[..., Any], *args: Any) -> Any:
        """One part, inside the organisation; jobs that are worked off in between leave it."""
        with inside(self.organisation_id):
            return act(action, self.content, *args)

    def _ask(self) -> Round:
        """Two rounds: the first is over; of the second, which is returned, customers can still answer."""
        designed = self._do(asking.design)
        first = self._do(asking.open_round, designed, 1)
        self._do(asking.answer, first)
        self._do(asking.close_all, first)
        finish_jobs()
        self._do(asking.date, first)
        self._do(past.close)
        second = self._do(asking.open_round, designed, 2)
        self._do(asking.answer, second)
        self._do(asking.close_protected, second)
        finish_jobs()
        self._do(asking.open_standing, designed)
        self._do(asking.date, second)
        return second  # type: ignore[no-any-return]

    def _analyse(self) -> None:
        """The analysis alone: improvements of the story come before those it proposes."""
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        with inside(self.organisation_id):
            job_id = act(lambda: runs.start_run().job_id)
        jobs.work(app, job_id)


def _tell(summary: dict[str, Any]) -> None:
    click.echo(f"{absolute('cocreation.home', organisation=summary['organisation'])}")
    click.echo(f"e-mail    {EMAIL}\npassword  {PASSWORD}\n")
    for one in summary["surveys"]:
        click.echo(f"{one['group']:<10} {one['stage'] or 'all stages':<10} {one['url']}  {one['title']}")
