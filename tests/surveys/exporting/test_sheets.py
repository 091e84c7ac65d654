"""Lines of the sheets."""

from __future__ import annotations

from feedback.surveys.document import Texts
from feedback.surveys.exporting.sheets import (
    ListedChoice,
    Row,
    choice_lines,
    language_column,
    settings_lines,
    survey_lines,
)


def test_a_column_names_its_language() -> None:
    assert [language_column(code) for code in ("es", "pt-BR", "qu", "en")] == [
        "Español (es)",
        "Português (pt-BR)",
        "qu",
        "English (en)",
    ]


def test_columns_nothing_stands_in_are_left_out_and_labels_never() -> None:
    rows = [Row("text", "a", {"required": "yes"}, {"label": Texts({"es": "Hola"}), "hint": Texts()}), Row("end_group")]
    assert list(survey_lines(rows, ["es", "en"])) == [
        ["type", "name", "label::Español (es)", "label::English (en)", "required"],
        ["text", "a", "Hola", "", "yes"],
        ["end_group", "", "", "", ""],
    ]


def test_choices_and_settings() -> None:
    choices = [ListedChoice("l", "a", Texts({"es": "A"}))]
    assert list(choice_lines(choices, ["es"])) == [["list_name", "name", "label::Español (es)"], ["l", "a", "A"]]
    assert list(settings_lines({"form_title": "T"})) == [["form_title"], ["T"]]
