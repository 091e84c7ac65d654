"""The public pages: what they tell, on whose page, and that opening one is counted and nothing else."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select

from feedback.db import db
from feedback.programme import actions
from feedback.programme.models import SaidOpened
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories.backlog import analysed, found, ground, listed, said_and_proposed
from tests.factories.heard import heard
from tests.factories.people import Member
from tests.factories.programme import agreed, notice


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return str(answer.get_data(as_text=True))


def on_the_page_of(of: Member, made: object, *codes: str) -> None:
    def place() -> object:
        ids = [stakeholders.group_named(code).id for code in codes]
        return actions.place_notice(made, groups=ids).id  # type: ignore[arg-type]

    of.do(place)


def test_the_public_page_tells_published_notices_without_any_cookie(acme: Member) -> None:
    ground(acme)
    number = agreed(acme, title={"es": "Avisar", "en": "Tell"})
    notice(acme, number, published=False, heard={"es": "Borrador"})
    notice(acme, number)
    stranger = acme.app.test_client()
    shown = page(stranger, "/said/acme?lang=es")
    assert "Que nadie sabe la hora." in shown
    assert "Borrador" not in shown
    assert "We send a message at eight." in page(stranger, "/said/acme?lang=en")
    assert "Set-Cookie" not in stranger.get("/said/acme").headers
    untold = page(stranger, "/said/acme?lang=pt")
    assert '<span lang="es">Que nadie sabe la hora.</span>' in untold
    assert ("Ainda não traduzimos isto." in untold, "Todavía no lo hemos traducido." in shown) == (True, False)


def test_an_unknown_organisation_is_not_found_and_an_empty_one_says_so(acme: Member) -> None:
    stranger = acme.app.test_client()
    assert stranger.get("/said/nobody").status_code == 404
    assert "There is nothing to tell yet." in page(stranger, "/said/acme?lang=en")


def test_the_public_page_names_only_groups_of_which_five_said_it(acme: Member) -> None:
    """Six customers and four employees raise it: members see both, everyone sees the customers."""
    said_and_proposed(acme)
    row = next(one.improvement for one in listed(acme).lines if one.improvement.direction == "reduce")
    notice(acme, row.number, kind="heard")
    stranger = acme.app.test_client()
    shown = page(stranger, "/said/acme?lang=en")
    assert ("Customers</span>" in shown, "Employees</span>" in shown) == (True, False)
    heard(acme, "employees", "waiting", "neg", "visit", n=1)
    analysed(acme)
    shown = page(stranger, "/said/acme?lang=en")
    assert ("Customers</span>" in shown, "Employees</span>" in shown) == (True, True)
    assert "nobody knows the hour" in page(stranger, "/said/acme?lang=en&group=employee")
    with acme.at_work():
        assert found(row.number).status == "proposed"


def test_a_group_has_a_page_once_somebody_put_a_notice_on_it(acme: Member) -> None:
    """Whoever raised it, and however many: the page of a group says what was chosen for it, and nothing else."""
    said_and_proposed(acme)
    row = next(one.improvement for one in listed(acme).lines if one.improvement.direction == "reduce")
    made = notice(acme, row.number)
    other = notice(acme, agreed(acme, title={"es": "Otra", "en": "Another thing"}))
    stranger = acme.app.test_client()
    for code in ("customers", "suppliers", "nobody"):
        assert stranger.get(f"/said/acme/{code}").status_code == 404
    assert "Pages of groups" not in page(stranger, "/said/acme?lang=en")
    on_the_page_of(acme, made, "customers", "suppliers")
    on_the_page_of(acme, other, "suppliers")
    assert '<a class="btn" href="/said/acme/customers?lang=en">' in page(stranger, "/said/acme?lang=en")
    shown = page(stranger, "/said/acme/customers?lang=en")
    assert ("nobody knows the hour" in shown, "Another thing" in shown) == (True, False)
    assert "Another thing" in page(stranger, "/said/acme/suppliers?lang=en")
    assert "Você" in page(stranger, "/said/acme/customers?lang=pt")
    acme.do(lambda: actions.take_back(made).id)
    assert stranger.get("/said/acme/customers").status_code == 404


def test_a_page_that_was_opened_is_counted_by_week_and_nothing_else_is_kept(acme: Member) -> None:
    ground(acme)
    made = notice(acme, agreed(acme))
    on_the_page_of(acme, made, "customers")
    stranger = acme.app.test_client()
    assert 'data-opened-url="/said/acme/customers"' in page(stranger, "/said/acme/customers")
    for path in ("/said/acme", "/said/acme", "/said/acme/customers"):
        answer = stranger.post(path)
        assert (answer.status_code, answer.headers.get("Set-Cookie")) == (204, None)
    assert stranger.post("/said/acme/suppliers").status_code == 404
    assert stranger.post("/said/nobody").status_code == 404
    with acme.at_work():
        rows = db.session.scalars(select(SaidOpened).order_by(SaidOpened.page)).all()
        assert [(row.page, row.times, row.week.weekday()) for row in rows] == [("", 2, 0), ("customers", 1, 0)]
    assert {column.name for column in SaidOpened.__table__.columns} == {
        "id",
        "organisation_id",
        "page",
        "week",
        "times",
    }


def test_one_visitor_moves_the_count_only_so_far(acme: Member) -> None:
    stranger = acme.app.test_client()
    assert [stranger.post("/said/acme").status_code for _ in range(61)][-1] == 429
