from __future__ import annotations

from collections.abc import Sequence

from feedback.insights.queries import claims as standings
from feedback.insights.queries import linking as queries
from feedback.insights.queries.linking import Candidate
from feedback.journeys.queries import claims as drawn
from tests.factories import claims, evidence, heard, surveys
from tests.factories.journeys import current
from tests.factories.people import Member
from tests.factories.runs import ground


def offered(of: Member, words: str = "") -> Sequence[Candidate]:
    """What a claim about the visit can be linked to."""
    visit = current(of)[1].id
    with of.at_work():
        return queries.candidates(drawn.element(("stage", visit)), words)


def test_what_was_said_and_asked_at_the_stage_is_offered_by_its_words(acme: Member) -> None:
    ground(acme)
    visit, billing = current(acme)[1:]
    heard.heard(acme, "customers", "waiting", "neg", "visit", n=1)
    heard.heard(acme, "customers", "price", "neg", "billing", n=1)
    heard.counted(acme)
    asked = (surveys.asked("so", "yesno", "visit"), surveys.asked("else", "yesno", "billing"))
    surveys.opened(acme, surveys.published(acme, *asked, surveys.asked("csat", "csat", "visit")), ["customers"])
    evidence.note(acme, text="They queue at the door", stage_id=visit.id)
    evidence.note(acme, text="They queue to pay", stage_id=billing.id)
    found = [(one.kind, one.text if isinstance(one.text, str) else one.text["en"]) for one in offered(acme)]
    assert sorted(found) == [
        ("evidence", "They queue at the door"),
        ("evidence", "We waited far too long here."),
        ("question", "so?"),
        ("theme", "Waiting"),
    ]
    assert [one.text for one in offered(acme, "DOOR queue")] == ["They queue at the door"]


def test_a_theme_only_hidden_people_raised_is_not_offered(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    heard.answered_about(opened, "employees", 4)
    heard.counted(acme)
    assert [one.kind for one in offered(acme)] == []


def test_links_in_words(acme: Member) -> None:
    ground(acme)
    claim = claims.stated(acme)
    link = claims.linked(acme, claim, "evidence", evidence.note(acme, text="They queue"))
    with acme.at_work():
        found = queries.in_words(standings.claim_row(claim).links)
        assert found[link].text == "They queue"
