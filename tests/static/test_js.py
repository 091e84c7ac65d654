"""Scripts are small modules without a build, loaded by name, and use nothing a strict policy forbids."""

from __future__ import annotations

import re
from statistics import median

import pytest

from tests.static.tokens import STATIC

MAIN = STATIC / "js" / "main.js"
CONTROLLERS = sorted((STATIC / "js" / "controllers").glob("*.js"))
KINDS = sorted((STATIC / "js" / "answer").glob("*.js"))
ALL = [*sorted((STATIC / "js").glob("*.js")), *CONTROLLERS, *KINDS]


def test_the_known_controllers_are_the_files() -> None:
    known = re.search(r"KNOWN = new Set\(\[([^\]]*)\]", MAIN.read_text())
    assert known is not None
    assert re.findall(r'"([\w-]+)"', known.group(1)) == [file.stem for file in CONTROLLERS]


def test_templates_name_only_known_controllers() -> None:
    templates = "\n".join(page.read_text() for page in (STATIC.parent / "templates").rglob("*.html"))
    named = {name for names in re.findall(r'data-controller="([\w -]+)"', templates) for name in names.split()}
    assert named
    assert named - {file.stem for file in CONTROLLERS} == set()


def test_a_median_controller_is_short() -> None:
    assert median(len(file.read_text().splitlines()) for file in CONTROLLERS) < 45


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.name)
def test_nothing_a_strict_policy_forbids(file: object) -> None:
    script = file.read_text()  # type: ignore[attr-defined]
    for forbidden in ("eval(", "new Function", "innerHTML", ".style.", 'setAttribute("style', "http://", "https://"):
        assert forbidden not in script


@pytest.mark.parametrize("file", CONTROLLERS, ids=lambda file: file.name)
def test_a_controller_says_what_it_is_for_and_exports_one_function(file: object) -> None:
    script = file.read_text()  # type: ignore[attr-defined]
    assert script.startswith("// ")
    assert script.count("export default function") == 1


def test_the_kinds_of_questions_with_a_script_are_those_that_ask_for_one() -> None:
    partials = STATIC.parent / "templates" / "question_types"
    named = {name for page in partials.glob("*.html") for name in re.findall(r"'(dropdown|ranking)'", page.read_text())}
    assert named == {file.stem for file in KINDS}


@pytest.mark.parametrize("file", KINDS, ids=lambda file: file.name)
def test_a_script_of_a_kind_attaches_itself_to_a_question(file: object) -> None:
    script = file.read_text()  # type: ignore[attr-defined]
    assert script.startswith("// ")
    assert script.count("export ") == script.count("export function attach(root)") == 1
    # The one line with that role says whether the form was sent.
    assert '"role", "status"' not in script
