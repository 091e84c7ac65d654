"""`feedback survey open` and `close`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

OPEN = ("survey", "open")


@pytest.fixture
def questionnaire(run: Run, tmp_path: Path) -> str:
    """A questionnaire with questions at two stages, and groups of two kinds."""
    file = tmp_path / "journey.json"
    stages = [{"code": code, "name": {"es": code}} for code in ("visit", "billing")]
    file.write_text(json.dumps({"code": "route", "name": {"es": "Ruta"}, "stages": stages}), "utf-8")
    assert run("journey", "import", str(file), "--organisation", "acme").exit_code == 0
    for code, kind in (("customers", "customer"), ("employees", "employee")):
        arguments = ("--organisation", "acme", "--kind", kind, "--name", code, "--size", "50")
        assert run("group", "add", code, *arguments).exit_code == 0
    return _drawn()


def _drawn() -> str:
    from feedback.cli.edge import act, application, organisation
    from feedback.db import enter
    from feedback.surveys.actions import questionnaires
    from tests.factories.surveys import asked, document

    draft = document(asked("bill", "csat", "billing"), asked("visit", "csat", "visit"), asked("nps", "nps"))
    with application().app_context():
        enter(None)
        with organisation("acme"):
            return str(act(lambda: questionnaires.create_from(document=draft).code))


def opened(run: Run, questionnaire: str, *arguments: str) -> dict[str, object]:
    done = run(*OPEN, questionnaire, "--organisation", "acme", "--json", *arguments)
    assert done.exit_code == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_every_group_gets_a_link_for_all_stages_and_one_for_each(run: Run, questionnaire: str) -> None:
    found = opened(run, questionnaire, "--group", "customers,employees")
    base = f"http://127.0.0.1:8000/s/{found['survey']}"
    assert found == {
        "survey": found["survey"],
        "links": [
            {"group": group, "stage": stage, "url": f"{base}/{group}" + (f"?stage={stage}" if stage else "")}
            for group in ("customers", "employees")
            for stage in (None, "visit", "billing")
        ],
    }


def test_one_stage_has_one_link_per_group_that_says_it(run: Run, questionnaire: str) -> None:
    found = opened(run, questionnaire, "--group", "customers", "--stage", "visit")
    assert [(link["group"], link["stage"]) for link in found["links"]] == [("customers", "visit")]


def test_opening_the_same_again_prints_the_first(run: Run, questionnaire: str) -> None:
    first = opened(run, questionnaire, "--group", "customers,employees")
    assert opened(run, questionnaire, "--group", "employees, customers") == first
    assert opened(run, questionnaire, "--group", "customers")["survey"] != first["survey"]


def test_after_closing_the_same_opens_anew(run: Run, questionnaire: str) -> None:
    first = str(opened(run, questionnaire, "--group", "customers")["survey"])
    for _ in range(2):
        done = run("survey", "close", first)
        assert (done.exit_code, done.stdout) == (0, "")
    assert opened(run, questionnaire, "--group", "customers")["survey"] != first


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--group", "nobody"), 2),
        (("--group", "customers", "--stage", "nowhere"), 2),
        (("--group", "customers", "--mode", "secret"), 2),
        (("--group", "customers", "--closes", "soon"), 2),
        (("--group", "customers", "--closes", "2020-01-01"), 1),
        (("--group", ","), 1),
    ],
)
def test_what_cannot_be_is_refused_on_stderr(
    run: Run, questionnaire: str, arguments: tuple[str, ...], code: int
) -> None:
    refused = run(*OPEN, questionnaire, "--organisation", "acme", *arguments)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert refused.stderr


def test_what_stands_in_the_way_is_said_by_question(run: Run, questionnaire: str, tmp_path: Path) -> None:
    lacking = [{"name": name, "type": "radiogroup", "choices": ["a"]} for name in ("price", "time")]
    (tmp_path / "half.json").write_text(json.dumps({"pages": [{"name": "p", "elements": lacking}]}), "utf-8")
    taken = run("survey", "import", str(tmp_path / "half.json"), "--organisation", "acme", "--json")
    half = json.loads(taken.stdout)["questionnaire"]
    refused = run(*OPEN, half, "--organisation", "acme", "--group", "customers")
    lines = ["price: Write at least two options.", "time: Write at least two options."]
    assert (refused.exit_code, refused.stderr.splitlines()) == (1, [f"Error: {lines[0]}", lines[1]])


def test_unknown_names_are_wrong_use(run: Run, questionnaire: str) -> None:
    assert run(*OPEN, "nothing", "--organisation", "acme", "--group", "customers").exit_code == 2
    assert run(*OPEN, questionnaire, "--organisation", "nowhere", "--group", "customers").exit_code == 2
    assert run("survey", "close", "nothing").exit_code == 2


def launched(run: Run, code: object) -> tuple[object, ...]:
    """What a survey promised, as it is stored."""
    from feedback.cli.edge import application, organisation
    from feedback.db import enter
    from feedback.surveys.queries import surveys

    with application().app_context():
        enter(None)
        with organisation("acme"):
            row = surveys.survey(str(code))
            return (row.mode, row.k_scores, row.k_comments, row.receipts, row.version_id, dict(row.launch))


def test_no_command_makes_less_of_a_promise(run: Run, questionnaire: str, tmp_path: Path) -> None:
    """Case 60, by the command line and by import: whoever wants another promise gets another survey."""
    first = opened(run, questionnaire, "--group", "employees", "--mode", "anonymous")["survey"]
    before = launched(run, first)
    others = {
        str(opened(run, questionnaire, "--group", "employees", "--mode", mode)["survey"])
        for mode in ("identified", "confidential")
    }
    assert len(others - {first}) == 2
    file = tmp_path / "again.json"
    document = json.loads(run("survey", "export", questionnaire, "--format", "json").stdout)
    document |= {"mode": "identified", "k_scores": 1, "launch": {"mode": "identified"}, "survey": first}
    file.write_text(json.dumps(document), "utf-8")
    again = run("survey", "import", str(file), "--organisation", "acme", "--json")
    assert again.exit_code == 1 or json.loads(again.stdout)["questionnaire"] != questionnaire
    for wrong in (("--k-scores", "1"), ("--anonymous", "false")):
        assert (
            run("survey", "open", questionnaire, "--organisation", "acme", "--group", "employees", *wrong).exit_code
            == 2
        )
    assert launched(run, first) == before
    assert before[:4] == ("anonymous", 5, 10, True)
