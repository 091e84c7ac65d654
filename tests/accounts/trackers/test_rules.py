"""What goes to each tracker and what is read from its answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from feedback.accounts.trackers.rules import Found, Project, answers, github, gitlab, jira, kinds
from feedback.accounts.trackers.rules.requests import mark, names, own_pages
from feedback.errors import Invalid

ONE = UUID("12345678123456781234567812345678")
MARK = "feedback-12345678123456781234567812345678"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HUB = Project("github", "https://github.com", "acme/work")
LAB = Project("gitlab", "https://git.acme.example/lab", "acme/inner/work")
CLOUD = Project("jira", "https://acme.atlassian.net", "WORK", "Task", "me@acme.example")
SERVER = Project("jira", "https://jira.acme.example", "WORK", "Tarea")


def test_github_is_asked_by_its_documented_version() -> None:
    made = github.opening(HUB, "Title", "Body", ONE)
    assert (made.method, made.url) == ("POST", "https://api.github.com/repos/acme/work/issues")
    assert made.headers["X-GitHub-Api-Version"] == "2022-11-28"
    assert made.content == {"title": "Title", "body": f"Body\n\n{MARK}"}
    assert github.signed(HUB, "t") == {"Authorization": "Bearer t"}
    assert github.api("https://acme.ghe.com") == "https://api.acme.ghe.com"
    assert github.tried(Project("github", "https://git.acme.example", "a/b")).url == (
        "https://git.acme.example/api/v3/repos/a/b"
    )
    assert github.sought(HUB, ONE, NOW).url.startswith(
        "https://api.github.com/repos/acme/work/issues?since=2026-11-23T12%3A00%3A00Z&state=all"
    )


def test_githubs_issue_is_told_by_its_number_alone() -> None:
    """Where an answer says its page is counts for nothing."""
    page = Found("#7", "https://github.com/acme/work/issues/7")
    assert github.opened(HUB, {"number": 7, "html_url": "javascript:alert(1)"}) == page
    listed = [{"number": 9, "body": None}, "x", {"number": 7, "body": f"…{MARK}"}]
    assert github.found(HUB, listed, ONE) == page
    wrong: object
    for wrong in (None, [], {"number": "7"}, {"number": True}, {"number": -1}, {"number": 10**20}):
        assert github.opened(HUB, wrong) is None
    assert github.complaints({"errors": [{"field": "title"}, {"field": "<b>"}, 3]}) == "title"
    assert [github.flaw(HUB, told) for told in ({"full_name": "x"}, {"full_name": "x", "has_issues": False})] == [
        "",
        "no_issues",
    ]
    assert (github.flaw(HUB, ["x"]), github.flaw(HUB, {"full_name": "x", "archived": True})) == ("not_this", "archived")


def test_gitlab_is_asked_by_path_or_number() -> None:
    made = gitlab.opening(LAB, "Title", "Body", ONE)
    assert made.url == "https://git.acme.example/lab/api/v4/projects/acme%2Finner%2Fwork/issues"
    assert made.content == {"title": "Title", "description": f"Body\n\n{MARK}"}
    assert gitlab.signed(LAB, "t") == {"PRIVATE-TOKEN": "t"}
    assert gitlab.sought(LAB, ONE, NOW).url.endswith(f"/issues?search={MARK}&in=description&scope=all")
    own = "https://git.acme.example/lab/x/-/issues/3"
    assert gitlab.opened(LAB, {"iid": 3, "web_url": own}) == Found("#3", own)
    usual = "https://git.acme.example/lab/acme/inner/work/-/issues/3"
    for page in ("https://evil.example/", "https://git.acme.example/labx", "javascript:1", None):
        assert gitlab.opened(LAB, {"iid": 3, "web_url": page}) == Found("#3", usual)
    assert gitlab.found(LAB, [{"iid": 3, "description": MARK, "web_url": own}], ONE) == Found("#3", own)
    assert gitlab.complaints({"message": {"title": ["is too long"]}}) == "title"
    told = {"path_with_namespace": "x", "issues_access_level": "disabled"}
    assert (gitlab.flaw(LAB, told), gitlab.flaw(LAB, {}), gitlab.flaw(LAB, {"path_with_namespace": "x"})) == (
        "no_issues",
        "not_this",
        "",
    )


def test_jira_is_asked_in_plain_text_in_the_cloud_and_at_home() -> None:
    made = jira.opening(CLOUD, "Title", "Body", ONE)
    assert made.url == "https://acme.atlassian.net/rest/api/2/issue"
    assert made.content == {
        "fields": {
            "project": {"key": "WORK"},
            "issuetype": {"name": "Task"},
            "summary": "Title",
            "description": f"Body\n\n{MARK}",
        }
    }
    assert jira.signed(CLOUD, "t") == {"Authorization": "Basic bWVAYWNtZS5leGFtcGxlOnQ="}
    assert jira.signed(SERVER, "t") == {"Authorization": "Bearer t"}
    assert "/rest/api/2/search/jql?jql=project%20%3D%20%22WORK%22" in jira.sought(CLOUD, ONE, NOW).url
    assert "/rest/api/2/search?jql=" in jira.sought(SERVER, ONE, NOW).url
    page = Found("WORK-3", "https://jira.acme.example/browse/WORK-3")
    assert jira.opened(SERVER, {"key": "WORK-3", "self": "https://evil.example"}) == page
    assert jira.opened(SERVER, {"key": "../../x"}) is None
    listed = {"issues": [{"key": "WORK-2", "fields": None}, {"key": "WORK-3", "fields": {"description": MARK}}]}
    assert jira.found(SERVER, listed, ONE) == page
    assert jira.complaints({"errors": {"customfield_10010": "Severity is required", "a b": ""}}) == "customfield_10010"
    types = {"key": "WORK", "issueTypes": [{"name": "Tarea"}, {"name": "Task", "subtask": True}]}
    assert (jira.flaw(SERVER, types), jira.flaw(CLOUD, types), jira.flaw(CLOUD, {"key": "OTHER"})) == (
        "",
        "no_type",
        "not_this",
    )


def test_a_text_calls_nobody_and_orders_nothing() -> None:
    """A token may do more than who writes: nothing in a text makes the tracker do something with it."""
    assert github.quiet("Thanks @team, a@b.example") == "Thanks @\u200bteam, a@\u200bb.example"
    assert gitlab.quiet("/close\n  /assign @me\nand/or") == "\\/close\n  \\/assign @\u200bme\nand/or"
    assert jira.quiet("{code} [~admin] [a|b]") == "\\{code} \\[~admin] [a|b]"
    for way in (github, gitlab, jira):
        once = way.quiet("/close @x {y} [~z]")
        assert way.quiet(once) == once


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("github", " acme/work ", "acme/work"),
        ("gitlab", "/acme/inner/work/", "acme/inner/work"),
        ("gitlab", "42", "42"),
        ("jira", "work", "WORK"),
    ],
)
def test_a_project_is_kept_as_its_tracker_names_it(kind: str, typed: str, kept: str) -> None:
    assert kinds.check_project(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        *(("github", one) for one in ("", "acme", "acme/work/x", "acme/..", "a b/c", "../x", "acme/work?x=1")),
        *(("gitlab", one) for one in ("work", "a/../b", "a//b", "a/b#c", "a/%2e%2e")),
        *(("jira", one) for one in ("W", "WORK-1", 'A" OR 1=1', "ÑU", "1AB")),
    ],
)
def test_what_could_lead_elsewhere_is_no_project(kind: str, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        kinds.check_project(kind, typed)
    assert list(refused.value.fields) == ["project"]


def test_addresses_accounts_and_tokens() -> None:
    assert kinds.check_url("github", "") == "https://github.com"
    assert kinds.check_url("gitlab", "https://x.example/lab/ ") == "https://x.example/lab"
    for kind, url in (("jira", " "), ("github", "https://github.com/acme"), ("jira", "https://x.example/?a")):
        with pytest.raises(Invalid):
            kinds.check_url(kind, url)
    assert (kinds.check_token(" abc "), kinds.check_account("github", "me@x.example")) == ("abc", "")
    for token in ("", "a b", "a\nb", "ñ", "x" * 1001):
        with pytest.raises(Invalid):
            kinds.check_token(token)
    for account in ("me", "me:x@y", "a b@c"):
        with pytest.raises(Invalid):
            kinds.check_account("jira", account)
    with pytest.raises(Invalid):
        kinds.check_issue_type("jira", " ")
    with pytest.raises(Invalid):
        kinds.check_kind("bugzilla")


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (201, {}, ""),
        (401, {}, "signed_out"),
        (403, {}, "forbidden"),
        (403, {"retry-after": "60"}, "busy"),
        (403, {"x-ratelimit-remaining": "0"}, "busy"),
        (404, {}, "missing"),
        (410, {}, "missing"),
        (400, {}, "refused"),
        (422, {}, "refused"),
        (429, {}, "busy"),
        (408, {}, "away"),
        (502, {}, "away"),
        (None, {}, "away"),
    ],
)
def test_what_a_status_means(status: int | None, headers: dict[str, str], reason: str) -> None:
    assert answers.reason(status, headers) == reason


def test_how_long_to_wait() -> None:
    def wait(**headers: str) -> timedelta | None:
        return answers.asked_to_wait({name.replace("_", "-"): value for name, value in headers.items()}, NOW)

    assert wait(retry_after="90") == timedelta(seconds=90)
    assert wait(retry_after="Mon, 23 Nov 2026 12:05:00 GMT") == timedelta(minutes=5)
    assert wait(retry_after="Mon, 23 Nov 2026 11:00:00 GMT") == timedelta(0)
    assert wait(retry_after="9" * 40) == answers.LONGEST_WAIT
    assert wait(x_ratelimit_remaining="0", x_ratelimit_reset=str(int(NOW.timestamp()) + 60)) == timedelta(minutes=1)
    for headers in ({}, {"retry_after": "soon"}, {"x_ratelimit_remaining": "3", "x_ratelimit_reset": "99"}):
        assert wait(**headers) is None


def test_every_reason_has_its_sentence() -> None:
    every = [*answers._LABELS, *answers.LASTING, "timeout", "no_connection", "tls"]
    assert all(str(answers.reason_label(one)) for one in every)


def test_little_is_believed() -> None:
    assert own_pages("https://x.example/a", "https://x.example") == "https://x.example/a"
    for wrong in ("https://x.example.evil/a", "https://x.example/ü", "https://x.example/a b", 3, None):
        assert own_pages(wrong, "https://x.example") == ""
    assert names(["a", "b", "a", "<i>", "x y", *"cdefg"]) == "a, b, c, d, e"
    assert mark(ONE) == MARK
