from __future__ import annotations

import pytest

from feedback.surveys.library import LEFT_OUT, NO_STAGE, adopt, entry

HOTEL = entry("hotel-customers")
SAME = {stage.code: stage.code for stage in HOTEL.stages}


def test_questions_move_to_ones_own_stages() -> None:
    draft = adopt(HOTEL, {**SAME, "stay": "la-estancia", "departure": NO_STAGE}, ["es", "en", "pt"])
    assert draft.stages() == ("booking", "arrival", "la-estancia")
    stages = {question.code: question.stage for question in draft.questions()}
    assert (stages["stay_reason"], stages["departure_experience"], stages["recommend"]) == ("la-estancia", None, None)
    assert draft.library == "hotel-customers"


def test_a_stage_that_is_not_there_is_left_out_with_its_section() -> None:
    draft = adopt(HOTEL, {**SAME, "departure": LEFT_OUT}, ["es"])
    assert len(draft.sections) == len(HOTEL.document.sections) - 1
    assert [question.code for question in draft.questions() if question.code.startswith("departure")] == []


def test_it_speaks_the_languages_of_the_organisation() -> None:
    draft = adopt(HOTEL, SAME, ["pt", "fr", "es"])
    assert (draft.languages, draft.base_language) == (("pt", "es"), "pt")
    first = next(draft.questions())
    assert set(first.text.by_language) == set(first.settings["low_label"]) == {"pt", "es"}
    assert first.settings["points"] == 5


def test_without_a_common_language_it_keeps_its_own() -> None:
    draft = adopt(HOTEL, SAME, ["fr"])
    assert (draft.languages, draft.base_language) == (("es", "en", "pt"), "es")


def test_every_stage_must_be_answered() -> None:
    with pytest.raises(KeyError, match="stay"):
        adopt(HOTEL, {code: code for code in SAME if code != "stay"}, ["es"])


def test_the_library_itself_does_not_change() -> None:
    before = HOTEL.document
    adopt(HOTEL, dict.fromkeys(SAME, LEFT_OUT), ["es"])
    assert HOTEL.document is before and HOTEL.document.stages() == tuple(SAME)
