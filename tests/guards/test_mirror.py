"""Tests mirror code: whoever changes a file finds its test where the file's own path says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_NO_MODULE = {"guards", "e2e", "factories", "templates", "static"}
"""Folders of tests that are about the whole, a real browser, or files that are no Python."""
PARTS = {"rules", "queries", "actions", "jobs", "views"}
PURE = {"analysis", "charts", "web"}
OF_A_FOLDER = {"surveys/test_answer_pages.py": "feedback/templates/answer"}
"""Tests of a folder of templates that needs no more than one slice's pure code."""
DEFINES = re.compile(r"^(?:async )?(?:def|class) ", re.M)
TESTED_BY = {
    "accounts/queries.py": "accounts/test_actions.py",  # Reads what the writes leave.
    "accounts/jobs.py": "accounts/test_views.py",  # One mail, sent by what the page asked for.
    "analysis/records.py": "analysis/test_pipeline.py",  # Shapes that the pipeline fills.
    "charts/canvas.py": "charts/test_style.py",  # The empty picture every chart starts from.
    "charts/records.py": "charts/test_charts.py",  # Shapes that charts take.
    "web/forms.py": "web/test_texts_forms.py",  # The base of the forms that are tested there.
    "disclosure/queries.py": "disclosure/test_actions.py",  # One read, of what the writes leave.
    "programme/actions/digests.py": "programme/test_jobs.py",  # Choosing shows in who is told.
    "programme/actions/sheets.py": "programme/views/test_sheets.py",  # All or nothing, through the page.
    "programme/queries/digests.py": "programme/test_jobs.py",
    "programme/queries/dues.py": "programme/test_jobs.py",
    "programme/queries/sheets.py": "programme/views/test_sheets.py",
    "programme/queries/standing.py": "programme/views/test_board.py",
    "programme/queries/work.py": "programme/actions/test_work.py",
    "programme/views/digests.py": "programme/test_jobs.py",  # The link that a mail carries.
    "accounts/trackers/queries.py": "accounts/trackers/test_actions.py",
    "programme/issues/actions.py": "programme/issues/test_jobs.py",  # What is written shows in what is sent.
    "programme/issues/queries.py": "programme/issues/test_jobs.py",
    "programme/telling/queries.py": "programme/telling/test_actions.py",
    "outreach/actions/telling.py": "programme/telling/test_actions.py",  # Only what is told can show it to be right.
    "stakeholders/queries/erased.py": "stakeholders/actions/test_erased.py",
    "backlog/actions/cases.py": "backlog/views/test_cases.py",  # Thin: a link between two things, through its pages.
    "backlog/queries/cases.py": "backlog/views/test_cases.py",
    "backlog/queries/evidence.py": "backlog/queries/test_board.py",
    "backlog/queries/improvements.py": "backlog/actions/test_improvements.py",
    "backlog/queries/rankings.py": "backlog/actions/test_ranking.py",
    "backlog/queries/sentences.py": "backlog/views/test_improvements.py",
    "backlog/queries/shared.py": "backlog/views/test_strategies.py",
    "backlog/queries/strategies.py": "backlog/actions/test_strategies.py",
    "backlog/actions/linking.py": "backlog/actions/test_carrying.py",  # The links among what an improvement carries.
    "backlog/queries/links.py": "backlog/actions/test_carrying.py",
    "backlog/queries/merging.py": "backlog/actions/test_merging.py",
    "backlog/queries/objectives.py": "backlog/actions/test_objectives.py",
    "backlog/queries/origins.py": "backlog/actions/test_origins.py",
    "backlog/queries/drafting.py": "backlog/actions/test_origins.py",
    "backlog/queries/remarks.py": "backlog/actions/test_remarks.py",
    "backlog/queries/history.py": "backlog/views/test_remarks.py",
    "backlog/queries/place.py": "backlog/api/test_improvements.py",  # One line is what the list says of it.
    "cocreation/queries/example.py": "cli/test_example.py",  # What the command prints.
    "cocreation/queries/loading.py": "cli/test_example.py",
    "cocreation/queries/reaching.py": "cli/test_example.py",
    "insights/actions/members.py": "insights/actions/test_merging.py",  # What acts move, and its undoing.
    "insights/actions/undoing.py": "insights/actions/test_merging.py",
    "insights/queries/acts.py": "insights/views/test_history.py",
    "insights/queries/sentences.py": "insights/actions/test_corrections.py",
    "insights/queries/staging.py": "insights/actions/test_stages.py",
    "surveys/actions/answering.py": "surveys/views/test_answering.py",  # An answer is taken through its page.
    "surveys/actions/buffer.py": "surveys/views/test_answering.py",
    "surveys/jobs.py": "surveys/views/test_answering.py",
    "surveys/queries/receipts.py": "surveys/views/test_answering.py",
    "surveys/queries/links.py": "surveys/views/test_answering.py",
    "surveys/queries/counting.py": "surveys/actions/test_tallies.py",
    "surveys/queries/tallied.py": "surveys/actions/test_tallies.py",
    "surveys/queries/keys.py": "surveys/queries/test_releasing.py",  # What figures are called there.
    "surveys/queries/waiting.py": "surveys/actions/test_settling.py",
    "surveys/views/design/page.py": "surveys/views/design/test_questions.py",
    "surveys/views/receipts.py": "surveys/views/test_answering.py",
}
"""Module -> where its test stands instead: thin ones, which only what calls them can show to be right."""


def lost_tests(root: Path) -> Iterator[str]:
    """Tests whose path names no module, package or folder of the code."""
    for path in sorted((root / "tests").rglob("test_*.py")):
        test = path.relative_to(root / "tests")
        if test.parts[0] not in OF_NO_MODULE and str(test) not in OF_A_FOLDER and not _mirrored(root, test):
            yield str(test)


def _mirrored(root: Path, test: Path) -> bool:
    name, folder = test.stem.removeprefix("test_"), root / "feedback" / test.parent
    own = (folder / f"{name}.py").exists() or (folder / name).is_dir()
    return own or (name in (folder.name, "cli") and (folder / "__init__.py").exists())


def untested(root: Path) -> Iterator[str]:
    """Modules that decide, read, write or show, without a test of their own or of their package."""
    for path in sorted((root / "feedback").rglob("*.py")):
        module = path.relative_to(root / "feedback")
        if _wants_a_test(module) and _does_something(path) and not _tested(root, module):
            yield str(module)


def _wants_a_test(module: Path) -> bool:
    parts = module.with_suffix("").parts
    return module.name != "__init__.py" and (bool(PARTS & set(parts)) or parts[0] in PURE)


def _does_something(path: Path) -> bool:
    return bool(DEFINES.search(path.read_text("utf-8")))


def _tested(root: Path, module: Path) -> bool:
    tests = root / "tests"
    packages = [tests / parent.parent / f"test_{parent.name}.py" for parent in module.parents if parent.name]
    return any(place.exists() for place in (tests / module.parent / f"test_{module.stem}.py", *packages))


def test_every_test_has_its_code() -> None:
    assert list(lost_tests(ROOT)) == []
    for place in OF_A_FOLDER.values():
        assert (ROOT / place).is_dir()


def test_every_module_has_its_test() -> None:
    assert [module for module in untested(ROOT) if module not in TESTED_BY] == []


def test_the_exceptions_are_needed_and_lead_somewhere() -> None:
    lacking = set(untested(ROOT))
    assert {module for module in TESTED_BY if module not in lacking} == set()
    assert {test for test in TESTED_BY.values() if not (ROOT / "tests" / test).exists()} == set()


def test_the_searches_see_a_lost_test_and_a_module_without_one(tmp_path: Path) -> None:
    for place, text in {
        "feedback/x/__init__.py": "",
        "feedback/x/rules.py": "def rule(): ...",
        "feedback/x/queries/__init__.py": "",
        "feedback/x/queries/things.py": "def things(): ...",
        "feedback/x/models.py": "class Thing: ...",
        "feedback/charts/line.py": "def line(): ...",
        "feedback/charts/names.py": "NAME = 1",
        "tests/x/test_nothing.py": "",
        "tests/x/test_models.py": "",
        "tests/guards/test_anything.py": "",
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    assert list(lost_tests(tmp_path)) == ["x/test_nothing.py"]
    assert list(untested(tmp_path)) == ["charts/line.py", "x/queries/things.py", "x/rules.py"]
    for test in ("x/test_queries.py", "x/test_rules.py", "charts/test_line.py"):
        (tmp_path / "tests" / test).parent.mkdir(exist_ok=True)
        (tmp_path / "tests" / test).touch()
    assert list(untested(tmp_path)) == []
