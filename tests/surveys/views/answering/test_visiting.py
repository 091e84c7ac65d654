"""Answering by a link of one's own: opened freely, spent once, with every rule of the open link."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from feedback import db as database
from feedback import jobs, signing
from feedback.db import Base, db, everywhere
from feedback.outreach.models import Invitation
from feedback.outreach.queries import invitations as queries
from feedback.stakeholders.models import Contact
from feedback.surveys.invited import PURPOSE
from feedback.surveys.models import Answer, AnswerText, PendingResponse, Response
from tests.dump import state
from tests.factories import groups, invitations, journeys
from tests.factories import surveys as made
from tests.factories.invitations import Guest
from tests.factories.people import Member
from tests.factories.respondents import Respondent
from tests.factories.surveys import Opened

FILLED = {"nps": "9", "csat": "4", "single": "b", "text": "Tardaron mucho, pero el trato fue bueno."}
MODES = ("identified", "confidential", "anonymous")


def opened(acme: Member, mode: str, **values: Any) -> Opened:
    groups.three_groups(acme)
    journeys.journey(acme)
    return made.opened(acme, made.published(acme), ["customers"], mode=mode, **values)


@pytest.fixture
def survey(acme: Member) -> Opened:
    return opened(acme, "identified")


@pytest.fixture
def anonymous(acme: Member) -> Opened:
    return opened(acme, "anonymous")


def state_of(answer: TestResponse) -> str:
    found = re.search(r'data-state="(\w+)"', answer.get_data(as_text=True))
    assert found, answer.get_data(as_text=True)[:300]
    return found.group(1)


def send(client: FlaskClient, where: str, **values: str) -> TestResponse:
    """Open the form and send it, as a browser does."""
    someone = Respondent(client, where)
    return someone.go(**{**FILLED, **values})


def count(app: Flask, model: Any) -> int:
    with app.app_context(), everywhere():
        return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def kept(app: Flask) -> int:
    """Answers stored, in whichever mode."""
    return count(app, Response) + count(app, PendingResponse)


def look_and_work(app: Flask) -> None:
    """What the worker does every minute."""
    with app.app_context():
        database.enter(None)
        jobs.look_round()
    jobs.work_off(app)


@pytest.mark.parametrize("mode", MODES)
def test_one_link_is_one_answer(app: Flask, client: FlaskClient, acme: Member, mode: str) -> None:
    """Case 36, and the first gate of case 62: the same verdict whatever the mode."""
    survey = opened(acme, mode)
    guest = invitations.invited(survey, "customers")
    first = send(client, guest.path)
    assert first.status_code == 303
    assert re.fullmatch(r"/r/[0-9A-HJKMNP-TV-Z]{12}\?thanks&lang=es", first.location)
    assert (client.get(first.location).status_code, state_of(client.get(first.location))) == (200, "thanks")
    again = client.post(guest.path, data={**FILLED, "submission_id": str(uuid4())})
    assert (again.status_code, state_of(again)) == (409, "used")
    assert FILLED["text"] in again.get_data(as_text=True)
    look = client.get(guest.path)
    assert (look.status_code, state_of(look)) == (409, "used")
    assert kept(app) == 1


@pytest.mark.parametrize("mode", MODES)
def test_the_same_submission_again_is_thanked_for_again(
    app: Flask, client: FlaskClient, acme: Member, mode: str
) -> None:
    guest = invitations.invited(opened(acme, mode), "customers")
    someone = Respondent(client, guest.path)
    data = {**FILLED, **someone.hidden}
    answers = [client.post(guest.path, data=data) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303] * 3
    assert len({answer.location for answer in answers}) == 1
    assert kept(app) == 1


@pytest.mark.parametrize("mode", MODES)
def test_of_fifty_at_once_one_is_kept(app: Flask, acme: Member, mode: str) -> None:
    """Case 37."""
    survey = opened(acme, mode)
    for number in range(3):
        guest = invitations.invited(survey, "customers", number)

        def post(path: str) -> int:
            return app.test_client().post(path, data={**FILLED, "submission_id": str(uuid4())}).status_code

        with ThreadPoolExecutor(10) as threads:
            statuses = list(threads.map(post, [guest.path] * 50))
        assert sorted(statuses) == [303, *[409] * 49]
        assert kept(app) == number + 1


def test_the_same_submission_at_once_is_one_answer_and_never_refused(app: Flask, survey: Opened) -> None:
    guest = invitations.invited(survey, "customers")
    data = {**FILLED, "submission_id": str(uuid4())}
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda path: app.test_client().post(path, data=data), [guest.path] * 20))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert kept(app) == 1


def test_an_answer_that_cannot_be_stored_spends_nothing(app: Flask, client: FlaskClient, survey: Opened) -> None:
    guest = invitations.invited(survey, "customers")
    assert send(client, guest.path, nps="eleven").status_code == 422
    assert used(app, guest) is False
    assert send(client, guest.path).status_code == 303
    assert used(app, guest) is True


def used(app: Flask, guest: Guest) -> bool:
    with app.app_context(), everywhere():
        return bool(db.session.scalar(select(Invitation.used).where(Invitation.id == guest.invitation_id)))


def test_opening_a_link_spends_nothing(app: Flask, client: FlaskClient, survey: Opened) -> None:
    """Case 39."""
    guest = invitations.invited(survey, "customers")
    before = state(app)
    for _ in range(10):
        assert client.get(guest.path).status_code == 200
        assert client.head(guest.path).status_code == 200
    assert state(app) == before
    assert send(client, guest.path).status_code == 303


def test_a_token_that_is_not_quite_right_leads_nowhere(app: Flask, client: FlaskClient, survey: Opened) -> None:
    """Cases 40 and 41: one page for all of them, the same bytes."""
    guest, other = invitations.party(survey, "customers", 2)
    token = guest.path.removeprefix("/i/")
    flipped = [token[:n] + ("A" if token[n] != "A" else "B") + token[n + 1 :] for n in range(0, len(token), 4)]
    key = app.config["FEEDBACK"].secret_key.encode()
    theirs = other.path.removeprefix("/i/")
    wrong = [*flipped, token + "=", token.upper(), token[:-1], token[:22] + theirs[22:], "nothing"]
    wrong += [signing.sign(key, PURPOSE, uuid4()), signing.sign(key, "unsubscribe", guest.invitation_id)]
    pages = set()
    for one in wrong:
        answer = client.get(f"/i/{one}")
        assert (answer.status_code, state_of(answer)) == (404, "unknown")
        pages.add(answer.get_data())
    assert len(pages) == 1
    assert client.post("/i/nothing", data=FILLED).status_code == 404
    assert kept(app) == 0


def test_wrong_tokens_are_limited_and_valid_ones_never(client: FlaskClient, survey: Opened) -> None:
    """Case 42."""
    guest = invitations.invited(survey, "customers")
    statuses = [client.get(f"/i/{number:044d}").status_code for number in range(40)]
    assert statuses == [404] * 30 + [429] * 10
    assert client.get(guest.path).status_code == 200
    assert send(client, guest.path).status_code == 303
    assert client.post("/i/nothing", data=FILLED).status_code == 429


def test_an_organisation_that_is_full_of_people_behind_one_address_gets_through(
    app: Flask, client: FlaskClient, anonymous: Opened
) -> None:
    """Case 86: 300 invited people, one address, and a limit that an open link would meet after ten."""
    guests = invitations.party(anonymous, "customers", 300)
    config = app.config["FEEDBACK"]
    app.config["FEEDBACK"] = config.replaced(ANSWER_LIMIT=10)
    try:
        data = [{**FILLED, "submission_id": str(uuid4())} for _ in guests]
        statuses = [client.post(one.path, data=sent).status_code for one, sent in zip(guests, data, strict=True)]
        openly = [client.post(f"/s/{anonymous.code}/customers", data=one).status_code for one in data[:11]]
    finally:
        app.config["FEEDBACK"] = config
    assert statuses == [303] * 300
    assert openly == [303] * 10 + [429]
    assert kept(app) == 300


def test_only_as_many_proxies_as_are_ours_are_believed(make_app: Any) -> None:
    """Case 90: the address that is counted cannot be made up."""
    for hops, statuses in (("0", [404] * 30 + [429]), ("1", [404] * 30 + [429]), ("2", [404] * 31)):
        client = make_app(PROXY_HOPS=hops).test_client()

        def look(number: int, client: FlaskClient = client) -> int:
            made_up = f"10.0.{number}.1"
            forwarded = f"{made_up}, 198.51.100.7"
            headers = {"X-Forwarded-For": forwarded, "CF-Connecting-IP": made_up, "X-Real-IP": made_up}
            return int(client.get("/i/nothing", headers=headers).status_code)

        # With two proxies of ours the second entry from the right is what the outer one saw: here it differs.
        assert [look(number) for number in range(31)] == statuses


def test_an_invitation_ends_with_its_last_day(client: FlaskClient, survey: Opened) -> None:
    """Case 43."""
    last = database.now().date() + timedelta(days=2)
    guest = invitations.invited(survey, "customers", expires_on=last)
    with time_machine.travel(f"{last}T23:59:50+00:00", tick=False):
        someone = Respondent(client, guest.path)
        assert someone.status == 200
    with time_machine.travel(f"{last + timedelta(days=1)}T00:00:10+00:00", tick=False):
        look = client.get(guest.path)
        sent = someone.go(**FILLED)
    assert (look.status_code, state_of(look), sent.status_code) == (410, "closed", 410)
    assert FILLED["text"] in sent.get_data(as_text=True)
    with time_machine.travel(f"{last}T23:59:50+00:00", tick=False):
        assert send(client, guest.path).status_code == 303


def test_an_invitation_that_was_taken_back_opens_nothing(app: Flask, client: FlaskClient, survey: Opened) -> None:
    guest = invitations.invited(survey, "customers")
    someone = Respondent(client, guest.path)
    invitations.revoke(survey, guest)
    answers = [client.get(guest.path), someone.go(**FILLED)]
    assert [(answer.status_code, state_of(answer)) for answer in answers] == [(410, "closed")] * 2
    assert FILLED["text"] in answers[1].get_data(as_text=True)
    assert kept(app) == 0


def test_a_survey_that_closed_keeps_the_words_and_spends_nothing(
    app: Flask, client: FlaskClient, survey: Opened
) -> None:
    guest = invitations.invited(survey, "customers")
    someone = Respondent(client, guest.path)
    made.closed(survey)
    answer = someone.go(**FILLED)
    assert (answer.status_code, state_of(answer)) == (410, "closed")
    assert FILLED["text"] in answer.get_data(as_text=True)
    assert (client.get(guest.path).status_code, used(app, guest)) == (410, False)


def test_the_language_of_the_link_then_of_the_invitation_then_of_the_browser(
    client: FlaskClient, survey: Opened
) -> None:
    english = invitations.invited(survey, "customers", 1, lang="en")
    nobody = invitations.invited(survey, "customers", 2)
    portuguese = invitations.invited(survey, "customers", 3, lang="pt")

    def lang(path: str, accepted: str) -> str:
        page = client.get(path, headers={"Accept-Language": accepted}).get_data(as_text=True)
        found = re.search(r'<html lang="(\w+)"', page)
        return found.group(1) if found else ""

    assert lang(english.path, "es") == "en"
    assert lang(f"{english.path}?lang=es", "en") == "es"
    assert lang(nobody.path, "en") == "en"
    assert lang(nobody.path, "de") == "es"
    assert lang(portuguese.path, "en") == "en"


def test_it_asks_about_the_stage_of_the_invitation(client: FlaskClient, acme: Member) -> None:
    groups.three_groups(acme)
    stages = {one.code: one.id for one in journeys.journey(acme)}
    questions = [made.asked("asking", "csat", "booking"), made.asked("paying", "csat", "billing")]
    survey = made.opened(acme, made.published(acme, *questions), ["customers"])
    about = invitations.invited(survey, "customers", 1, stage_id=stages["billing"])
    someone = Respondent(client, about.path)
    assert (someone.asks("paying"), someone.asks("asking")) == (True, False)
    whole = Respondent(client, invitations.invited(survey, "customers", 2).path)
    assert (whole.asks("paying"), whole.asks("asking")) == (True, True)
    assert someone.go(paying="5").status_code == 303
    with acme.at_work():
        assert db.session.scalars(select(Answer.stage_id)).one() == stages["billing"]


@pytest.mark.parametrize("mode", ["identified", "confidential"])
def test_the_answer_says_whose_it_is_where_that_was_promised(client: FlaskClient, acme: Member, mode: str) -> None:
    survey = opened(acme, mode)
    guest = invitations.invited(survey, "customers")
    page = client.get(f"{guest.path}?lang=en").get_data(as_text=True)
    assert "This link was made for you: we keep what you answer and when, joined to your name." in page
    assert "You do not have to say who you are" not in page
    send(client, guest.path)
    with acme.at_work():
        assert db.session.scalars(select(Response.contact_id)).one() == guest.contact_id
    openly = client.get(f"/s/{survey.code}/customers?lang=en").get_data(as_text=True)
    assert "This link was made for you" not in openly


def test_several_pages_are_carried_and_saved_as_by_the_open_link(app: Flask, client: FlaskClient, acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    draft = {
        "title": {"es": "Visita", "en": "Visit"},
        "languages": ["es", "en"],
        "base_language": "es",
        "layout": "question",
        "sections": [{"id": "s", "title": {}, "questions": [made.asked(code, "csat") for code in ("one", "two")]}],
    }
    from feedback.surveys.actions import questionnaires
    from feedback.surveys.reading import read

    code = acme.do(lambda: questionnaires.create_from(document=read(draft)).code)
    survey = made.opened(acme, code, ["customers"])
    guest = invitations.invited(survey, "customers")
    someone = Respondent(client, guest.path)
    someone.next(one="4")
    assert (someone.status, someone.asks("two"), used(app, guest)) == (200, True, False)
    someone.go("save", two="3")
    later = Respondent(client, someone.resume_link())
    assert later.path.startswith(guest.path)
    assert later.finish(two="5").status_code == 303
    assert used(app, guest) is True
    assert later.next(two="5").status_code == 409


# --- anonymous ------------------------------------------------------------------------------------


def test_an_anonymous_survey_promises_that_the_link_only_counts(client: FlaskClient, anonymous: Opened) -> None:
    guest = invitations.invited(anonymous, "customers")
    page = client.get(f"{guest.path}?lang=en").get_data(as_text=True)
    assert "It remembers that somebody answered with it, not when; your answer keeps nothing of it." in page
    assert page.index("This link was made for you") < page.index('name="nps"')


def test_nothing_leads_from_an_invitation_to_its_anonymous_answer(
    app: Flask, client: FlaskClient, anonymous: Opened
) -> None:
    """Part of case 72: twenty known people in a known order, and the whole database afterwards."""
    guests = invitations.party(anonymous, "customers", 20, values={"branch": "north"})
    for number, guest in enumerate(guests):
        assert send(client, guest.path, text=f"Respuesta {number} de la prueba").status_code == 303
        if number % 7 == 6:
            look_and_work(app)
    made.closed(anonymous)
    with app.app_context(), everywhere():
        assert [bool(one) for one in db.session.scalars(select(Response.contact_id))] == [False] * 20
        assert [one for one in db.session.scalars(select(Invitation.values)) if one] == []
        assert no_shared_values() == set()
        order = [guest.invitation_id for guest in guests]
        assert physical_order(Invitation, order) != sorted(order, key=order.index) or on_sqlite()
        texts = list(db.session.scalars(select(AnswerText.text).order_by(AnswerText.response_id)))
        assert texts != sorted(texts, key=lambda text: int(text.split()[1]))
        assert versions("invitation") & versions("response") == set()
        assert versions("invitation") & versions("seen_submission") == set()
        assert len(versions("invitation")) == (0 if on_sqlite() else 1)


def on_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def no_shared_values() -> set[str]:
    """Values of people and their invitations that stand in any table of answers too, but for survey and group."""
    known = {str(one) for row in db.session.execute(select(Contact.id, Contact.email, Contact.name)) for one in row}
    known |= {str(one) for one in db.session.scalars(select(Invitation.id))}
    tables = [Base.metadata.tables[name] for name in ("response", "answer", "answer_text", "omission", "receipt_mac")
              if name in Base.metadata.tables]  # fmt: skip
    tables += [Base.metadata.tables["seen_submission"], Base.metadata.tables["pending_response"]]
    found = {str(value) for table in tables for row in db.session.execute(select(table)) for value in row}
    return known & found


def physical_order(model: Any, wanted: list[Any]) -> list[Any]:
    column = "rowid" if on_sqlite() else "ctid"
    return list(db.session.scalars(select(model.id).order_by(db.text(column))))


def versions(table: str) -> set[str]:
    """The transactions that wrote the rows of a table, as PostgreSQL keeps them."""
    if on_sqlite():
        return set()
    where = " WHERE used" if table == "invitation" else ""
    return set(db.session.scalars(db.text(f"SELECT DISTINCT xmin::text FROM {table}{where}")))


def test_the_search_for_a_trace_would_find_one(app: Flask, client: FlaskClient, survey: Opened) -> None:
    """Of an identified survey the contact stands in the response: the searches above see that."""
    guest = invitations.invited(survey, "customers")
    send(client, guest.path)
    with app.app_context(), everywhere():
        assert no_shared_values() == {str(guest.contact_id)}
        if not on_sqlite():
            assert versions("invitation") == versions("response")


def test_of_an_anonymous_survey_an_invitation_knows_that_it_was_used_and_nothing_else(
    app: Flask, client: FlaskClient, anonymous: Opened
) -> None:
    guests = invitations.party(anonymous, "customers", 3)
    send(client, guests[1].path)
    assert [used(app, guest) for guest in guests] == [False, True, False]
    with anonymous.of.at_work():
        assert queries.answered_count(anonymous.id, anonymous.groups["customers"]) == 1
    columns = set(Base.metadata.tables["invitation"].columns.keys())
    told = {"id", "organisation_id", "survey_id", "group_id", "contact_id", "stage_id", "occasion", "values"}
    assert columns == told | {"used", "revoked", "expires_on"}
