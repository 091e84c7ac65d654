"""Whoever asks for everything and subtracts finds no group under the threshold; other viewers see nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest
from flask.testing import FlaskClient

from feedback.permissions import Role
from tests.e2e.differencing import Attacked, Published, Score, attack
from tests.factories import groups, journeys
from tests.factories.callers import system
from tests.factories.people import Member, member
from tests.factories.surveys import Opened, answered, asked, closed, opened, published

SignedIn = Callable[[Member], FlaskClient]


@pytest.fixture
def survey(acme: Member) -> Opened:
    """Groups with sub-groups of all sizes, who answer as they like; results may be cut by one question."""
    groups.three_groups(acme)
    journeys.journey(acme)
    parent = groups.group(acme, "employee", code="site").id
    for code in ("north", "south", "east"):
        groups.group(acme, "employee", code=code, parent_id=parent)
    questions = [
        asked("branch", "single", settings={"segment": True}),
        asked("c", "csat", "visit"),
        asked("n", "nps", "billing"),
        asked("m", "multi", "visit"),
    ]
    one = opened(acme, published(acme, *questions), ["north", "south", "east", "suppliers", "employees"])
    chance = random.Random(72)
    for group, people in {"north": 14, "south": 4, "east": 12, "suppliers": 6, "employees": 13}.items():
        for number in range(people):
            given = {"branch": "ab"[number % 2], "c": chance.randint(1, 5), "m": chance.sample("abc", 2)}
            answered(one, group, 1, **given, **({"n": chance.randint(0, 10)} if chance.random() < 0.8 else {}))
    closed(one)
    return one


def attacked(of: Member, client: FlaskClient) -> Attacked:
    crm = system(of)
    [one] = attack(of.app, client, of.organisation_id, of.organisation, crm.client, crm.secret)
    return one


def test_subtracting_finds_nobody(as_member: SignedIn, acme: Member, survey: Opened) -> None:
    one = attacked(acme, as_member(acme))
    assert one.found == []
    assert one.smallest is not None and one.smallest >= one.k == 5
    assert set(one.sources) >= {"API", "picture", "results.csv"}
    # What the attacker takes for the people of a figure is what the figure says of itself.
    wrong = [each for each in one.published if each.n not in (None, len(each.people))]
    assert wrong == []
    a_figure_too_many_is_found_out(one)


def a_figure_too_many_is_found_out(one: Attacked) -> None:
    """The attacker is no fool: one page that shows everybody but four beside all together, and the four are found."""
    whole = max((each.people for each in one.published if each.variable == ("c", "")), key=len)
    one.published.append(Published(("c", ""), whole - frozenset(list(whole)[:4]), None, "a careless page"))
    one.solve()
    assert one.found == [(("c", ""), 4), (("stage score", "visit/csat"), 4)]


SKIPPED = {"omitted": "skipped"}


@pytest.fixture
def twice_asked(acme: Member) -> Opened:
    """A stage that two questions score."""
    groups.three_groups(acme)
    journeys.journey(acme)
    questions = [asked("c", "csat", "visit"), asked("d", "csat", "visit")]
    return opened(acme, published(acme, *questions), ["employees", "suppliers"])


def some_skip(of: Opened, group: str, *, both: int, first_only: int) -> None:
    for place in range(both):
        answered(of, group, 1, c=1 + place % 5, d=5 - place % 4)
    for place in range(first_only):
        answered(of, group, 1, c=1 + place % 5, d=SKIPPED)


@pytest.mark.parametrize(("first_only", "scores"), [(0, 2), (3, 0), (6, 2)])
def test_a_score_over_two_questions_does_not_tell_of_those_who_skipped_one(
    as_member: SignedIn, acme: Member, twice_asked: Opened, first_only: int, scores: int
) -> None:
    """The score less half of each question leaves those who answered one of the two."""
    some_skip(twice_asked, "employees", both=8, first_only=first_only)
    some_skip(twice_asked, "suppliers", both=9, first_only=0)
    closed(twice_asked)
    one = attacked(acme, as_member(acme))
    assert (one.found, len(one.scores)) == ([], scores)
    assert {each.variable for each in one.published} >= {("c", ""), ("d", "")}


def test_a_score_too_many_is_found_out(as_member: SignedIn, acme: Member, twice_asked: Opened) -> None:
    some_skip(twice_asked, "employees", both=8, first_only=3)
    closed(twice_asked)
    one = attacked(acme, as_member(acme))
    people = {code: next(each.people for each in one.published if each.variable == (code, "")) for code in "cd"}
    weight = {person: Fraction(1, 1 + (person in people["d"])) for person in people["c"]}
    one.scores.append(Score(("visit", "csat"), {(p, code): weight[p] for code in "cd" for p in people[code]}))
    one.solve()
    assert one.found == [(("stage score", "visit/csat"), 3)]


def test_cuts_are_asked_for_too(as_member: SignedIn, acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    questions = [asked("branch", "single", settings={"segment": True}), asked("c", "csat", "visit")]
    survey = opened(acme, published(acme, *questions), ["employees", "suppliers"])
    for group, branch, place in product(("employees", "suppliers"), "ab", range(5)):
        answered(survey, group, 1, branch=branch, c=1 + place)
    closed(survey)
    one = attacked(acme, as_member(acme))
    cuts = [(each.n, len(each.people)) for each in one.published if each.source == "cut on the page"]
    assert (one.found, cuts) == ([], [(10, 10), (10, 10)])


def test_every_viewer_and_every_address_shows_the_figures_of_the_release(
    as_member: SignedIn, acme: Member, survey: Opened
) -> None:
    """No address, role or language makes another figure: so viewers who put theirs together know no more."""
    address = f"/o/acme/surveys/{survey.code}/results"
    viewer = member(acme.app, "acme", Role.VIEWER)
    pages = set()
    for who, lang in product((acme, viewer), ("es", "en")):
        client = as_member(who)
        for query in ("", "&group=north", "&stage=visit", "&wave=1&from=2020-01-01&by=", "&filter=c:1&segment=a&k=1"):
            raw = client.get(f"{address}?lang={lang}{query}").get_data(as_text=True)
            pages.add((lang, _figures(raw)))
    assert len(pages) == 2


def _figures(page: str) -> str:
    """The main part, without tokens and what only some may press."""
    main = page[page.index("<main") : page.index("</main>")]
    main = re.split(r'<aside|id="h-export"', main)[0]
    return re.sub(r'(name="csrf_token" value="[^"]+")|(<form.*?</form>)', "", main, flags=re.S)
