from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from feedback.db import db
from feedback.insights.actions import themes as actions
from feedback.insights.models import ThemeAct, ThemeChange
from feedback.insights.queries import acts, runs, themes
from feedback.permissions import Role
from tests.factories.heard import counted, heard, theme
from tests.factories.people import Member, member, post
from tests.factories.runs import ground
from tests.insights.actions.test_corrections import moved
from tests.insights.actions.test_merging import merged
from tests.statements import counted as statements

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(f"/o/acme/{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def test_before_anything_was_done(acme: Member, as_member: Browser) -> None:
    theme(acme)
    browser = as_member(acme)
    for path in ("themes/history", "themes/waiting/history"):
        assert "Nobody changed anything yet." in shown(browser, path)


def test_what_was_done_is_listed_and_undone(acme: Member, as_member: Browser) -> None:
    theme(acme)
    acme.do(lambda: actions.rename(themes.theme_named("waiting"), names={"es": "Cola", "en": "Queue"}).id)
    browser = as_member(acme)
    page = shown(browser, "themes/waiting/history")
    assert "“Waiting” is called “Queue”." in page
    with acme.at_work():
        act = acts.last_act(themes.theme_named("waiting").id, "rename")
        assert act is not None
    answer = post(browser, f"/o/acme/themes/acts/{act.id}/undo")
    assert (answer.status_code, answer.location) == (303, "/o/acme/themes/waiting/history")
    assert "undone on" in shown(browser, "themes/history")
    assert post(browser, f"/o/acme/themes/acts/{act.id}/undo").status_code == 409


def test_what_depends_on_an_act_is_named(acme: Member, as_member: Browser) -> None:
    ground(acme)
    for code in ("one", "two", "three"):
        heard(acme, "customers", code, n=1)
    merged(acme, "one", "two")
    merged(acme, "two", "three")
    page = shown(as_member(acme), "themes/history")
    assert "“One” went into “Two”." in page and "“Two” went into “Three”." in page
    assert "Depends on it, and has to be undone first: Merged." in page


def test_a_moved_sentence_is_told_without_its_words_and_undone(acme: Member, as_member: Browser) -> None:
    ground(acme)
    mention = heard(acme, n=1)[0]
    theme(acme, "noise")
    said = moved(acme, mention, ["waiting"], "noise")
    browser = as_member(acme)
    page = shown(browser, "themes/history")
    assert "A sentence went from “Waiting” to “Noise”." in page and "We waited far too long here." not in page
    assert post(browser, f"/o/acme/themes/corrections/{said}/undo").status_code == 303
    assert "undone on" in shown(browser, "themes/noise/history")


def test_a_viewer_reads_the_history_and_undoes_nothing(acme: Member, app: Any, as_member: Browser) -> None:
    theme(acme)
    acme.do(lambda: actions.lock(themes.theme_named("waiting")).id)
    viewer = as_member(member(app, "acme", Role.VIEWER))
    assert ">Undo</button>" not in shown(viewer, "themes/history")
    with acme.at_work():
        act = acts.last_act(themes.theme_named("waiting").id, "lock")
        assert act is not None
    assert post(viewer, f"/o/acme/themes/acts/{act.id}/undo").status_code == 403


def test_a_long_history_has_pages_and_asks_the_same(acme: Member, as_member: Browser) -> None:
    theme(acme)
    browser = as_member(acme)
    acme.do(lambda: actions.lock(themes.theme_named("waiting")).id)
    shown(browser, "themes/history")
    with statements(acme.app) as once:
        shown(browser, "themes/history")

    def many() -> None:
        row = themes.theme_named("waiting")
        db.session.add_all(
            ThemeAct(theme_id=row.id, kind="rename", before={"names": {}}, after={"names": {}}) for _ in range(60)
        )

    acme.do(many)
    with statements(acme.app) as often:
        page = shown(browser, "themes/history")
    assert len(often) == len(once)
    assert "1 to 50 of 61" in page and "51 to 61 of 61" in shown(browser, "themes/history?page=2")
    assert browser.get("/o/acme/themes/history?page=0").status_code == 404


def test_what_a_run_changed(acme: Member, as_member: Browser) -> None:
    ground(acme)
    browser = as_member(acme)
    assert "There was no analysis yet." in shown(browser, "themes/changes")
    heard(acme, "customers", "waiting", n=3)
    theme(acme, "queues")
    counted(acme)
    assert "There is nothing to compare." in shown(browser, "themes/changes")

    def change() -> None:
        run = runs.newest_done()
        assert run is not None
        waiting, queues = themes.theme_named("waiting"), themes.theme_named("queues")
        db.session.add(
            ThemeChange(
                run_id=run.id, theme_id=waiting.id, kind="merged", others=["queues"], overlap=0.5, before=20, after=40
            )
        )
        db.session.add(ThemeChange(run_id=run.id, theme_id=queues.id, kind="dormant", before=20, after=0))

    acme.do(change)
    page = shown(browser, "themes/changes")
    assert ">Came together</h2>" in page and "Asleep: nobody speaks of it any more" in page
    assert "with" in page and ">50 %<" in page.replace("\xa0", " ").replace("50%", "50 %")
