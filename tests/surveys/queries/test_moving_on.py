"""Releases of a survey that runs on: what moves with each, through the real actions and pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from feedback import events, jobs
from feedback.analysis.disclosure import Hidden, Shown
from feedback.disclosure import queries as disclosure
from feedback.errors import Conflict
from feedback.surveys.actions import surveys as actions
from feedback.surveys.queries import cuts, questions, results
from feedback.surveys.queries import surveys as launched
from feedback.surveys.queries.sentences import sentences
from tests.factories import groups, journeys
from tests.factories.people import Member, post
from tests.factories.surveys import Opened, answered, asked, closed, opened, published

SignedIn = Callable[[Member], FlaskClient]


@pytest.fixture
def ground(acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)


def survey(of: Member, *more: dict[str, Any], mode: str = "anonymous") -> Opened:
    asked_for = [asked("c", "csat", "visit"), asked("n", "nps"), *more]
    return opened(of, published(of, *asked_for), ["employees", "suppliers"], mode=mode)


def released(of: Opened) -> bool:
    """Release what there is now, as the page does; False where there is not enough."""
    try:
        of.of.do(lambda: actions.ask_for_release(launched.survey(of.code)))
    except Conflict:
        return False
    jobs.work_off(of.of.app)
    return True


def shown(of: Opened, code: str = "c") -> dict[str, object]:
    """Group, "" for all together -> n, or why nothing is shown."""
    names = {group_id: name for name, group_id in of.groups.items()}
    with of.of.at_work():
        found = questions.question_results(launched.survey(of.code))
    one = next(result for result in found if result.question.code == code)
    said = {names[group]: result for group, result in one.groups.items()} | {"": one.together}
    return {name: plain(result) for name, result in said.items() if result is not None}


def plain(result: Shown[Any] | Hidden) -> object:
    return result.n if isinstance(result, Shown) else result.reason


def spread(of: Opened, group: str, people: int, **more: Any) -> None:
    """So many answers that are not all the same."""
    for place in range(people):
        answered(of, group, 1, **{"c": 1 + place % 5, **more})


def both(of: Opened, people: int) -> None:
    """The same, at the second question too."""
    for place in range(people):
        answered(of, "employees", 1, c=1 + place % 5, n=2 * place)


def test_nothing_is_seen_before_the_first_release(acme: Member, ground: None) -> None:
    one = survey(acme)
    spread(one, "employees", 4)
    assert shown(one) == {"employees": "not_yet", "suppliers": "not_yet", "": "not_yet"}
    assert released(one) is False
    assert shown(one) == {"employees": "not_yet", "suppliers": "not_yet", "": "not_yet"}


def test_a_group_moves_on_with_enough_new_answers_and_stands_still_else(acme: Member, ground: None) -> None:
    one = survey(acme)
    spread(one, "employees", 6)
    spread(one, "suppliers", 4)
    assert released(one)
    assert shown(one) == {"employees": 6, "suppliers": "not_yet", "": 6}
    spread(one, "employees", 4)
    spread(one, "suppliers", 2)
    assert shown(one) == {"employees": 6, "suppliers": "not_yet", "": 6}
    assert released(one)
    assert shown(one) == {"employees": 6, "suppliers": 6, "": 12}
    spread(one, "employees", 1)
    assert released(one)
    assert shown(one) == {"employees": 11, "suppliers": 6, "": 17}
    spread(one, "employees", 3)
    closed(one)
    # Three that came last would be the difference of two releases: they stay out for good.
    assert shown(one) == {"employees": 11, "suppliers": 6, "": 17}
    with acme.at_work():
        row = launched.survey(one.code)
        assert len(disclosure.up_to(row.release_id)) == 4
        assert disclosure.is_final(row.release_id)
        counts = results.response_counts([row.id])
    assert {plain(count) for count in counts.values()} == {11, 6}


def test_a_few_who_came_last_are_too_few_and_not_nobody(acme: Member, ground: None) -> None:
    one = survey(acme)
    spread(one, "employees", 6)
    assert released(one)
    assert shown(one, "n") == {"employees": "not_yet", "suppliers": "not_yet", "": "not_yet"}
    spread(one, "suppliers", 3)
    closed(one)
    assert shown(one) == {"employees": 6, "suppliers": "too_few", "": 6}
    assert shown(one, "n") == {"employees": "nobody", "suppliers": "too_few", "": "too_few"}


def test_a_question_few_answered_newly_keeps_what_it_had(acme: Member, ground: None) -> None:
    """8 new people, 3 of them at the second question: it stands still, and so does nothing else."""
    one = survey(acme)
    both(one, 6)
    assert released(one)
    spread(one, "employees", 5)
    both(one, 3)
    assert released(one)
    assert (shown(one, "c")["employees"], shown(one, "n")["employees"]) == (14, 6)
    both(one, 5)
    assert released(one)
    assert (shown(one, "c")["employees"], shown(one, "n")["employees"]) == (19, 14)


def test_words_of_later_answers_wait_for_enough_who_wrote(acme: Member, ground: None) -> None:
    one = survey(acme, asked("why", "longtext", "visit"))

    def texts() -> int:
        with acme.at_work():
            row = launched.survey(one.code)
            return sum(map(len, sentences(row, questions.question_results(row), 100).values()))

    for number in range(12):
        answered(one, "employees", 1, c=1 + number % 5, why={"text": f"first {number}"})
    assert released(one)
    assert texts() == 12
    for number in range(9):
        answered(one, "employees", 1, c=1 + number % 5, why={"text": f"second {number}"})
    assert released(one)
    assert (texts(), shown(one)["employees"]) == (12, 21)
    answered(one, "employees", 5, why={"text": "third"})
    assert released(one)
    assert texts() == 26


def test_a_cut_stands_still_with_the_smallest_of_its_parts(acme: Member, ground: None) -> None:
    branch = asked("branch", "single", settings={"segment": True})
    one = survey(acme, branch)

    def cut() -> Mapping[str, object]:
        with acme.at_work():
            found = cuts.by_value(launched.survey(one.code), branch["id"])
            assert found is not None
            ids = {question.code: question.id for question in found_questions(one)}
            return {value: plain(result) for value, result in found.questions[ids["c"]].items()}

    for value in ("a", "b"):
        spread(one, "employees", 6, branch=value)
    assert released(one)
    assert cut() == {"a": 6, "b": 6}
    spread(one, "employees", 6, branch="a")
    spread(one, "employees", 2, branch="b")
    assert released(one)
    assert (shown(one)["employees"], cut()) == (20, {"a": 6, "b": 6})
    spread(one, "employees", 5, branch="b")
    assert released(one)
    # A cut of today less that of the first release, and all people then and then: the two who chose b would follow.
    assert (shown(one)["employees"], cut()) == (25, {"a": "complement", "b": "complement"})


def found_questions(of: Opened) -> list[Any]:
    return [result.question for result in questions.question_results(launched.survey(of.code))]


def test_a_release_is_told(acme: Member, ground: None, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    monkeypatch.setitem(events._handlers, events.ResultsReleased, [said.append])
    one = survey(acme)
    spread(one, "employees", 5)
    assert released(one)
    with acme.at_work():
        wave = launched.survey(one.code).wave.code
    assert said == [events.ResultsReleased(acme.organisation_id, one.id, wave)]
    closed(one)
    assert said == [events.ResultsReleased(acme.organisation_id, one.id, wave)] * 2


def test_only_a_protected_survey_that_is_open_is_released_in_between(acme: Member, ground: None) -> None:
    free, over = survey(acme, mode="identified"), survey(acme, mode="confidential")
    for one in (free, over):
        spread(one, "employees", 9)
    assert released(free) is False
    assert released(over) is True
    closed(over)
    assert released(over) is False


def test_the_page_releases_and_says_as_of_when(as_member: SignedIn, acme: Member, ground: None) -> None:
    one, client = survey(acme), as_member(acme)
    address = f"/o/acme/surveys/{one.code}"
    spread(one, "employees", 4)
    refused = post(client, f"{address}/release", {})
    assert (refused.status_code, refused.location) == (303, address)
    assert "Ningún grupo tiene todavía 5 respuestas nuevas" in client.get(address).get_data(as_text=True)
    spread(one, "employees", 2)
    assert post(client, f"{address}/release", {}).location == f"{address}/results"
    jobs.work_off(acme.app)
    page = client.get(f"{address}/results?lang=en").get_data(as_text=True)
    assert ("Newer ones come with the next release" in page, "n 6" in page) == (True, True)
    assert "Release what there is now" in client.get(f"{address}?lang=en").get_data(as_text=True)
