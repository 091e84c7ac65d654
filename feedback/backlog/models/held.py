"""Links to themes, which may be merged into one another."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Mapped, declared_attr, relationship

from feedback.insights.models import Theme


class Held:
    """A link to a theme, which counts for the theme that holds its sentences: itself, or the one it was merged into."""

    if TYPE_CHECKING:
        theme_id: Mapped[UUID]

    @declared_attr
    def theme(cls) -> Mapped[Theme]:
        return relationship(Theme, lazy="joined", viewonly=True)

    @property
    def holder_id(self) -> UUID:
        return (self.theme and self.theme.merged_into_id) or self.theme_id
