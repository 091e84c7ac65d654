"""`feedback journey`: the map as lived, and drawing it from a file."""

from __future__ import annotations

from importlib import import_module
from typing import BinaryIO

import click

from feedback.cli.edge import act, organisation, print_json, with_app
from feedback.journeys.importing import Imported, import_journey
from feedback.journeys.reader import LARGEST_FILE, Drawing, read
from feedback.web.templating import say


@click.group(invoke_without_command=True)
@click.option("--organisation", "organisation_code", help="Print the map of this organisation.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, which is how it is printed in any case.")
@click.pass_context
def journey(context: click.Context, organisation_code: str | None, as_json: bool) -> None:
    """Print the journey map, or import a journey."""
    if context.invoked_subcommand is not None:
        return
    if organisation_code is None:
        raise click.UsageError("Missing option '--organisation'.", context)
    _print_map(organisation_code)


@with_app
def _print_map(organisation_code: str) -> None:
    """The map belongs to the analysis, which loads only when somebody asks for it."""
    import_module("feedback.cli.insights").print_journey(organisation_code)


@journey.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--organisation", "organisation_code", required=True)
@with_app
def import_(file: BinaryIO, organisation_code: str) -> None:
    """Import a journey from a JSON file; stages and touchpoints with known codes are updated and keep their rows."""
    with organisation(organisation_code):
        drawing = read(file.read(LARGEST_FILE + 1))
        imported = act(import_journey, drawing)
        print_json(_summary(drawing, imported))


def _summary(drawing: Drawing, imported: Imported) -> dict[str, object]:
    return {
        "journey": drawing.code,
        "stages": [stage.code for stage in drawing.stages],
        "added": imported.added,
        "updated": imported.updated,
        "kept": imported.kept,
        "notes": [{"path": path, "what": say(text)} for path, text in drawing.notes],
    }
