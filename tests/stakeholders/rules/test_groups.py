"""What a group may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Conflict, Invalid
from feedback.stakeholders.rules import groups as rules


@dataclass(eq=False)
class Group:
    kind: str = "customer"
    size: int | None = 10
    parent_id: UUID | None = None
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        self.id = uuid4()


ARCHIVED = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_needed_kind_is_missing_until_a_group_in_use_has_a_size() -> None:
    assert rules.missing_kinds([]) == ("customer", "employee", "supplier")
    groups = [Group("customer"), Group("employee", size=None), Group("supplier", archived_at=ARCHIVED), Group("other")]
    assert rules.missing_kinds(groups) == ("employee", "supplier")
    assert rules.missing_kinds([*groups, Group("employee"), Group("supplier")]) == ()


def test_branches_keep_the_order_and_lose_nobody() -> None:
    above, alone = Group(), Group()
    first, second = Group(parent_id=above.id), Group(parent_id=above.id)
    orphan = Group(parent_id=uuid4())
    found = rules.branches([first, alone, above, orphan, second])
    assert [(one.group, one.sub_groups) for one in found] == [(alone, ()), (above, (first, second)), (orphan, ())]


@pytest.mark.parametrize(
    ("typed", "people"),
    [("", None), ("  ", None), ("1", 1), ("4200", 4200), ("4.200", 4200), ("4,200", 4200), ("1 204 000", 1_204_000)],
)
def test_sizes_are_read_as_people_write_them(typed: str, people: int | None) -> None:
    assert rules.size_of(typed) == people


@pytest.mark.parametrize("typed", ["many", "1.5", "-3", "0", "1,20", "1.200,300", "12345678901", "٣", "1e3"])
def test_what_is_no_number_of_people_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.size_of(typed)
    assert list(refused.value.fields) == ["size"]


@given(st.integers(1, rules.LARGEST), st.sampled_from([",", ".", " ", "\u00a0"]))
def test_any_size_written_with_thousands_reads_as_itself(people: int, mark: str) -> None:
    assert rules.size_of(f"{people:,}".replace(",", mark)) == people


def test_only_known_kinds() -> None:
    assert rules.kind_of("other") == "other"
    with pytest.raises(Invalid):
        rules.kind_of("Customer")


@pytest.mark.parametrize(
    ("parent", "has_sub_groups", "itself"),
    [
        (Group(parent_id=uuid4()), False, False),
        (Group(), True, False),
        (Group(), False, True),
        (Group(archived_at=ARCHIVED), False, False),
        (Group("employee"), False, False),
    ],
)
def test_who_may_not_be_above(parent: Group, has_sub_groups: bool, itself: bool) -> None:
    rules.may_be_under(Group(), "customer", has_sub_groups=False, itself=False)
    with pytest.raises(Invalid) as refused:
        rules.may_be_under(parent, "customer", has_sub_groups=has_sub_groups, itself=itself)
    assert list(refused.value.fields) == ["parent"]


def test_a_sub_group_returns_only_to_a_group_in_use() -> None:
    rules.may_return(None)
    rules.may_return(Group())
    with pytest.raises(Conflict):
        rules.may_return(Group(archived_at=ARCHIVED))
