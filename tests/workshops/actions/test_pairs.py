"""Answering pairs, one at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from typing import Any
from uuid import UUID, uuid4

import pytest

from feedback.errors import Gone, Invalid
from feedback.workshops.actions import pairs as actions
from feedback.workshops.actions.votes import Paper
from feedback.workshops.models import Workshop
from feedback.workshops.queries import votes as queries
from feedback.workshops.rules import votes as rules
from tests.factories.pairs import pairs_vote, press
from tests.factories.people import Member
from tests.factories.votes import keys, vote_closed


def said(of: Member, made: Workshop, who: UUID) -> tuple[str | None, dict[str, int]]:
    """Group and answers of a person, pairs by their titles in the order of their ids."""
    titles = {key: title for title, key in keys(of, made).items()}
    with of.at_work():
        own = queries.own(made.id, who)
    return own.group, {"|".join(titles[key] for key in name.split("|")): value for name, value in own.choices.items()}


def test_answers_are_kept_one_by_one_and_the_newest_of_a_pair_stands(acme: Member) -> None:
    made, who = pairs_vote(acme), uuid4()
    press(acme, made, who, "Chairs", "Hours")
    press(acme, made, who, "Chairs", "Greeting")
    press(acme, made, who, "Hours", "Chairs", group="employees")
    press(acme, made, who, "Hours", "Chairs", group="employees")
    group, answers = said(acme, made, who)
    key = keys(acme, made)
    order = sorted(("Chairs", "Hours"), key=lambda title: key[title])
    assert (group, len(answers), answers["|".join(order)]) == ("employees", 2, 1 + order.index("Hours"))
    with acme.at_work():
        assert (queries.pulse(made.id).votes, queries.pulse(made.id).papers) == (1, 4)


@pytest.mark.parametrize("wrong", [{"group": None}, {"better": "none", "pair": "x|y"}, {"better": "Greeting"}])
def test_what_cannot_be_is_refused_and_nothing_is_kept(acme: Member, wrong: dict[str, Any]) -> None:
    made, who = pairs_vote(acme), uuid4()
    key = keys(acme, made)
    pair = wrong.get("pair", f"{key['Chairs']}|{key['Hours']}")
    better = key.get(wrong.get("better", "Chairs"), "none")
    with pytest.raises(Invalid):
        acme.do(lambda: actions.answer(made.id, who, wrong.get("group", "customers"), pair, better))
    with acme.at_work():
        assert queries.pulse(made.id).votes == 0


def test_no_more_pairs_than_a_person_is_asked_and_none_when_it_is_over(acme: Member) -> None:
    made, who = pairs_vote(acme, amount=1), uuid4()
    press(acme, made, who, "Chairs", "Hours")
    with pytest.raises(Invalid):
        press(acme, made, who, "Chairs", "Greeting")
    press(acme, made, who, None, "Chairs", "Hours")
    assert list(said(acme, made, who)[1].values()) == [0]
    vote_closed(acme, made)
    with pytest.raises(Gone):
        press(acme, made, who, "Chairs", "Hours")


def test_words_come_after_an_answer_and_leave_it(acme: Member) -> None:
    made, who = pairs_vote(acme), uuid4()
    words = Paper(who, "employees", {}, {keys(acme, made)["Chairs"]: "My back"}, "Coffee")
    with pytest.raises(Invalid):
        acme.do(lambda: actions.write(made.id, words))
    press(acme, made, who, "Chairs", "Hours")
    acme.do(lambda: actions.write(made.id, words))
    with acme.at_work():
        own = queries.own(made.id, who)
    assert (own.group, list(own.comments.values()), own.proposals) == ("employees", ["My back"], ("Coffee",))
    assert len(own.choices) == 1


def test_closing_an_anonymous_vote_throws_away_what_pairs_were_drawn_by(acme: Member) -> None:
    kept = []
    for anonymous in (True, False):
        made = pairs_vote(acme, anonymous=anonymous)
        with acme.at_work():
            before = queries.ballot(made.id).drawn_by
        vote_closed(acme, made)
        with acme.at_work():
            kept.append((len(before), queries.ballot(made.id).drawn_by == before))
    assert kept == [(32, False), (32, True)]


def test_a_full_vote_takes_changes_only(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    made, who = pairs_vote(acme), uuid4()
    press(acme, made, who, "Chairs", "Hours")
    monkeypatch.setattr(rules, "MOST_VOTERS", 1)
    press(acme, made, who, "Chairs", "Greeting")
    with pytest.raises(Invalid):
        press(acme, made, uuid4(), "Chairs", "Hours")


def test_answers_of_one_person_at_once_are_all_kept(acme: Member) -> None:
    """Three pairs, each sent twice, all at the same moment: one paper, on which nothing is lost."""
    made, who = pairs_vote(acme), uuid4()
    key = keys(acme, made)

    def send(pair: tuple[str, str]) -> None:
        name = "|".join(sorted(key[title] for title in pair))
        acme.do(lambda: actions.answer(made.id, who, "customers", name, key[pair[0]]))

    with ThreadPoolExecutor(6) as room:
        list(room.map(send, [*combinations(key, 2)] * 2))
    assert len(said(acme, made, who)[1]) == 3
    with acme.at_work():
        assert (queries.pulse(made.id).votes, queries.pulse(made.id).papers) == (1, 6)
