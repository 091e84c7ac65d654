"""Fifty telephones vote at once: every vote counted once, the page of who leads it under a second behind.

Every telephone opens the page, waits for the others, and hands its vote in twice, as an impatient thumb does; then half
of them change their vote. Meanwhile one page of who leads it asks for the count as its script does. `behind` is the
time from a vote's answer until that page had a count with at least as many people; `dry` is the same without the wait
between two questions.
"""

from __future__ import annotations

import http.client
import re
import threading
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from _serving import feedback, installation, load, postgresql, serving, table

TELEPHONES = 50
WAIT = 0.6
"""Seconds between two questions of the live page: data-live-wait of templates/workshops/tally.html."""
EMAIL, PASSWORD = "lead@bench.example", "a long password for a bench"
HOME = "/o/bench"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
THINGS = "Chairs\nHours\nGreeting\nCoffee\nSigns\nHeating\nParking\nPrices"


@dataclass
class Browser:
    """One signed-in browser, as far as it is needed: cookies and forms."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> http.client.HTTPResponse:
        held = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        self.connection.request(method, path, body or None, {**held, "Accept-Language": "en", **headers})
        answer = self.connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.update({name: one.value for name, one in SimpleCookie(line).items()})
        return answer

    def get(self, path: str) -> str:
        return self.ask("GET", path).read().decode()

    def post(self, path: str, form: dict[str, str]) -> str:
        """Where the answer leads to."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(path))
        body = urlencode({**form, "csrf_token": token[1] if token else ""})
        answer = self.ask("POST", path, body, **FORM)
        page = answer.read().decode()
        if answer.status != 303:
            raise RuntimeError(f"{path}: {answer.status}\n{page[:500]}")
        return urlsplit(answer.headers["Location"]).path


@dataclass
class Watch:
    """What the page of who leads the vote saw, and when."""

    seen: list[tuple[float, int]] = field(default_factory=list)
    over: bool = False

    def run(self, browser: Browser, path: str, wait: float) -> None:
        tag = ""
        while not self.over:
            answer = browser.ask("GET", f"{path}/count", **({"If-None-Match": tag} if tag else {}))
            page = answer.read().decode()
            if answer.status == 200:
                tag = answer.headers["ETag"]
                found = re.search(r'data-live-count="(\d+)"', page)
                self.seen.append((time.perf_counter(), int(found[1]) if found else 0))
            time.sleep(wait)

    def behind(self, answered: list[float]) -> list[float]:
        """Seconds from each vote's answer until the page had as many people."""
        late = []
        for number, moment in enumerate(sorted(answered), 1):
            shown = next(at for at, people in self.seen if people >= number)
            late.append(max(0.0, shown - moment))
        return late


def telephone(
    address: str, code: str, number: int, start: threading.Barrier, answered: list[float], took: list[float]
) -> None:
    browser, who = Browser(address), str(uuid4())
    items = re.findall(r'name="(item-\w+)" value="1"', browser.get(f"/w/{code}"))
    group = "customers" if number % 2 else "employees"
    start.wait()
    for attempt in range(3 if number % 2 else 2):
        chosen = items[(number + (attempt == 2)) % len(items)]
        began = time.perf_counter()
        form = urlencode({"participant": who, "group": group, chosen: "3", items[0]: "1"})
        answer = browser.ask("POST", f"/w/{code}", form, **FORM)
        answer.read()
        if answer.status != 303:
            raise RuntimeError(f"a vote was answered with {answer.status}")
        took.append(time.perf_counter() - began)
        if attempt == 0:
            answered.append(time.perf_counter())


def prepared(address: str) -> tuple[Browser, str, str]:
    """A signed-in browser, the path of an open vote and its code."""
    browser = Browser(address)
    browser.post("/login", {"email": EMAIL, "password": PASSWORD})
    asked = {"title_en": "First", "question_en": "What first?", "typed": THINGS, "way": "dots", "amount": "5"}
    path = browser.post(f"{HOME}/backlog/votes/new", asked)
    code = re.search(r"/w/(\w{8})", browser.get(path))
    assert code
    return browser, path, code[1]


def measured(address: str, wait: float) -> list[object]:
    """One vote of fifty: people counted, slowest and median answer, how far the page was behind."""
    browser, path, code = prepared(address)
    start, answered, took = threading.Barrier(TELEPHONES), [], []
    watch = Watch()
    watching = threading.Thread(target=watch.run, args=(browser, path, wait))
    room = [
        threading.Thread(target=telephone, args=(address, code, number, start, answered, took))
        for number in range(TELEPHONES)
    ]
    for thread in (watching, *room):
        thread.start()
    for thread in room:
        thread.join()
    time.sleep(2 * wait + 0.5)
    watch.over = True
    watching.join()
    late, slow = sorted(watch.behind(answered)), sorted(took)
    counted = watch.seen[-1][1]
    if (counted, len(answered)) != (TELEPHONES, TELEPHONES):
        raise SystemExit(f"{len(answered)} of {TELEPHONES} votes were answered, {counted} people counted")
    figures = (slow[len(slow) // 2], slow[-1], late[len(late) // 2], late[-1])
    return [counted, len(took), *(f"{1000 * seconds:.0f} ms" for seconds in figures)]


def rows(name: str, environ: dict[str, str]) -> list[list[object]]:
    feedback(environ, "organisation", "add", "bench", "--name", "Bench", "--languages", "en")
    member = ("--email", EMAIL, "--name", "Lead", "--organisation", "bench", "--role", "owner", "--password-stdin")
    feedback(environ, "user", "add", *member, stdin=PASSWORD)
    for kind in ("customer", "employee"):
        words = ("--kind", kind, "--name", f"{kind}s", "--size", "100")
        feedback(environ, "group", "add", f"{kind}s", "--organisation", "bench", *words)
    with serving(environ) as running:
        return [[name, label, *measured(running.address, wait)] for label, wait in (("live", WAIT), ("dry", 0.02))]


def main() -> None:
    found = []
    with installation() as environ:
        found += rows("sqlite", environ)
    with postgresql() as url:
        if url:
            with installation(url) as environ:
                found += rows("postgresql", environ)
    table(["database", "page", "people", "posts", "vote p50", "vote max", "behind p50", "behind max"], found)
    print(load())


if __name__ == "__main__":
    main()
