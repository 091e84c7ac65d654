from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient

from feedback.insights.models import Theme
from feedback.insights.queries import acts, themes
from feedback.permissions import Role
from tests.factories.heard import counted, heard, theme
from tests.factories.people import Member, member, post
from tests.factories.runs import analysed, ground, spoken

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(f"/o/acme/{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def sent(client: FlaskClient, path: str, data: dict[str, Any], status: int) -> str:
    answer = post(client, f"/o/acme/{path}?lang=en", data)
    assert answer.status_code == status, answer.get_data(as_text=True)[:3000]
    return unescape(answer.get_data(as_text=True))


def seen(page: str) -> str:
    """What the form remembers of the effect it showed."""
    found = re.search(r'name="seen" type="hidden" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def row(of: Member, code: str) -> Theme:
    with of.at_work():
        return themes.theme_named(code)


def people(page: str, name: str) -> bool:
    return f">{name}</a>" in page


def test_a_theme_is_added_after_its_effect_was_shown(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "comfort", n=3, text="The elevator broke down again.")
    heard(acme, "customers", "overall", n=2, text="The elevator is always stuck.")
    counted(acme)
    browser = as_member(acme)
    typed = {"name_es": "Ascensor", "name_en": "Lift", "examples": "elevator"}
    page = sent(browser, "themes/new", typed, 200)
    assert "It would take 5 sentences." in page
    assert "Sentences it would take" in page and "The elevator broke down again." in page
    assert "Where these sentences stand today" in page and "No theme" in page
    with acme.at_work():
        assert [one.code for one in themes.themes() if one.source == "human"] == []
    answer = post(browser, "/o/acme/themes/new", {**typed, "seen": seen(page)})
    assert answer.status_code == 303
    with acme.at_work():
        made = [one for one in themes.themes() if one.source == "human"]
        assert [(one.names, one.examples, one.locked) for one in made] == [
            ({"es": "Ascensor", "en": "Lift"}, ["elevator"], False)
        ]
    assert answer.location == f"/o/acme/themes/{made[0].code}"


def test_another_text_than_the_one_shown_is_shown_first(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme)
    browser = as_member(acme)
    typed = {"name_es": "Ascensor", "examples": "ascensor"}
    page = sent(browser, "themes/new", typed, 200)
    again = sent(browser, "themes/new", {**typed, "examples": "montacargas", "seen": seen(page)}, 200)
    assert seen(again) != seen(page) and "montacargas" in again


def test_a_theme_without_examples_or_name_stays_typed(acme: Member, as_member: Browser) -> None:
    page = sent(as_member(acme), "themes/new", {"name_es": "", "examples": "la cola"}, 422)
    assert "la cola" in page and 'id="name_es-error"' in page
    page = sent(as_member(acme), "themes/new", {"name_es": "Cola", "examples": " \n "}, 422)
    assert 'id="examples-error"' in page and "Cola" in page


def test_examples_of_a_theme_that_is_there(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "overall", n=2, text="The elevator is always stuck.")
    theme(acme, "facilities")
    browser = as_member(acme)
    page = sent(browser, "themes/facilities/examples", {"examples": "elevator"}, 200)
    post(browser, "/o/acme/themes/facilities/examples", {"examples": "elevator", "seen": seen(page)})
    assert row(acme, "facilities").examples == ["elevator"]
    assert "elevator" in shown(browser, "themes/facilities/examples")


def test_merging_shows_what_comes_together_and_leads_there_afterwards(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=3)
    heard(acme, "employees", "queues", n=2, text="The queue was endless.")
    counted(acme)
    browser = as_member(acme)
    typed = {"themes": ["waiting", "queues"], "into": "waiting"}
    page = sent(browser, "themes/merge", typed, 200)
    assert "Together they are 5 sentences." in page and "By 5 people." in page
    assert "None of them carries two of these themes today." in page
    answer = post(browser, "/o/acme/themes/merge", {**typed, "seen": seen(page)})
    assert (answer.status_code, answer.location) == (303, "/o/acme/themes/waiting")
    moved = browser.get("/o/acme/themes/queues")
    assert (moved.status_code, moved.location) == (303, "/o/acme/themes/waiting")


def test_one_theme_alone_cannot_be_merged(acme: Member, as_member: Browser) -> None:
    theme(acme)
    page = sent(as_member(acme), "themes/merge", {"themes": ["waiting"], "into": "waiting"}, 422)
    assert 'id="themes-error"' in page


def test_splitting_by_words(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=2, text="We waited forever on the phone.")
    heard(acme, "customers", "waiting", n=3)
    counted(acme)
    browser = as_member(acme)
    typed = {"name_es": "Al teléfono", "words": "phone"}
    page = sent(browser, "themes/waiting/split", typed, 200)
    assert "2 sentences go at once." in page
    answer = post(browser, "/o/acme/themes/waiting/split", {**typed, "seen": seen(page)})
    assert answer.status_code == 303
    made = row(acme, answer.location.rpartition("/")[2])
    assert (made.names, made.terms) == ({"es": "Al teléfono"}, ["phone"])


def test_words_that_no_sentence_says_stay_typed(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme)
    page = sent(as_member(acme), "themes/waiting/split", {"name_es": "Nada", "words": "submarino"}, 422)
    assert 'id="words-error"' in page and 'value="submarino"' in page


def test_halves_are_proposed(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=8, text="The phone hotline keeps us waiting.")
    heard(acme, "customers", "waiting", n=7, text="The cashier desk has a long queue.")
    browser = as_member(acme)
    page = shown(browser, "themes/waiting/split?halves=1")
    assert "8 sentences say one of these words." in page and "7 sentences say one of these words." in page
    heard(acme, "customers", "noise", n=2)
    assert "Its words do not fall into two halves" in shown(browser, "themes/noise/split?halves=1")


def test_locking_accepting_dismissing_and_back(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "found-1", n=2)
    acme.do(lambda: setattr(themes.theme_named("found-1"), "source", "found"))
    browser = as_member(acme)
    for act, state, locked in (
        ("lock", "active", True),
        ("unlock", "active", False),
        ("dismiss", "dismissed", False),
        ("restore", "active", False),
        ("accept", "active", True),
    ):
        assert post(browser, f"/o/acme/themes/found-1/{act}").status_code == 303
        assert (row(acme, "found-1").state, row(acme, "found-1").locked) == (state, locked)
    with acme.at_work():
        assert {entry.done.kind for entry in acts.history()[0]} == {"lock", "unlock", "dismiss", "restore", "accept"}


def test_a_viewer_changes_nothing(acme: Member, app: Any, as_member: Browser) -> None:
    theme(acme)
    viewer = as_member(member(app, "acme", Role.VIEWER))
    for path in ("themes/new", "themes/merge", "themes/waiting/split", "themes/waiting/lock", "themes/waiting/dismiss"):
        assert post(viewer, f"/o/acme/{path}").status_code == 403


def test_what_was_done_survives_a_run(acme: Member, as_member: Browser) -> None:
    spoken(acme)
    analysed(acme)
    browser = as_member(acme)
    page = sent(browser, "themes/merge", {"themes": ["waiting", "billing"], "into": "billing"}, 200)
    data = {"themes": ["waiting", "billing"], "into": "billing", "seen": seen(page)}
    assert post(browser, "/o/acme/themes/merge", data).status_code == 303
    analysed(acme)
    assert row(acme, "waiting").merged_into_id == UUID(str(row(acme, "billing").id))
    page = shown(browser, "themes")
    assert 'href="/o/acme/themes/waiting"' not in page
