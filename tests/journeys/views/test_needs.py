"""What we need and what we have, in the browser."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.factories.blueprint import both, item, link
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.journeys.views.test_editor import page
from tests.statements import counted

SignedIn = Callable[..., FlaskClient]
NEEDS = "/o/acme/journey/needs"


def lacking(of: Member) -> None:
    """One of each kind, at two stages; and what is no need."""
    item(of, "visit", "process", "Phone list", need=both("Know the hour"), state="failing")
    item(of, "visit", "question", "Is there a plug?")
    item(of, "visit", "wait", "The bill", minutes=20)
    item(of, "visit", "wait", "The technician", minutes=2880)
    calls, till = (item(of, "billing", "tool", name, state="working") for name in ("Calls", "Till"))
    link(of, calls, till, "by_hand", "The price")
    link(of, till, calls, "none", "The payment")
    item(of, "billing", "process", "Answer", need=both("Be answered"), state="working")
    item(of, "billing", "tool", "Chat")


def test_an_empty_page_explains_what_to_draw(acme: Member, as_member: SignedIn) -> None:
    browser = as_member(acme)
    assert "Draw what stands behind the stages" in page(browser, NEEDS)
    journey(acme)
    item(acme, "visit", "process", "Tell", state="working")
    shown = page(browser, NEEDS)
    assert "Nothing is lacking here, as far as it is drawn." in shown
    assert "Nothing is drawn yet behind:" in shown


def test_each_stage_lists_what_it_lacks_with_counts(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    lacking(acme)
    shown = page(as_member(acme), NEEDS)
    assert "6 things are lacking on the way people go." in shown
    assert ("4 things lacking" in shown, "2 things lacking" in shown) == (True, True)
    for words in ("Know the hour", "Is there a plug?", "20 minutes", "2 days", "Calls → Till", "Till → Calls"):
        assert words in shown, words
    assert shown.index("The technician") < shown.index("The bill"), "the longest wait comes first"
    assert "Be answered" not in shown
    assert "Nobody has judged yet whether one process or tool works" in shown


def test_one_kind_can_be_looked_at_alone(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    lacking(acme)
    shown = page(as_member(acme), f"{NEEDS}?kind=waiting")
    assert ("The technician" in shown, "Is there a plug?" in shown, "The price" in shown) == (True, False, False)
    assert "Nothing of this kind here." in shown
    assert "Waits (2)" in shown


def test_reads_do_not_depend_on_how_much_is_lacking(acme: Member, as_member: SignedIn) -> None:
    journey(acme)
    browser, reads = as_member(acme), []
    for number in range(4):
        item(acme, "visit", "question", f"Question {number}")
        if number in (0, 3):
            with counted(acme.app) as seen:
                page(browser, NEEDS)
            reads.append(len(seen))
    assert reads[0] == reads[1]
