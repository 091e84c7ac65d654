"""`feedback analyse`: a run of the analysis for an organisation, or a file without any database."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from feedback.cli.edge import act, finish_jobs, organisation, with_app
from feedback.errors import Invalid, ProductError, UnknownName
from feedback.evidence.reader import RatingScale

if TYPE_CHECKING:
    from feedback.cli.analysed.reading import Columns
    from feedback.cli.analysed.result import Result

STDOUT = "-"
SENTENCES = 3
FILE_OPTIONS = ("text", "group", "stage", "rating", "rating_scale", "date", "lang", "html_out", "csv_out")


def _scale(context: click.Context, option: click.Parameter, written: str | None) -> RatingScale | None:
    """The scale itself; one that cannot be is wrong use."""
    try:
        return RatingScale.parse(written) if written is not None else None
    except Invalid as error:
        raise click.BadParameter(str(error.message), context, option) from error


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", "code", help="Analyse all comments of this organisation.")
@click.option("--text", metavar="COLUMN", help="The column of the texts.")
@click.option("--group", metavar="COLUMN", help="Whose words they are; without it all rows are one group.")
@click.option("--stage", metavar="COLUMN", help="The stage they are about.")
@click.option("--rating", metavar="COLUMN")
@click.option("--rating-scale", metavar="WORST..BEST", callback=_scale, help="As in 1..5, 0..10 or 6..1.")
@click.option("--date", metavar="COLUMN")
@click.option("--lang", metavar="CODE", help="The language of all texts; default: found out for each.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--json", "json_out", metavar="[OUT]", is_flag=False, flag_value=STDOUT, help="Everything, as JSON.")
@click.option("--html", "html_out", metavar="OUT", type=click.Path(dir_okay=False), help="A page to read and print.")
@click.option("--csv", "csv_out", metavar="OUT", type=click.Path(dir_okay=False), help="The rows with what was found.")
def analyse(file: Path | None, code: str | None, json_out: str | None, **options: Any) -> None:
    """Find themes, feelings and improvements: in FILE (.csv, .csv.gz, .tsv, .xlsx), or for an organisation."""
    if (file is None) == (code is None):
        raise click.UsageError("Name a file, or an organisation with --organisation; one of the two.")
    if code is not None:
        given = [name for name in FILE_OPTIONS if options[name] is not None]
        if given:
            raise click.UsageError(f"--{given[0].removesuffix('_out').replace('_', '-')} is for files.")
        _of_organisation(code, json_out)
    else:
        assert file is not None
        _of_file(file, json_out, options)


@with_app
def _of_organisation(code: str, json_out: str | None) -> None:
    """A run and all it found. What loads it waits until somebody asks for it."""
    from feedback.insights.actions import runs

    with organisation(code):
        run_id: UUID = act(lambda: runs.start_run().id)
    finish_jobs()
    with organisation(code):
        _print(_found(code, run_id), json_out)


def _found(code: str, run_id: UUID) -> dict[str, Any]:
    from feedback.backlog.lines import lines
    from feedback.insights.listing import shared_json
    from feedback.insights.queries import figures, runs
    from feedback.insights.rules import DONE

    row = runs.run(run_id)
    if row.state != DONE:
        raise click.ClickException("The analysis did not come to its end. The log says why.")
    seconds = row.seconds or 0.0
    return {
        "run": str(run_id),
        "themes": [
            {
                "id": one.theme.code,
                "names": dict(one.theme.names),
                "source": one.theme.source,
                "terms": list(one.theme.terms),
                "size": one.people,
                "stability": one.theme.stability,
            }
            for one in figures.theme_table()
        ],
        "shared": shared_json(),
        "improvements": lines(code, SENTENCES),
        "timing": {"seconds": seconds, "comments_per_second": round(row.comments / seconds, 1) if seconds else None},
        "versions": dict(row.versions),
    }


def _of_file(file: Path, json_out: str | None, options: dict[str, Any]) -> None:
    """A file: no database is opened and nothing is written but what was asked for."""
    from feedback.cli.analysed.reading import Columns

    if options["text"] is None:
        raise click.UsageError("Say which column holds the texts: --text COLUMN.")
    if (options["rating"] is None) != (options["rating_scale"] is None):
        raise click.UsageError("--rating and --rating-scale go together: which number is worst, and which is best?")
    names = ("text", "group", "stage", "rating", "rating_scale", "date", "lang")
    columns = Columns(**{name: options[name] for name in names})
    with _refused():
        _analyse(file, columns, json_out, options)


def _analyse(file: Path, columns: Columns, json_out: str | None, options: dict[str, Any]) -> None:
    from feedback.cli.analysed import page, sheet
    from feedback.cli.analysed.result import analyse_file

    with analyse_file(file, columns, options["processes"], os.environ.get("FEEDBACK_DASK", "")) as result:
        for problem in result.file.problems:
            click.echo(problem, err=True)
        if options["html_out"]:
            _write(options["html_out"], [page.render(result)])
        if options["csv_out"]:
            _write(options["csv_out"], sheet.lines(result))
        if json_out is not None or not (options["html_out"] or options["csv_out"]):
            _write(json_out or STDOUT, _json_of(result))


def _json_of(result: Result) -> Iterator[str]:
    """The object, a row at a time: a million of them are never held together."""
    from feedback.cli.analysed.result import row_json

    yield '{"rows": ['
    for _, read in result.rows():
        yield f"{',' if read.key != '0' else ''}\n{json.dumps(row_json(read), ensure_ascii=False)}"
    yield "]"
    for name, value in result.summary().items():
        yield f",\n{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
    yield "}\n"


@contextmanager
def _refused() -> Iterator[None]:
    """What is refused as a message: 2 where a name does not exist, 1 where the file cannot be read."""
    try:
        yield
    except UnknownName as error:
        raise click.UsageError(str(error.message)) from error
    except ProductError as error:
        raise click.ClickException(str(error.message)) from error


def _print(value: dict[str, Any], out: str | None) -> None:
    indent = 2 if out in (None, STDOUT) else None
    _write(out or STDOUT, [json.dumps(value, ensure_ascii=False, indent=indent) + "\n"])


def _write(out: str, parts: Iterable[str]) -> None:
    """To standard output, or to a file."""
    if out == STDOUT:
        for part in parts:
            click.echo(part, nl=False)
        return
    try:
        with Path(out).open("w", encoding="utf-8", newline="") as file:
            file.writelines(parts)
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}") from error
