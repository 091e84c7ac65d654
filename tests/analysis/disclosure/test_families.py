from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.analysis.disclosure import (
    Hidden,
    Measured,
    Node,
    Shown,
    Thresholds,
    family,
    leaves_enough,
    publishable,
    publishable_tree,
)

TOO_FEW, COMPLEMENT = Hidden("too_few", 5), Hidden("complement")


def test_nine_and_four_show_the_total_only() -> None:
    assert publishable(13, {"A": 9, "B": 4}, 5) == {"A": COMPLEMENT, "B": TOO_FEW}


def test_nine_and_six_show_both() -> None:
    assert publishable(15, {"A": 9, "B": 6}, 5) == {"A": Shown(9, 9), "B": Shown(6, 6)}


def test_the_next_smallest_is_hidden_with_the_small_one() -> None:
    assert publishable(20, {"A": 9, "B": 4, "C": 7}, 5) == {"A": Shown(9, 9), "B": TOO_FEW, "C": COMPLEMENT}


def test_two_small_ones_cover_each_other_when_together_they_are_enough() -> None:
    assert publishable(16, {"A": 9, "B": 4, "C": 3}, 5) == {"A": Shown(9, 9), "B": TOO_FEW, "C": TOO_FEW}
    assert publishable(22, {"A": 9, "B": 2, "C": 2, "D": 9}, 5)["A"] == COMPLEMENT


def test_site_and_department_are_shown_and_both_teams_hidden() -> None:
    site = Node("site", 30, (Node("dept", 7, (Node("team 1", 4), Node("team 2", 3))), Node("other", 23)))
    assert publishable_tree(site, 5) == {
        "site": Shown(30, 30),
        "dept": Shown(7, 7),
        "other": Shown(23, 23),
        "team 1": TOO_FEW,
        "team 2": TOO_FEW,
    }


def test_parts_of_a_hidden_group_are_hidden_because_they_add_up_to_it() -> None:
    site = Node("site", 24, (Node("A", 10, (Node("A1", 5), Node("A2", 5))), Node("B", 4), Node("C", 10)))
    decisions = publishable_tree(site, 5)
    assert decisions["A"] == decisions["A1"] == decisions["A2"] == COMPLEMENT
    assert decisions["C"] == Shown(10, 10)


def test_equal_sizes_are_told_apart_by_key() -> None:
    assert publishable(18, {"C": 7, "A": 4, "B": 7}, 5) == {"C": Shown(7, 7), "A": TOO_FEW, "B": COMPLEMENT}


def test_people_of_the_whole_in_no_part_count_as_a_part_never_shown() -> None:
    assert publishable(12, {"A": 9}, 5) == {"A": COMPLEMENT}
    assert publishable(14, {"A": 9}, 5) == {"A": Shown(9, 9)}
    assert publishable(18, {"A": 9, "B": 4}, 5) == {"A": Shown(9, 9), "B": TOO_FEW}


def test_an_empty_part_neither_hides_nor_covers() -> None:
    assert publishable(9, {"A": 9, "B": 0}, 5) == {"A": Shown(9, 9), "B": Hidden("nobody")}
    assert publishable(13, {"A": 9, "B": 4, "C": 0}, 5)["A"] == COMPLEMENT


def test_every_part_is_shown_where_every_answer_may_be_seen() -> None:
    assert publishable(3, {"A": 1, "B": 2}, 1) == {"A": Shown(1, 1), "B": Shown(2, 2)}


def test_parts_do_not_overlap() -> None:
    with pytest.raises(ValueError, match="overlap"):
        publishable(10, {"A": 9, "B": 4}, 5)
    with pytest.raises(ValueError, match="names one group"):
        publishable_tree(Node("A", 10, (Node("A", 5),)), 5)


def test_family_shows_figures_and_passes_on_what_is_hidden_already() -> None:
    parts = {
        "A": Measured(3.21, 9, 2.8, 3.7, unit="mean"),
        "B": Measured(1.5, 4, unit="mean"),
        "C": Measured(4.44, 7, unit="mean"),
        "D": Hidden("not_asked"),
    }
    assert family(20, parts, Thresholds(5, 10)) == {
        "A": Shown(3.2, 9, 2.8, 3.7),
        "B": TOO_FEW,
        "C": COMPLEMENT,
        "D": Hidden("not_asked"),
    }


def test_a_part_hidden_for_agreement_is_not_given_away_by_the_others() -> None:
    parts = {"A": Measured(1.0, 6, unit="mean", counts=[6, 0]), "B": Measured(1.5, 8, unit="mean", counts=[4, 4])}
    assert family(14, parts, Thresholds(5, 10)) == {"A": COMPLEMENT, "B": COMPLEMENT}
    wider = parts | {"C": Measured(1.4, 10, unit="mean", counts=[6, 4])}
    assert family(24, wider, Thresholds(5, 10))["C"] == Shown(1.4, 10)


def test_a_band_stays_in_place_of_its_figure() -> None:
    parts = {"A": Measured(1.0, 12, counts=[12, 0]), "B": Measured(1.5, 8), "C": Measured(1.5, 9)}
    assert family(29, parts, Thresholds(5, 10)) == {
        "A": Hidden("complement", band="low"),
        "B": COMPLEMENT,
        "C": Shown(1.5, 9),
    }


def test_no_part_of_a_hidden_whole() -> None:
    parts = {"A": Measured(3.0, 9), "B": Measured(3.0, 2)}
    assert family(11, parts, Thresholds(5, 10), parent_shown=False) == {"A": COMPLEMENT, "B": TOO_FEW}


@pytest.mark.parametrize(
    ("whole", "part", "enough"), [(13, 9, False), (14, 9, True), (9, 9, True), (20, 4, False), (9, 0, True)]
)
def test_part_and_remainder(whole: int, part: int, enough: bool) -> None:
    assert leaves_enough(whole, part, 5) is enough


def trees(depth: int = 2) -> st.SearchStrategy[tuple[int, list[object]]]:
    """People in no part, and the parts."""
    people = st.integers(0, 9)
    if depth == 0:
        return st.tuples(people, st.just([]))
    return st.tuples(st.sampled_from([0, 0, 1, 3, 6]), st.lists(trees(depth - 1), min_size=1, max_size=3))


def grown(shape: tuple[int, list[object]], key: str = "0") -> Node:
    outside, parts = shape
    children = tuple(grown(part, f"{key}.{place}") for place, part in enumerate(parts))  # type: ignore[arg-type]
    return Node(key, outside + sum(child.n for child in children), children)


def atoms_of(node: Node) -> dict[str, int]:
    """The finest sets of people: leaves, and the people of a group in none of its parts."""
    own = node.n - sum(child.n for child in node.children)
    return {node.key: own} | {key: n for child in node.children for key, n in atoms_of(child).items()}


def groups_of(node: Node) -> dict[str, set[str]]:
    return {node.key: set(atoms_of(node))} | {
        key: atoms for child in node.children for key, atoms in groups_of(child).items()
    }


@settings(max_examples=150, deadline=None)
@given(trees(), st.integers(2, 6))
def test_nothing_computed_from_the_shown_groups_speaks_of_fewer_than_k(shape: tuple[int, list[object]], k: int) -> None:
    root = grown(shape)
    people = {key: n for key, n in atoms_of(root).items() if n}
    names = list(people)
    shown = [key for key, outcome in publishable_tree(root, k).items() if isinstance(outcome, Shown)]
    rows = np.array([[name in groups_of(root)[key] for name in names] for key in shown], dtype=float)
    for size in range(1, min(4, len(names)) + 1):
        for few in combinations(names, size):
            if sum(people[name] for name in few) < k:
                target = np.array([name in few for name in names], dtype=float)
                assert not derivable(rows, target)


def derivable(rows: np.ndarray, target: np.ndarray) -> bool:
    if not len(rows):
        return False
    combination = np.linalg.lstsq(rows.T, target, rcond=None)[0]
    return bool(np.allclose(rows.T @ combination, target, atol=1e-8))
