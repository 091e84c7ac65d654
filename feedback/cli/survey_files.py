"""`feedback survey import` and `export`: questionnaires as files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from feedback.cli.edge import UnknownThing, act, organisation, print_json, with_app
from feedback.cli.survey_inspect import FILE, FORMAT_HELP, inspected, told
from feedback.journeys import queries as journeys
from feedback.surveys.actions import importing as actions
from feedback.surveys.exporting import FORMATS, format_named
from feedback.surveys.importers import AUTO, as_json
from feedback.surveys.importers.ready import ready, unknown_stages
from feedback.surveys.queries.exporting import draft_anywhere
from feedback.web.templating import say


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--organisation", "code", required=True)
@click.option("--stage", metavar="CODE", help="The stage of every question that names none.")
@click.option("--format", "format_", default=AUTO, show_default=True, help=FORMAT_HELP)
@click.option("--json", "as_json_", is_flag=True)
@with_app
def import_(file: Path, code: str, stage: str | None, format_: str, as_json_: bool) -> None:
    """Make a draft of a questionnaire of another tool, or of our own; the same file again is the same draft."""
    found = inspected(file, format_)
    with organisation(code):
        named = journeys.stage_named(stage).code if stage else None
        document = ready(found, file.name, named)
        stages = {one.code for one in journeys.all_stages() if one.retired_at is None}
        report = (*found.report, *unknown_stages(document, stages))
        source_hash = actions.source_hash(file.read_bytes())
        row = act(actions.take_in, document=document, report=report, source_hash=source_hash)
        made = row.code
    facts = as_json(found)
    lines = [{"question": one.question, "construct": one.construct, "what": str(one.what)} for one in report]
    if as_json_:
        print_json({"questionnaire": made, "questions": facts["questions"], "report": lines})
    else:
        click.echo("\n".join([made, *told(lines)]))


@click.command()
@click.argument("questionnaire")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="json", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Default: stdout.")
@with_app
def export(questionnaire: str, format_: str, out: Path | None) -> None:
    """Write a questionnaire, as it is drafted now, as our own JSON or as an XLSForm."""
    chosen = format_named(format_)
    content = chosen.write(draft_anywhere(questionnaire), say)
    if out is not None:
        out.write_bytes(content)
        click.echo(f"wrote {out}", err=True)
        return
    if chosen.binary and sys.stdout.isatty():
        raise UnknownThing("A workbook is no text: name a file with --out, or send it to one.")
    click.echo(content, nl=False)
