"""One exchange with a tracker: outside any transaction, and what it says in words of ours."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any
from uuid import UUID

from feedback.accounts.trackers.rules import (
    GITHUB,
    GITLAB,
    JIRA,
    Found,
    Project,
    Request,
    answers,
    github,
    gitlab,
    jira,
)
from feedback.webhooks.asking import Answer, ask
from feedback.webhooks.sending import SECONDS

WAYS: dict[str, ModuleType] = {GITHUB: github, GITLAB: gitlab, JIRA: jira}
PATIENCE = 8.0
"""Seconds that somebody who tries a connection waits at most."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How opening an issue went, or looking for one.

    `reason` is '' where it did what was asked, else one of `answers.reason_label`. `unsure`: it may have been opened
    although we do not know. `wait`: how long the tracker wants to be left alone, where it says so.
    """

    found: Found | None = None
    reason: str = ""
    detail: str = ""
    unsure: bool = False
    wait: timedelta | None = None


def try_out(project: Project, token: str, *, private: bool) -> str:
    """Why no issue could be opened there, as far as reading tells; '' where nothing speaks against it."""
    answer = _asked(project, token, WAYS[project.kind].tried(project), private, PATIENCE)
    if reason := answer.reason or answers.reason(answer.status, answer.headers):
        return reason
    return str(WAYS[project.kind].flaw(project, answer.content))


def open_issue(
    project: Project, token: str, title: str, body: str, issue_id: UUID, moment: datetime, *, private: bool
) -> Sent:
    """Open an issue once; `moment`: now, in UTC."""
    way = WAYS[project.kind]
    answer = _asked(project, token, way.opening(project, title, body, issue_id), private)
    if reason := answer.reason or answers.reason(answer.status, answer.headers):
        return Sent(None, reason, way.complaints(answer.content), _unsure(answer), _wait(answer, moment))
    found = way.opened(project, answer.content)
    return Sent(found) if found else Sent(None, "not_this", unsure=True)


def look_for(project: Project, token: str, issue_id: UUID, since: datetime, moment: datetime, *, private: bool) -> Sent:
    """Whether an issue is there that was sent since then without an answer; found None and no reason: it is not."""
    way = WAYS[project.kind]
    answer = _asked(project, token, way.sought(project, issue_id, since), private)
    if reason := answer.reason or answers.reason(answer.status, answer.headers):
        return Sent(None, reason, unsure=True, wait=_wait(answer, moment))
    return Sent(way.found(project, answer.content, issue_id))


def look_up(project: Project, token: str, key: str, *, private: bool) -> tuple[bool | None, str]:
    """Whether an issue is closed there, or why nobody can say."""
    way = WAYS[project.kind]
    answer = _asked(project, token, way.asked(project, key), private, PATIENCE)
    if reason := answer.reason or answers.reason(answer.status, answer.headers):
        return None, reason
    closed: bool | None = way.is_closed(answer.content)
    return closed, "not_this" if closed is None else ""


def _asked(project: Project, token: str, request: Request, private: bool, seconds: float = SECONDS) -> Answer:
    headers = {"Accept": "application/json", **WAYS[project.kind].signed(project, token), **request.headers}
    if request.content is None:
        return ask(request.method, request.url, headers, private=private, seconds=seconds)
    return ask(
        request.method,
        request.url,
        {"Content-Type": "application/json", **headers},
        _written(request.content),
        private=private,
        seconds=seconds,
    )


def _written(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _unsure(answer: Answer) -> bool:
    """What was refused was not opened; what broke off or failed inside may have been."""
    settled = answer.status is not None and answer.status < 500 and answer.status not in (408, 425)
    return answer.reached and (not settled or answer.reason == "too_long")


def _wait(answer: Answer, moment: datetime) -> timedelta | None:
    return answers.asked_to_wait(answer.headers, moment)
