"""The list through its page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from feedback.backlog.queries import listing
from feedback.permissions import Role
from tests.factories.backlog import analysed, ground, improvement, listed, reread, said_and_proposed
from tests.factories.heard import answered_about, heard, theme
from tests.factories.people import Member, member, post
from tests.factories.surveys import closed, opened, published
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
BACKLOG = "/o/acme/backlog"
TYPED = {"title_es": "Avisar antes", "title_en": "Tell sooner", "direction": "reduce"}


def page(client: FlaskClient, path: str = BACKLOG) -> str:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def titles(shown: str) -> list[str]:
    return re.findall(r'<li class="line">.*?<h3><a href="[^"]+">([^<]+)</a></h3>', shown, re.S)


def test_an_empty_list_says_what_comes_and_what_to_do(acme: Member, as_member: SignedIn) -> None:
    shown = page(as_member(acme))
    assert "Your improvements will stand here." in shown
    assert f'href="{BACKLOG}/new"' in shown


def test_lines_carry_their_direction_their_reason_and_their_sentences(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    shown = page(as_member(acme))
    assert sorted(titles(shown)) == sorted(line.improvement.title["en"] for line in listed(acme).lines)
    assert shown.count("Reduce a pain</span>") == 1
    assert shown.count("Amplify what delights</span>") == 1
    assert "6 of 6 in Customers and 4 of 4 in Employees bring it up, in strong words." in shown
    first = listed(acme).first
    assert first is not None
    sentence = "waited far too long" if first.improvement.direction == "reduce" else "very kind to us"
    assert sentence in shown


def test_the_list_is_narrowed_by_direction_status_and_stage(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    improvement(acme)
    browser = as_member(acme)
    for query, expected in (
        ("direction=amplify", ["Booking"]),
        ("status=open", ["Tell the arrival time"]),
        ("stage=visit", ["Reduce waiting: Visit"]),
        ("stage=none", ["Tell the arrival time"]),
        ("stage=visit&direction=amplify", []),
    ):
        found = titles(page(browser, f"{BACKLOG}?{query}"))
        assert len(found) == len(expected), query
        assert all(part in title for part, title in zip(expected, found, strict=True)), query


def test_without_an_analysis_the_list_says_so(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    improvement(acme)
    shown = page(as_member(acme))
    assert shown.count("There is no analysis yet: run one, and the list gets its order.") == 2
    assert ("Without a place yet" in shown, "Not now" in re.findall(r"<h2[^>]*>([^<]*)", shown)) == (True, False)


def test_the_page_asks_the_same_for_two_lines_and_for_twelve(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)

    def asked() -> int:
        with counted(acme.app) as statements:
            page(browser)
        return len(statements)

    asked()
    before = asked()
    for _ in range(10):
        improvement(acme, "visit", theme_ids=[theme(acme)])
    assert asked() == before


def test_an_improvement_is_added_by_hand(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(acme)
    waiting = theme(acme)
    answer = post(
        browser,
        f"{BACKLOG}/new",
        {**TYPED, "themes": [str(waiting)], "effort_low": "1", "effort_likely": "2,5", "effort_high": "4"},
    )
    assert answer.status_code == 303
    number = int(answer.location.rsplit("/", 1)[1])
    row = reread(acme, number)
    assert (row.status, row.effort_likely, [link.theme_id for link in row.themes]) == ("open", 2.5, [waiting])


def test_what_cannot_be_is_refused_with_everything_typed_still_there(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    browser = as_member(acme)
    for wrong in ({"title_es": ""}, {"effort_low": "many"}, {"effort_low": "3"}, {"direction": "both"}):
        answer = post(browser, f"{BACKLOG}/new", {**TYPED, "hypothesis": "Typed with care", **wrong})
        assert answer.status_code == 422, wrong
        assert "Typed with care" in answer.get_data(as_text=True)
    assert listed(acme).lines == []


def test_a_viewer_reads_and_does_not_write(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    browser = as_member(member(acme.app, "acme", Role.VIEWER))
    assert "Add an improvement" not in page(browser)
    assert post(browser, f"{BACKLOG}/new", TYPED).status_code == 403


def test_a_protected_group_of_four_is_nowhere_on_the_pages(acme: Member, as_member: SignedIn) -> None:
    said_and_proposed(acme)
    survey = opened(acme, published(acme), ["suppliers"], mode="anonymous")
    answered_about(survey, "suppliers", 4, text="Our invoices wait for months.")
    closed(survey)
    analysed(acme)
    browser = as_member(acme)
    number = next(one.improvement.number for one in listed(acme).lines if one.improvement.direction == "reduce")
    assert "4 of 4 in Suppliers" not in page(browser)
    shown = page(browser, f"{BACKLOG}/{number}")
    assert "too few" in shown
    for path in (BACKLOG, f"{BACKLOG}/{number}", f"{BACKLOG}/{number}/sentences"):
        assert "Our invoices wait" not in page(browser, path)
    survey = opened(acme, published(acme, title="Again"), ["suppliers"], mode="anonymous")
    answered_about(survey, "suppliers", 12, text="Our invoices wait for months.")
    closed(survey)
    analysed(acme)
    assert "Our invoices wait" in page(browser, f"{BACKLOG}/{number}/sentences"), "with enough of them it is read"


def test_a_tier_is_shown_whole_in_pages_and_says_how_many_there_are(
    acme: Member, as_member: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_and_proposed(acme)
    made = [improvement(acme, title={"es": f"Uno {n}", "en": f"By hand {n}"}) for n in range(3)]
    monkeypatch.setattr(listing, "FIRST_LINES", 2)
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    browser = as_member(acme)
    whole = page(browser)
    assert titles(whole)[-1] == "By hand 0"
    assert f'href="{BACKLOG}?tier=later&amp;page=1"' in whole and "Show all 4 of this part" in whole
    last = page(browser, f"{BACKLOG}?tier=later&page=2")
    assert titles(last) == [f"By hand {n}" for n in (1, 2)]
    assert "3 to 4 of 4" in last and f'rel="prev" href="{BACKLOG}?tier=later&amp;page=1"' in last
    assert "The first one, in their words" not in last
    top = page(browser, f"{BACKLOG}?tier=top")
    assert "Could come first" in top and len(titles(top)) == 2 and len(made) == 3


def test_a_line_opens_to_its_words_and_says_what_moves_it_most(acme: Member, as_member: SignedIn) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=6)
    heard(acme, "customers", "noise", "neg", "visit", n=5)
    analysed(acme)
    shown = page(as_member(acme))
    number = listed(acme).lines[0].improvement.number
    assert f'href="{BACKLOG}/{number}/sentences"' in shown
    moves = re.compile(r"What moves its place most: [^<]+ \(\d+% of the doubt\)\.")
    assert moves.search(shown)
    assert moves.search(page(as_member(acme), f"{BACKLOG}/{number}")), "and so does the page of the improvement"
