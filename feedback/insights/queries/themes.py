"""The themes an organisation knows, and the codebook that finds them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from feedback.analysis.codebook import Codebook, CodebookTheme, built_in_codebook, parse_theme
from feedback.analysis.themes import Theme as Found
from feedback.db import db
from feedback.errors import NotFound, UnknownName, message
from feedback.insights.models import Theme
from feedback.insights.rules.acts import ACTIVE

OVERALL = "overall"
"""Code of the theme of what names no theme."""


def themes() -> list[Theme]:
    """Every theme that a run has found, by code."""
    return list(db.session.scalars(select(Theme).order_by(Theme.code)))


def by_id(theme_ids: Collection[UUID] | None = None) -> dict[UUID, Theme]:
    """Themes by id: all, or these."""
    wanted = select(Theme) if theme_ids is None else select(Theme).where(Theme.id.in_(theme_ids))
    return {theme.id: theme for theme in db.session.scalars(wanted)}


def counting() -> dict[UUID, Theme]:
    """Themes by id that stand on pages: neither merged into another one nor dismissed."""
    return {theme.id: theme for theme in db.session.scalars(select(Theme).where(Theme.state == "active"))}


def locked(theme_ids: Collection[UUID]) -> dict[UUID, Theme]:
    """These themes, for a change that nobody else makes at the same time; NotFound where one is not there."""
    wanted = select(Theme).where(Theme.id.in_(theme_ids)).order_by(Theme.id).with_for_update()
    found = {theme.id: theme for theme in db.session.scalars(wanted)}
    if len(found) < len(set(theme_ids)):
        raise NotFound()
    return found


def chosen(codes: Collection[str]) -> list[Theme]:
    """The themes that count with these codes, in the order of the codes; others are left out."""
    found = {theme.code: theme for theme in db.session.scalars(select(Theme).where(Theme.code.in_(codes)))}
    return [found[code] for code in dict.fromkeys(codes) if code in found and found[code].state == ACTIVE]


def merged_into(theme_ids: Collection[UUID]) -> list[Theme]:
    """Themes whose sentences these hold."""
    return list(db.session.scalars(select(Theme).where(Theme.merged_into_id.in_(theme_ids)).order_by(Theme.code)))


def holder(row: Theme) -> Theme:
    """The theme that holds the sentences of a theme: itself, or the one it was merged into."""
    return db.session.scalars(select(Theme).where(Theme.id == (row.merged_into_id or row.id))).one()


def fallback_codes() -> frozenset[str]:
    """Themes that count only where a sentence names no other: they are neither merged nor dismissed."""
    return frozenset(theme.id for theme in built_in_codebook().themes if theme.fallback)


def theme(code: str) -> Theme:
    """The theme with this code; NotFound."""
    if (found := with_code(code)) is None:
        raise NotFound()
    return found


def theme_named(code: str) -> Theme:
    """The theme with this code, for the command line; UnknownName."""
    if (found := with_code(code)) is None:
        raise UnknownName(message("There is no theme “%(code)s”.", code=code))
    return found


def with_code(code: str) -> Theme | None:
    return db.session.scalar(select(Theme).where(Theme.code == code))


def codebook() -> Codebook:
    """The built-in codebook with the themes this organisation wrote itself."""
    written = db.session.scalars(select(Theme).where(Theme.source == "human", Theme.definition.is_not(None)))
    own = [parsed for row in written.all() if (parsed := _own(row))]
    return built_in_codebook().with_themes(*own) if own else built_in_codebook()


def _own(row: Theme) -> CodebookTheme | None:
    text = (row.definition or {}).get("toml")
    return parse_theme(row.code, text) if text else None


def found_before() -> list[Found]:
    """The themes earlier runs found, so that a run can go on with their identity."""
    rows = db.session.scalars(select(Theme).where(Theme.source == "found").order_by(Theme.code))
    return [Found(row.code, dict(row.names), "found", tuple(row.terms), 0, row.stability) for row in rows]


def made_by_people() -> list[Found]:
    """The themes that people added or split off, as a run carries them on."""
    rows = db.session.scalars(select(Theme).where(Theme.source == "human", Theme.state == ACTIVE).order_by(Theme.code))
    return [Found(row.code, dict(row.names), "human", tuple(row.terms), 0, row.stability) for row in rows]
