"""`feedback responses`: what people answered, as a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from feedback.cli.edge import with_app
from feedback.db import inside
from feedback.surveys.exporting import files
from feedback.surveys.queries import questionnaires, surveys
from feedback.surveys.queries import responses as queries
from feedback.web.templating import language_code, say


@click.group()
def responses() -> None:
    """Responses to surveys."""


@responses.command()
@click.argument("survey")
@click.option("--format", "format_", type=click.Choice(["csv", "xlsx", "jsonl"]), default="csv", show_default=True)
@click.option("--codebook", is_flag=True, help="What stands in each column, instead of the responses.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Default: stdout.")
@with_app
def export(survey: str, format_: str, codebook: bool, out: Path | None) -> None:
    """Write every response to an identified survey; of a survey that promised protection only figures leave."""
    found = surveys.survey_named(survey)
    with inside(found.organisation_id):
        row = surveys.survey(survey)
        document = questionnaires.document_of(questionnaires.version(row.version_id))
        if codebook:
            _write(files.codebook_csv(document, language_code(), say), out)
        elif format_ == "xlsx":
            _write([files.xlsx_of(document, queries.records(row), language_code(), say)], out)
        else:
            pieces = files.csv_of if format_ == "csv" else files.jsonl_of
            _write(pieces(document, queries.records(row)), out)


def _write(pieces: Iterable[bytes], out: Path | None) -> None:
    if out is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    with out.open("wb") as file:
        file.writelines(pieces)
    click.echo(f"wrote {out}", err=True)
