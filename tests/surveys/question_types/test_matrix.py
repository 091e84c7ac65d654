import pytest

from feedback.surveys.question_types import TYPES, Answered, Counts, InvalidAnswer, Typed
from tests.surveys.samples import question

MATRIX = TYPES["matrix"]


def named(*codes):
    return [{"code": code, "text": {"es": code, "en": code}} for code in codes]


def matrix(required=False, **settings):
    return question(
        "matrix", rows=named("price", "speed"), choices=named("bad", "fair", "good"), settings=settings,
        required=required,
    )  # fmt: skip


def sent(**rows):
    return {f"matrix.{row}": [chosen] if isinstance(chosen, str) else chosen for row, chosen in rows.items()}


def test_one_column_per_row():
    assert MATRIX.parse(matrix(), sent(price="good")) == Answered(parts={"price": ("good",)})
    assert MATRIX.parse(matrix(), sent(price="", speed=" ")) is None
    with pytest.raises(InvalidAnswer, match=r"Row 1: Only one answer fits here\."):
        MATRIX.parse(matrix(), sent(price=["good", "bad"]))
    with pytest.raises(InvalidAnswer, match=r"Row 2: That option does not exist here\."):
        MATRIX.parse(matrix(), sent(speed="great"))


def test_several_columns_where_the_author_says_so():
    found = MATRIX.parse(matrix(several=True), sent(price=["good", "bad", "good"]))
    assert found == Answered(parts={"price": ("bad", "good")})


def test_a_row_that_does_not_apply_is_answered_and_all_of_them_are_the_question():
    asked = matrix(not_applicable=True)
    assert MATRIX.parse(asked, sent(price="na", speed="bad")) == Answered(parts={"price": ("na",), "speed": ("bad",)})
    assert MATRIX.parse(asked, sent(price="na", speed="na")) == Answered(not_applicable=True)
    with pytest.raises(InvalidAnswer):
        MATRIX.parse(matrix(), sent(price="na"))
    with pytest.raises(InvalidAnswer, match="Keep one"):
        MATRIX.parse(matrix(several=True, not_applicable=True), sent(price=["na", "bad"]))


def test_a_needed_answer_needs_its_rows():
    whole, half = Answered(parts={"price": ("bad",), "speed": ("na",)}), Answered(parts={"price": ("bad",)})
    assert MATRIX.lacking(matrix(required=True), whole) is None
    assert str(MATRIX.lacking(matrix(required=True), half)) == ("Rows that still need an answer: 1. They are marked.")
    assert MATRIX.lacking(matrix(required=True, required_rows=["price"]), half) is None
    assert MATRIX.lacking(matrix(required=True), Answered(not_applicable=True)) is None


def test_what_was_sent_is_shown_again_by_row():
    assert MATRIX.typed(matrix(), sent(price="gone", speed=["a", "b"])) == Typed(
        parts={"price": ("gone",), "speed": ("a", "b")}
    )


def test_a_result_per_row_with_its_mean_where_columns_are_numbers():
    asked = matrix(values={"bad": 1, "fair": 2, "good": 3}, not_applicable=True)
    price = Counts(10, {"bad": 2, "fair": 3, "good": 3, "na": 2})
    result = MATRIX.summarise(asked, Counts(10, parts={"price": price}, skipped=5))
    rows = dict(result.parts)
    assert [(bar.value, bar.count) for bar in rows["price"].bars] == [("bad", 2), ("fair", 3), ("good", 3)]
    assert (rows["price"].people, rows["price"].not_applicable, rows["price"].skipped) == (8, 2, 5)
    assert (rows["price"].figure.estimate.value, rows["price"].figure.estimate.n) == (2.125, 8)
    assert (rows["speed"].people, rows["speed"].skipped, rows["speed"].figure) == (0, 15, None)
    assert {part.shown for part in rows.values()} == {15}


def test_without_numbers_there_is_no_mean():
    result = MATRIX.summarise(matrix(), Counts(1, parts={"price": Counts(1, {"bad": 1})}))
    assert dict(result.parts)["price"].figure is None


def test_a_row_that_is_no_longer_asked_is_still_counted():
    result = MATRIX.summarise(matrix(), Counts(1, parts={"gone": Counts(1, {"bad": 1})}))
    assert [name for name, _ in result.parts] == ["price", "speed", "gone"]


def test_what_an_answer_adds_to_the_tally():
    assert MATRIX.tally(Answered(parts={"price": ("good",), "speed": ("bad", "fair")})) == (
        ("price", "good"),
        ("speed", "bad"),
        ("speed", "fair"),
    )


@pytest.mark.parametrize(
    ("parts", "where"),
    [
        ({"rows": []}, ["rows"]),
        ({"choices": named("a")}, ["choices"]),
        ({"choices": named("a"), "settings": {"several": True}}, []),
        ({"choices": named("a", "na"), "settings": {"not_applicable": True}}, ["choices/1/code"]),
        ({"settings": {"values": {"worst": 1}}}, ["settings/values"]),
        ({"settings": {"required_rows": ["gone"]}}, ["settings/required_rows"]),
        ({"rows": named("a", "a")}, ["rows/0/code", "rows/1/code"]),
        ({"rows": named(" a")}, ["rows/0/code"]),
    ],
)
def test_what_cannot_be_published(parts, where):
    whole = {"rows": named("price"), "choices": named("bad", "good"), **parts}
    assert [fault.where for fault in MATRIX.faults(question("matrix", **whole))] == where
