from __future__ import annotations

from feedback.insights.rules.handing import HandOver, hand_overs


def crossed(*stages: tuple[str, str]) -> list[tuple[str, str, str, str]]:
    """Stages with their owners, a letter each -> (before, after, who had, who takes)."""
    return [
        (one.before, one.after, "".join(one.had), "".join(one.takes))
        for one in hand_overs((name, tuple(owners)) for name, owners in stages)
    ]


def test_where_the_hands_change() -> None:
    journey = (("advert", "m"), ("offer", "s"), ("order", "s"), ("visit", "v"))
    assert crossed(*journey) == [("advert", "offer", "m", "s"), ("order", "visit", "s", "v")]


def test_a_stage_in_nobodys_hands_is_passed_over() -> None:
    assert crossed(("offer", "s"), ("wait", ""), ("visit", "v")) == [("offer", "visit", "s", "v")]


def test_only_who_comes_in_takes_over() -> None:
    assert crossed(("offer", "s"), ("order", "sv"), ("visit", "v")) == [("offer", "order", "s", "v")]
    assert crossed(("a", "xy"), ("b", "yz")) == [("a", "b", "xy", "z")]


def test_there_may_be_none() -> None:
    assert crossed() == crossed(("offer", "s")) == crossed(("offer", ""), ("visit", "")) == []
    assert hand_overs([("a", (1,)), ("b", (2,))]) == [HandOver("a", "b", (1,), (2,))]
