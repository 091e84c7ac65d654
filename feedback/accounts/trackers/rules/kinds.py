"""The three kinds of tracker, and what may be written of a project there. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from feedback.errors import Message, message
from feedback.names import one_line, refusal

GITHUB, GITLAB, JIRA = "github", "gitlab", "jira"
KINDS = (GITHUB, GITLAB, JIRA)
LONGEST_TITLE = 250
"""Characters: GitHub takes 256, GitLab and Jira 255."""
LONGEST_BODY = 20_000
"""Characters: Jira takes 32,767, the others more; our own line comes on top."""
LONGEST_TOKEN = 1_000
_LONGEST = 200
_PROJECTS = {
    GITHUB: re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}"),
    GITLAB: re.compile(r"[0-9]{1,18}|[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+"),
    JIRA: re.compile(r"[A-Z][A-Z0-9_]{1,30}"),
}
_TOKEN = re.compile(r"[!-~]+")
_MAIL = re.compile(r"[!-9;-~]+@[!-9;-~]+")


@dataclass(frozen=True, slots=True)
class Project:
    """Where issues are opened. `url`: without a slash at the end; `issue_type`, `account`: of Jira, else empty."""

    kind: str
    url: str
    name: str
    issue_type: str = ""
    account: str = ""


def kind_label(kind: str) -> str:
    """Names are the same in every language."""
    return {GITHUB: "GitHub", GITLAB: "GitLab", JIRA: "Jira"}[kind]


def label(kind: str, project: str) -> str:
    """What a connection is called."""
    return f"{kind_label(kind)}: {project}"


def usual_url(kind: str) -> str:
    """Where most projects of a kind are; '' for Jira, where everybody has an address of their own."""
    return {GITHUB: "https://github.com", GITLAB: "https://gitlab.com", JIRA: ""}[kind]


def check_kind(kind: str) -> str:
    """One of the three; Invalid."""
    if kind not in KINDS:
        raise refusal("kind", message("Choose one."))
    return kind


def check_url(kind: str, url: str) -> str:
    """The address without what people copy along with it; the usual one where nothing is written; Invalid."""
    plain = url.strip().rstrip("/") or usual_url(kind)
    if not plain:
        raise refusal("url", message("Write the address of your Jira, such as https://example.atlassian.net."))
    parts = urlsplit(plain)
    if parts.query or parts.fragment or (kind == GITHUB and parts.path):
        raise refusal("url", message("Write the address of the start page alone; the project has a field of its own."))
    return plain


def check_project(kind: str, project: str) -> str:
    """The project as its tracker names it; Invalid."""
    plain = one_line(project).strip("/")
    if kind == JIRA:
        plain = plain.upper()
    if len(plain) > _LONGEST or not _PROJECTS[kind].fullmatch(plain) or ".." in plain:
        raise refusal("project", _EXPECTED[kind])
    return plain


def check_issue_type(kind: str, issue_type: str) -> str:
    """What Jira calls it; '' elsewhere; Invalid."""
    if kind != JIRA:
        return ""
    plain = one_line(issue_type)
    if not plain or len(plain) > _LONGEST:
        raise refusal("issue_type", message("Write what your Jira calls it, such as Task or Tarea."))
    return plain


def check_account(kind: str, account: str) -> str:
    """The e-mail address that a token of Jira's cloud goes with; '' elsewhere; Invalid."""
    plain = account.strip() if kind == JIRA else ""
    if plain and not (len(plain) <= _LONGEST and _MAIL.fullmatch(plain)):
        raise refusal("account", message("Write the e-mail address the token belongs to."))
    return plain


def check_token(token: str) -> str:
    """The token as it can stand in a header; Invalid. What was typed is never said again."""
    plain = token.strip()
    if not plain:
        raise refusal("token", message("Paste the token here."))
    if len(plain) > LONGEST_TOKEN or not _TOKEN.fullmatch(plain):
        raise refusal("token", message("This is no token: it has letters, digits and signs without spaces."))
    return plain


_EXPECTED: dict[str, Message] = {
    GITHUB: message("Write owner/repository, as it stands in the address of the repository."),
    GITLAB: message("Write the path of the project, such as group/project, or its number."),
    JIRA: message("Write the key of the project: the letters before the number of an issue."),
}
