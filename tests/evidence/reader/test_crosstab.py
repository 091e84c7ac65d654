from __future__ import annotations

import pytest

from feedback.evidence.reader.crosstab import why_crosstab

MERGED = [
    ["AMONG 900 ADULTS", "", "Total", "Gender", "", "Age", ""],
    ["", "", "", "Male", "Female", "18-34", "35+"],
    ["What matters most?", "Unweighted N", "900", "400", "500", "300", "600"],
    ["", "Health", "0.25", "0.2", "0.3", "0.1", "0.35"],
    ["", "Work", "0.5", "0.6", "0.4", "0.55", "0.45"],
    ["", "Other (please specify)", "0.25", "0.2", "0.3", "0.35", "0.2"],
]
PERCENT = [
    ["", "Total", "Norte", "Sur"],
    ["Muy satisfecho", "45%", "50 %", "40,5%"],
    ["Satisfecho", "30%", "30%", "30,5%"],
    ["Insatisfecho", "25%", "20%", "29%"],
]
COUNTS = [
    ["Facultad", "Egresado", "", "Total"],
    ["", "2022", "2023", ""],
    ["Artes", "3", "4", "7"],
    ["Ciencia", "5", "6", "11"],
    ["Total general", "8", "10", "18"],
]


@pytest.mark.parametrize("records", [MERGED, PERCENT, COUNTS])
def test_results_are_refused_with_the_reason(records: list[list[str]]) -> None:
    refused = why_crosstab(records)
    assert refused is not None
    assert "one row for each" in str(refused)


ANSWERS = [
    [["text", "n"], ["good", "1"], ["bad", "2"]],
    [
        ["Comment", "a", "b", "c"],
        ["Very good service", "5", "4", "3"],
        ["Too slow", "1", "2", "1"],
        ["Fine", "3", "3", "3"],
    ],
    [["Comment", "x", "y", "z"], *[[f"said {n}", "0.1", "0.25", "0.7"] for n in range(5)]],
    [["id", "q1", "q2", "q3", "why"], *[[str(n), "5", "4", "3", "because of it"] for n in range(5)]],
    [["Nombre", "Nota", "Total", "Edad"], *[[f"Ana {n}", "5", "9", "40"] for n in range(5)]],
]


@pytest.mark.parametrize("records", ANSWERS)
def test_answers_are_not(records: list[list[str]]) -> None:
    assert why_crosstab(records) is None
