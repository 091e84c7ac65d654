"""GitLab: REST API version 4, the only one there is, on gitlab.com and on servers of one's own. Pure.

https://docs.gitlab.com/api/issues and /api/projects.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from feedback.accounts.trackers.rules.kinds import Project
from feedback.accounts.trackers.rules.requests import (
    Found,
    Request,
    address,
    mark,
    marked,
    names,
    number,
    objects,
    own_pages,
)

_CALLED = re.compile(r"@(?=[A-Za-z0-9])")
_ORDERED = re.compile(r"^(\s*)/", re.MULTILINE)


def signed(project: Project, token: str) -> dict[str, str]:
    """The header that says who asks."""
    return {"PRIVATE-TOKEN": token}


def tried(project: Project) -> Request:
    """Reads the project."""
    return Request("GET", _base(project))


def flaw(project: Project, content: Any) -> str:
    """What keeps issues from being opened in a project that can be read; '' where nothing does."""
    if not isinstance(content, dict) or "path_with_namespace" not in content:
        return "not_this"
    if content.get("archived") is True:
        return "archived"
    off = content.get("issues_access_level") == "disabled" or content.get("issues_enabled") is False
    return "no_issues" if off else ""


def opening(project: Project, title: str, body: str, issue_id: UUID) -> Request:
    """Opens an issue."""
    content = {"title": title, "description": marked(quiet(body), issue_id)}
    return Request("POST", address(_base(project), "issues"), content=content)


def opened(project: Project, content: Any) -> Found | None:
    """The issue that was opened, under the address the answer gives where that is one of this GitLab's."""
    count = number(content, "iid")
    if count is None:
        return None
    page = own_pages(content.get("web_url"), project.url)
    return Found(f"#{count}", page or f"{project.url}/{project.name}/-/issues/{count}")


def sought(project: Project, issue_id: UUID, since: datetime) -> Request:
    """Searches the descriptions of the project's issues for the mark, in the database and not in an index."""
    return Request(
        "GET", address(_base(project), "issues", search=mark(issue_id), **{"in": "description"}, scope="all")
    )


def found(project: Project, content: Any, issue_id: UUID) -> Found | None:
    """The issue with the mark among those that came back."""
    known = mark(issue_id)
    return next((opened(project, one) for one in objects(content) if known in str(one.get("description"))), None)


def asked(project: Project, key: str) -> Request:
    """Reads one issue."""
    return Request("GET", address(_base(project), "issues", key.removeprefix("#")))


def is_closed(content: Any) -> bool | None:
    """Whether an issue that was read is closed; None for what is no issue."""
    state = content.get("state") if isinstance(content, dict) else None
    return {"opened": False, "closed": True}.get(str(state))


def complaints(content: Any) -> str:
    """Names of the fields it would not take."""
    told = content.get("message") if isinstance(content, dict) else None
    return names(told) if isinstance(told, dict) else ""


def quiet(text: str) -> str:
    """The text without calling anybody and without orders: GitLab does what a line that begins with / says."""
    return _CALLED.sub("@\u200b", _ORDERED.sub(r"\1\\/", text))


def _base(project: Project) -> str:
    return address(f"{project.url}/api/v4", "projects", project.name)
