"""What the code imports is installed with it: an environment that grew by hand would hide what is missing."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"[\w.-]+")


def imported(tree: ast.Module) -> Iterator[str]:
    """Names of packages, wherever in the file they are imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def plain(requirement: str) -> str:
    """The name of a requirement, as all its spellings are compared."""
    found = NAME.match(requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return {plain(one) for group in (project["dependencies"], *extras) for one in group}


@cache
def needs(distribution: str) -> frozenset[str]:
    """What a distribution always brings along."""
    try:
        wanted = requires(distribution) or []
    except PackageNotFoundError:
        return frozenset()
    return frozenset(plain(one) for one in wanted if "extra ==" not in one)


def installed() -> set[str]:
    """Everything that comes with what is declared."""
    known, waiting = set[str](), declared()
    while waiting:
        known |= waiting
        waiting = {one for name in waiting for one in needs(name)} - known
    return known


def missing(names: set[str]) -> list[str]:
    """Packages that nothing declared brings; those of Python and our own are there."""
    provided = packages_distributions()
    foreign = names - set(sys.stdlib_module_names) - {"feedback"}
    return sorted(name for name in foreign if not {plain(one) for one in provided.get(name, [name])} & installed())


def test_what_is_imported_is_declared() -> None:
    paths = [*(ROOT / "feedback").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")]
    assert missing({name for path in paths for name in imported(ast.parse(path.read_text("utf-8")))}) == []


def test_the_search_sees_what_only_a_test_brings() -> None:
    tree = ast.parse(
        "import os\nimport flask\ndef f():\n    from hypothesis.strategies import text\n    import nothing"
    )
    assert missing(set(imported(tree))) == ["hypothesis", "nothing"]
