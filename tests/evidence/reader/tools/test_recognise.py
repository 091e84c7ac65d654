from __future__ import annotations

import pytest

from feedback.evidence.reader.tools.recognise import TOOLS, heading_of_tool

HEADERS = {
    "qualtrics": ["StartDate", "EndDate", "Finished", "Q1"],
    "limesurvey": ["id", "submitdate", "lastpage", "startlanguage", "Q1"],
    "microsoft_forms": ["ID", "Start time", "Completion time", "Q"],
    "google_forms": ["Timestamp", "Q"],
    "kobo": ["start", "q", "_id", "_uuid"],
    "surveymonkey": ["Respondent ID", "Collector ID", "Start Date", "End Date", "Q"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_each_tool_is_recognised_by_its_header(tool: str) -> None:
    found = heading_of_tool([HEADERS[tool], ["x"] * len(HEADERS[tool])])
    assert found is not None
    assert found.tool == tool


def test_what_nobody_wrote_is_nobodys() -> None:
    assert heading_of_tool([["text", "rating"], ["good", "1"]]) is None
