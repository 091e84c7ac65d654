"""Trackers, and a server of somebody else that behaves as the three of them do, as far as we ask."""

from __future__ import annotations

import json
import re
import socket
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from feedback.accounts.models import Tracker
from feedback.accounts.trackers import actions, queries
from tests.factories.listener import Listener, listening
from tests.factories.people import Member

TOKEN = "ghp_secret-of-the-tests"
PROJECTS = {"github": "acme/work", "gitlab": "acme/inner/work", "jira": "WORK"}
Reply = tuple[int, list[str], Any]


@dataclass
class FakeTracker:
    """GitHub, GitLab and Jira behind one address; `refusing`: (status, headers) it answers first, doing nothing.

    `losing`: so many issues are opened without an answer that says so.
    """

    listener: Listener | None = None
    issues: list[dict[str, str]] = field(default_factory=list)
    refusing: list[tuple[int, list[str]]] = field(default_factory=list)
    losing: int = 0
    asked: list[str] = field(default_factory=list)
    closed: bool = False
    """Whether its issues are closed."""
    off: bool = False
    """Issues are switched off in the project."""

    @property
    def url(self) -> str:
        assert self.listener is not None
        return f"http://127.0.0.1:{self.listener.port}"

    def __call__(self, listener: Listener, connection: socket.socket) -> None:
        headers, body = listener.requests[-1]
        status, lines, content = self.reply(headers, json.loads(body) if body else None)
        written = json.dumps(content).encode()
        head = [f"HTTP/1.1 {status} X", f"content-length: {len(written)}", *lines]
        connection.sendall("\r\n".join([*head, "", ""]).encode() + written)

    def reply(self, headers: dict[str, str], content: Any) -> Reply:
        method, address, _ = headers["request"].split(" ")
        parts = urlsplit(address)
        self.asked.append(f"{method} {parts.path}")
        if self.refusing:
            status, lines = self.refusing.pop(0)
            return status, lines, {"message": "<b>not now</b>"}
        for start, of in (("/api/v3/", self._github), ("/api/v4/", self._gitlab), ("/rest/api/2/", self._jira)):
            if parts.path.startswith(start):
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                return of(method, parts.path.removeprefix(start), query, headers, content)
        return 404, [], {}

    def _github(self, method: str, path: str, query: Any, headers: dict[str, str], content: Any) -> Reply:
        assert headers["x-github-api-version"] == "2022-11-28"
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return 401, [], {"message": "Bad credentials"}
        if path == "repos/acme/work":
            return 200, [], {"full_name": "acme/work", "has_issues": not self.off}
        if path == "repos/acme/work/issues/1" and self.issues:
            return 200, [], {"number": 1, "state": "closed" if self.closed else "open"}
        if path != "repos/acme/work/issues":
            return 404, [], {"message": "Not Found"}
        if method == "GET":
            assert query["state"] == "all"
            return 200, [], [{"number": one["n"], "body": one["body"]} for one in reversed(self.issues)]
        if not content["title"] or len(content["title"]) > 256:
            return 422, [], {"errors": [{"field": "title", "code": "invalid"}, {"field": "<script>"}]}
        return self._opened(
            content["title"], content["body"], lambda n: {"number": n, "html_url": "https://evil.example/"}
        )

    def _gitlab(self, method: str, path: str, query: Any, headers: dict[str, str], content: Any) -> Reply:
        if headers.get("private-token") != TOKEN:
            return 401, [], {"message": "401 Unauthorized"}
        if path == "projects/acme%2Finner%2Fwork":
            return 200, [], {"path_with_namespace": "acme/inner/work", "issues_enabled": not self.off}
        if path == "projects/acme%2Finner%2Fwork/issues/1" and self.issues:
            return 200, [], {"iid": 1, "state": "closed" if self.closed else "opened"}
        if path != "projects/acme%2Finner%2Fwork/issues":
            return 404, [], {"message": "404 Project Not Found"}
        if method == "GET":
            assert query["in"] == "description"
            fitting = [one for one in self.issues if query["search"] in one["body"]]
            return 200, [], [{"iid": one["n"], "description": one["body"]} for one in fitting]
        page = f"{self.url}/acme/inner/work/-/issues/"
        return self._opened(content["title"], content["description"], lambda n: {"iid": n, "web_url": f"{page}{n}"})

    def _jira(self, method: str, path: str, query: Any, headers: dict[str, str], content: Any) -> Reply:
        known = headers.get("authorization", "")
        basic = known.startswith("Basic ") and b64decode(known[6:]).decode() == f"me@acme.example:{TOKEN}"
        if not basic and known != f"Bearer {TOKEN}":
            return 401, [], {}
        if path == "project/WORK":
            types = [{"name": "Task", "subtask": False}, {"name": "Sub-task", "subtask": True}]
            return 200, [], {"key": "WORK", "issueTypes": [] if self.off else types}
        if path == "search":
            wanted = re.findall(r"feedback-[0-9a-f]{32}", unquote(query["jql"]))
            fitting = [one for one in self.issues if wanted and wanted[0] in one["body"]]
            return (
                200,
                [],
                {"issues": [{"key": f"WORK-{one['n']}", "fields": {"description": one["body"]}} for one in fitting]},
            )
        if path == "issue/WORK-1" and self.issues:
            category = {"key": "done" if self.closed else "indeterminate"}
            return 200, [], {"key": "WORK-1", "fields": {"status": {"statusCategory": category}}}
        if path != "issue" or content["fields"]["project"] != {"key": "WORK"}:
            return 404, [], {"errorMessages": ["No project"]}
        if content["fields"]["issuetype"] != {"name": "Task"}:
            return 400, [], {"errors": {"issuetype": "Specify a valid type", "customfield_10010": "Required"}}
        return self._opened(
            content["fields"]["summary"], content["fields"]["description"], lambda n: {"key": f"WORK-{n}"}
        )

    def _opened(self, title: str, body: str, told: Any) -> Reply:
        number = len(self.issues) + 1
        self.issues.append({"n": number, "title": title, "body": body})  # type: ignore[dict-item]
        if self.losing:
            self.losing -= 1
            return 502, [], {}
        return 201, [], told(number)


@contextmanager
def tracking() -> Iterator[FakeTracker]:
    """The server, for as long as the block lasts."""
    fake = FakeTracker()
    with listening(fake) as listener:
        fake.listener = listener
        yield fake


def tracker(of: Member, url: str, kind: str = "github", **values: Any) -> UUID:
    """A connected tracker, by its id; the address is not looked at."""
    given = {"project": PROJECTS[kind], "token": TOKEN, "issue_type": "Task" if kind == "jira" else "", **values}
    made: UUID = of.do(lambda: actions.connect(kind=kind, url=url, **given).id)
    return made


def connected(of: Member) -> list[Tracker]:
    """What the list of trackers shows."""
    with of.at_work():
        return queries.trackers()
