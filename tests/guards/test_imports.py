"""Imports go down only; pure code stays pure; nobody but the app loads views; commits have one home."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "feedback"
GETTING = r"session\s*\.\s*get"
WRITING_CALLERS = {"web/guards.py", "jobs.py", "cli/edge.py", "db.py"}


def run_linter(folder: Path, config: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--config", str(config), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_import_contracts_hold() -> None:
    result = run_linter(ROOT, ROOT / "pyproject.toml")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_linter_sees_an_import_that_goes_up(tmp_path: Path) -> None:
    package = tmp_path / "house"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "low.py").write_text("import house.high\n")
    (package / "high.py").touch()
    config = tmp_path / "contracts.toml"
    config.write_text(
        '[tool.importlinter]\nroot_package = "house"\n[[tool.importlinter.contracts]]\n'
        'name = "down"\ntype = "layers"\nlayers = ["house.high", "house.low"]\n'
    )
    result = run_linter(tmp_path, config)
    assert result.returncode == 1
    assert "house.low -> house.high" in result.stdout


@cache
def sources() -> dict[str, str]:
    return {str(path.relative_to(PACKAGE)): path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def parsed(name: str) -> ast.Module:
    return ast.parse(sources()[name])


def modules(pattern: str) -> Iterator[tuple[str, ast.Module]]:
    """Those with the pattern in their text: reading them all as code takes long."""
    return ((name, parsed(name)) for name, source in sources().items() if re.search(pattern, source))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strangers_views(name: str, tree: ast.Module) -> list[str]:
    """Imports of a slice's views from outside those views."""
    own = ".".join(Path(name).parts[:2]).removesuffix(".py")
    found = [target for target in imported(tree) if target.startswith("feedback.") and ".views" in target]
    return [f"{name}: {target}" for target in found if not target.startswith(f"feedback.{own}")]


def test_nobody_but_the_app_loads_views() -> None:
    assert [fault for name, tree in modules("views") for fault in strangers_views(name, tree)] == []


def test_the_search_for_views_sees_one() -> None:
    tree = ast.parse("from feedback.surveys.views.answering import blueprint")
    assert {name for name, _ in modules("views")} >= {"app.py"}
    assert strangers_views("backlog/views.py", tree) == ["backlog/views.py: feedback.surveys.views.answering.blueprint"]


def calls(tree: ast.Module, name: str) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if called == name:
                return True
    return False


def test_commits_have_one_home_and_three_callers() -> None:
    found = {name for name, tree in modules("commit") if calls(tree, "commit")}
    assert "db.py" in found
    assert found - {"db.py", "cli/database.py"} == set()
    candidates = modules("writing|storing")
    writers = {name for name, tree in candidates if calls(tree, "writing") or calls(tree, "storing")}
    assert writers >= WRITING_CALLERS - {"db.py"}
    assert {name for name in writers - WRITING_CALLERS if not name.endswith("jobs.py")} == set()


def test_the_search_for_calls_sees_one() -> None:
    assert calls(ast.parse("db.session.commit()"), "commit")
    assert not calls(ast.parse("committed()"), "commit")


def past_the_wall(name: str, tree: ast.Module) -> list[str]:
    """Uses of Session.get and of bare tables, outside the files that read and write."""
    if Path(name).name in {"queries.py", "db.py"} or "queries" in Path(name).parts:
        return []
    faults = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"db.session.get", "session.get_one"}:
            faults.append(f"{name}:{node.lineno} {ast.unparse(node.func)}")
    return faults


def test_nobody_reads_past_the_wall() -> None:
    assert [fault for name, tree in modules(GETTING) for fault in past_the_wall(name, tree)] == []


def test_the_search_for_such_reads_sees_one() -> None:
    assert re.search(GETTING, "db.session\n    .get(User, 1)")
    assert past_the_wall("x/actions.py", ast.parse("db.session.get(User, 1)")) == ["x/actions.py:1 db.session.get"]


def test_importing_the_package_is_light() -> None:
    script = (
        "import sys, feedback, feedback.app; feedback.create_app; "
        "print(*[name for name in ('nltk', 'sklearn', 'matplotlib') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
