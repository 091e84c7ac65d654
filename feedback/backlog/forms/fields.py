"""What several forms of the backlog ask for, and how what somebody types is read."""

from __future__ import annotations

import re
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, ValidationError
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts import queries as accounts
from feedback.backlog.actions.improvements import LONGEST_TEXT
from feedback.backlog.queries import shared
from feedback.insights.queries import themes as theme_queries
from feedback.journeys import queries as journeys
from feedback.journeys.queries import functions
from feedback.stakeholders.queries import groups
from feedback.web.templating import text

TOO_LONG = Length(max=LONGEST_TEXT, message=_("At most %(most)s characters.", most=LONGEST_TEXT))
_GROUPED = re.compile(r"(?<=\d)[.,'\u00a0\u202f ](?=\d{3}(\D|$))")
"""What people put between thousands."""
Choices = list[tuple[str, str]]


class Boxes(SelectMultipleField):  # type: ignore[misc]
    """Things to tick; `first` of them are shown at once, the others on asking, where it is above zero."""

    first = 0
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    @property
    def uuids(self) -> list[UUID]:
        return [UUID(chosen) for chosen in self.data or ()]


def days_of(typed: str | None) -> float | None:
    """Person-days as somebody writes them: 3, 2,5 or 2.5; None where nothing is written; ValidationError."""
    written = (typed or "").strip().replace(",", ".")
    if not written:
        return None
    try:
        return float(written)
    except ValueError:
        raise ValidationError(gettext("Write a number of days, such as 5 or 2.5.")) from None


def cost_of(typed: str | None) -> int | None:
    """A whole amount as somebody writes it: 1200, 1.200 or 1 200; None where nothing is written; ValidationError."""
    written = _GROUPED.sub("", (typed or "").strip())
    if not written:
        return None
    if not (written.isascii() and written.isdigit()):
        raise ValidationError(gettext("Write a whole amount, such as 1200."))
    return int(written)


def numbers_of(typed: str | None) -> list[int]:
    """Numbers of improvements as somebody writes them: 3, 12 or #3 #12; ValidationError."""
    parts = re.split(r"[\s,;]+", (typed or "").replace("#", " ").strip())
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts if part):
        raise ValidationError(gettext("Write the numbers of improvements, such as 3, 12."))
    return [int(part) for part in parts if part]


def uuid_of(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None


def themes() -> Choices:
    """Themes by name."""
    return sorted(((str(one.id), text(one.names)) for one in theme_queries.counting().values()), key=_by_label)


def themes_shared_first() -> tuple[Choices, int]:
    """Themes by name, those that groups share before the others and with who shares them; how many these are."""
    names = {group.code: text(group.name) for group in groups.groups()}
    points = {str(one.theme.id): [names[code] for code in one.groups] for one in shared.shared_themes()}
    every = themes()
    first = [(key, f"{name} ({', '.join(points[key])})") for key, name in every if key in points]
    return [*first, *(choice for choice in every if choice[0] not in points)], len(first)


def _by_label(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def stages() -> Choices:
    return [(str(stage.id), text(stage.name)) for stage in journeys.stages()]


def touchpoints() -> Choices:
    """Touchpoints of the journey with their stages, in order."""
    return [
        (str(point.id), f"{text(stage.name)}: {text(point.name)}")
        for stage in journeys.stages()
        for point in stage.touchpoints
    ]


def stakeholder_groups() -> Choices:
    return [(str(group.id), text(group.name)) for group in groups.groups()]


def areas() -> Choices:
    return [(str(area), text(name)) for area, name in functions.choices()]


def people() -> Choices:
    """Members, by name, for choosing who is in charge."""
    return [(str(user_id), name) for user_id, name in accounts.people().items()]
