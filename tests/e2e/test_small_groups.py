"""Case 74: what four people of a group answered is in no output at all; of ten both are shown."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urldefrag

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from feedback.backlog.lines import line_of
from feedback.cli.coverage import _cells
from feedback.insights.queries import figures as said
from feedback.outreach.queries.coverage import coverage
from tests.factories import groups, journeys
from tests.factories.backlog import listed
from tests.factories.callers import system
from tests.factories.people import Member, owner, sign_in
from tests.factories.runs import analysed
from tests.factories.surveys import Opened, answered, asked, closed, opened, published

SignedIn = Callable[[Member], FlaskClient]
Kind = Callable[[str], str]
"""Address -> what it is asked once for."""
PARTS = {"results.csv", "report"}
MOST = 400
"""Pages the crawl follows: far more than there are. Other choices of the map's rows show nothing else."""
_SAME = re.compile(r"[?&]rows=")
WORD, VALUE = "mandrágora", 7301
_LINK = re.compile(r'(?:href|src|srcset|data-src|action)="([^"]+)"')
_LEAVING = ("/logout", "/static/", "/api/", "/login", "/workbook/schedule")


def survey(of: Member, people: int) -> Opened:
    """So many suppliers give numbers and words that nobody else gives; eight employees answer as well."""
    groups.three_groups(of)
    journeys.journey(of)
    questions = [asked("waited", "number", "visit"), asked("c", "csat", "visit"), asked("why", "longtext", "visit")]
    one = opened(of, published(of, *questions), ["suppliers"])
    for number in range(people):
        text = f"La espera con la {WORD} fue terrible, la {number + 1}."
        answered(one, "suppliers", 1, waited=VALUE + number, c=1 + number % 5, why={"text": text})
    closed(one)
    analysed(of)
    return one


def crawl(client: FlaskClient, start: str, of: Kind = str) -> Iterator[tuple[str, str]]:
    """Every address that can be reached from here by links, with what it answers, files unpacked; one of each kind."""
    seen, kinds, waiting = {start}, {of(start)}, [start]
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        answer = client.get(address)
        body = text_of(answer.get_data())
        yield address, body
        for link in map(unescape, _LINK.findall(body) if "html" in (answer.content_type or "") else []):
            found = urldefrag(link.replace("http://localhost", "")).url
            if found.startswith("?"):
                found = address.partition("?")[0] + found
            if (
                found.startswith("/")
                and not found.startswith(_LEAVING)
                and not _SAME.search(found)
                and found not in seen
                and of(found) not in kinds
            ):
                seen.add(found)
                kinds.add(of(found))
                waiting.append(found)


def by_view(app: Flask, one: Opened) -> Kind:
    """Addresses of one view are of one kind, but for those of the survey: of these each is."""
    rules = app.url_map.bind("localhost")

    def kind(address: str) -> str:
        try:
            return address if one.code in address else str(rules.match(address.partition("?")[0])[0])
        except HTTPException:
            return address

    return kind


def text_of(raw: bytes) -> str:
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return raw.decode("utf-8", "replace")


def outputs(of: Member, client: FlaskClient, one: Opened) -> Iterator[tuple[str, str]]:
    """Pages and files by links, what a search may ask for, the API, and what the command line prints.

    On SQLite every address; a view that is asked for something else asks any database the same way, so on PostgreSQL
    one address of each view, and every one of the survey.
    """
    kind = str if of.app.config["FEEDBACK"].database_url.startswith("sqlite") else by_view(of.app, one)
    yield from crawl(client, "/o/acme/", kind)
    yield from crawl(client, "/said/acme", kind)
    for path in (f"sentences?q={WORD}", f"themes?q={WORD}", f"evidence?q={WORD}", f"backlog?q={WORD}"):
        answer = client.get(f"/o/acme/{path}")
        yield path, answer.get_data(as_text=True).replace(f'value="{WORD}"', "").replace(f"q={WORD}", "")
    crm = system(of)
    for path in (f"/surveys/{one.code}", f"/surveys/{one.code}/results", "/themes", "/backlog", "/responses"):
        yield f"API {path}", crm.get(path).get_data(as_text=True)
    yield f"API responses of {one.code}", crm.get(f"/surveys/{one.code}/responses").get_data(as_text=True)
    held = listed(of)
    with of.at_work(), of.app.test_request_context():
        yield "backlog --json", json.dumps([line_of(held, line, "acme", 9) for line in held.lines], ensure_ascii=False)
        yield "coverage --json", json.dumps(_cells(coverage()))
        yield "themes --json", repr([(row.theme.code, row.by_group, row.cells) for row in said.theme_table()])


def test_four_people_are_in_no_output(as_member: SignedIn, acme: Member) -> None:
    one = survey(acme, 4)
    found = dict(outputs(acme, as_member(acme), one))
    assert len(found) > 40
    assert {part for path in found for part in PARTS if part in path} == PARTS
    assert {path for path, body in found.items() if tells(path, body, one, 4)} == set()
    assert {path for path, body in found.items() if WORD in body} == set()
    page = next(body for path, body in found.items() if path.endswith(f"{one.code}/results"))
    assert "menos de 5" in page or "fewer than 5" in page


def test_ten_people_are_in_their_outputs(make_app: Callable[..., Flask]) -> None:
    """Else nobody would know that the search finds anything: figures from five people on, words from ten."""
    acme = owner(make_app(), "acme")
    one, telling, quoting = survey(acme, 10), set(), set()
    for path, body in outputs(acme, sign_in(acme.app.test_client(), acme), one):
        telling |= {path} if tells(path, body, one, 10) else set()
        quoting |= {path} if WORD in body else set()
        if telling and quoting:
            return
    raise AssertionError(f"nobody was found: figures in {telling}, words in {quoting}")


def tells(path: str, body: str, one: Opened, people: int) -> bool:
    """Whether an output of the survey gives the mean of what these people gave."""
    mean = VALUE + (people - 1) / 2
    figure = re.compile(rf"{mean // 1000:.0f}[.,\s\u00a0]?{mean % 1000:03.0f}([.,]\d)?(?!\d)")
    return one.code in path and figure.search(body) is not None
