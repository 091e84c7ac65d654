"""`feedback evidence`: what the company already knew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from feedback import files
from feedback.cli.edge import act, finish_jobs, organisation, print_json, with_app
from feedback.db import inside
from feedback.errors import Invalid, Message, message
from feedback.evidence.actions import imports as actions
from feedback.evidence.models import EvidenceBadRow, EvidenceImport
from feedback.evidence.queries import imports as queries
from feedback.evidence.reader import ColumnMapping, RatingScale, SegmentColumn, sniff
from feedback.evidence.recipe import message_from, source_named
from feedback.evidence.rules import DEFAULT_KIND, KINDS
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.templating import say


@click.group()
def evidence() -> None:
    """What the organisation already knows."""


def _scale(context: click.Context, option: click.Parameter, written: str | None) -> RatingScale | None:
    """The scale itself; one that cannot be is wrong use."""
    try:
        return RatingScale.parse(written) if written is not None else None
    except Invalid as error:
        raise click.BadParameter(str(error.message), context, option) from error


@evidence.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", "code", required=True)
@click.option("--group", required=True, help="Code of the group whose words these are.")
@click.option("--text", required=True, multiple=True, metavar="COLUMN", help="A column of texts; may be repeated.")
@click.option("--rating", metavar="COLUMN", help="The rating that goes with every text of a row.")
@click.option("--rating-scale", metavar="WORST..BEST", callback=_scale, help="As in 1..5, 0..10 or 6..1.")
@click.option("--date", metavar="COLUMN")
@click.option("--stage-column", metavar="COLUMN", help="Codes or names of stages; unknown ones are no stage.")
@click.option("--stage", metavar="CODE", help="One stage for the whole file.")
@click.option("--segment", multiple=True, metavar="COLUMN", help="An attribute of who speaks; may be repeated.")
@click.option("--source", metavar="NAME", help="Where it comes from; default: the name of the file.")
@click.option("--lang", metavar="CODE", help="The language of all texts; default: found out for each.")
@click.option("--kind", type=click.Choice(list(KINDS)), default=DEFAULT_KIND, show_default=True)
@click.option("--strict", is_flag=True, help="All or nothing: with one bad row nothing is imported, exit code 1.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, which is how it is printed in any case.")
@with_app
def import_(file: Path, code: str, group: str, strict: bool, as_json: bool, **columns: Any) -> None:
    """Import a table of evidence (.csv, .csv.gz, .tsv, .xlsx), and print what became of its rows.

    A row that an earlier import of the same source and group brought already is a duplicate.
    """
    _refuse_halves(columns)
    with organisation(code) as found:
        # Read before the act: a read after it would go on while the job works, and see nothing of that.
        organisation_id = found.id
        import_id = _start(file, group, strict, columns)
    finish_jobs()
    with inside(organisation_id):
        row = queries.import_(import_id)
        print_json(_account(row))
        _end(row)


def _refuse_halves(columns: dict[str, Any]) -> None:
    if (columns["rating"] is None) != (columns["rating_scale"] is None):
        raise click.UsageError("--rating and --rating-scale go together: which number is worst, and which is best?")
    if columns["stage"] and columns["stage_column"]:
        raise click.UsageError("--stage and --stage-column exclude each other.")


def _start(file: Path, group: str, strict: bool, columns: dict[str, Any]) -> UUID:
    """Everything that names something is looked up before the file is kept."""
    shape = sniff(file, file.name)
    mapping = replace(_mapping(file, columns), no_answer=shape.no_answer).resolved(shape.header, shape.also_called)
    named = stakeholders.group_named(group)
    key = files.keep_copy(file)

    def begin() -> UUID:
        row = actions.keep_upload(file_key=key, file_name=file.name)
        return actions.start_import(row, shape=shape, mapping=mapping, group=named, strict=strict).id

    import_id: UUID = act(begin)
    return import_id


def _mapping(file: Path, columns: dict[str, Any]) -> ColumnMapping:
    stage = columns["stage"]
    return ColumnMapping(
        text=columns["text"][0],
        more_texts=tuple(dict.fromkeys(columns["text"]))[1:],
        rating=columns["rating"],
        scale=columns["rating_scale"],
        date=columns["date"],
        stage_column=columns["stage_column"],
        stage=journeys.stage_named(stage).code if stage else None,
        source=columns["source"] or source_named(file.name),
        lang=columns["lang"].partition("-")[0].lower() if columns["lang"] else None,
        kind=columns["kind"],
        segments=tuple(SegmentColumn(column) for column in dict.fromkeys(columns["segment"])),
    )


def _account(row: EvidenceImport) -> dict[str, Any]:
    return {
        "import": str(row.id),
        "rows": row.rows,
        "imported": row.imported,
        "duplicates": row.duplicates,
        "empty": row.empty,
        "bad": [_bad(one) for one in queries.every_bad_row(row.id)],
        "encoding": row.shape["encoding"],
        "delimiter": row.shape["delimiter"],
    }


def _bad(row: EvidenceBadRow) -> dict[str, Any]:
    return {"row": row.row, "column": row.column or None, "reason": say(Message(row.reason, row.params))}


def _end(row: EvidenceImport) -> None:
    """What to know of how the file was read, on stderr; exit code 1 where it is not imported."""
    for note in row.notes:
        click.echo(say(message_from(note)), err=True)
    if row.state != "done":
        unfinished = message("The import stopped before its end. What it wrote stays; a worker will go on with it.")
        raise click.ClickException(say(message_from(row.problem) or unfinished))
