from pathlib import Path

import pytest

import feedback
from feedback.surveys.question_types import NA, NOT_APPLICABLE, TYPES, Answered, Counts, InvalidAnswer
from tests.factories.questionnaires import TYPED, every_kind
from tests.surveys.samples import question

KINDS = (
    "nps csat ces rating single multi yesno dropdown matrix ranking importance kano text longtext number date time "
    "email phone consent info hidden calculation"
)
SEEN = [kind for kind, one in TYPES.items() if one.answerable or kind == "info"]


def test_every_kind_there_is():
    assert list(TYPES) == KINDS.split()
    assert all(one.kind == kind for kind, one in TYPES.items())


@pytest.mark.parametrize("kind", SEEN)
def test_every_kind_that_people_see_has_a_template(kind):
    root = Path(feedback.__file__).parent / "templates" / "question_types"
    assert (root / f"{kind}.html").is_file()


def test_only_three_kinds_are_not_answered():
    assert set(TYPES) - {kind for kind, one in TYPES.items() if one.answerable} == {"info", "hidden", "calculation"}


def test_every_kind_that_is_answered_can_be_said_not_to_apply():
    assert [kind for kind, one in TYPES.items() if NOT_APPLICABLE not in one.settings] == [
        "info",
        "hidden",
        "calculation",
    ]


def test_no_two_settings_of_a_kind_have_one_name():
    for one in TYPES.values():
        names = [setting.name for setting in one.settings]
        assert len(set(names)) == len(names)


QUESTIONS = [one for one in every_kind().questions() if TYPES[one.kind].answerable]


@pytest.mark.parametrize("one", QUESTIONS, ids=lambda one: one.code)
def test_a_question_reads_its_own_fields_and_no_other(one):
    sent = {name: values for name, values in TYPED.items() if name in TYPES[one.kind].fields(one)}
    assert TYPES[one.kind].parse(one, TYPED) == TYPES[one.kind].parse(one, sent)
    assert sent


@pytest.mark.parametrize("one", QUESTIONS, ids=lambda one: one.code)
def test_everybody_who_was_shown_it_is_in_its_summary(one):
    result = TYPES[one.kind].summarise(one, Counts(7, skipped=2, not_applicable=1))
    assert (result.shown, result.people, result.skipped, result.not_applicable) == (10, 7, 2, 1)
    assert {part.shown for _, part in result.parts} <= {10}


@pytest.mark.parametrize("one", QUESTIONS, ids=lambda one: one.code)
def test_what_one_person_answered_is_one_in_every_cell(one):
    answered = TYPES[one.kind].parse(one, TYPED)
    if answered is None:
        return
    cells = TYPES[one.kind].tally(answered)
    assert len(set(cells)) == len(cells)
    parts = {part: Counts(1, {value: 1 for name, value in cells if name == part}) for part, _ in cells if part}
    result = TYPES[one.kind].summarise(one, Counts(1, {value: 1 for part, value in cells if not part}, parts))
    counted = [bar.count for bar in result.bars] + [bar.count for _, part in result.parts for bar in part.bars]
    assert sum(counted) == len([cell for cell in cells if cell[1] != NA])


def test_a_field_beside_says_that_it_does_not_apply_only_where_that_is_offered():
    offered, plain = question("longtext", settings={"not_applicable": True}), question("longtext")
    assert TYPES["longtext"].parse(offered, {"longtext.na": ["1"]}) == Answered(not_applicable=True)
    assert TYPES["longtext"].parse(plain, {"longtext.na": ["1"]}) is None
    with pytest.raises(InvalidAnswer, match="Keep one"):
        TYPES["longtext"].parse(offered, {"longtext.na": ["1"], "longtext": ["But also this."]})


def test_the_value_says_that_it_does_not_apply_only_where_that_is_offered():
    offered = question("nps", settings={"not_applicable": True})
    assert TYPES["nps"].parse(offered, {"nps": ["na"]}) == Answered(not_applicable=True)
    with pytest.raises(InvalidAnswer, match="not on the scale"):
        TYPES["nps"].parse(question("nps"), {"nps": ["na"]})
    with pytest.raises(InvalidAnswer, match="Keep one"):
        TYPES["nps"].parse(offered, {"nps": ["na", "5"]})
