import pytest

from feedback.errors import Invalid
from feedback.surveys.checking import check, is_publishable
from feedback.surveys.editing import add_question, duplicate_question, remove_question, update_question
from feedback.surveys.reading import NotAQuestionnaire
from tests.surveys.samples import asked, questionnaire

DOCUMENT = questionnaire(asked("a"), asked("b", "single", choices=[{"code": "x"}, {"code": "y"}]))


def codes(document):
    return [question.code for question in document.questions()]


def test_a_new_question_stands_last_with_code_and_field_of_its_own():
    once = add_question(DOCUMENT, "s1", "new", "nps")
    twice = add_question(once, "s1", "newer", "nps", {"text": {"es": "¿?"}, "stage": "visit"})
    assert codes(twice) == ["a", "b", "nps", "nps_2"]
    assert [question.field for question in twice.questions()] == ["a", "b", "nps", "nps_2"]
    assert twice.question("newer").stage == "visit"
    assert codes(DOCUMENT) == ["a", "b"]


@pytest.mark.parametrize(("section", "new_id", "kind"), [("s9", "n", "nps"), ("s1", "id-a", "nps"), ("s1", "n", "no")])
def test_what_cannot_be_added(section, new_id, kind):
    with pytest.raises(Invalid):
        add_question(DOCUMENT, section, new_id, kind)


def test_an_update_changes_what_it_names_and_nothing_else():
    after = update_question(DOCUMENT, "id-a", {"required": True, "settings": {"low_label": {"es": "nunca"}}})
    before = DOCUMENT.question("id-a")
    question = after.question("id-a")
    assert (question.required, question.settings) == (True, {"low_label": {"es": "nunca"}})
    assert (question.code, question.field, question.text) == (before.code, before.field, before.text)
    assert after.question("id-b") == DOCUMENT.question("id-b")


def test_a_new_code_brings_a_new_field_that_is_free():
    after = update_question(DOCUMENT, "id-a", {"code": "B"})
    assert (after.question("id-a").code, after.question("id-a").field) == ("B", "b_2")
    kept = update_question(DOCUMENT, "id-a", {"code": "A", "field": "a"})
    assert kept.question("id-a").field == "a"
    same = update_question(DOCUMENT, "id-a", {"code": "a"})
    assert same == DOCUMENT


def test_the_id_cannot_be_changed():
    assert update_question(DOCUMENT, "id-a", {"id": "stolen"}).question("id-a").code == "a"


def test_another_kind_keeps_only_what_it_knows():
    words = [{"code": code, "text": {"es": code, "en": code}} for code in "xyz"]
    document = questionnaire(asked("a", "multi", settings={"max": 2, "other": True}, choices=words))
    single = update_question(document, "id-a", {"kind": "single"}).question("id-a")
    assert (single.settings, len(single.choices)) == ({"other": True}, 3)
    nps = update_question(document, "id-a", {"kind": "nps"}).question("id-a")
    assert (nps.settings, nps.choices) == ({}, ())


def test_a_setting_of_the_same_name_is_kept_only_where_it_may_stand():
    document = questionnaire(asked("a", "rating", settings={"points": 11}))
    after = update_question(document, "id-a", {"kind": "ces"})
    assert after.question("id-a").settings == {}
    assert is_publishable(check(after))


@pytest.mark.parametrize("changes", [{"kind": "no such"}, {"kind": []}, {"kind": None}])
def test_an_unknown_kind_is_refused(changes):
    with pytest.raises(Invalid):
        update_question(DOCUMENT, "id-a", changes)


def test_a_wrong_shape_is_refused():
    with pytest.raises(NotAQuestionnaire):
        update_question(DOCUMENT, "id-a", {"text": "hello"})


def test_removing():
    assert codes(remove_question(DOCUMENT, "id-a")) == ["b"]
    with pytest.raises(Invalid):
        remove_question(DOCUMENT, "gone")


def test_a_copy_stands_after_its_original_as_another_question():
    after = duplicate_question(duplicate_question(DOCUMENT, "id-a", "copy"), "id-a", "copy2")
    assert codes(after) == ["a", "a_3", "a_2", "b"]
    assert after.question("copy").text == DOCUMENT.question("id-a").text
    with pytest.raises(Invalid):
        duplicate_question(DOCUMENT, "id-a", "id-b")
