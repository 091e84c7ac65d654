from __future__ import annotations

from collections.abc import Callable
from html import unescape
from uuid import UUID

from flask.testing import FlaskClient

from feedback.db import db, now
from feedback.evidence.models import Evidence
from feedback.journeys.queries import claims as drawn
from feedback.permissions import Role
from tests.factories import claims, evidence, heard, surveys
from tests.factories.journeys import current
from tests.factories.people import Member, member, post
from tests.factories.runs import ground
from tests.statements import counted as statements

Browser = Callable[..., FlaskClient]
LIST = "/o/acme/journey/claims"


def shown(client: FlaskClient, path: str = LIST) -> str:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == 200, answer.status_code
    return " ".join(unescape(answer.get_data(as_text=True)).split())


def test_without_a_map_the_page_says_how_to_begin(acme: Member, as_member: Browser) -> None:
    assert "There is no map yet." in shown(as_member(acme))


def test_every_statement_with_its_state_and_what_is_missing(acme: Member, as_member: Browser) -> None:
    ground(acme)
    claims.stated(acme, "visit", reason="We see it every day.")
    browser = as_member(acme)
    page = shown(browser)
    assert "A process draft." in page
    assert "0 of 3 stages are confirmed by people who lived them." in page
    assert "All (6)" in page and "Assumed (5)" in page and "Reasoned (1)" in page
    assert "Booking" not in shown(browser, f"{LIST}?state=reasoned").partition("All (6)")[2]
    assert "No statement is in this state." in shown(browser, f"{LIST}?state=refuted")


def test_where_areas_part_is_said(acme: Member, as_member: Browser) -> None:
    ground(acme)
    for area, value in zip(claims.areas(acme, "operations", "marketing"), (2, 4), strict=True):
        claims.stated(acme, "visit", topic="feeling", value=value, function_id=area)
    page = shown(as_member(acme))
    assert "Where areas part" in page
    assert "How they feel, 1 to 5" in page


def test_from_stating_something_to_its_state(acme: Member, as_member: Browser) -> None:
    ground(acme)
    for number in range(5):
        evidence.note(acme, kind="review", text=f"Long queue {number}", stage_id=_visit(acme), dated=now().date())
    browser, path = as_member(acme), f"{LIST}/new/stage/{_visit(acme)}"
    assert "State something" in shown(browser, path)
    refused = post(browser, path, {"text_en": "They queue", "topic": "feeling", "value": "9"})
    assert refused.status_code == 422 and "They queue" in refused.get_data(as_text=True)
    made = post(browser, path, {"text_es": "Hacen cola", "text_en": "They queue", "reason": "We see them."})
    claim = made.headers["Location"]
    assert made.status_code == 303 and "Long queue 3" in shown(browser, claim)
    assert "Long queue 3" not in shown(browser, f"{claim}?words=queue+4").partition("Link something")[2]
    with acme.at_work():
        ids = [one.id for one in _evidence()]
    for one in ids:
        linked = post(browser, f"{claim}/links", {"target": f"evidence:{one}", "says": "for"})
        assert linked.status_code == 303
    page = shown(browser, claim)
    assert "Validated" in page and "5 of 5 people heard say so." in page
    assert "They queue" in shown(browser, f"{LIST}?state=validated")


def _visit(of: Member) -> UUID:
    return current(of)[1].id


def _evidence() -> list[Evidence]:
    return list(db.session.scalars(db.select(Evidence)))


def test_links_of_every_kind_lead_to_what_they_are_made_of(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard.heard(acme, n=2)
    heard.counted(acme)
    opened = surveys.opened(
        acme, surveys.published(acme, surveys.asked("so", "yesno", "visit")), ["customers"], mode="identified"
    )
    surveys.answered(opened, "customers", 3, so="yes")
    surveys.counted(opened)
    claim = claims.stated(acme)
    claims.linked(acme, claim, "theme", heard.theme(acme))
    link = claims.linked(acme, claim, "question", opened.questions["so"][0])
    browser = as_member(acme)
    page = shown(browser, f"{LIST}/{claim}")
    assert "/o/acme/themes/waiting" in page and f"/o/acme/surveys/{opened.code}/results" in page
    assert "3 say so, 0 say otherwise" in page
    assert post(browser, f"{LIST}/{claim}/links/{link}/remove").status_code == 303
    assert "say otherwise" not in shown(browser, f"{LIST}/{claim}")


def test_what_may_not_be_shown_says_so(acme: Member, as_member: Browser) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    heard.answered_about(opened, "employees", 4)
    heard.counted(acme)
    claim = claims.stated(acme)
    claims.linked(acme, claim, "theme", heard.theme(acme))
    page = shown(as_member(acme), f"{LIST}/{claim}")
    assert "Not shown: fewer than 5 answers." in page
    assert "Nothing stands behind it yet." in page
    assert "4 people" not in page


def test_still_so_and_taking_back(acme: Member, as_member: Browser) -> None:
    ground(acme)
    claim, browser = claims.stated(acme, "visit", "They queue"), as_member(acme)
    assert "Not confirmed since." in shown(browser, f"{LIST}/{claim}")
    assert post(browser, f"{LIST}/{claim}/confirm").status_code == 303
    assert "Confirmed on" in shown(browser, f"{LIST}/{claim}")
    assert post(browser, f"{LIST}/{claim}/withdraw").status_code == 303
    assert "This was taken back on" in shown(browser, f"{LIST}/{claim}")
    assert "They queue" not in shown(browser)
    assert post(browser, f"{LIST}/{claim}/confirm").status_code == 409


def test_who_may_only_look_sees_no_buttons(acme: Member, as_member: Browser) -> None:
    ground(acme)
    claim = claims.stated(acme)
    browser = as_member(member(acme.app, "acme", Role.VIEWER))
    page = shown(browser, f"{LIST}/{claim}")
    assert "Still so" not in page and "Link something" not in page
    assert "State something" not in shown(browser)
    assert post(browser, f"{LIST}/{claim}/confirm").status_code == 403


def test_the_list_reads_as_much_for_one_claim_as_for_three(acme: Member, as_member: Browser) -> None:
    ground(acme)
    browser = as_member(acme)

    def reads() -> int:
        with statements(acme.app) as seen:
            shown(browser)
        return len(seen)

    claims.linked(acme, claims.stated(acme), "evidence", evidence.note(acme))
    one = reads()
    for stage in ("booking", "billing"):
        claims.linked(acme, claims.stated(acme, stage), "evidence", evidence.note(acme, text=stage))
    assert reads() == one
    with acme.at_work():
        assert len(drawn.claims()) == 3


def test_stages_and_touchpoints_say_how_sure_they_are(acme: Member, as_member: Browser) -> None:
    ground(acme)
    visit = current(acme)[1]
    claims.stated(acme, "visit", "They queue")
    browser = as_member(acme)
    page = shown(browser, f"/o/acme/journey/edit/stages/{visit.id}")
    assert "They queue" in page and f"{LIST}/new/stage/{visit.id}" in page
    point = visit.touchpoints[0].id
    page = shown(browser, f"/o/acme/journey/edit/stages/{visit.id}/touchpoints/{point}")
    assert f"{LIST}/new/touchpoint/{point}" in page


def test_the_map_says_what_is_missing_who_is_silent_and_where_areas_part(acme: Member, as_member: Browser) -> None:
    ground(acme)
    for area, value in zip(claims.areas(acme, "operations", "marketing"), (2, 4), strict=True):
        claims.stated(acme, "visit", topic="feeling", value=value, function_id=area)
    browser = as_member(acme)
    assert post(browser, "/o/acme/journey/review/send", {"ask": "operations/visit"}).status_code == 303
    page = shown(browser, "/o/acme/journey")
    assert "Nobody who lived it confirmed:" in page and "/o/acme/journey/claims#stage-billing" in page
    assert "Areas part at:" in page and "Areas that have not answered:" in page
