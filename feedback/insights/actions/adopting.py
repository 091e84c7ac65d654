"""Taking over themes that another organisation named or told by examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedback.analysis.codebook import built_in_codebook
from feedback.db import db
from feedback.errors import Invalid, message
from feedback.insights.actions.themes import note, rename, sentences, set_examples
from feedback.insights.models import Theme
from feedback.insights.queries import themes
from feedback.insights.rules.acts import ADD
from feedback.names import texts_of
from feedback.permissions import Access


def adopt(*, code: str, names: Mapping[str, str], examples: Sequence[str], by: Access | None = None) -> Theme:
    """An own theme with the code it has elsewhere; one that was taken before gets these names and examples."""
    if code in built_in_codebook().by_id:
        raise Invalid(message("“%(code)s” is a theme of the codebook.", code=code))
    if (row := themes.with_code(code)) is None:
        return _added(code, texts_of("name", names), sentences("examples", examples, required=False), by)
    if dict(row.names) != dict(names):
        rename(row, names=names, by=by)
    return set_examples(row, examples=examples, by=by) if row.source == "human" and row.state == "active" else row


def _added(code: str, names: dict[str, str], examples: list[str], by: Access | None) -> Theme:
    row = Theme(code=code, names=names, source="human", renamed=True, examples=examples)
    db.session.add(row)
    db.session.flush()
    note(row, ADD, {}, {"made": row.id.hex, "names": names, "examples": examples}, by)
    return row


def call(*, code: str, names: Mapping[str, str], by: Access | None = None) -> Theme:
    """A theme of the codebook by the name it has elsewhere, also before any run has found it; Invalid for others."""
    if code not in built_in_codebook().by_id:
        raise Invalid(message("“%(code)s” is no theme of the codebook.", code=code))
    row = themes.with_code(code)
    if row is None:
        row = Theme(code=code, names=dict(built_in_codebook().by_id[code].names), source="codebook")
        db.session.add(row)
        db.session.flush()
    return row if dict(row.names) == dict(names) else rename(row, names=names, by=by)
