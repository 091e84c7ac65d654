from __future__ import annotations

import pytest

from feedback.errors import NotFound
from feedback.insights.lens_listing import lens_json
from tests.factories.heard import counted, heard
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.insights.queries.test_lenses import asked_at, placed


def test_parts_and_what_the_lens_does_not_contain(acme: Member) -> None:
    ground(acme)
    placed(acme, after=["visit", "billing"])
    asked_at(acme, "customers", visit=[4, 5], billing=[2, 1])
    asked_at(acme, "employees", "anonymous", visit=[3, 4])
    heard(acme, "customers", "waiting", "neg", "visit", n=2)
    counted(acme)
    with acme.at_work():
        found = lens_json("goal")
        with pytest.raises(NotFound):
            lens_json("colour")
    assert (found["lens"], found["saved"]) == ("goal", True)
    (part,) = found["parts"]
    figure = part["groups"]["customers"]
    assert (part["code"], part["stages"]) == ("after", ["visit", "billing"])
    assert (figure["score"], figure["n"], figure["counts"], figure["people_at_least"]) == (3.0, 4, "scores", 2)
    assert figure["stages_answered"] == 2
    assert part["groups"]["employees"] == {"hidden": "too_few", "source": "survey"}
    assert part["themes"] == [{"theme": "waiting", "feeling": "neg", "mentions": 2}]
    assert part["wrote"] == {"customers": 2}
    assert [one["code"] for one in found["outside"]] == ["booking"]
