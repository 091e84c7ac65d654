from __future__ import annotations

from feedback.evidence.reader.tools.qualtrics import heading

TAGS = ["StartDate", "EndDate", "Status", "Q1", "Q2_1", "Q2_2", "Q3_4_TEXT"]
TEXTS = ["Start Date", "End Date", "Response Type", "How was it?", "Which? - Bus", "Which? - Train", "Other - Text"]
IDS = [f'{{"ImportId":"QID{number}"}}' for number in range(7)]
ROW = ["2024-01-01", "2024-01-01", "0", "good", "1", "", "by boat"]


def test_three_rows_of_which_the_third_are_ids() -> None:
    found = heading([TAGS, TEXTS, IDS, ROW])
    assert found is not None
    assert (found.rows, found.tool, found.no_answer) == (3, "qualtrics", ("-99",))
    assert found.names == (
        "StartDate",
        "EndDate",
        "Status",
        "How was it?",
        "Which? - Bus",
        "Which? - Train",
        "Other - Text",
    )
    assert [option.option if option else None for option in found.options][4:] == ["Bus", "Train", None]
    assert found.others[3][:2] == ("Q1", "How was it?")


def test_two_rows_of_older_files() -> None:
    old = [f"V{number}" for number in range(1, 11)]
    own = [
        "ResponseID",
        "ResponseSet",
        "Name",
        "ExternalDataReference",
        "EmailAddress",
        "IPAddress",
        "Status",
        "StartDate",
        "EndDate",
        "Done",
    ]
    found = heading([[*old, "Q1"], [*own, "How was it?"], ["x"] * 11])
    assert found is not None
    assert (found.rows, found.names[-1]) == (2, "How was it?")
    quoted = heading([[*TAGS[:3], "Q1"], ["{'ImportId': 'startDate'}"] * 4, ROW[:4]])
    assert quoted is not None
    assert quoted.rows == 2


def test_one_row_where_no_texts_stand_below() -> None:
    found = heading([TAGS, ROW])
    assert found is not None
    assert (found.rows, found.names[3]) == (1, "Q1")


def test_other_files() -> None:
    assert heading([["id", "name", "Q1"], ["1", "2", "3"]]) is None
    assert heading([TAGS]) is None
