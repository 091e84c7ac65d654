"""The layers of the blueprint, and what may be said of what is in them."""

from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.journeys.rules import blueprint


def test_every_layer_belongs_to_one_of_three_families() -> None:
    found = {family: [kind.code for kind in blueprint.kinds_of(family)] for family, _ in blueprint.FAMILIES}
    assert found == {
        "person": ["action", "wait", "expectation", "feeling", "question"],
        "company": ["communication", "front", "back", "policy"],
        "means": ["process", "tool"],
    }
    assert sum(len(codes) for codes in found.values()) == len(blueprint.KINDS)


def test_only_what_serves_a_need_is_judged() -> None:
    assert [blueprint.state_of("tool", state) for state in ("", "missing", "failing", "working")] == [
        "",
        "missing",
        "failing",
        "working",
    ]
    assert blueprint.state_of("feeling", "missing") == ""
    assert str(blueprint.state_label("")) == "Nobody has judged it yet"


def test_only_a_wait_has_minutes() -> None:
    assert (blueprint.minutes_of("wait", 0), blueprint.minutes_of("wait", 90)) == (0, 90)
    assert (blueprint.minutes_of("wait", None), blueprint.minutes_of("front", 90)) == (None, None)


@pytest.mark.parametrize(
    ("field", "refused"),
    [
        ("kind", lambda: blueprint.kind("wish")),
        ("state", lambda: blueprint.state_of("process", "bad")),
        ("minutes", lambda: blueprint.minutes_of("wait", -1)),
        ("minutes", lambda: blueprint.minutes_of("wait", blueprint.LONGEST_WAIT + 1)),
        ("integration", lambda: blueprint.integration_of("")),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field: str, refused: object) -> None:
    with pytest.raises(Invalid) as caught:
        refused()  # type: ignore[operator]
    assert list(caught.value.fields) == [field]
