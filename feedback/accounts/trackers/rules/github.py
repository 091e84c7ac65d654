"""GitHub: REST API of version 2022-11-28, the one its documentation says to name in a header. Pure.

https://docs.github.com/rest/issues/issues and /rest/repos/repos; on a server of one's own the same below /api/v3.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from feedback.accounts.trackers.rules.kinds import Project
from feedback.accounts.trackers.rules.requests import Found, Request, address, mark, marked, names, number, objects

VERSION = "2022-11-28"
_HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": VERSION}
_CALLED = re.compile(r"@(?=[A-Za-z0-9])")
_LISTED = 100


def signed(project: Project, token: str) -> dict[str, str]:
    """The header that says who asks."""
    return {"Authorization": f"Bearer {token}"}


def api(url: str) -> str:
    """Where programs ask, from where people look."""
    parts = urlsplit(url)
    if parts.netloc == "github.com" or parts.netloc.endswith(".ghe.com"):
        return f"{parts.scheme}://api.{parts.netloc}"
    return f"{url}/api/v3"


def tried(project: Project) -> Request:
    """Reads the repository."""
    return Request("GET", address(_base(project)), _HEADERS)


def flaw(project: Project, content: Any) -> str:
    """What keeps issues from being opened in a repository that can be read; '' where nothing does."""
    if not isinstance(content, dict) or "full_name" not in content:
        return "not_this"
    if content.get("archived") is True:
        return "archived"
    return "no_issues" if content.get("has_issues") is False else ""


def opening(project: Project, title: str, body: str, issue_id: UUID) -> Request:
    """Opens an issue."""
    content = {"title": title, "body": marked(quiet(body), issue_id)}
    return Request("POST", address(_base(project), "issues"), _HEADERS, content)


def opened(project: Project, content: Any) -> Found | None:
    """The issue that was opened; its page is where a repository has its issues, whatever the answer says."""
    count = number(content, "number")
    return Found(f"#{count}", f"{project.url}/{project.name}/issues/{count}") if count else None


def sought(project: Project, issue_id: UUID, since: datetime) -> Request:
    """Lists what was touched since then, the newest first: the list is exact, while GitHub's search lags behind."""
    touched = since.strftime("%Y-%m-%dT%H:%M:%SZ")
    listed = {"state": "all", "sort": "created", "direction": "desc", "per_page": str(_LISTED)}
    return Request("GET", address(_base(project), "issues", since=touched, **listed), _HEADERS)


def found(project: Project, content: Any, issue_id: UUID) -> Found | None:
    """The issue with the mark among those listed."""
    known = mark(issue_id)
    return next((opened(project, one) for one in objects(content) if known in str(one.get("body"))), None)


def asked(project: Project, key: str) -> Request:
    """Reads one issue."""
    return Request("GET", address(_base(project), "issues", key.removeprefix("#")), _HEADERS)


def is_closed(content: Any) -> bool | None:
    """Whether an issue that was read is closed; None for what is no issue."""
    state = content.get("state") if isinstance(content, dict) else None
    return {"open": False, "closed": True}.get(str(state))


def complaints(content: Any) -> str:
    """Names of the fields it would not take."""
    told = objects(content.get("errors")) if isinstance(content, dict) else []
    return names(one.get("field") for one in told)


def quiet(text: str) -> str:
    """The text without calling anybody: an invisible space after an @ keeps it from being somebody's name."""
    return _CALLED.sub("@\u200b", text)


def _base(project: Project) -> str:
    owner, _, repository = project.name.partition("/")
    return address(api(project.url), "repos", owner, repository)
