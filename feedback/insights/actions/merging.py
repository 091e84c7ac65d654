"""Several themes into one, and one theme into two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from feedback import events
from feedback.db import db
from feedback.errors import Conflict, Invalid, message
from feedback.insights.actions import corrections, members
from feedback.insights.actions.runs import tally_soon
from feedback.insights.actions.themes import active_refusal, new_code, note
from feedback.insights.models import Theme
from feedback.insights.queries import themes
from feedback.insights.rules.acts import MERGE, MERGED, SPLIT, merge_refusal
from feedback.names import refusal, texts_of
from feedback.permissions import Access


def merge(
    *, theme_ids: Sequence[UUID], into: UUID | None, names: Mapping[str, str] | None = None, by: Access | None = None
) -> Theme:
    """Make one theme of two or more: `into` holds all their sentences from now on; `names` are its new ones, if any.

    Raises:
        Invalid: at `themes`, `into` or a name.
    """
    rows = themes.locked(theme_ids)
    states = {row.id: row.state for row in rows.values()}
    fallback = [row.id for row in rows.values() if row.code in themes.fallback_codes()]
    if refused := merge_refusal(states, into, fallback):
        raise Invalid(refused[1], {refused[0]: refused[1]})
    assert into is not None
    kept, taken = rows[into], [row for row in rows.values() if row.id != into]
    _merge(kept, taken, names, by)
    return kept


def _merge(kept: Theme, taken: Sequence[Theme], names: Mapping[str, str] | None, by: Access | None) -> None:
    """Themes that were merged into one of those taken go along."""
    earlier = themes.merged_into([row.id for row in taken])
    before = {
        "names": dict(kept.names),
        "renamed": kept.renamed,
        "led": {row.id.hex: row.merged_into_id.hex for row in earlier if row.merged_into_id},
    }
    if names:
        kept.names, kept.renamed = texts_of("name", names), True
    after = {"themes": sorted(row.id.hex for row in taken), "names": dict(kept.names)}
    act = note(kept, MERGE, before, after, by)
    ids = [row.id for row in taken]
    members.hold_themes(act.id, ids, [kept.id])
    for row in (*taken, *earlier):
        row.state, row.merged_into_id = MERGED, kept.id
    members.join(act.id, ids, kept.id)
    _tell(act.organisation_id)


def _tell(organisation_id: UUID) -> None:
    tally_soon(organisation_id)
    events.announce(events.ThemesMerged(organisation_id))


def split(
    theme: Theme,
    *,
    names: Mapping[str, str],
    words: Mapping[str, Sequence[str]],
    mention_ids: Sequence[UUID],
    picked: bool = False,
    by: Access | None = None,
) -> Theme:
    """Let a new theme take sentences of a theme: at once those named, and with every later run what says the `words`.

    `picked`: the sentences were chosen one by one, and teach what the new theme is. Invalid at the field.
    """
    parent = themes.locked([theme.id])[theme.id]
    if refused := active_refusal(parent):
        raise Conflict(refused)
    given = texts_of("name", names)
    if not mention_ids:
        raise refusal("words", message("None of its sentences says that. Choose other words, or pick sentences."))
    row = _part_of(parent, given, words)
    after = {"made": row.id.hex, "names": given, "words": {lang: list(said) for lang, said in words.items()}}
    act = note(parent, SPLIT, {}, {**after, "sentences": len(mention_ids)}, by)
    members.hold_mentions(act.id, list(mention_ids), [parent.id, row.id])
    members.give(list(mention_ids), row.id, [parent.id])
    members.settle(act.id)
    if picked:
        corrections.teach(mention_ids, row, parent, cause=act, by=by)
    tally_soon(act.organisation_id)
    return row


def _part_of(parent: Theme, names: Mapping[str, str], words: Mapping[str, Sequence[str]]) -> Theme:
    """Of a theme that the codebook knows the words divide every run; of any other the new one holds what it has."""
    divided = parent.source == "codebook"
    definition = {
        "words": {lang: list(said) for lang, said in words.items() if said},
        "within": parent.code if divided else None,
        "taken_from": None if divided else parent.code,
    }
    row = Theme(code=new_code(), names=dict(names), source="human", renamed=True, locked=not divided)
    row.definition = definition
    row.terms = list(dict.fromkeys(word for said in words.values() for word in said))
    db.session.add(row)
    db.session.flush()
    return row
