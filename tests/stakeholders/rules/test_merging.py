"""Who is new in a group, who changed, who is said twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from feedback.stakeholders.rules.columns import Recipe
from feedback.stakeholders.rules.contacts import details_of
from feedback.stakeholders.rules.importing import Found
from feedback.stakeholders.rules.merging import Entry, Merged, merge

RECIPE = Recipe({"Ref": "reference", "Mail": "email"})


def known(**values: Any) -> Entry:
    details = details_of(**values)
    return Entry(
        id=uuid4(),
        key=details.key,
        email=details.email,
        phone=details.phone,
        reference=details.reference,
        name=details.name,
        lang=details.lang,
        consent=details.consent,
        segments=dict(details.segments),
    )


def people(*given: dict[str, Any]) -> list[Found]:
    return [Found(line, details_of(**one)) for line, one in enumerate(given, start=2)]


def counts(merged: Merged) -> tuple[int, int, int, int]:
    return len(merged.added), len(merged.changed), merged.same, len(merged.bad)


def test_new_changed_and_same() -> None:
    ana, bea = known(email="ana@b.es", name="Ana"), known(email="bea@b.es", name="Bea")
    file = people({"email": "ana@b.es", "name": "Ana"}, {"email": "bea@b.es", "name": "Beatriz"}, {"email": "c@b.es"})
    merged = merge([ana, bea], file, RECIPE)
    assert counts(merged) == (1, 1, 1, 0)
    assert [(one.id, one.name, one.changed) for one in merged.changed] == [(bea.id, "Beatriz", {"name"})]


def test_somebody_said_twice_is_one_and_the_later_row_wins() -> None:
    file = people({"email": "ana@b.es", "name": "Ana"}, {"email": "ana@b.es", "name": "Ana P.", "lang": "es"})
    merged = merge([], file, RECIPE)
    assert counts(merged) == (1, 0, 1, 0)
    assert (merged.added[0].name, merged.added[0].lang) == ("Ana P.", "es")


def test_a_new_address_is_found_by_the_reference_and_the_old_one_is_free() -> None:
    ana = known(email="old@b.es", reference="C1")
    file = people({"email": "new@b.es", "reference": "C1"}, {"email": "old@b.es", "reference": "C2"})
    merged = merge([ana], file, RECIPE)
    assert counts(merged) == (1, 1, 0, 0)
    assert (ana.key, merged.added[0].key) == ("mail:new@b.es", "mail:old@b.es")


def test_a_reference_of_somebody_else_is_bad_in_its_row_and_column() -> None:
    merged = merge([known(email="a@b.es", reference="C1")], people({"email": "b@b.es"}, {"email": "b@b.es"}), RECIPE)
    assert merged.bad == []
    both = [known(email="a@b.es", reference="C1"), known(email="b@b.es", reference="C2")]
    merged = merge(both, people({"email": "c@b.es"}, {"email": "a@b.es", "reference": "C2"}), RECIPE)
    assert [(one.row, one.column) for one in merged.bad] == [(3, "Ref")]


def test_an_opt_out_is_taken_over_and_never_lifted() -> None:
    ana, bea = known(email="ana@b.es"), known(email="bea@b.es")
    bea.opted_out_at = datetime(2026, 1, 1, tzinfo=UTC)
    file = people({"email": "ana@b.es", "opted_out": True}, {"email": "bea@b.es", "consent": None})
    merged = merge([ana, bea], file, RECIPE)
    assert [(one.id, one.opts_out) for one in merged.changed] == [(ana.id, True)]
    assert bea.opted_out_at is not None


ONE = st.fixed_dictionaries(
    {"email": st.sampled_from([f"p{number}@b.es" for number in range(6)])},
    optional={"name": st.sampled_from(["Ana", "Bea"]), "lang": st.sampled_from(["es", "en"])},
)


@given(st.lists(ONE, max_size=12))
def test_the_same_file_again_adds_and_changes_nobody_even_where_it_contradicts_itself(
    rows: list[dict[str, Any]],
) -> None:
    file = people(*rows)
    first = merge([], file, RECIPE)
    assert len({one.key for one in first.added}) == len(first.added)
    assert len(first.added) + first.same == len(rows)
    kept = [replace(one, id=uuid4(), before={}) for one in first.added]
    assert counts(merge(kept, file, RECIPE)) == (0, 0, len(rows), 0)
