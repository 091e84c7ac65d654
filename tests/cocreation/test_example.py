"""The example organisation's files: whole, bilingual, answerable, and telling the story its pages should show."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any
from uuid import UUID

import pytest

import feedback
from feedback.analysis.codebook import built_in_codebook, matcher, parse_theme
from feedback.analysis.text.words import words
from feedback.surveys.checking import check
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.question_types import TYPES
from feedback.surveys.reading import read

HERE = Path(feedback.__file__).parent / "cocreation" / "example"
GROUPS = {"customers": "customer", "employees": "employee", "suppliers": "supplier"}
STAGES = ("help", "booking", "wait", "visit", "billing", "after")
WAVES = (1, 2)
ANONYMOUS = ("employees", "suppliers")
ENOUGH_ANSWERS, ENOUGH_COMMENTS = 12, 10
WRITTEN = 15
"""From this many characters on a text says something; below are "nada", "todo bien", "-"."""


def load(name: str) -> Any:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


QUESTIONNAIRES: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / "questionnaires").glob("*.json"))
}
DOCUMENTS: dict[str, Questionnaire] = {code: read(document) for code, document in QUESTIONNAIRES.items()}
RESPONSES: list[dict[str, Any]] = [
    response
    for path in sorted((HERE / "answers").glob("*.json"))
    for response in json.loads(path.read_text(encoding="utf-8"))
]
EVIDENCE: list[dict[str, Any]] = load("evidence.json")
BACKLOG: dict[str, Any] = load("backlog.json")
IMPROVEMENTS: dict[str, dict[str, Any]] = {one["code"]: one for one in BACKLOG["improvements"]}
MEMBERS = {member["email"]: member["role"] for member in load("organisation.json")["members"]}
CODEBOOK = built_in_codebook().with_themes(
    *(parse_theme(path.stem, path.read_text(encoding="utf-8")) for path in sorted((HERE / "themes").glob("*.toml")))
)


def question_of(questionnaire: str, field: str) -> Question:
    return next(question for question in DOCUMENTS[questionnaire].questions() if question.field == field)


def given() -> Iterator[tuple[dict[str, Any], Question, Any]]:
    """Every answer that is not empty, with its response and its question."""
    for response in RESPONSES:
        for field, value in response["answers"].items():
            if value not in ("", []):
                yield response, question_of(response["questionnaire"], field), value


def written() -> Iterator[tuple[dict[str, Any], Question, str]]:
    """Every answer in the respondent's own words that says something."""
    for response, question, value in given():
        if question.kind in ("text", "longtext") and len(value) >= WRITTEN:
            yield response, question, value


def texts_per_language(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every object that holds a text per language, with where it stands."""
    if isinstance(value, dict) and value and set(value) <= {"es", "en", "pt"}:
        yield path, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_per_language(part, f"{path}/{key}")


def ids(things: list[dict[str, Any]], key: str = "code") -> list[str]:
    return [thing[key] for thing in things]


@pytest.mark.parametrize("path", sorted(HERE.rglob("*.json")), ids=lambda path: path.name)
def test_every_text_is_there_in_spanish_and_english(path: Path) -> None:
    for where, texts in texts_per_language(json.loads(path.read_text(encoding="utf-8"))):
        assert {"es", "en"} <= set(texts), where
        assert all(text.strip() == text != "" for text in texts.values()), where
        assert texts["es"] != texts["en"] or texts["es"] in ("WhatsApp", "Marketing"), where


def test_the_organisation_has_everybody_it_needs() -> None:
    assert Counter(MEMBERS.values()) == dict.fromkeys(("owner", "manager", "analyst", "contributor", "viewer"), 1)
    assert all(email.endswith("@climasur.example") for email in MEMBERS)
    organisation = load("organisation.json")
    assert organisation["cycle"]["sponsor"] in MEMBERS
    areas = set(ids(organisation["areas"]))
    assert areas <= set(ids(load("map.json")["functions"]))
    assert {member["area"] for member in organisation["members"]} <= areas
    assert {group for area in organisation["areas"] for group in area["groups"]} == {"employees"}


def test_groups_have_their_kind_and_sub_groups_add_up() -> None:
    groups = load("groups.json")
    assert {group["code"]: group["kind"] for group in groups} == GROUPS
    for group in groups:
        assert sum(part["size"] for part in group["subgroups"]) == group["size"]
        assert all(group["persona"][part] for part in ("needs", "expectations", "frustrations", "channels"))


def test_the_journey_has_six_stages_and_only_a_silent_one_has_no_contact() -> None:
    stages = load("journey.json")["stages"]
    assert tuple(ids(stages)) == STAGES
    assert [stage["code"] for stage in stages if stage["silent"]] == ["wait"]
    assert [stage["code"] for stage in stages if not stage["touchpoints"]] == ["wait"]
    touchpoints = [code for stage in stages for code in ids(stage["touchpoints"])]
    assert len(set(touchpoints)) == len(touchpoints)


def test_what_was_assumed_covers_every_stage() -> None:
    assumed = load("assumed.json")
    assert tuple(ids(assumed["stages"], "stage")) == STAGES
    assert all(1 <= stage["feeling"] <= 5 for stage in assumed["stages"])


@pytest.mark.parametrize("code", QUESTIONNAIRES)
def test_a_questionnaire_can_be_published_as_it_is(code: str) -> None:
    assert check(DOCUMENTS[code], STAGES) == []
    assert QUESTIONNAIRES[code]["code"] == code
    assert QUESTIONNAIRES[code]["group"] in GROUPS
    assert 4 <= len(list(DOCUMENTS[code].questions())) <= 8


def test_question_ids_are_unique_everywhere() -> None:
    found = [question.id for document in DOCUMENTS.values() for question in document.questions()]
    assert len(set(found)) == len(found)
    assert {UUID(one).version for one in found} == {4}


def test_what_is_asked_of_the_whole_of_giving_up_and_as_a_prediction() -> None:
    questions = [(code, question) for code, document in DOCUMENTS.items() for question in document.questions()]
    overall = [(code, q.kind, q.stage) for code, q in questions if q.construct == "overall"]
    assert overall == [("customers-after-visit", "nps", None), ("suppliers-working-together", "nps", None)]
    gave_up = [(code, q.kind, q.stage) for code, q in questions if q.construct == "gave_up_thought"]
    assert gave_up == [("customers-days-after", "yesno", "wait")]
    predictions = [(code, q.stage) for code, q in questions if q.predicts]
    assert predictions == [("employees-inside", "wait"), ("employees-inside", "billing")]
    assert len(list(DOCUMENTS["customers-after-visit"].questions())) == 6


def test_every_answer_is_one_its_question_takes() -> None:
    for response, question, value in given():
        sent = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        assert TYPES[question.kind].parse(question, {question.field: sent}) is not None, (response, question.code)


def test_responses_belong_to_their_questionnaires_group_and_carry_only_what_its_mode_allows() -> None:
    for response in RESPONSES:
        assert response["group"] == QUESTIONNAIRES[response["questionnaire"]]["group"]
        assert response["wave"] in WAVES
        assert response["lang"] in ("es", "en")
        assert ("days_ago" in response) == (response["group"] == "customers")
        assert 1 <= response.get("days_ago", 1) <= (70 if response["wave"] == 2 else 230)
        assert response.get("days_ago", 200) >= 150 or response["wave"] == 2 or response["group"] != "customers"


def test_how_many_answered_and_in_their_own_words() -> None:
    assert Counter(response["group"] for response in RESPONSES) == {"customers": 310, "employees": 70, "suppliers": 40}
    people = {id(response) for response, _, _ in written()}
    assert len(people) >= 230
    english = [text for response, _, text in written() if response["lang"] == "en"]
    assert len(english) >= 30


def test_no_two_people_wrote_the_same() -> None:
    said = [text for _, _, text in written()] + [row["text"] for row in EVIDENCE]
    folded = Counter(re.sub(r"\W+", " ", text).strip().casefold() for text in said)
    assert [text for text, times in folded.items() if times > 1] == []


def test_some_answers_are_empty_and_some_say_nothing() -> None:
    values = [
        value
        for response in RESPONSES
        for field, value in response["answers"].items()
        if question_of(response["questionnaire"], field).kind in ("text", "longtext")
    ]
    assert "" in values
    assert {"nada", "Todo bien", "-"} <= set(values)


def people_per_cell() -> dict[tuple[str, str], Counter[int]]:
    """Stage and group to the number of people of each wave who answered something there."""
    cells: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for response, question, _ in given():
        if question.stage:
            cells[question.stage, response["group"]].add((response["wave"], id(response)))
    return {cell: Counter(wave for wave, _ in people) for cell, people in cells.items()}


def test_cells_are_full_but_for_one_with_too_few_and_some_never_asked() -> None:
    cells = people_per_cell()
    too_few = cells.pop(("after", "suppliers"))
    assert too_few.total() == 3
    assert all(people[wave] >= ENOUGH_ANSWERS for people in cells.values() for wave in WAVES)
    silent = {(row["stage"], row["group"]) for row in load("not_applicable.json")}
    assert silent == {("help", "suppliers"), ("booking", "suppliers")}
    every = {(stage, group) for stage in STAGES for group in GROUPS}
    never_asked = every - silent - set(cells) - {("after", "suppliers")}
    assert never_asked == {("help", "employees"), ("booking", "employees"), ("after", "employees")}


def test_anonymous_groups_wrote_enough_comments_to_be_quoted() -> None:
    comments: Counter[tuple[str | None, str, int]] = Counter(
        (question.stage, response["group"], response["wave"])
        for response, question, _ in written()
        if response["group"] in ANONYMOUS
    )
    assert {stage for stage, _, _ in comments} == {"wait", "visit", "billing"}
    assert len(comments) == 12
    assert min(comments.values()) >= ENOUGH_COMMENTS


def average(questionnaire: str, field: str, wave: int) -> float:
    wanted = (questionnaire, field, wave)
    return mean(
        float(value)
        for response, question, value in given()
        if (response["questionnaire"], question.field, response["wave"]) == wanted
    )


def test_the_wait_is_the_worst_stage_and_the_visit_the_best() -> None:
    for wave in WAVES:
        wait, billing, visit = (
            average("customers-after-visit", f"{stage}_csat", wave) for stage in ("wait", "billing", "visit")
        )
        assert wait + 0.5 < billing < visit - 0.5


def test_insiders_think_better_of_the_wait_than_customers_do() -> None:
    for wave in WAVES:
        assert (
            average("employees-inside", "wait_predict", wave) > average("customers-after-visit", "wait_csat", wave) + 1
        )


def test_the_work_report_got_better_and_the_wait_hardly() -> None:
    assert average("employees-inside", "report_rating", 2) > average("employees-inside", "report_rating", 1) + 0.8
    moved = average("customers-after-visit", "wait_csat", 2) - average("customers-after-visit", "wait_csat", 1)
    assert 0 <= moved < 0.4


def themes_of(text: str, lang: str) -> set[str]:
    strength: Counter[str] = Counter()
    for match in set(matcher(CODEBOOK, lang).matches([word.folded for word in words(text)])):
        strength[CODEBOOK.themes[match.theme].id] += int(match.weight * 2)
    return {theme for theme, twice in strength.items() if twice >= 2}


def share(theme: str, stage: str, group: str) -> float:
    """Of the comments of a group at a stage, the share that carries the theme."""
    comments = [(r["lang"], text) for r, q, text in written() if (q.stage, r["group"]) == (stage, group)]
    return mean(theme in themes_of(text, lang) for lang, text in comments)


@pytest.mark.parametrize(
    ("improvement", "groups"),
    [
        ("tell-arrival-time", ("customers", "employees")),
        ("written-price", ("customers", "employees")),
        ("parts-in-van", ("customers", "employees", "suppliers")),
    ],
)
def test_what_to_do_first_is_what_several_groups_say(improvement: str, groups: tuple[str, ...]) -> None:
    theme, stage = IMPROVEMENTS[improvement]["themes"][0], IMPROVEMENTS[improvement]["stage"]
    assert all(share(theme, stage, group) > 0.4 for group in groups)


def test_evidence_says_what_it_is_and_where_it_comes_from() -> None:
    assert len(EVIDENCE) == 120
    kinds = {"complaint", "ticket", "review", "interview", "old_survey", "observation", "figure"}
    assert {row["kind"] for row in EVIDENCE} == kinds
    for row in EVIDENCE:
        assert row["source"] and row["text"].strip()
        assert date.fromisoformat(row["date"]).year == 2025
        assert row["group"] in GROUPS
        assert row["stage"] in (*STAGES, None)
        assert (row["rating"] in range(1, 6)) == (row["kind"] in ("review", "old_survey"))
    assert sum(row["stage"] is None for row in EVIDENCE) >= 10


def test_the_backlog_is_mid_way() -> None:
    assert Counter(one["status"] for one in IMPROVEMENTS.values()) == {
        "done": 1, "in_progress": 2, "decided": 2, "declined": 1, "later": 1, "open": 2, "proposed": 1,
    }  # fmt: skip
    assert {one["direction"] for one in IMPROVEMENTS.values()} == {"reduce", "amplify"}
    assert len(IMPROVEMENTS) == len(BACKLOG["improvements"])


@pytest.mark.parametrize("code", IMPROVEMENTS)
def test_an_improvement_names_only_what_exists(code: str) -> None:
    one = IMPROVEMENTS[code]
    assert one["stage"] in STAGES
    assert set(one["themes"]) <= set(CODEBOOK.by_id)
    assert one["owner"] is None or one["owner"] in MEMBERS
    assert one["strategy"] in (None, *ids(BACKLOG["strategies"]))
    assert one["effort"] is None or one["effort"] == sorted(one["effort"])


@pytest.mark.parametrize("code", IMPROVEMENTS)
def test_an_improvement_was_decided_as_its_status_says(code: str) -> None:
    one = IMPROVEMENTS[code]
    verdict = {"open": [], "proposed": [], "declined": ["no"], "later": ["later"]}.get(one["status"], ["yes"])
    assert [decision["verdict"] for decision in one["decisions"]] == verdict
    if verdict == ["yes"]:
        assert one["owner"] and one["due_on"] and one["implementation"]["milestones"]
        assert (one["implementation"]["done_on"] is not None) == (one["status"] == "done")
    else:
        assert one["implementation"] is None
    for decision in one["decisions"]:
        assert decision["decided_by"] in MEMBERS
        assert ("review_on" in decision) == (decision["verdict"] != "yes")


def test_everything_done_or_declined_was_told() -> None:
    told = {notice["improvement"]: notice["kind"] for notice in BACKLOG["notices"]}
    assert told == {code: one["status"] for code, one in IMPROVEMENTS.items() if one["status"] in ("done", "declined")}


def test_a_strategy_acts_on_known_themes_and_holds_improvements() -> None:
    for strategy in BACKLOG["strategies"]:
        assert set(strategy["themes"]) <= set(CODEBOOK.by_id)
        assert sum(one["strategy"] == strategy["code"] for one in IMPROVEMENTS.values()) >= 2
