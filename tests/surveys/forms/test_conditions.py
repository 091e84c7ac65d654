"""The form of a condition, as it is posted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from feedback.surveys.conditions.lines import Group, Line, Lines
from feedback.surveys.conditions.subjects import subjects
from feedback.surveys.forms.conditions import MOST, ConditionForm, sent, started
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": "a", "text": {"en": "A"}}, {"code": "b", "text": {"en": "B"}}]
DOCUMENT = questionnaire(asked("nps"), asked("how", "single", choices=OPTIONS))
SUBJECTS = subjects(DOCUMENT, list(DOCUMENT.questions()), {}, "en")
NPS, HOW = Line("q/id-nps", "at_most", ("6",)), Line("q/id-how", "equals", ("a",))
NESTED = Lines("all", (NPS, Group("any", (HOW, NPS))))


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def posted(form: ConditionForm, do: str = "save", **changed: str) -> MultiDict[str, str]:
    """What the page sends for these lines."""
    fields = [("match", form.lines.match), ("do", do)]
    for block in form.blocks:
        fields += [(f"g{block.group}_match", block.match)] if block.group else []
        for one in block.lines:
            fields += [(f"{one.name}_subject", one.line.subject), (f"{one.name}_operator", one.line.operator)]
            fields += [(f"{one.name}_group", str(one.group))]
            fields += [(f"{one.name}_value", value) for value in one.line.values]
    return MultiDict([*((name, value) for name, value in fields if name not in changed), *changed.items()])


def after(do: str, lines: Lines = NESTED, **changed: str) -> Lines:
    return sent(posted(started(lines, SUBJECTS, 1), do, **changed), SUBJECTS, 1).lines


def test_what_is_shown_is_what_is_sent() -> None:
    assert after("save") == NESTED


def test_lines_and_groups_are_added_and_taken_away() -> None:
    assert after("add").entries == (*NESTED.entries, Line())
    assert after("add_group").entries == (*NESTED.entries, Group("any", (Line(), Line())))
    assert after("add_1").entries == (NPS, Group("any", (HOW, NPS, Line())))
    assert after("remove_0").entries == (Group("any", (HOW, NPS)),)
    assert after("remove_2").entries == (NPS, Group("any", (HOW,)))
    assert after("remove_9") == NESTED


def test_there_is_an_end_to_adding() -> None:
    many = Lines("all", (NPS,) * MOST)
    assert after("add", many) == many


def test_another_subject_gets_a_comparison_that_fits_and_loses_values_it_cannot_have() -> None:
    changed = after("refresh", Lines("all", (NPS,)), c0_subject="q/id-how")
    assert changed.entries == (Line("q/id-how", "equals", ()),)


def test_only_saving_says_what_is_wrong() -> None:
    form = started(Lines("all", (Line("q/id-nps", "at_most"),)), SUBJECTS, 1)
    wrong = sent(posted(form), SUBJECTS, 1)
    assert (wrong.is_sound(), wrong.faults) == (False, [("c0_subject", "Choose or write what to compare with.")])
    assert sent(posted(form, "add"), SUBJECTS, 1).faults == []


def test_an_empty_form_begins_with_a_line_that_says_nothing() -> None:
    form = started(Lines(), SUBJECTS, 1)
    assert ([len(block.lines) for block in form.blocks], form.condition()) == ([1], None)
