"""`feedback survey inspect`: what a questionnaire of another tool holds. Reads the file and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from feedback.errors import ProductError, UnknownName
from feedback.surveys.importers import AUTO, FORMATS, Imported, as_json, inspect

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FORMAT_HELP = f"{AUTO}, {', '.join(FORMATS)}."


class UnknownFormat(click.ClickException):
    """A name that does not exist: wrong use, exit code 2."""

    exit_code = 2


@click.command("inspect")
@click.argument("file", type=FILE)
@click.option("--format", "format_", default=AUTO, show_default=True, help=FORMAT_HELP)
@click.option("--json", "as_json_", is_flag=True)
def inspect_(file: Path, format_: str, as_json_: bool) -> None:
    """Show what a questionnaire of another tool holds, and what an import would lose. Needs no database."""
    facts = as_json(inspected(file, format_))
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2) if as_json_ else "\n".join(_table(facts)))


def inspected(file: Path, format_: str) -> Imported:
    """The import; a format nobody knows is wrong use, a file that cannot be taken has failed."""
    try:
        return inspect(file, format=format_)
    except UnknownName as error:
        raise UnknownFormat(str(error.message)) from error
    except ProductError as error:
        raise click.ClickException(str(error.message)) from error


def told(report: list[dict[str, str]]) -> list[str]:
    """The report, a line each, for people."""
    lines = [f"{one['question'] or '(whole)'}: {one['construct']}: {one['what']}" for one in report]
    return ["", f"not taken over as it is ({len(lines)}):", *lines] if lines else []


def _table(facts: dict[str, Any]) -> list[str]:
    """A line per question, then what would be lost."""
    head = [
        f"{facts['title'] or '(no title)'}: {facts['format']}, {len(facts['questions'])} questions",
        f"languages: {', '.join(facts['languages']) or '(none named)'}",
        "",
    ]
    return [*head, *(_line(one) for one in facts["questions"]), *told(facts["report"])]


def _line(question: dict[str, Any]) -> str:
    marks = [question["kind"], f"{len(question['choices'])} options" if question["choices"] else ""]
    marks += [f"{len(question['rows'])} rows"] if question["rows"] else []
    marks += [word for word, name in (("required", "required"), ("conditional", "has_condition")) if question[name]]
    text = " ".join(question["text"].split())[:60]
    return f"{question['section'] + 1:>3}  {question['code']:<24}  {', '.join(filter(None, marks)):<40}  {text}"
