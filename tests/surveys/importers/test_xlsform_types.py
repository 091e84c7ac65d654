"""The type cell of an XLSForm."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.xlsform_types import Type, read_type


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("select_one c", Type("question", "select_one", "single", "c")),
        ("Select One From  my list", Type("question", "select_one", "single", "my list")),
        ("select_multiple c or_other", Type("question", "select_multiple", "multi", "c", or_other=True)),
        ("select one from c or specify other", Type("question", "select_one", "single", "c", or_other=True)),
        ("select_one_from_file towns.csv", Type("question", "select_one", "single", "towns.csv", file=True)),
        ("select_one_external c", Type("question", "select_one", "single", "c", external=True)),
        ("rank c", Type("question", "rank", "ranking", "c")),
        ("begin group", Type("begin", "begin group", what="group")),
        ("begin_repeat", Type("begin", "begin_repeat", what="repeat")),
        ("begin loop over towns", Type("begin", "begin loop over towns", what="loop", list_name="towns")),
        ("end  group", Type("end", "end group")),
        ("end_repeat stems", Type("end", "end_repeat stems")),
        ("DateTime", Type("question", "datetime", "date")),
        ("today", Type("device", "today")),
        ("start-geopoint", Type("device", "start-geopoint")),
        ("uri:deviceid", Type("question", "uri:deviceid", "unsupported")),
        ("cascading_select SoR-Item", Type("question", "cascading_select SoR-Item", "unsupported")),
    ],
)
def test_what_a_type_is(cell: str, expected: Type) -> None:
    assert read_type(cell) == expected
