"""`feedback kit`: a journey with its questionnaires, codebook and tone rules as one file, without answers."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from feedback.cli.edge import act, organisation, print_json, with_app
from feedback.cocreation.kits.format import LARGEST_FILE, read, written
from feedback.cocreation.kits.packing import packed
from feedback.cocreation.kits.taking import take


@click.group()
def kit() -> None:
    """Kits: what one organisation drew and wrote, for another one to start with."""


@kit.command()
@click.option("--organisation", "code", required=True)
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Default: stdout.")
@with_app
def export(code: str, out: Path | None) -> None:
    """Write the kit of an organisation."""
    with organisation(code):
        content = written(packed())
    if out is None:
        click.echo(content, nl=False)
    else:
        out.write_bytes(content)
        click.echo(f"wrote {out}", err=True)


@kit.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--organisation", "code", required=True)
@with_app
def import_(file: BinaryIO, code: str) -> None:
    """Take over a kit, all of it or nothing; the same kit again changes nothing more."""
    found = read(file.read(LARGEST_FILE + 1))
    with organisation(code):
        taken = act(take, found)
    print_json(
        {
            "journey": found.drawing.code if found.drawing else None,
            "stages_added": taken.stages,
            "questionnaires": taken.questionnaires,
            "themes": taken.themes,
            "wordings": taken.wordings,
        }
    )
