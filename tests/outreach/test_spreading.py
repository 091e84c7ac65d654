"""One open link in every form it is passed on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest

from feedback.errors import Conflict, Invalid
from feedback.outreach import spreading
from feedback.outreach.queries import channels as queries
from feedback.outreach.queries.channels import Channel
from feedback.outreach.rules.channels import SHEETS
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import Opened, asked, opened, published, standard


@pytest.fixture
def survey(acme: Member) -> Opened:
    three_groups(acme)
    journey(acme, ("visit",))
    questions = [*standard(), asked("branch", "hidden")]
    return opened(acme, published(acme, *questions, title="How was “{stage|it}”?"), ["customers"])


@contextmanager
def channel(of: Opened, stage: str = "", group: str = "customers") -> Iterator[Channel]:
    with of.of.at_work(), of.of.app.test_request_context():
        from feedback.db import enter

        enter(of.of.organisation_id)
        yield queries.channel(of.code, group, stage)


def test_the_title_is_what_respondents_read(survey: Opened) -> None:
    with channel(survey) as one:
        assert spreading.title_of(one, "en") == "How was “Visit”?"
        assert spreading.title_of(one, "pt") == "How was “Visit”? (es)"


def test_the_texts_to_send_hold_the_link_in_every_language(survey: Opened) -> None:
    with channel(survey) as one:
        texts = spreading.shared(one)
    url = f"http://localhost/s/{survey.code}/customers"
    assert [found.tongue.code for found in texts] == ["es", "en"]
    assert texts[1].text == f"Acme would like to hear from you. How was “Visit”? {url}"
    for found in texts:
        assert found.text.endswith(f" {url}")
        assert parse_qs(urlsplit(found.whatsapp).query)["text"] == [found.text]
        assert found.length.characters >= len(found.text)


def test_a_name_rides_along_sealed_and_each_has_its_own_link(survey: Opened) -> None:
    with channel(survey, "visit") as one:
        north, south = spreading.named_links(one, "branch", ["Norte", "Sur"])
    assert (north.name, south.name) == ("Norte", "Sur")
    assert north.url != south.url
    query = parse_qs(urlsplit(north.url).query)
    assert set(query) == {"stage", "v"}
    assert "Norte" not in north.url


def test_values_no_link_can_carry_are_refused(survey: Opened) -> None:
    with channel(survey) as one, pytest.raises(Invalid):
        spreading.url_of(one, {"stage": "visit"})


def test_an_anonymous_survey_takes_no_names(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("visit",))
    survey = opened(acme, published(acme, *standard(), asked("branch", "hidden")), ["employees"])
    with channel(survey, group="employees") as one:
        assert one.survey.mode == "anonymous"
        with pytest.raises(Conflict):
            spreading.named_links(one, "branch", ["Norte"])
        [page] = spreading.pages(one, SHEETS["badge"], "en", [])
        assert {card.promise for card in page} == {"Your answer is anonymous"}


@pytest.mark.parametrize(("kind", "faces"), [("table", 2), ("invoice", 5), ("badge", 8)])
def test_a_page_is_full_of_the_same_link(survey: Opened, kind: str, faces: int) -> None:
    with channel(survey) as one:
        [page] = spreading.pages(one, SHEETS[kind], "en", [])
    assert len(page) == faces
    assert len({(card.code, card.address, card.place) for card in page}) == 1
    assert page[0].promise == ""


def test_each_name_gets_a_card_and_no_paper_is_wasted(survey: Opened) -> None:
    names = [str(number) for number in range(11)]
    with channel(survey) as one:
        links = spreading.named_links(one, "branch", names)
        papers = {kind: spreading.pages(one, SHEETS[kind], "en", links) for kind in SHEETS}
    assert {kind: [len(page) for page in pages] for kind, pages in papers.items()} == {
        "table": [2] * 11,
        "invoice": [5, 5, 1],
        "badge": [8, 3],
    }
    assert [card.place for page in papers["badge"] for card in page] == names
    assert len({card.code for page in papers["badge"] for card in page}) == 11


def test_the_line_for_a_website_names_the_open_link(survey: Opened) -> None:
    with channel(survey) as one:
        line = spreading.embedded(one, "en")
    assert f'data-survey="http://localhost/s/{survey.code}/customers"' in line
    assert line.startswith("<script async src=")
