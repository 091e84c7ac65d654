"""What a visit leaves behind: rows, what was left out, a count per page, saved answers, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from feedback import db as database
from feedback import jobs
from feedback.db import db, everywhere
from feedback.surveys.models import Answer, Omission, PageTally, PartialResponse, Response
from tests.factories import groups, journeys
from tests.factories import surveys as made
from tests.factories.people import Member
from tests.factories.respondents import Respondent
from tests.factories.surveys import Opened

LONG = "Escribí todo esto con cuidado."


def three_pages(**parts: Any) -> list[dict[str, Any]]:
    """A mark, a text, and whether one would come again; each depends on the one before having been looked at."""
    mark = made.asked("mark", "rating", settings={"not_applicable": True})
    text = made.asked("text", "longtext", text={"es": "¿Por qué {mark}?", "en": "Why {mark|no mark}?"})
    return [mark, text, made.asked("again", "yesno", help={"es": "{text}", "en": "{text}"}, **parts)]


@pytest.fixture
def at_work(acme: Member) -> Member:
    groups.three_groups(acme)
    journeys.journey(acme)
    return acme


@pytest.fixture
def named(at_work: Member) -> Opened:
    return made.opened(at_work, made.published(at_work, *three_pages()), ["customers"])


@pytest.fixture
def unnamed(at_work: Member) -> Opened:
    return made.opened(at_work, made.published(at_work, *three_pages()), ["employees"])


def person(client: FlaskClient, survey: Opened, **query: str) -> Respondent:
    group = next(iter(survey.groups))
    asked = "&".join(f"{name}={value}" for name, value in {"lang": "en", **query}.items())
    return Respondent(client, f"/s/{survey.code}/{group}?{asked}")


def rows(app: Flask, model: Any) -> list[Any]:
    with app.app_context(), everywhere():
        return list(db.session.execute(select(model.__table__)).all())


def dump(app: Flask) -> dict[str, list[Any]]:
    """Everything the database holds."""
    with app.app_context(), everywhere():
        tables = database.Base.metadata.sorted_tables
        return {table.name: sorted(map(str, db.session.execute(select(table)))) for table in tables}


def look_and_work(app: Flask) -> None:
    with app.app_context():
        database.enter(None)
        jobs.look_round()
    jobs.work_off(app)


# --- rows -----------------------------------------------------------------------------------------


def states(app: Flask, survey: Opened) -> dict[str, str]:
    codes = {question: code for code, (question, _) in survey.questions.items()}
    return {codes[row.question_id]: row.state for row in rows(app, Omission)}


def test_what_was_left_out_and_what_does_not_apply_are_told_apart(
    app: Flask, client: FlaskClient, named: Opened
) -> None:
    one = person(client, named)
    one.next(mark="na")
    one.next(text="")
    assert one.finish(again="yes").status_code == 303
    assert states(app, named) == {"mark": "not_applicable", "text": "skipped"}
    assert [row.choice for row in rows(app, Answer)] == ["yes"]


def test_of_an_anonymous_answer_the_same_is_kept_through_the_buffer(
    app: Flask, client: FlaskClient, unnamed: Opened
) -> None:
    for _ in range(5):
        one = person(client, unnamed)
        one.next(mark="na")
        one.next(text="")
        assert one.finish(again="yes").status_code == 303
    assert rows(app, Omission) == []
    look_and_work(app)
    assert [row.state for row in rows(app, Omission)].count("not_applicable") == 5
    assert {(row.seconds, row.seed, row.answered_at) for row in rows(app, Response)} == {(None, None, None)}


def test_seconds_are_measured_here(app: Flask, client: FlaskClient, named: Opened) -> None:
    """Case 64: what a client says about times, sizes and addresses is nothing to us."""
    moment = database.now().replace(microsecond=0)
    with time_machine.travel(moment, tick=False):
        one = person(client, named)
    with time_machine.travel(moment + timedelta(seconds=95), tick=False):
        one.finish(mark="4", duration="1", seconds="1", submitted_at="2001-01-01", ip="192.0.2.1", seed="7")
    (response,) = rows(app, Response)
    assert (response.seconds, response.seed) == (95, None)
    assert response.answered_at.replace(tzinfo=None) == (moment + timedelta(seconds=95)).replace(tzinfo=None)
    assert "192.0.2.1" not in str(dump(app))


def test_a_random_order_is_kept_with_the_answer_and_is_the_same_on_each_page(
    app: Flask, client: FlaskClient, at_work: Member
) -> None:
    options = [{"code": f"o{n}", "text": {"es": f"Opción {n}", "en": f"Option {n}"}} for n in range(8)]
    question = made.asked("one", "single", choices=options, settings={"order": "random"})
    survey = made.opened(at_work, made.published(at_work, question), ["customers"])
    orders = set()
    for _ in range(4):
        one = person(client, survey)
        order = tuple(sorted(range(8), key=lambda n: one.page.index(f"Option {n}<")))
        one.go(lang="en")
        assert tuple(sorted(range(8), key=lambda n: one.page.index(f"Option {n}<"))) == order
        assert one.finish(one="o1").status_code == 303
        orders.add(order)
    assert len(orders) > 1
    assert all(0 <= row.seed <= 999 for row in rows(app, Response))


def test_what_the_link_brings_is_kept_but_never_of_an_anonymous_survey(
    app: Flask, client: FlaskClient, at_work: Member
) -> None:
    hidden = made.asked("source", "hidden", settings={"name": "src"}, text={})
    questionnaire = made.published(at_work, hidden, made.asked("nps", "nps"))
    open_to = made.opened(at_work, questionnaire, ["customers"])
    assert person(client, open_to, src="qr-7").finish(nps="9").status_code == 303
    assert {row.choice for row in rows(app, Answer)} == {"qr-7", None}
    closed_to = made.opened(at_work, questionnaire, ["employees"])
    for _ in range(5):
        assert person(client, closed_to, src="ana").finish(nps="9").status_code == 303
    look_and_work(app)
    assert [row.choice for row in rows(app, Answer)].count("ana") == 0
    assert len(rows(app, Answer)) == 2 + 5


def test_earlier_answers_stand_in_later_texts_as_text(client: FlaskClient, named: Opened) -> None:
    one = person(client, named)
    one.next(mark="4")
    assert one.shows("Why 4?")
    one.next(text="<b>{mark}</b>")
    assert one.shows("<b>{mark}</b>")
    one.back()
    one.back(text="")
    one.next(mark="")
    assert one.shows("Why no mark?")


def test_options_and_the_authors_own_messages_repeat_answers_too(client: FlaskClient, at_work: Member) -> None:
    def both(text: str) -> dict[str, str]:
        return {"es": text, "en": text}

    options = [{"code": code, "text": both(f"{code} for {{name|you}}")} for code in ("tea", "water")]
    again = {"text": both("What now, {name}?"), "missing_text": both("Please choose, {name}.")}
    drink = made.asked("drink", "single", choices=options, required=True, **again)
    survey = made.opened(at_work, made.published(at_work, made.asked("name", "text"), drink), ["customers"])
    one = person(client, survey)
    one.next(name="Ana & Bea")
    assert (one.shows("What now, Ana & Bea?"), one.shows("tea for Ana & Bea")) == (True, True)
    one.finish()
    assert (one.status, one.shows("Please choose, Ana & Bea.")) == (422, True)


# --- pages ----------------------------------------------------------------------------------------


def test_how_many_came_to_a_page_is_counted_once_each(app: Flask, client: FlaskClient, named: Opened) -> None:
    for pages in (1, 2):
        one = person(client, named)
        one.next(mark="4")
        one.back()
        one.next(mark="4")
        if pages == 2:
            one.next(text=LONG)
    codes = {question: code for code, (question, _) in named.questions.items()}
    assert {codes[row.question_id]: row.count for row in rows(app, PageTally)} == {"text": 2, "again": 1}


def test_looking_at_a_form_writes_nothing(app: Flask, client: FlaskClient, named: Opened) -> None:
    before = dump(app)
    one = person(client, named)
    one.go(lang="es")
    one.back()
    assert dump(app) == before


def test_of_an_anonymous_survey_the_server_keeps_nothing_before_it_is_sent(
    app: Flask, client: FlaskClient, unnamed: Opened
) -> None:
    before = dump(app)
    one = person(client, unnamed)
    one.next(mark="4")
    one.next(text=LONG)
    one.back()
    one.go("save", text=LONG)
    assert (one.status, one.state, one.shows(LONG)) == (422, "form", True)
    one.go(lang="es", text=LONG)
    one.next(text=LONG)
    assert 'value="save"' not in one.page
    assert dump(app) == before
    assert one.finish().status_code == 303
    assert dump(app) != before


# --- going on later -------------------------------------------------------------------------------


def saved(client: FlaskClient, survey: Opened) -> tuple[Respondent, str]:
    one = person(client, survey)
    one.next(mark="4")
    one.go("save", text=LONG)
    assert (one.status, one.state) == (200, "saved")
    return one, one.resume_link()


def test_saved_answers_open_where_they_were_left_and_go_when_they_are_sent(
    app: Flask, client: FlaskClient, named: Opened
) -> None:
    _, link = saved(client, named)
    (kept,) = rows(app, PartialResponse)
    assert LONG.encode() not in kept.sealed
    assert kept.token_mac not in link
    later = Respondent(app.test_client(), link)
    assert (later.state, later.place, later.shows(LONG)) == ("form", "Page 2 of 3", True)
    assert "resume" not in later.action
    later.next(text=LONG + " Y más.")
    again = Respondent(app.test_client(), link)
    assert (again.place, again.shows(LONG + " Y más.")) == ("Page 3 of 3", True)
    assert again.finish(again="no").status_code == 303
    assert (rows(app, PartialResponse), len(rows(app, Response))) == ([], 1)
    assert rows(app, Response)[0].seconds is None
    gone = Respondent(app.test_client(), link)
    assert (gone.status, gone.state) == (404, "unknown")


def test_saving_twice_is_one_link(app: Flask, client: FlaskClient, named: Opened) -> None:
    one = person(client, named)
    one.next(mark="4")
    before = dict(one.hidden)
    one.go("save", text=LONG)
    first = one.resume_link()
    one.hidden = before
    one.go("save", text=LONG)
    assert (one.resume_link(), len(rows(app, PartialResponse))) == (first, 1)


def test_a_token_of_nobody_leads_to_nothing_and_guessing_ends(
    app: Flask, client: FlaskClient, named: Opened, at_work: Member
) -> None:
    """Cases 40 and 42: a changed token, or one of another survey, is one that is not there."""
    _, link = saved(client, named)
    other = made.opened(at_work, made.published(at_work, *three_pages(), title="Other"), ["customers"])
    token = link.split("resume=")[1]
    for where in (link[:-1] + ("0" if link[-1] != "0" else "1"), f"/s/{other.code}/customers?resume={token}"):
        assert client.get(where).status_code == 404
    statuses = [client.get(f"/s/{named.code}/customers?resume={number:040x}").status_code for number in range(30)]
    assert (statuses[0], statuses[-1]) == (404, 429)


def test_saved_answers_of_a_closed_survey_can_still_be_copied_for_a_while(
    app: Flask, client: FlaskClient, named: Opened
) -> None:
    _, link = saved(client, named)
    made.closed(named)
    late = Respondent(client, link)
    assert (late.status, late.state, late.shows(LONG)) == (410, "closed", True)
    with time_machine.travel(database.now() + timedelta(days=29), tick=False):
        look_and_work(app)
        assert len(rows(app, PartialResponse)) == 1
    with time_machine.travel(database.now() + timedelta(days=31), tick=False):
        assert client.get(link).status_code == 404
        look_and_work(app)
    assert rows(app, PartialResponse) == []


# --- gates ----------------------------------------------------------------------------------------


def test_every_way_in_gives_the_same_verdict(app: Flask, client: FlaskClient, named: Opened) -> None:
    """Case 62: once closed, a page, a saved page, another language, another page and sending say the same."""
    _, link = saved(client, named)
    early = person(client, named)
    early.next(mark="4")
    made.closed(named)
    verdicts = {"link": client.get(f"/s/{named.code}/customers").status_code, "saved": client.get(link).status_code}
    for move in ("next", "back", "save", "finish", ""):
        verdicts[move or "no button"] = client.post(
            early.action, data={**early.hidden, "text": LONG, **({"move": move} if move else {})}
        ).status_code
    data = {**early.hidden, "text": LONG, "lang": "es"}
    verdicts["language"] = client.post(early.action, data=data).status_code
    assert set(verdicts.values()) == {410}
    assert (len(rows(app, Response)), len(rows(app, PartialResponse))) == (0, 1)


def test_what_is_needed_is_needed_on_every_way(app: Flask, client: FlaskClient, at_work: Member) -> None:
    """Case 62 again: by pages, all at once, and from a saved page."""
    questions = three_pages(required=True)
    survey = made.opened(at_work, made.published(at_work, *questions), ["customers"])
    by_pages = person(client, survey)
    by_pages.next(mark="4")
    by_pages.next(text=LONG)
    _, link = saved(client, survey)
    verdicts = [by_pages.finish(), by_pages.next(), person(client, survey).finish(mark="4", text=LONG)]
    verdicts.append(Respondent(client, link).finish(text=LONG))
    assert [one.status_code for one in verdicts] == [422] * 4
    assert rows(app, Response) == []


@pytest.mark.parametrize("page", [1, 2])
def test_closing_meanwhile_gives_back_everything_typed_on_every_page(
    client: FlaskClient, named: Opened, page: int
) -> None:
    one = person(client, named)
    if page == 2:
        one.next(mark="4")
    made.closed(named)
    one.next(**({"mark": "4"} if page == 1 else {"text": LONG}))
    assert (one.status, one.state) == (410, "closed")
    assert "<dd>4</dd>" in one.page
    assert "<dd>na</dd>" not in one.page
    assert one.shows(LONG) == (page == 2)


def test_it_is_stored_once_however_often_it_is_sent(app: Flask, client: FlaskClient, named: Opened) -> None:
    one = person(client, named)
    one.next(mark="4")
    before = dict(one.hidden)
    first = one.finish(text=LONG)
    one.hidden = before
    assert one.finish(text="Otra cosa").location == first.location
    with app.app_context(), everywhere():
        assert db.session.scalar(select(func.count()).select_from(Response)) == 1


# --- what is too much -----------------------------------------------------------------------------


def test_what_is_too_large_is_refused_and_nothing_is_kept(app: Flask, client: FlaskClient, named: Opened) -> None:
    """Case 87: 3 MB, 1 001 fields, 10 000 parts; also one field that is sent 1 001 times."""
    one = person(client, named)
    before = dump(app)
    many = {f"f{number}": "x" for number in range(1001)}
    statuses = [
        client.post(one.action, data={**one.hidden, "text": "x" * 3_000_000}).status_code,
        client.post(one.action, data={**one.hidden, **many}).status_code,
        client.post(one.action, data={**one.hidden, "mark": ["1"] * 1001}).status_code,
        client.post(one.action, data=many | one.hidden, content_type="multipart/form-data").status_code,
    ]
    parts = "".join(
        f'--b\r\nContent-Disposition: form-data; name="f{n}"; filename="a"\r\n\r\nx\r\n' for n in range(10_000)
    )
    body = (parts + "--b--\r\n").encode()
    statuses.append(client.post(one.action, data=body, content_type="multipart/form-data; boundary=b").status_code)
    assert statuses == [413] * 5
    assert dump(app) == before


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("[" * 100_000, "application/json", 415),
        ('{"mark": NaN}', "application/json", 415),
        ('{"mark": ' + "9" * 5000 + "}", "application/json", 415),
        ("mark=4", "text/plain", 415),
        ("\x1f\x8b\x08rubbish", "application/x-www-form-urlencoded", 200),
        ("mark=4&mark=5&move=finish&submission_id=x", "application/x-www-form-urlencoded", 422),
        ("mark=" + "9" * 5000 + "&move=next", "application/x-www-form-urlencoded", 422),
    ],
)
def test_bodies_that_are_no_form_are_refused(
    app: Flask, client: FlaskClient, named: Opened, body: str, kind: str, status: int
) -> None:
    """Case 64: depth, NaN, duplicate keys, a number of 5 000 digits, another type."""
    answer = client.post(f"/s/{named.code}/customers", data=body.encode("latin-1"), content_type=kind)
    assert (answer.status_code, rows(app, Response)) == (status, [])
