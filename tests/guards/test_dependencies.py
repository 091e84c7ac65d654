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
LINE = re.compile(r"^[ \t]*(?:from[ \t]+(\w[\w.]*)[ \t]+import\b|import[ \t]+(\w[\w., \t]*))", re.M)


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


def named(source: str) -> set[str]:
    """Packages of every line that reads like an import: those that are imported, and words of some text."""
    lines = (one or several for one, several in LINE.findall(source))
    return {name.split()[0].partition(".")[0] for line in lines for name in line.split(",") if name.strip()}


def imported_in(sources: list[str]) -> set[str]:
    """What sources import; only those are read as code, which takes long, that name what nothing brings."""
    names = {source: named(source) for source in sources}
    strange = set(missing(set().union(*names.values())))
    plain_ones = set().union(*names.values()) - strange
    read = (imported(ast.parse(source)) for source, found in names.items() if found & strange)
    return plain_ones.union(*read)


def test_what_is_imported_is_declared() -> None:
    paths = [*(ROOT / "feedback").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")]
    names = imported_in([path.read_text("utf-8") for path in paths])
    assert missing(names) == []
    assert {"flask", "sqlalchemy", "alembic", "numpy"} <= names


def test_the_search_sees_what_only_a_test_brings() -> None:
    source = """import os, nowhere.else_
import flask as f
def f():
    '''Words of a text
    import nothing and are none.
    '''
    from hypothesis.strategies import text
    import neither
"""
    assert named(source) == {"os", "nowhere", "flask", "nothing", "hypothesis", "neither"}
    assert missing(imported_in([source, "import flask"])) == ["hypothesis", "neither", "nowhere"]
