"""`feedback contacts`: the people of a group."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from feedback.accounts.models import Organisation
from feedback.addresses import regions
from feedback.cli.edge import act, organisation, print_json, with_app
from feedback.errors import Message
from feedback.stakeholders.actions import imports as actions
from feedback.stakeholders.models import ContactImport, StakeholderGroup
from feedback.stakeholders.queries import groups
from feedback.stakeholders.queries import imports as queries
from feedback.stakeholders.rules.columns import Recipe, problems, propose, region_of
from feedback.stakeholders.rules.importing import look_at, read_people
from feedback.web.templating import say


@click.group()
def contacts() -> None:
    """The people of a group that one may write to."""


def _region(context: click.Context, option: click.Parameter, written: str | None) -> str | None:
    if written is not None and written.upper() not in regions():
        raise click.BadParameter("no country has this code; write it as in ES or MX", context, option)
    return written.upper() if written else None


@contacts.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", "code", required=True)
@click.option("--group", required=True, help="Code of the group these people belong to.")
@click.option("--region", callback=_region, help="Country of telephone numbers without one, as in ES.")
@click.option("--segment", multiple=True, metavar="COLUMN", help="A column that tells people apart; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, which is how it is printed in any case.")
@with_app
def import_(file: Path, code: str, group: str, region: str | None, segment: tuple[str, ...], as_json: bool) -> None:
    """Import people from a table (.csv, .csv.gz, .tsv, .xlsx): all of them, or, with one bad row, none.

    Columns are known by their headers, in Spanish, English or Portuguese. The same file again adds nobody.
    """
    with organisation(code) as found:
        row = _import(file, found, groups.group_named(group), region, segment)
        print_json(_account(row))
        if row.state == "refused":
            raise click.exceptions.Exit(1)


def _import(
    file: Path, of: Organisation, group: StakeholderGroup, region: str | None, segment: Sequence[str]
) -> ContactImport:
    recipe = _recipe(file, of, group, region, segment)
    reading = read_people(file, file.name, recipe)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return act(_taken_in, group, file.name, digest, reading, recipe)  # type: ignore[no-any-return]


def _taken_in(group: StakeholderGroup, name: str, sha256: str, reading: Any, recipe: Recipe) -> ContactImport:
    row = actions.keep_file(group=group, file_key=None, file_name=name, sha256=sha256)
    return actions.take_in(row, reading=reading, recipe=recipe)


def _recipe(
    file: Path, of: Organisation, group: StakeholderGroup, region: str | None, segment: Sequence[str]
) -> Recipe:
    look = look_at(file, file.name)
    roles = propose(look.header, look.sample, {one.attribute for one in group.segments})
    if unknown := [column for column in segment if column not in roles]:
        raise click.UsageError(f"The file has no column “{unknown[0]}”. It has: {', '.join(look.header)}.")
    roles |= dict.fromkeys(segment, "segment")
    if wrong := problems(roles):
        raise click.ClickException(say(next(iter(wrong.values()))))
    earlier = queries.last_done(group.id)
    known = earlier.mapping.get("region") if earlier else None
    return replace(Recipe(roles), region=region or known or region_of(of.languages[0]))


def _account(row: ContactImport) -> dict[str, Any]:
    bad = [
        {"row": one["row"], "column": one["column"] or None, "reason": say(Message(one["reason"], one["params"]))}
        for one in row.bad
    ]
    erased = [{"row": one["row"], "reason": say(Message(one["reason"], one["params"]))} for one in row.left_out]
    counts = {name: row.counts[name] for name in ("rows", "added", "changed", "same", "empty")}
    return {"import": str(row.id), **counts, "bad": bad, "erased": erased}
