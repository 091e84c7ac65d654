import pytest

from feedback.surveys.comparing import Edition, changes, compare, own_words, series
from feedback.surveys.editing import add_question, remove_question, update_question
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": code, "text": {"es": code, "en": code}} for code in "ab"]
BEFORE = questionnaire(
    asked("nps"),
    asked("rating", "rating", settings={"points": 5}),
    asked("ces", "ces"),
    asked("one", "single", choices=OPTIONS),
)


def changed(name, **changes):
    return compare(BEFORE, update_question(BEFORE, f"id-{name}", changes))[f"id-{name}"]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("nps", {"kind": "rating"}),
        ("rating", {"settings": {"points": 7}}),
        ("rating", {"settings": {"points": 5, "first": 0}}),
        ("rating", {"settings": {"points": 5, "higher_is_better": False}}),
        ("ces", {"settings": {"easy": "low"}}),
        ("ces", {"settings": {"points": 5}}),
        ("one", {"choices": OPTIONS[:1]}),
        ("one", {"settings": {"other": True}}),
        ("nps", {"predicts": True}),
    ],
)
def test_another_scale_or_other_options_break_the_series(code, changes):
    assert not changed(code, **changes).comparable


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("nps", {"required": True}),
        ("nps", {"code": "recommend"}),
        ("rating", {"settings": {"points": 5, "low_label": {"es": "poco"}}}),
        ("one", {"choices": OPTIONS[::-1]}),
        ("one", {"settings": {"look": "list"}}),
    ],
)
def test_everything_else_keeps_it(code, changes):
    comparison = changed(code, **changes)
    assert (comparison.comparable, comparison.reworded) == (True, False)


def test_other_words_are_said_and_a_new_translation_is_not():
    assert changed("nps", text={"es": "¿otra?", "en": "nps?"}).reworded
    assert not changed("nps", text={"es": "¿nps?", "en": "nps?", "pt": "nps?"}).reworded


def test_questions_come_and_go():
    after = add_question(remove_question(BEFORE, "id-nps"), "s1", "new", "yesno")
    result = compare(BEFORE, after)
    assert list(result) == ["id-nps", "id-rating", "id-ces", "id-one", "new"]
    assert [comparison.comparable for comparison in result.values()] == [False, True, True, True, False]


def test_the_same_question_twice_is_comparable_in_every_part():
    assert all(c.comparable and not c.reworded for c in compare(BEFORE, BEFORE).values())


def editions(*documents, words=None):
    return [Edition(number, one, (words or {}).get(number, {})) for number, one in enumerate(documents, 1)]


def test_a_series_goes_on_while_nothing_breaks_it():
    second = update_question(BEFORE, "id-nps", {"text": {"es": "¿otra?", "en": "nps?"}})
    third = update_question(second, "id-rating", {"settings": {"points": 7}})
    found = series(editions(BEFORE, second, third))
    assert (found["id-nps"], found["id-rating"]) == (((1, 2, 3),), ((1, 2), (3,)))


def test_the_authors_word_decides_where_it_may():
    reworded = update_question(BEFORE, "id-nps", {"text": {"es": "¿otra?", "en": "nps?"}})
    more = update_question(reworded, "id-one", {"choices": [*OPTIONS, {"code": "c", "text": {"es": "c", "en": "c"}}]})
    found = series(editions(BEFORE, reworded, more, words={2: {"id-nps": False}, 3: {"id-one": True}}))
    assert (found["id-nps"], found["id-one"]) == (((1,), (2, 3)), ((1, 2, 3),))


def test_nobodys_word_joins_two_scales():
    other = update_question(BEFORE, "id-rating", {"settings": {"points": 7}})
    assert series(editions(BEFORE, other, words={2: {"id-rating": True}}))["id-rating"] == ((1,), (2,))
    assert own_words(compare(BEFORE, other), {"id-rating": True}) == {}


def test_a_question_that_comes_back_goes_on_where_it_stopped():
    without = remove_question(BEFORE, "id-nps")
    assert series(editions(BEFORE, without, BEFORE))["id-nps"] == ((1, 3),)


def test_a_word_that_says_nothing_new_is_not_kept():
    reworded = update_question(BEFORE, "id-nps", {"text": {"es": "¿otra?", "en": "nps?"}})
    words = {"id-nps": True, "id-ces": False, "nobody": False}
    assert own_words(compare(BEFORE, reworded), words) == {"id-ces": False}


def test_what_changed_is_said_in_words():
    (nps,) = [one for one in BEFORE.questions() if one.id == "id-nps"]
    changed = update_question(BEFORE, "id-nps", {"required": True, "text": {"es": "¿otra?", "en": "nps?"}})
    after = changed.question("id-nps")
    assert [str(one) for one in changes(nps, after)] == ["its words", "whether an answer is needed"]
    assert changes(nps, nps) == ()
