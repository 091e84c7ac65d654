from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feedback.cli import cli

Run = Callable[..., Result]
WAITS = ["La espera fue terrible", "Dos horas de espera, una vergüenza", "La espera se hizo muy larga y pesada"]
KIND = ["El personal fue muy amable", "Trato excelente y muy amable", "Nos atendieron con mucha amabilidad"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder: a command without a database leaves nothing behind in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FEEDBACK_VAR", raising=False)
    return tmp_path


def said(here: Path) -> Path:
    rows = [("group", "stage", "text", "stars")]
    for group in ("clientes", "empleados"):
        rows += [(group, "visita", text, "1") for text in WAITS]
        rows += [(group, "recepción", text, "5") for text in KIND]
    rows += [("clientes", "", "n/a", "3"), ("clientes", "", "", "")]
    path = here / "dicho.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return path


def analysed(*arguments: str) -> Any:
    result = CliRunner().invoke(cli, ["analyse", *arguments])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout) if result.stdout else None


def test_a_file_with_groups_and_stages(here: Path) -> None:
    path = said(here)
    found = analysed(str(path), "--text", "text", "--group", "group", "--stage", "stage", "--lang", "es", "--json")
    assert [row["row"] for row in found["rows"]] == list(range(14))
    first, none, empty = found["rows"][0], found["rows"][12], found["rows"][13]
    assert (first["lang"], first["sentiment"]["label"], first["cluster"]) == ("es", "neg", "waiting")
    assert first["mentions"][0] == {"start": 0, "end": 22, "sentiment": first["sentiment"], "themes": ["waiting"]}
    for row in (none, empty):
        assert (row["non_answer"], row["cluster"], row["sentiment"]) == (True, None, {"label": "neu", "score": 0.0})
    assert {theme["id"]: theme["size"] for theme in found["themes"]} == {"waiting": 6, "treatment": 6}
    classes = {(one["theme"], one["stage"]): one["class"] for one in found["shared"]}
    assert classes == {
        ("waiting", "visita"): "shared",
        ("waiting", "all"): "shared",
        ("treatment", "recepción"): "shared",
        ("treatment", "all"): "shared",
    }
    line = next(one for one in found["improvements"] if one["direction"] == "reduce")
    assert (line["stage"], line["themes"], line["n"]) == ("visita", ["waiting"], 6)
    assert sorted(line["groups"]) == ["clientes", "empleados"]
    assert line["parts"]["moment"] == 1.0 and line["parts"]["effort"] == [1, 5, 20]
    assert {one["text"] for one in line["evidence"]} <= set(WAITS)
    assert found["timing"]["comments_per_second"] > 0 and found["versions"]["codebook"]
    assert [path.name for path in here.iterdir()] == ["dicho.csv"]


def test_without_groups_and_stages(here: Path) -> None:
    found = analysed(str(said(here)), "--text", "text")
    assert found["shared"] == []
    assert {line["stage"] for line in found["improvements"]} == {None}
    assert {group for line in found["improvements"] for group in line["groups"]} == {"all"}
    assert {line["parts"]["breadth"] for line in found["improvements"]} == {1.0}
    assert [line["rank"] for line in found["improvements"]] == list(range(1, len(found["improvements"]) + 1))


def test_more_processes_find_the_same(here: Path) -> None:
    path = str(said(here))
    one, two = (analysed(path, "--text", "text", "--processes", count) for count in ("1", "2"))
    for found in (one, two):
        del found["timing"]
    assert one == two


def test_files_instead_of_output(here: Path) -> None:
    outs = ("--json", "out.json", "--html", "out.html", "--csv", "out.csv")
    result = CliRunner().invoke(cli, ["analyse", str(said(here)), "--text", "text", *outs])
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(json.loads((here / "out.json").read_text("utf-8"))["rows"]) == 14
    rows = list(csv.DictReader(io.StringIO((here / "out.csv").read_text("utf-8-sig"))))
    assert (rows[0]["row"], rows[0]["themes"], rows[12]["non_answer"]) == ("0", "waiting", "yes")
    page = (here / "out.html").read_text("utf-8")
    assert "dicho.csv" in page and "La espera fue terrible" in page and "<script" not in page


def test_texts_never_become_markup_or_formulas(here: Path) -> None:
    path = here / "bad.csv"
    bad = ['=HYPERLINK("x") la espera fue terrible <script>alert(1)</script>'] * 3
    path.write_text("text\n" + "".join('"' + text.replace('"', '""') + '"\n' for text in bad), "utf-8")
    result = CliRunner().invoke(cli, ["analyse", str(path), "--text", "text", "--html", "o.html", "--csv", "o.csv"])
    assert result.exit_code == 0, result.output
    assert "&lt;script&gt;" in (here / "o.html").read_text("utf-8")
    assert "<script" not in (here / "o.html").read_text("utf-8")
    assert next(csv.DictReader(io.StringIO((here / "o.csv").read_text("utf-8-sig"))))["text"].startswith("'=")


def test_a_rating_that_cannot_be_is_told_and_the_text_still_read(here: Path) -> None:
    path = here / "r.csv"
    path.write_text("text,stars\nLa espera fue terrible,9\n", "utf-8")
    arguments = [str(path), "--text", "text", "--rating", "stars", "--rating-scale", "1..5"]
    result = CliRunner().invoke(cli, ["analyse", *arguments])
    assert result.exit_code == 0
    assert result.stderr == "row 2, stars: 9 is not a rating from 1 to 5.\n"
    assert json.loads(result.stdout)["rows"][0]["cluster"] == "waiting"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--organisation", "acme", "FILE"),
        ("FILE",),
        ("FILE", "--text", "nothing"),
        ("FILE", "--text", "text", "--rating", "stars"),
        ("FILE", "--text", "text", "--rating", "stars", "--rating-scale", "five"),
        ("--organisation", "acme", "--text", "text"),
        ("missing.csv", "--text", "text"),
    ],
)
def test_wrong_use(here: Path, arguments: tuple[str, ...]) -> None:
    path = str(said(here))
    result = CliRunner().invoke(cli, ["analyse", *(path if one == "FILE" else one for one in arguments)])
    assert result.exit_code == 2, result.output


def test_a_file_that_is_no_table(here: Path) -> None:
    path = here / "x.csv"
    path.write_bytes(b"%PDF-1.4 nothing of a table")
    assert CliRunner().invoke(cli, ["analyse", str(path), "--text", "text"]).exit_code == 1
