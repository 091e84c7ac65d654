"""Themes that another organisation named or told by examples."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.insights.actions import adopting, themes
from feedback.insights.queries import themes as queries
from tests.factories.people import Member

NAMES = {"es": "Toallas", "en": "Towels"}


def test_a_theme_keeps_its_code_and_is_brought_up_to_date(acme: Member) -> None:
    acme.do(lambda: adopting.adopt(code="own-towels", names=NAMES, examples=["No había toallas"]).id)
    newer = {"es": "Ropa de baño", "en": "Linen"}
    acme.do(lambda: adopting.adopt(code="own-towels", names=newer, examples=["Toallas sucias"]).id)
    with acme.at_work():
        [row] = queries.themes()
        assert (row.code, dict(row.names), row.examples, row.source) == (
            "own-towels",
            newer,
            ["Toallas sucias"],
            "human",
        )


def test_a_dismissed_theme_stays_dismissed(acme: Member) -> None:
    acme.do(lambda: adopting.adopt(code="own-towels", names=NAMES, examples=["No había toallas"]).id)
    acme.do(lambda: themes.dismiss(queries.theme("own-towels")).id)
    acme.do(lambda: adopting.adopt(code="own-towels", names=NAMES, examples=["Otra"]).id)
    with acme.at_work():
        assert [(row.state, row.examples) for row in queries.themes()] == [("dismissed", ["No había toallas"])]


def test_a_theme_of_the_codebook_is_called_by_another_name_before_any_run(acme: Member) -> None:
    acme.do(lambda: adopting.call(code="waiting", names={"es": "La cola"}).id)
    with acme.at_work():
        assert [(row.code, dict(row.names), row.renamed) for row in queries.themes()] == [
            ("waiting", {"es": "La cola"}, True)
        ]


def test_codes_of_the_codebook_and_others_are_not_confused(acme: Member) -> None:
    with pytest.raises(Invalid):
        acme.do(adopting.adopt, code="waiting", names=NAMES, examples=["x"])
    with pytest.raises(Invalid):
        acme.do(adopting.call, code="own-towels", names=NAMES)
