from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from feedback.analysis.moments import Moment
from feedback.errors import message
from feedback.insights.actions import moments as actions
from feedback.insights.queries import moments
from feedback.journeys import queries as journeys
from feedback.permissions import Role
from feedback.surveys.actions import tallies
from feedback.surveys.queries import surveys as survey_queries
from tests.factories import surveys
from tests.factories.heard import counted, heard
from tests.factories.journeys import change, current
from tests.factories.mapped import behind, variant, without_contact
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


def rows_of(page: str) -> list[str]:
    """The row heads of the map, in order."""
    table = page.split('<table class="map">')[1].split("</table>")[0]
    return re.findall(r'<th scope="row">([^<]+)', table)


def test_rows_are_chosen_ordered_and_kept(acme: Member, as_member: Browser) -> None:
    ground(acme)
    behind(acme)
    browser = as_member(acme)
    assert rows_of(shown(browser))[:3] == ["Area that answers", "What the person wants", "Touchpoints"]
    answer = browser.get("/o/acme/journey?show=goal&show=wait&show=moments&show=nonsense&move=up:wait")
    assert (answer.status_code, answer.location) == (303, "/o/acme/journey?rows=wait.goal.moments")
    wanted = ["What the person waits for", "What the person wants", "Moments"]
    assert rows_of(shown(browser)) == wanted, "kept for this person"
    page = browser.get("/o/acme/journey?rows=tool.goal&lang=en").get_data(as_text=True)
    assert rows_of(page) == ["Tools", "What the person wants"], "an address that somebody sent shows its own rows"
    assert rows_of(shown(browser)) == wanted
    browser.get("/o/acme/journey?show=")
    assert rows_of(shown(browser))[0] == "Area that answers"


def test_rows_without_content_are_offered(acme: Member, as_member: Browser) -> None:
    ground(acme)
    page = shown(as_member(acme))
    assert "Tools" not in rows_of(page) and "How they feel" not in rows_of(page)
    assert re.search(r'<label for="row-tool">Tools\s*<small class="muted">nothing in it yet', page)


def test_a_cell_tells_what_stands_behind(acme: Member, as_member: Browser) -> None:
    ground(acme)
    behind(acme)
    answer = as_member(acme).get("/o/acme/journey?rows=wait.question.tool.roles.area.claims.touchpoints&lang=en")
    page = unescape(answer.get_data(as_text=True))
    for words in ("90 minutes", "answered nowhere", "Missing", "One plan", "<b>Care</b>: decides", "Calls back"):
        assert words in page, words
    assert "0 of 3 stages" in page


def test_cards_hold_the_same_cells_as_the_table(acme: Member, as_member: Browser) -> None:
    ground(acme)
    page = shown(as_member(acme))
    cards = page.split('<div class="map-cards">')[1]
    assert re.findall(r'<h2 id="name-stage-[a-z]+">([^<]+)', cards) == ["Booking", "Visit", "Billing"]
    assert cards.count("<dt>Touchpoints</dt>") == 3
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_variant_shows_its_stages_in_its_order(acme: Member, as_member: Browser) -> None:
    lived(acme)
    variant(acme, "billing", "visit")
    browser = as_member(acme)
    page = unescape(browser.get("/o/acme/journey?variant=short&lang=en").get_data(as_text=True))
    heads = page.split("<thead>")[1].split("</thead>")[0]
    assert re.findall(r"<b>([^<]+)</b>", heads) == ["Billing", "Visit"]
    assert "curve.svg?lang=en&variant=short&theme=light&shape=wide" in page
    assert browser.get("/o/acme/journey?variant=unknown").status_code == 404
    assert browser.get("/o/acme/journey/curve.svg?variant=short").status_code == 200


def test_drawn_believed_and_lived_stand_side_by_side_the_widest_gap_first(acme: Member, as_member: Browser) -> None:
    lived(acme)
    guess = surveys.opened(
        acme, surveys.published(acme, surveys.asked("guess", "csat", "visit", predicts=True)), ["employees"],
        mode="identified",
    )  # fmt: skip
    surveys.answered(guess, "employees", 6, guess=5)
    surveys.answered(guess, "employees", 6, guess=4)
    acme.do(lambda: tallies.retally(survey_queries.survey(guess.code)))
    page = shown(as_member(acme))
    gaps = page.split('id="h-gaps"')[1].split("</table>")[0]
    assert "the drawing 2.0" in gaps and "+2.0" in gaps
    assert "Cannot be told from none: about 52 more answers would." in gaps, "three people are few"
    table = page.split('id="h-beside"')[1].split("</table>")[0]
    for head in ("Drawn by the team", "Employees: what they believe", "Customers live"):
        assert head in table
    assert "not asked" in table and "4.5" in table


def test_a_gap_that_cannot_be_seen_asks_those_who_live_it(acme: Member, as_member: Browser) -> None:
    ground(acme)
    change(acme, current(acme)[0], lambda stage: setattr(stage, "assumed_feeling", 4.0))
    gaps = shown(as_member(acme)).split('id="h-gaps"')[1].split("</table>")[0]
    assert "cannot be compared" in gaps and "Ask Customers" in gaps
    assert gaps.startswith(">What was supposed, and cannot be compared yet<")


def test_a_moment_of_truth_without_anything_to_act_with_has_no_hold(acme: Member, as_member: Browser) -> None:
    ground(acme)
    browser = as_member(acme)
    post(browser, "/o/acme/journey/moments", {"stage": "visit", "kind": "truth", "reason": "They decide."})
    page = shown(browser)
    assert "no hold on it" not in page
    assert "Moments of truth: 0 declared and confirmed by the answers, 0 that only the answers show, 1 only" in page
    without_contact(acme)
    assert "no hold on it" in shown(browser)


def test_answers_and_people_who_agree_on_a_moment(acme: Member, as_member: Browser) -> None:
    ground(acme)
    with acme.at_work():
        visit = next(stage for stage in journeys.stages() if stage.code == "visit")
    acme.do(lambda: actions.declare(stage=visit, kind="truth", reason="They decide."))
    acme.do(lambda: actions.compute([(visit.id, Moment("visit", "truth", message("So say %(n)s people.", n=7)))]))
    page = shown(as_member(acme))
    assert "Declared, and the answers say so too" in page and "So say 7 people." in page
    assert "Moments of truth: 1 declared and confirmed" in page
