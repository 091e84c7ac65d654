"""What a notice says, and what it needs before people read it."""

from __future__ import annotations

import pytest

from feedback.errors import Conflict, Invalid
from feedback.programme import rules


def test_a_notice_fits_where_the_improvement_stands() -> None:
    stands = ("done", "declined", "decided", "in_progress", "open")
    assert [rules.kind_of(one) for one in stands] == ["done", "declined", "decided", "decided", "heard"]
    with pytest.raises(Invalid):
        rules.check_kind("rumour")
    assert len({str(rules.kind_label(kind)) for kind in rules.KINDS}) == 4
    assert len({str(rules.answer_label(kind)) for kind in rules.KINDS}) == 4


def test_a_notice_is_ready_in_the_organisations_own_language() -> None:
    rules.check_ready({"es": "Oímos"}, {"es": "Hicimos"}, "es")
    for heard, answer in (({"en": "Heard"}, {"es": "Hicimos"}), ({"es": "Oímos"}, {})):
        with pytest.raises(Conflict):
            rules.check_ready(heard, answer, "es")
