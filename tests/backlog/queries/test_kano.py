from __future__ import annotations

from feedback.backlog.queries.kano import kano_asked
from tests.factories.backlog import TITLE, ground, improvement
from tests.factories.people import Member
from tests.factories.surveys import answered, asked, closed, counted, opened, published


def test_kano_is_told_by_group_where_it_may_be_with_the_improvements_of_its_stage(acme: Member) -> None:
    ground(acme)
    number = improvement(acme, "visit")
    improvement(acme, "booking")
    survey = opened(acme, published(acme, asked("call", "kano", "visit")), ["customers"])
    answered(survey, "customers", 8, call=["A"])
    answered(survey, "customers", 2, call=["M"])
    answered(survey, "customers", 1, call=["half"])
    counted(survey)
    hushed = opened(acme, published(acme, asked("call", "kano")), ["employees"], mode="anonymous")
    answered(hushed, "employees", 3, call=["O"])
    closed(hushed)
    with acme.at_work():
        told = {one.group.code: one for one in kano_asked()}
    open_one, kept_back = told["customers"], told["employees"]
    assert open_one.reading is not None and open_one.stage is not None
    assert (open_one.reading.n, open_one.reading.leading, open_one.reading.clear) == (10, "A", True)
    assert [(one.number, one.title) for one in open_one.improvements] == [(number, TITLE)]
    assert (kept_back.reading, kept_back.stage, kept_back.improvements) == (None, None, [])
    assert kept_back.hidden is not None and kept_back.hidden.reason == "too_few"


def test_a_question_left_or_half_answered_has_no_reading(acme: Member) -> None:
    ground(acme)
    survey = opened(acme, published(acme, asked("call", "kano")), ["customers"], stage="visit")
    answered(survey, "customers", 2, call=["half"])
    counted(survey)
    with acme.at_work():
        found = kano_asked()
    assert [(one.reading, one.hidden.reason if one.hidden else "") for one in found] == [(None, "nobody")]
    assert all(one.stage for one in found), "the stage of the survey, where the question has none"
