"""Jira: REST API version 2, on Atlassian's cloud and on servers of one's own. Pure.

Version 2 and not 3, because it takes plain text where 3 wants Atlassian's document format, and because servers of
one's own have only 2. https://developer.atlassian.com/cloud/jira/platform/rest/v2, /server/jira/platform/rest.
The search of the cloud moved to /search/jql in 2025; servers have it where it was.
"""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from feedback.accounts.trackers.rules.kinds import Project
from feedback.accounts.trackers.rules.requests import Found, Request, address, mark, marked, names, objects

_KEY = re.compile(r"[A-Z][A-Z0-9_]{1,30}-[0-9]{1,12}")
_CALLED = re.compile(r"(?<!\\)\[~")
_MACRO = re.compile(r"(?<!\\)\{")


def signed(project: Project, token: str) -> dict[str, str]:
    """The header that says who asks: an account of the cloud with its token, or a token of a server alone."""
    if project.account:
        return {"Authorization": "Basic " + b64encode(f"{project.account}:{token}".encode()).decode()}
    return {"Authorization": f"Bearer {token}"}


def is_cloud(url: str) -> bool:
    """Whether Atlassian runs it."""
    host = urlsplit(url).hostname or ""
    return host.endswith((".atlassian.net", ".jira.com"))


def tried(project: Project) -> Request:
    """Reads the project with its types of issues."""
    return Request("GET", address(_base(project), "project", project.name))


def flaw(project: Project, content: Any) -> str:
    """What keeps issues from being opened in a project that can be read; '' where nothing does."""
    if not isinstance(content, dict) or content.get("key") != project.name:
        return "not_this"
    if content.get("archived") is True:
        return "archived"
    types = [one for one in objects(content.get("issueTypes")) if one.get("subtask") is not True]
    return "" if any(one.get("name") == project.issue_type for one in types) else "no_type"


def opening(project: Project, title: str, body: str, issue_id: UUID) -> Request:
    """Opens an issue."""
    fields = {
        "project": {"key": project.name},
        "issuetype": {"name": project.issue_type},
        "summary": title,
        "description": marked(quiet(body), issue_id),
    }
    return Request("POST", address(_base(project), "issue"), content={"fields": fields})


def opened(project: Project, content: Any) -> Found | None:
    """The issue that was opened."""
    key = content.get("key") if isinstance(content, dict) else None
    return Found(key, f"{project.url}/browse/{key}") if isinstance(key, str) and _KEY.fullmatch(key) else None


def sought(project: Project, issue_id: UUID, since: datetime) -> Request:
    """Searches the descriptions of the project's issues for the mark."""
    asked = f'project = "{project.name}" AND description ~ "\\"{mark(issue_id)}\\""'
    path = ("search", "jql") if is_cloud(project.url) else ("search",)
    return Request("GET", address(_base(project), *path, jql=asked, fields="description", maxResults=10))


def found(project: Project, content: Any, issue_id: UUID) -> Found | None:
    """The issue with the mark among those that came back."""
    known, listed = mark(issue_id), objects(content.get("issues")) if isinstance(content, dict) else []
    return next((opened(project, one) for one in listed if known in _description(one)), None)


def asked(project: Project, key: str) -> Request:
    """Reads where one issue stands."""
    return Request("GET", address(_base(project), "issue", key, fields="status"))


def is_closed(content: Any) -> bool | None:
    """Whether an issue that was read is done: whatever its steps are called, each is of one of three kinds."""
    step: Any = content
    for name in ("fields", "status", "statusCategory", "key"):
        step = step.get(name) if isinstance(step, dict) else None
    return {"new": False, "indeterminate": False, "done": True}.get(str(step))


def _description(one: dict[str, Any]) -> str:
    fields = one.get("fields")
    return str(fields.get("description")) if isinstance(fields, dict) else ""


def complaints(content: Any) -> str:
    """Names of the fields it would not take."""
    told = content.get("errors") if isinstance(content, dict) else None
    return names(told) if isinstance(told, dict) else ""


def quiet(text: str) -> str:
    """The text without calling anybody and without macros, which Jira would carry out."""
    return _MACRO.sub(r"\\{", _CALLED.sub(r"\\[~", text))


def _base(project: Project) -> str:
    return f"{project.url}/rest/api/2"
