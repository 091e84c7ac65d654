"""Options as rows of a form."""

from __future__ import annotations

from feedback.surveys.forms import choices
from tests.surveys.samples import question

LANGUAGES = ("es", "en")


def values(**typed: object) -> list[tuple[str, dict[str, str]]]:
    found = choices.values(
        "choice", question("single").choices, {f"choice_{name}": value for name, value in typed.items()}, 4, LANGUAGES
    )
    return [(one["code"], one["text"]) for one in found]


def typed(row: int, es: str = "", en: str = "", code: str = "", place: int | None = None) -> dict[str, object]:
    return {f"{row}_es": es, f"{row}_en": en, f"{row}_code": code, f"{row}_place": place}


def test_rows_without_text_are_no_options() -> None:
    assert values(**typed(0, "A", code="a"), **typed(1, code="b"), **typed(2, " \t")) == [("a", {"es": "A"})]


def test_codes_are_made_from_the_words_and_never_twice() -> None:
    rows = {**typed(0, "Sí, claro"), **typed(1, "Sí claro"), **typed(2, en="Yes", code="y")}
    assert values(**rows) == [
        ("si_claro", {"es": "Sí, claro"}),
        ("si_claro_2", {"es": "Sí claro"}),
        ("y", {"en": "Yes"}),
    ]


def test_places_order_the_rows() -> None:
    rows = {**typed(0, "uno", code="1", place=2), **typed(1, "dos", code="2"), **typed(2, "tres", code="3", place=1)}
    assert [code for code, _ in values(**rows)] == ["3", "1", "2"]


def test_a_language_the_questionnaire_left_keeps_its_words() -> None:
    rows = {"choice_0_es": "Nuevo", "choice_0_code": "a"}
    found = choices.values("choice", question("single").choices, rows, 1, ("es",))
    assert found == [{"code": "a", "text": {"en": "a", "es": "Nuevo"}}]


def test_the_points_of_a_scale_are_numbered_whatever_was_typed() -> None:
    rows = {"choice_0_es": "Mal", "choice_0_code": "bad", "choice_2_es": "Bien"}
    found = choices.values("choice", (), rows, 3, ("es",), ("1", "2", "3"))
    assert [one["code"] for one in found] == ["1", "3"]
    again = choices.start("choice", question("single", choices=found).choices, ("es",), ("1", "2", "3"))
    assert [again.get(f"choice_{row}_es") for row in range(3)] == ["Mal", None, "Bien"]


def test_rows_and_options_do_not_mix() -> None:
    sent = {"row_0_es": "Trato", "choice_0_es": "Mal"}
    assert [one["code"] for one in choices.values("row", (), sent, 1, ("es",))] == ["trato"]


def test_the_form_has_lines_to_spare_and_as_many_as_were_sent() -> None:
    one = question("single").choices
    assert choices.rows_for("choice", one, ()) == 3 + choices.SPARE
    assert choices.rows_for("choice", one, ["choice_7_es", "text_es", "row_9_es"]) == 8
    assert choices.rows_for("choice", one, ["choice_999_es", "choice_x_es"]) == choices.MOST
