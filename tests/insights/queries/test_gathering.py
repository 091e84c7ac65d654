from __future__ import annotations

import pytest

from feedback.insights.queries import gathering
from feedback.journeys import queries as journeys
from tests.factories import evidence, surveys
from tests.factories.people import Member
from tests.factories.runs import ground


def everything(of: Member) -> dict[str, tuple[str | None, str | None, float | None]]:
    """Text -> (group, stage, rating)."""
    with of.at_work():
        return {one.text: (one.group, one.stage, one.rating) for page in gathering.gather() for one in page}


def test_comments_come_with_group_stage_and_rating(acme: Member) -> None:
    ground(acme)
    with acme.at_work():
        visit = journeys.stage_named("visit").id
    evidence.note(acme, text="A note", stage_id=visit, rating=2.0)
    evidence.note(acme, "suppliers", text="Another")
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    surveys.answered(opened, "customers", 1, nps=9, text={"text": "An answer"})
    assert everything(acme) == {
        "A note": ("customers", "visit", 2.0),
        "Another": ("suppliers", None, None),
        "An answer": ("customers", "visit", None),
    }
    with acme.at_work():
        assert gathering.count() == 3


def test_pages_lose_and_repeat_nothing(acme: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "PAGE", 2)
    ground(acme)
    for number in range(5):
        evidence.note(acme, text=f"Note {number}")
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    surveys.answered(opened, "customers", 3, text={"text": "An answer"})
    with acme.at_work():
        pages = list(gathering.gather())
        keys = [one.key for page in pages for one in page]
        assert [len(page) for page in pages] == [2, 1, 2, 2, 1]
        assert len(set(keys)) == 8


def test_answers_of_a_survey_that_is_not_released_are_not_there(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="confidential")
    surveys.answered(opened, "employees", 12, text={"text": "Not yet"})
    assert everything(acme) == {}
    with acme.at_work():
        assert gathering.count() == 0


def test_a_key_leads_back_to_its_source_while_it_is_there(acme: Member) -> None:
    ground(acme)
    kept, gone = evidence.note(acme, text="Kept"), evidence.note(acme, text="Gone")
    opened = surveys.opened(acme, surveys.published(acme), ["customers"], mode="identified")
    surveys.answered(opened, "customers", 1, text={"text": "An answer"})
    with acme.at_work():
        keys = [one.key for page in gathering.gather() for one in page]

    def forget() -> None:
        from feedback.db import db, find
        from feedback.evidence.models import Evidence

        db.session.delete(find(Evidence, gone))

    acme.do(forget)
    with acme.at_work():
        found = gathering.sources_of(keys)
        assert sorted(found) == sorted(key for key in keys if key != f"e:{gone.hex}")
        note = found[f"e:{kept.hex}"]
        assert (note.evidence_id, note.response_id) == (kept, None)
        answer = next(one for one in found.values() if one.response_id)
        assert (answer.survey_id, answer.wave_id, answer.position) == (opened.id, opened.wave_id, 0)
        assert len({one.comment_id for one in found.values()}) == 2


def test_the_stages_as_the_analysis_reads_them(acme: Member) -> None:
    ground(acme)
    with acme.at_work():
        words = gathering.stage_words()
    assert [one.code for one in words] == ["booking", "visit", "billing"]
    assert words[0].touchpoints == ({"es": "Llamada", "en": "Call"},)
