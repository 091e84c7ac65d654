"""Answering through the real page: taken once, never lost, in the respondent's language, without a cookie."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from feedback import db as database
from feedback import jobs
from feedback.db import db, everywhere
from feedback.surveys.actions import answering
from feedback.surveys.models import Answer, AnswerText, PendingResponse, Response, SeenSubmission
from feedback.surveys.queries import links
from tests.factories import groups, journeys, lineage
from tests.factories import surveys as made
from tests.factories.people import Member, post
from tests.factories.surveys import Opened

FILLED = {"nps": "9", "csat": "4", "single": "b", "text": "Tardaron mucho, pero el trato fue bueno."}


@pytest.fixture
def open_survey(acme: Member) -> Opened:
    """Open to customers at every stage: identified."""
    groups.three_groups(acme)
    journeys.journey(acme)
    return made.opened(acme, made.published(acme), ["customers"])


@pytest.fixture
def anonymous(acme: Member) -> Opened:
    """Open to employees and suppliers: anonymous."""
    groups.three_groups(acme)
    journeys.journey(acme)
    return made.opened(acme, made.published(acme), ["employees", "suppliers"])


def path(survey: Opened, group: str = "", **query: str) -> str:
    code = group or next(iter(survey.groups))
    return f"/s/{survey.code}/{code}" + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def page_id(page: str) -> str:
    found = re.search(r'name="submission_id" value="([^"]+)"', page)
    assert found
    return found.group(1)


def state_of(answer: TestResponse) -> str:
    found = re.search(r'data-state="(\w+)"', answer.get_data(as_text=True))
    assert found, answer.get_data(as_text=True)[:300]
    return found.group(1)


def send(client: FlaskClient, where: str, values: dict[str, Any] | None = None, **more: Any) -> TestResponse:
    """Open the form and send it, as a browser does."""
    submission = page_id(client.get(where).get_data(as_text=True))
    return client.post(where, data={**(FILLED if values is None else values), "submission_id": submission, **more})


def count(app: Flask, model: Any) -> int:
    with app.app_context(), everywhere():
        return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def test_an_answer_is_stored_whole_and_thanked_for(app: Flask, client: FlaskClient, open_survey: Opened) -> None:
    answer = send(client, path(open_survey))
    assert answer.status_code == 303
    assert re.fullmatch(r"/r/[0-9A-HJKMNP-TV-Z]{12}\?thanks&lang=es", answer.location)
    thanks = client.get(answer.location)
    assert (thanks.status_code, state_of(thanks)) == (200, "thanks")
    with open_survey.of.at_work():
        response = db.session.scalars(select(Response)).one()
        assert (response.lang, response.wave_id) == ("es", open_survey.wave_id)
        by_question = {
            row.question_id: (row.number, row.choice, row.stage_id) for row in db.session.scalars(select(Answer))
        }
        ids = {code: question_id for code, (question_id, _) in open_survey.questions.items()}
        stage = open_survey.questions["csat"][1]
        assert by_question == {
            ids["nps"]: (9.0, None, None),
            ids["csat"]: (4.0, None, stage),
            ids["single"]: (None, "b", stage),
            ids["text"]: (None, None, stage),
        }
        assert db.session.scalars(select(AnswerText.text)).one() == FILLED["text"]


def test_nothing_is_read_or_set_as_a_cookie(client: FlaskClient, open_survey: Opened) -> None:
    client.set_cookie("feedback", "rubbish")
    answers = [client.get(path(open_survey)), send(client, path(open_survey))]
    answers.append(client.get(answers[-1].location))
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_same_submission_is_one_response(app: Flask, client: FlaskClient, open_survey: Opened) -> None:
    """Case 97: double click, back and send again, refresh of thanks; two tabs are two people's answers."""
    where = path(open_survey)
    submission = page_id(client.get(where).get_data(as_text=True))
    first = client.post(where, data={**FILLED, "submission_id": submission})
    again = client.post(where, data={**FILLED, "nps": "0", "submission_id": submission})
    assert (first.status_code, first.location) == (again.status_code, again.location)
    assert client.get(first.location).get_data() == client.get(first.location).get_data()
    assert count(app, Response) == 1
    other_tab = send(client, where)
    assert other_tab.location != first.location
    assert count(app, Response) == 2


def test_any_uuid_is_accepted_as_submission(app: Flask, client: FlaskClient, open_survey: Opened) -> None:
    mine = str(uuid4())
    for _ in range(2):
        assert client.post(path(open_survey), data={"nps": "3", "submission_id": mine}).status_code == 303
    assert count(app, Response) == 1
    assert client.post(path(open_survey), data={"nps": "3", "submission_id": "not one"}).status_code == 422


def test_what_was_typed_stays_on_every_error(client: FlaskClient, open_survey: Opened) -> None:
    answer = send(client, path(open_survey), {"nps": "11", "text": "Mi frase <b>larga</b>"})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, state_of(answer)) == (422, "form")
    assert "Mi frase &lt;b&gt;larga&lt;/b&gt;" in page
    nothing = send(client, path(open_survey), {})
    assert (nothing.status_code, state_of(nothing)) == (422, "form")


def test_changing_the_language_keeps_everything_and_stores_nothing(
    app: Flask, client: FlaskClient, open_survey: Opened
) -> None:
    spanish = client.get(path(open_survey), headers={"Accept-Language": "es-MX"})
    assert 'lang="es"' in spanish.get_data(as_text=True)[:200]
    submission = page_id(spanish.get_data(as_text=True))
    data = {**FILLED, "nps": "not a number", "submission_id": submission, "lang": "en"}
    english = client.post(path(open_survey), data=data)
    page = english.get_data(as_text=True)
    assert (english.status_code, page_id(page)) == (200, submission)
    assert '<html lang="en">' in page
    assert FILLED["text"] in page
    assert "lang=en" in re.search(r'<form[^>]*action="([^"]+)"', page).group(1)
    assert count(app, Response) == 0


def test_a_link_of_a_stage_shows_its_questions_and_those_without_one(client: FlaskClient, acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    questions = [
        made.asked("whole", "nps"),
        made.asked("asking", "csat", "booking"),
        made.asked("paying", "csat", "billing"),
    ]
    survey = made.opened(acme, made.published(acme, *questions), ["customers"])

    def fields(where: str) -> set[str]:
        page = client.get(where).get_data(as_text=True)
        return {name for name in ("whole", "asking", "paying") if f'name="{name}"' in page}

    assert fields(path(survey)) == {"whole", "asking", "paying"}
    assert fields(path(survey, stage="billing")) == {"whole", "paying"}
    assert fields(path(survey, stage="visit")) == {"whole"}
    assert client.get(path(survey, stage="nowhere")).status_code == 404
    assert (
        client.post(path(survey, stage="visit"), data={"whole": "7", "submission_id": str(uuid4())}).status_code == 303
    )
    with acme.at_work():
        stage_id = next(stage.id for stage in journeys.current(acme) if stage.code == "visit")
        assert db.session.scalars(select(Answer.stage_id)).one() == stage_id


def test_an_old_link_opens_the_questions_of_what_its_stage_became(client: FlaskClient, acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    lineage.merge(acme, "booking", "visit", name="Start")
    lineage.split(acme, "billing", invoice=50, paying=50)
    questions = [
        made.asked("first", "csat", "start"),
        made.asked("bill", "csat", "invoice"),
        made.asked("pay", "csat", "paying"),
    ]
    survey = made.opened(acme, made.published(acme, *questions), ["customers"])
    at_one = made.opened(acme, made.published(acme, made.asked("first", "csat")), ["customers"], "start")

    def fields(where: str) -> set[str]:
        page = client.get(where).get_data(as_text=True)
        return {name for name in ("first", "bill", "pay") if f'name="{name}"' in page}

    assert fields(path(survey, stage="booking")) == fields(path(survey, stage="visit")) == {"first"}
    assert fields(path(survey, stage="billing")) == {"bill", "pay"}
    assert fields(path(survey, stage="paying")) == {"pay"}
    assert fields(path(at_one, stage="visit")) == {"first"}
    assert client.get(path(at_one, stage="paying")).status_code == 404
    assert send(client, path(at_one, stage="visit"), {"first": "4"}).status_code == 303
    with acme.at_work():
        codes = {stage.id: stage.code for stage in journeys.queries.all_stages()}
        assert [codes[stage] for stage in db.session.scalars(select(Answer.stage_id)) if stage] == ["visit"]


def test_links_that_lead_nowhere(client: FlaskClient, open_survey: Opened) -> None:
    for where in ("/s/unknown/customers", f"/s/{open_survey.code}/employees", "/s/x/y?stage=z"):
        answer = client.get(where)
        assert (answer.status_code, state_of(answer)) == (404, "unknown")
        assert client.post(where, data=FILLED).status_code == 404


def test_a_survey_that_closed_keeps_the_words_on_the_page(app: Flask, client: FlaskClient, open_survey: Opened) -> None:
    where = path(open_survey)
    submission = page_id(client.get(where).get_data(as_text=True))
    made.closed(open_survey)
    answer = client.post(where, data={**FILLED, "submission_id": submission})
    assert (answer.status_code, state_of(answer)) == (410, "closed")
    assert FILLED["text"] in answer.get_data(as_text=True)
    assert (client.get(where).status_code, count(app, Response)) == (410, 0)


def test_a_closed_survey_says_whom_to_write_to(app: Flask, client: FlaskClient, as_member: Any, acme: Member) -> None:
    """Case 43: the organisation's contact, where there is one."""
    groups.three_groups(acme)
    journeys.journey(acme)
    told = {"name": "Acme", "contact": " atencion@acme.example "}
    assert post(as_member(acme), "/o/acme/settings/name", told).status_code == 303
    survey = made.opened(acme, made.published(acme), ["customers"])
    made.closed(survey)
    answer = client.get(path(survey, lang="en"))
    assert (answer.status_code, "Write to atencion@acme.example." in answer.get_data(as_text=True)) == (410, True)
    assert post(as_member(acme), "/o/acme/settings/name", {"name": "Acme", "contact": ""}).status_code == 303
    links.forget_link(survey.code)
    assert "Write to" not in client.get(path(survey, lang="en")).get_data(as_text=True)


def test_the_last_day_still_counts(client: FlaskClient, acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    last = database.now().date() + timedelta(days=2)
    survey = made.opened(acme, made.published(acme), ["customers"], closes_on=last)
    with time_machine.travel(f"{last}T23:50:00+00:00", tick=False):
        assert send(client, path(survey)).status_code == 303
    with time_machine.travel(f"{last + timedelta(days=1)}T00:10:00+00:00", tick=False):
        assert client.get(path(survey)).status_code == 410


@pytest.mark.parametrize("group", ["customers", "employees"])
def test_a_page_of_the_last_day_is_taken_ten_minutes_into_the_next(
    app: Flask, client: FlaskClient, acme: Member, group: str
) -> None:
    """Case 43; and what is counted at the end waits for it."""
    groups.three_groups(acme)
    journeys.journey(acme)
    last = database.now().date() + timedelta(days=2)
    survey = made.opened(acme, made.published(acme), [group], closes_on=last)
    with time_machine.travel(f"{last}T23:59:00+00:00", tick=False):
        ids = [page_id(client.get(path(survey)).get_data(as_text=True)) for _ in range(2)]
    with time_machine.travel(f"{last + timedelta(days=1)}T00:09:00+00:00", tick=False):
        jobs.sweep(app)
        assert client.get(path(survey)).status_code == 410
        assert client.post(path(survey), data={**FILLED, "submission_id": str(uuid4())}).status_code == 410
        assert client.post(path(survey), data={**FILLED, "submission_id": ids[0]}).status_code == 303
    with time_machine.travel(f"{last + timedelta(days=1)}T00:11:00+00:00", tick=False):
        late = client.post(path(survey), data={**FILLED, "submission_id": ids[1]})
        assert (late.status_code, FILLED["text"] in late.get_data(as_text=True)) == (410, True)
        jobs.sweep(app)
        jobs.work_off(app)
    assert (count(app, Response), count(app, PendingResponse)) == (1, 0)


def test_over_the_limit_the_form_stays(app: Flask, client: FlaskClient, open_survey: Opened) -> None:
    config = app.config["FEEDBACK"]
    app.config["FEEDBACK"] = config.replaced(ANSWER_LIMIT=2)
    try:
        answers = [send(client, path(open_survey)) for _ in range(3)]
    finally:
        app.config["FEEDBACK"] = config
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert (state_of(answers[2]), FILLED["text"] in answers[2].get_data(as_text=True)) == ("form", True)
    assert int(answers[2].headers["Retry-After"]) <= 61
    assert count(app, Response) == 2


def test_while_storage_is_away_the_form_stays_and_the_same_page_can_be_sent_again(
    app: Flask, client: FlaskClient, open_survey: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Case 96."""
    where = path(open_survey)
    submission = page_id(client.get(where).get_data(as_text=True))
    with monkeypatch.context() as patch:
        patch.setattr(database, "LOCK_SECONDS", 0.2)
        with hold_the_database(app):
            answer = client.post(where, data={**FILLED, "submission_id": submission})
    assert (answer.status_code, state_of(answer)) == (503, "form")
    assert (int(answer.headers["Retry-After"]) > 0, FILLED["text"] in answer.get_data(as_text=True)) == (True, True)
    assert page_id(answer.get_data(as_text=True)) == submission
    assert client.post(where, data={**FILLED, "submission_id": submission}).status_code == 303
    assert count(app, Response) == 1


def hold_the_database(app: Flask) -> Any:
    """Somebody else writes: the file lock on SQLite, the survey's row on PostgreSQL."""
    import fcntl
    from contextlib import contextmanager

    from sqlalchemy import text

    @contextmanager
    def on_sqlite() -> Any:
        with app.app_context():
            name = f"{db.engine.url.database}.lock"
        with open(name, "w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    @contextmanager
    def on_postgresql() -> Any:
        with app.app_context(), db.engine.connect() as other:
            other.execute(text("LOCK TABLE response IN ACCESS EXCLUSIVE MODE"))
            yield
            other.rollback()

    with app.app_context():
        sqlite = db.engine.dialect.name == "sqlite"
    return on_sqlite() if sqlite else on_postgresql()


def test_results_follow_later_where_counting_takes_long() -> None:
    survey = uuid4()
    assert answering.tally_delay(survey) == answering.TALLY_SECONDS
    for seconds, delay in ((0.01, answering.TALLY_SECONDS), (0.25, 15.0), (60.0, answering.TALLY_LATEST)):
        answering.tally_took(survey, seconds)
        assert answering.tally_delay(survey) == pytest.approx(delay)


# --- anonymous ------------------------------------------------------------------------------------


def test_an_anonymous_answer_is_sealed_until_its_batch(app: Flask, client: FlaskClient, anonymous: Opened) -> None:
    where = path(anonymous, "employees")
    receipts = [send(client, where).location.split("?")[0] for _ in range(4)]
    assert (count(app, Response), count(app, PendingResponse)) == (0, 4)
    with app.app_context(), everywhere():
        for sealed in db.session.scalars(select(PendingResponse.sealed)):
            assert b"Tardaron" not in sealed
    look_and_work(app)
    assert (count(app, Response), count(app, PendingResponse)) == (0, 4)
    receipts.append(send(client, where).location.split("?")[0])
    pages_before = [client.get(receipt).get_data() for receipt in receipts]
    look_and_work(app)
    assert (count(app, Response), count(app, PendingResponse), count(app, AnswerText)) == (5, 0, 5)
    assert [client.get(receipt).get_data() for receipt in receipts] == pages_before


def look_and_work(app: Flask) -> None:
    """What the worker does every minute."""
    with app.app_context():
        database.enter(None)
        jobs.look_round()
    jobs.work_off(app)


def test_closing_empties_the_buffer(app: Flask, client: FlaskClient, anonymous: Opened) -> None:
    for _ in range(2):
        send(client, path(anonymous, "employees"))
    made.closed(anonymous)
    assert (count(app, Response), count(app, PendingResponse)) == (2, 0)


def test_an_anonymous_response_has_no_time_no_language_and_no_submission(
    app: Flask, client: FlaskClient, anonymous: Opened
) -> None:
    for _ in range(5):
        send(client, path(anonymous, "employees"))
    look_and_work(app)
    with app.app_context(), everywhere():
        for response in db.session.scalars(select(Response)):
            assert (response.answered_at, response.lang, response.submission_mac) == (None, None, None)


def test_a_replay_after_the_flush_is_still_the_same_response(
    app: Flask, client: FlaskClient, anonymous: Opened
) -> None:
    where = path(anonymous, "employees")
    submission = page_id(client.get(where).get_data(as_text=True))
    first = client.post(where, data={**FILLED, "submission_id": submission})
    for _ in range(4):
        send(client, where)
    look_and_work(app)
    again = client.post(where, data={**FILLED, "submission_id": submission})
    assert (again.status_code, again.location) == (303, first.location)
    assert (count(app, Response), count(app, PendingResponse)) == (5, 0)


def test_a_form_older_than_the_memory_is_shown_again(app: Flask, client: FlaskClient, anonymous: Opened) -> None:
    where = path(anonymous, "employees")
    with time_machine.travel(database.now() - timedelta(days=4), tick=False):
        old = page_id(client.get(where).get_data(as_text=True))
    answer = client.post(where, data={**FILLED, "submission_id": old})
    assert (answer.status_code, state_of(answer)) == (422, "form")
    page = answer.get_data(as_text=True)
    assert FILLED["text"] in page
    assert page_id(page) != old
    assert client.post(where, data={**FILLED, "submission_id": page_id(page)}).status_code == 303


def test_marks_of_submissions_are_forgotten(app: Flask, client: FlaskClient, anonymous: Opened) -> None:
    send(client, path(anonymous, "employees"))
    look_and_work(app)
    assert count(app, SeenSubmission) == 1
    with time_machine.travel(database.now() + timedelta(days=4), tick=False):
        look_and_work(app)
    assert count(app, SeenSubmission) == 0


def test_what_names_somebody_is_taken_out_before_it_is_stored(
    app: Flask, client: FlaskClient, anonymous: Opened
) -> None:
    text = "Llámame al +34 612 345 678 o escribe a ana@example.org, tardaron 45 minutos."
    answer = send(client, path(anonymous, "employees"), {"text": text})
    assert "out=" in answer.location
    for _ in range(4):
        send(client, path(anonymous, "employees"), {"nps": "5"})
    look_and_work(app)
    with app.app_context(), everywhere():
        (stored,) = db.session.scalars(select(AnswerText.text))
    assert "612" not in stored
    assert "ana@example.org" not in stored
    assert "tardaron 45 minutos" in stored


def test_nothing_links_an_anonymous_answer_to_when_it_was_sent(
    app: Flask, client: FlaskClient, anonymous: Opened
) -> None:
    """Part of case 72: no table but the response's own holds a value of a response; nothing is in order of arrival."""
    sent = [f"Respuesta número {number} de la prueba" for number in range(20)]
    for text in sent:
        send(client, path(anonymous, "employees"), {"text": text})
    look_and_work(app)
    with app.app_context(), everywhere():
        stored = list(db.session.scalars(select(AnswerText.text).order_by(AnswerText.response_id)))
        assert sorted(stored) == sorted(sent)
        assert stored != sent
        ids = {response.hex for response in db.session.scalars(select(Response.id))}
        for table in database.Base.metadata.sorted_tables:
            if table.name not in {"response", "answer", "answer_text", "omission"}:
                for row in db.session.execute(select(table)):
                    assert not any(one in str(value).replace("-", "") for value in row for one in ids), table.name
        if db.engine.dialect.name == "postgresql":
            xmins = db.session.execute(db.text("SELECT DISTINCT xmin::text FROM response")).all()
            assert len(xmins) == 1
            others = db.session.execute(db.text("SELECT DISTINCT xmin::text FROM seen_submission")).all()
            assert not set(xmins) & set(others)


def test_the_promise_stands_before_the_first_question(client: FlaskClient, anonymous: Opened) -> None:
    page = client.get(path(anonymous, "employees", lang="en")).get_data(as_text=True)
    assert page.index("Your answer is anonymous") < page.index('name="nps"')
    assert "5 people or more" in page
    assert "10 people or more" in page


# --- receipts -------------------------------------------------------------------------------------


def test_a_receipt_is_found_however_it_is_typed(client: FlaskClient, open_survey: Opened) -> None:
    code = send(client, path(open_survey)).location.split("?")[0].removeprefix("/r/")
    typed = f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()
    assert state_of(client.get(f"/r/{typed}")) == "receipt"
    assert client.get(f"/r?code={typed}").location == f"/r/{code}"


def test_guessing_codes_ends(client: FlaskClient, open_survey: Opened) -> None:
    """Case 83."""
    code = send(client, path(open_survey)).location.split("?")[0]
    statuses = [client.get(f"/r/{number:012d}").status_code for number in range(11)]
    assert statuses == [404] * 10 + [429]
    assert client.get(code).status_code == 429


def test_without_receipts_there_is_a_thanks_page_without_a_code(client: FlaskClient, acme: Member) -> None:
    groups.three_groups(acme)
    journeys.journey(acme)
    survey = made.opened(acme, made.published(acme), ["employees"], receipts=False)
    answer = send(client, path(survey))
    assert answer.location == f"/s/{survey.code}/employees/thanks?lang=es"
    thanks = client.get(answer.location)
    assert (thanks.status_code, state_of(thanks)) == (200, "thanks")


def test_the_day_of_a_signed_id_cannot_be_changed() -> None:
    from feedback.surveys import submissions

    signed = submissions.new_id(b"key", date(2026, 11, 22))
    assert submissions.read_id(b"key", signed).day == date(2026, 11, 22)
    assert submissions.read_id(b"key", signed.replace(".20261122.", ".20261123.")) is None
    assert submissions.read_id(b"other", signed) is None
