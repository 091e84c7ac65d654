"""Mailings through their pages: written, sent, watched, and nothing said of who answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from feedback import jobs
from feedback.accounts import queries as accounts
from feedback.outreach.actions import mailings
from feedback.outreach.queries import mailings as queries
from feedback.permissions import Role
from tests.factories.mailbox import text_of
from tests.factories.mailings import GROUP, Post, posting
from tests.factories.people import Member, csrf_of, member, post
from tests.statements import counted

INDEX = "/o/acme/outreach/invitations"
DAY = timedelta(days=1)
SignedIn = Callable[[Member], FlaskClient]


@pytest.fixture
def identified(acme: Member) -> Iterator[Post]:
    with posting(acme) as opened:
        yield opened


@pytest.fixture
def protected(acme: Member) -> Iterator[Post]:
    with posting(acme, "anonymous") as opened:
        yield opened


def filled(**values: Any) -> dict[str, Any]:
    """The form as one fills it in."""
    texts = {
        f"{prefix}{part}_{code}": text
        for prefix in ("", "reminder_")
        for code in ("es", "en")
        for part, text in (("subject", "Hi {name}"), ("body", "Here: {link}"))
    }
    return {**texts, "stage": "", "segment": "", "remind_times": "1", "remind_after_days": "3", **values}


def path_of(one: Post) -> str:
    return f"{INDEX}/new?survey={one.survey.code}&group={GROUP}"


def drafted(client: FlaskClient, one: Post, **values: Any) -> str:
    answer = post(client, path_of(one), filled(**values))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def test_from_the_list_to_the_mail(as_member: SignedIn, identified: Post) -> None:
    identified.people(2)
    client = as_member(identified.of)
    assert f"/new?survey={identified.survey.code}" in client.get(INDEX).get_data(as_text=True)
    form = client.get(path_of(identified)).get_data(as_text=True)
    assert "{organisation}" in form
    assert 'name="reminder_body_en"' in form
    place = drafted(client, identified, sender="Recepción")
    page = client.get(place).get_data(as_text=True)
    assert "Hi Ana Pérez" in page
    assert identified.mailbox.mails == []
    assert post(client, f"{place}/send").status_code == 303
    identified.work()
    assert len(identified.mailbox.mails) == 2
    assert "2" in client.get(place).get_data(as_text=True)
    people = client.get(f"{place}/recipients").get_data(as_text=True)
    assert f"person1@{GROUP}.example" in people
    assert str(identified.mailbox.mails[0]["From"]) == "Recepción <feedback@acme.example>"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("body_es", "No link here", "{link}"),
        ("body_en", "Hello {nombre} {link}", "{nombre}"),
        ("subject_es", "Hi\r\nBcc: eve@example.com", ""),
        ("sender", "Ana\r\nBcc: eve@example.com", ""),
        ("per_hour", "0", ""),
        ("per_hour", "many", ""),
        ("remind_after_days", "1000", ""),
        ("reminder_body_es", "", ""),
    ],
)
def test_what_cannot_be_keeps_everything_that_was_typed(
    as_member: SignedIn, identified: Post, field: str, typed: str, said: str
) -> None:
    client = as_member(identified.of)
    answer = post(client, path_of(identified), filled(**{"subject_en": "A rare subject", field: typed}))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert "A rare subject" in page
    assert said in page
    with identified.of.at_work():
        assert queries.mailings() == []


def test_a_test_mail_goes_to_whoever_asks_and_its_link_leads_nowhere(as_member: SignedIn, identified: Post) -> None:
    identified.people(1)
    client = as_member(identified.of)
    place = drafted(client, identified)
    assert post(client, f"{place}/test", {"language": "en"}).status_code == 303
    identified.work()
    assert identified.mailbox.recipients == [[identified.of.email]]
    assert "/i/…" in text_of(identified.mailbox.mails[0])


def test_it_waits_for_its_time_by_the_clock_that_was_chosen(as_member: SignedIn, identified: Post) -> None:
    identified.people(1)
    client = as_member(identified.of)
    place = drafted(client, identified)
    assert post(client, f"{place}/send", {"at": "soon", "time_zone": "UTC"}).status_code == 422
    given = {"at": "2099-07-01T10:00", "time_zone": "America/Santiago"}
    assert post(client, f"{place}/send", given).status_code == 303
    identified.work()
    assert identified.mailbox.mails == []
    mailing = identified.mailing(UUID(place.rpartition("/")[2]))
    assert (mailing.state, mailing.send_at.isoformat()) == ("scheduled", "2099-07-01T14:00:00+00:00")


def test_paused_gone_on_with_and_stopped(as_member: SignedIn, identified: Post) -> None:
    identified.people(3)
    client = as_member(identified.of)
    place = drafted(client, identified, per_hour="1")
    post(client, f"{place}/send")
    identified.work()
    for act, work, sent in (("pause", DAY, 1), ("resume", DAY, 2), ("stop", DAY, 2)):
        assert post(client, f"{place}/{act}").status_code == 303
        identified.work(work)
        assert len(identified.mailbox.mails) == sent
    assert post(client, f"{place}/resume").status_code == 409


def test_without_a_mail_server_it_is_said_and_nothing_is_begun(as_member: SignedIn, identified: Post) -> None:
    client = as_member(identified.of)
    place = drafted(client, identified)
    config = identified.of.app.config
    config["FEEDBACK"] = config["FEEDBACK"].replaced(SMTP_URL="")
    answer = post(client, f"{place}/send")
    assert answer.status_code == 409
    assert identified.mailing(UUID(place.rpartition("/")[2])).state == "draft"


def test_who_may_only_look_sees_no_addresses_and_sends_nothing(as_member: SignedIn, identified: Post) -> None:
    identified.people(1)
    mailing = identified.sent()
    viewer = as_member(member(identified.of.app, "acme", Role.VIEWER))
    assert viewer.get(INDEX).status_code == 200
    page = viewer.get(f"{INDEX}/{mailing}").get_data(as_text=True)
    assert f"person1@{GROUP}.example" not in page
    assert viewer.get(f"{INDEX}/{mailing}/recipients").status_code == 403
    for act in ("send", "stop", "remind", "test", "discard"):
        assert post(viewer, f"{INDEX}/{mailing}/{act}").status_code == 403


def test_a_list_of_many_asks_no_more_than_a_list_of_one(as_member: SignedIn, identified: Post) -> None:
    client = as_member(identified.of)
    drafted(client, identified)
    with counted(identified.of.app) as one:
        client.get(INDEX)
    drafted(client, identified)
    drafted(client, identified)
    with counted(identified.of.app) as three:
        client.get(INDEX)
    assert len(one) == len(three)


# --- protected surveys: case 77 -----------------------------------------------------------------------


def seen(client: FlaskClient, one: Post, *mailings: UUID) -> list[str]:
    """Everything a manager can look at, without what differs at every look."""
    pages = [INDEX, *(f"{INDEX}/{mailing}" for mailing in mailings)]
    with one.of.at_work():
        reminders = [row.id for mailing in mailings for row in queries.reminders(mailing)]
        audit = [f"{entry.act} {entry.subject} {entry.detail}" for entry in accounts.audit()]
    pages += [f"{INDEX}/{row}" for row in reminders]
    texts = [client.get(page).get_data(as_text=True) for page in pages]
    return [*(text.split('name="csrf_token"')[0] + text.rpartition("</main>")[0][-3000:] for text in texts), *audit]


@pytest.mark.parametrize("answered", [(), (0,), (0, 1, 2), tuple(range(6))])
def test_no_page_differs_by_who_or_how_many_answered(
    as_member: SignedIn, protected: Post, answered: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the random values of the page may differ, so the figures and words are compared."""
    ids = protected.people(6)
    client = as_member(protected.of)
    mailing = protected.sent(remind_times=1, remind_after_days=1)
    protected.use(*(ids[number] for number in answered))
    protected.work(DAY + timedelta(minutes=1))
    assert len(protected.mailbox.mails) == 12 - len(answered)
    text = "\n".join(seen(client, protected, mailing))
    with protected.of.at_work():
        (reminder,) = queries.reminders(mailing)
        assert queries.outcomes([reminder.id]) == {reminder.id: {}}
    page = client.get(f"{INDEX}/{reminder.id}").get_data(as_text=True)
    assert client.get(f"{INDEX}/{reminder.id}/recipients").status_code == 404
    assert "progress" not in page.partition("<main")[2].replace("h-progress", "")
    assert post(client, f"{INDEX}/{reminder.id}/stop").status_code == 303
    people = client.get(f"{INDEX}/{mailing}/recipients").get_data(as_text=True)
    assert (people.count("person1@"), people.count("/take-back")) == (1, 6), "everybody, whether they answered or not"
    assert "Person 1" not in text, "no other page names anybody"


def test_a_protected_reminder_on_its_way_looks_like_one_that_arrived(as_member: SignedIn, protected: Post) -> None:
    protected.people(6)
    client = as_member(protected.of)
    mailing = protected.sent(per_hour=3600, remind_times=1, remind_after_days=1)
    for _ in range(6):
        protected.work(timedelta(minutes=1))
    with protected.of.at_work():
        (reminder,) = queries.reminders(mailing)
    pages = []
    protected.of.do(lambda: _slow_down(reminder.id))
    for _ in range(8):
        protected.work(DAY)
        pages.append(client.get(f"{INDEX}/{reminder.id}").get_data(as_text=True).partition("<main")[2])
    assert protected.mailing(reminder.id).state == "done"
    plain = [page.replace(page.split('name="csrf_token" value="')[-1].split('"')[0], "") for page in pages]
    shown = {plainly(page) for page in plain}
    assert len(shown) == 1
    assert post(client, f"{INDEX}/{reminder.id}/pause").status_code == 409


def plainly(page: str) -> str:
    """What is read, without tokens and days."""
    import re

    return re.sub(r'value="[^"]*"|\d+ de \w+ de \d+', "", page)


def _slow_down(mailing_id: UUID) -> None:
    queries.mailing(mailing_id).per_hour = 1


def test_a_protected_survey_has_no_quota(as_member: SignedIn, protected: Post) -> None:
    client = as_member(protected.of)
    assert 'name="quota"' not in client.get(path_of(protected)).get_data(as_text=True)
    place = drafted(client, protected, quota="1")
    assert protected.mailing(UUID(place.rpartition("/")[2])).quota is None


def test_of_another_organisation_there_is_nothing(as_member: SignedIn, identified: Post, globex: Member) -> None:
    mailing = identified.sent()
    client = as_member(globex)
    for page in (
        f"/{mailing}",
        f"/{mailing}/edit",
        f"/{mailing}/recipients",
        f"/new?survey={identified.survey.code}&group={GROUP}",
    ):
        assert client.get(f"/o/globex/outreach/invitations{page}").status_code == 404
    for act in ("send", "stop", "remind", "test", "discard"):
        assert post(client, f"/o/globex/outreach/invitations/{mailing}/{act}").status_code == 404
    jobs.work_off(identified.of.app)


def test_how_far_it_is_comes_without_reloading(as_member: SignedIn, identified: Post) -> None:
    identified.people(2)
    mailing = identified.draft()
    identified.of.do(mailings.send, mailing)
    client = as_member(identified.of)
    page = client.get(f"{INDEX}/{mailing}").get_data(as_text=True)
    address = f"{INDEX}/{mailing}/progress"
    assert f'data-poll-url="{address}"' in page
    part = client.get(address)
    tag = part.headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    identified.work()
    after = client.get(address, headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert "data-poll-url" not in after.get_data(as_text=True)


def test_a_protected_reminder_is_not_watched(as_member: SignedIn, protected: Post) -> None:
    """How long it takes would tell how many have not answered."""
    protected.people(2)
    first = protected.sent()
    protected.of.do(mailings.remind, first)
    client = as_member(protected.of)
    with protected.of.at_work():
        [reminder] = queries.reminders(first)
    before = client.get(f"{INDEX}/{reminder.id}/progress")
    protected.work()
    after = client.get(f"{INDEX}/{reminder.id}/progress")
    assert "data-poll-url" not in before.get_data(as_text=True) or reminder.started_at is None
    assert "data-poll-url" not in after.get_data(as_text=True)


def test_one_link_is_taken_back_and_works_again(as_member: SignedIn, identified: Post) -> None:
    identified.people(2)
    mailing = identified.sent()
    client, people = as_member(identified.of), f"{INDEX}/{mailing}/recipients"
    link = text_of(identified.mailbox.to(f"person1@{GROUP}.example")[0]).split("/i/")[1].split()[0]
    visitor = identified.of.app.test_client()
    take_back = re.findall(r'action="([^"]+/take-back[^"]*)"', client.get(people).get_data(as_text=True))
    assert len(take_back) == 2
    assert visitor.get(f"/i/{link}").status_code == 200
    assert post(client, take_back[0], {}).status_code == 303
    assert visitor.get(f"/i/{link}").status_code == 410
    restore = re.findall(r'action="([^"]+/restore[^"]*)"', client.get(people).get_data(as_text=True))
    assert post(client, restore[0], {}).status_code == 303
    assert visitor.get(f"/i/{link}").status_code == 200


def test_the_list_of_links_says_nothing_of_who_answered(as_member: SignedIn, protected: Post) -> None:
    one, _other = protected.people(2)
    mailing = protected.sent()
    client, people = as_member(protected.of), f"{INDEX}/{mailing}/recipients"

    def shown() -> str:
        return re.sub(r'value="[^"]*"|nonce="[^"]*"', "", client.get(people).get_data(as_text=True))

    before = shown()
    protected.use(one)
    assert shown() == before


def test_answers_by_mail_go_to_whoever_wrote_it_unless_somebody_says_otherwise(
    as_member: SignedIn, identified: Post
) -> None:
    identified.people(1)
    client = as_member(identified.of)
    assert f'value="{identified.of.email}"' in client.get(path_of(identified)).get_data(as_text=True)
    assert post(client, path_of(identified), filled(reply_to="nobody")).status_code == 422
    place = drafted(client, identified, reply_to="care@acme.example")
    post(client, f"{place}/send", {})
    identified.work()
    assert identified.mailbox.mails[0]["Reply-To"] == "care@acme.example"


@pytest.mark.parametrize(
    "forged",
    [{"X-Forwarded-Host": "evil.example"}, {"Forwarded": "host=evil.example"}, {"X-Original-Host": "evil.example"}],
)
def test_links_in_mails_lead_to_us_whatever_the_request_says(
    as_member: SignedIn, identified: Post, forged: dict[str, str]
) -> None:
    """Case 38: the address of the installation is a setting, never a header."""
    identified.people(1)
    client = as_member(identified.of)
    place = drafted(client, identified)
    token = csrf_of(client.get(place).get_data(as_text=True))
    for host in ("evil.example", "localhost, evil.example", "localhost:80@evil.example"):
        assert client.post(f"{place}/send", data={"csrf_token": token}, headers={"Host": host}).status_code == 400
    assert client.post(f"{place}/send", data={"csrf_token": token}, headers=forged).status_code == 303
    identified.work()
    [mail] = identified.mailbox.mails
    ours = identified.of.app.config["FEEDBACK"].base_url
    links = re.findall(r"https?://[^\s>]+", text_of(mail) + str(mail["List-Unsubscribe"]))
    assert len(links) == 3
    assert all(link.startswith(f"{ours}/") for link in links)
    assert "evil" not in mail.as_string()
