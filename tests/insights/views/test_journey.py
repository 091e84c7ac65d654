from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from feedback.insights.queries import moments
from feedback.permissions import Role
from feedback.surveys.actions import tallies
from feedback.surveys.queries import surveys as survey_queries
from tests.factories import surveys
from tests.factories.heard import counted, heard
from tests.factories.journeys import change, current
from tests.factories.people import Member, member, post
from tests.factories.runs import ground
from tests.statements import counted as statements

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, path: str = "/o/acme/journey") -> str:
    answer = client.get(f"{path}?lang=en")
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def lived(of: Member) -> None:
    """Customers live the visit as 4 of 5, where 2 were assumed."""
    ground(of)
    opened = surveys.opened(of, surveys.published(of), ["customers"], mode="identified")
    surveys.answered(opened, "customers", 3, csat=4)
    of.do(lambda: tallies.retally(survey_queries.survey(opened.code)))
    visit = next(stage for stage in current(of) if stage.code == "visit")
    change(of, visit, lambda stage: setattr(stage, "assumed_feeling", 2.0))


def test_without_a_journey_the_page_says_how_to_begin(acme: Member, as_member: Browser) -> None:
    page = shown(as_member(acme))
    assert "The map of your journey will stand here." in page
    assert 'href="/o/acme/journey/edit"' in page


def test_the_map_with_scores_themes_and_the_gap(acme: Member, as_member: Browser) -> None:
    lived(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=2)
    counted(acme)
    page = shown(as_member(acme))
    assert "Where we are most wrong is “Visit”: we assumed 2.0, and Customers live 4.0." in page
    assert "/o/acme/themes/sentences?theme=waiting&stage=visit&feeling=neg" in page
    assert "not asked" in page
    assert "/o/acme/journey/curve.svg?lang=en&theme=light&shape=wide" in page


def test_without_any_figure_there_is_no_curve(acme: Member, as_member: Browser) -> None:
    ground(acme)
    assert "curve.svg" not in shown(as_member(acme))


def test_the_curve_is_drawn_once_and_kept(acme: Member, as_member: Browser) -> None:
    lived(acme)
    browser = as_member(acme)
    wide = browser.get("/o/acme/journey/curve.svg?theme=dark&shape=wide&lang=en")
    assert (wide.status_code, wide.mimetype) == (200, "image/svg+xml")
    folder = acme.app.config["FEEDBACK"].var / "charts"
    before = {path.name for path in folder.iterdir()}
    assert browser.get("/o/acme/journey/curve.svg?theme=dark&shape=wide&lang=en").data == wide.data
    assert {path.name for path in folder.iterdir()} == before
    assert browser.get("/o/acme/journey/curve.svg?theme=nonsense&shape=nonsense").status_code == 200


def test_declaring_a_moment_and_withdrawing_it(acme: Member, as_member: Browser) -> None:
    ground(acme)
    browser = as_member(acme)
    answer = post(browser, "/o/acme/journey/moments", {"stage": "visit", "kind": "truth", "reason": "They decide."})
    assert answer.status_code == 303
    page = shown(browser)
    assert "They decide." in page and "(declared)" in page
    with acme.at_work():
        ((row,),) = moments.declared_and_computed().values()
    assert post(browser, f"/o/acme/journey/moments/{row.id}/withdraw").status_code == 303
    with acme.at_work():
        assert moments.declared_and_computed() == {}


def test_a_moment_without_reason_stays_typed(acme: Member, as_member: Browser) -> None:
    ground(acme)
    data = {"stage": "billing", "kind": "pain", "reason": ""}
    answer = post(as_member(acme), "/o/acme/journey/moments", data)
    assert answer.status_code == 422
    assert '<option selected value="billing">' in answer.get_data(as_text=True)


def test_a_viewer_sees_the_map_and_changes_nothing(acme: Member, app: Any, as_member: Browser) -> None:
    ground(acme)
    viewer = as_member(member(app, "acme", Role.VIEWER))
    page = shown(viewer)
    assert "Declare a moment" not in page and "Edit the journey" not in page
    data = {"stage": "visit", "kind": "truth", "reason": "No."}
    assert post(viewer, "/o/acme/journey/moments", data).status_code == 403


def test_the_page_asks_the_same_for_one_and_for_three(acme: Member, as_member: Browser) -> None:
    lived(acme)
    browser = as_member(acme)

    def reads() -> int:
        shown(browser)
        with statements(acme.app) as seen:
            shown(browser)
        return len(seen)

    heard(acme, "customers", "waiting", n=1)
    counted(acme)
    few = reads()
    for name in ("noise", "treatment", "billing"):
        heard(acme, "employees", name, n=2, stage="booking")
    counted(acme)
    assert reads() == few
