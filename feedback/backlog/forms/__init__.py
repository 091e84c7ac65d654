"""Forms of the backlog."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts import queries as accounts
from feedback.backlog.actions.improvements import LONGEST_TEXT
from feedback.backlog.models import Improvement, Strategy
from feedback.backlog.queries import improvements, strategies
from feedback.backlog.rules import status
from feedback.insights.queries import themes as theme_queries
from feedback.journeys import queries as journeys
from feedback.names import LONGEST_NAME
from feedback.web.forms import Form
from feedback.web.templating import say, text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of
from feedback.web.tone import Tone

TOO_LONG = Length(max=LONGEST_TEXT, message=_("At most %(most)s characters.", most=LONGEST_TEXT))


def days_of(typed: str | None) -> float | None:
    """Person-days as somebody writes them: 3, 2,5 or 2.5; None where nothing is written; ValidationError."""
    written = (typed or "").strip().replace(",", ".")
    if not written:
        return None
    try:
        return float(written)
    except ValueError:
        raise ValidationError(gettext("Write a number of days, such as 5 or 2.5.")) from None


class Themes(SelectMultipleField):  # type: ignore[misc]
    """Themes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ImprovementForm(TextsForm):
    """An improvement; its title comes with `in_languages`."""

    direction = RadioField(_("What it wants"), [InputRequired(_("Choose one of the two."))])
    stage = SelectField(_("Stage"), validators=[Optional()], description=_("Where people live what it changes."))
    themes = Themes(_("Themes"), description=_("What people said about these at that stage is its evidence."))
    hypothesis = TextAreaField(
        _("Why it should help"),
        [TOO_LONG, Tone()],
        description=_("“If we …, then …”: what you expect to see afterwards."),
    )
    strategy = SelectField(_("Strategy"), validators=[Optional()])
    owner = SelectField(_("Who is in charge"), validators=[Optional()])
    due_on = DateField(_("Until when"), [Optional()])
    effort_low = StringField(_("At best, days"), [Length(max=12)], render_kw={"inputmode": "decimal"})
    effort_likely = StringField(_("Most likely, days"), [Length(max=12)], render_kw={"inputmode": "decimal"})
    effort_high = StringField(_("At worst, days"), [Length(max=12)], render_kw={"inputmode": "decimal"})

    def validate_effort_low(self, field: Field) -> None:
        days_of(field.data)

    def validate_effort_likely(self, field: Field) -> None:
        days_of(field.data)

    def validate_effort_high(self, field: Field) -> None:
        days_of(field.data)

    def values(self, before: Improvement | None = None) -> dict[str, Any]:
        """What `add_improvement` and `change_improvement` take."""
        return {
            "title": self.texts("title", before.title if before else None),
            "hypothesis": self.hypothesis.data or "",
            "stage_id": _uuid(self.stage.data),
            "theme_ids": [UUID(chosen) for chosen in self.themes.data or ()],
            "strategy_id": _uuid(self.strategy.data),
            "owner_id": _uuid(self.owner.data),
            "due_on": self.due_on.data,
            "effort": self._effort(),
        }

    def _effort(self) -> tuple[float | None, ...] | None:
        guesses = tuple(days_of(field.data) for field in (self.effort_low, self.effort_likely, self.effort_high))
        return guesses if any(guess is not None for guess in guesses) else None


def _uuid(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None


def improvement_form(row: Improvement | None = None, start: dict[str, Any] | None = None) -> ImprovementForm:
    """The form of this improvement, or of a new one that starts with `start`; the direction is asked only once."""
    languages = accounts.organisation().languages
    shape = in_languages(
        ImprovementForm, languages, title=Asked(_("Title"), help=_("A verb and what changes."), tone="text")
    )
    form = shape(data=_shown(row) if row else start)
    form.direction.choices = [("reduce", gettext("Reduce a pain")), ("amplify", gettext("Amplify what delights"))]
    form.stage.choices = [("", gettext("No stage in particular")), *_stages()]
    form.themes.choices = sorted(
        ((str(one.id), text(one.names)) for one in theme_queries.counting().values()), key=_by_label
    )
    form.strategy.choices = [("", gettext("None")), *((str(one.id), text(one.name)) for one in strategies.strategies())]
    form.owner.choices = [("", gettext("nobody in charge")), *people()]
    if row is not None:
        del form.direction
    return form


class CaseLinkForm(Form):
    """Which improvement a case feeds."""

    number = SelectField(_("Improvement"))


def case_link_form() -> CaseLinkForm:
    """Every improvement that could still change, by number."""
    form = CaseLinkForm()
    still = improvements.with_status([one for one in status.STATUSES if one not in (status.DONE, status.DECLINED)])
    form.number.choices = [(str(row.number), f"{row.number}. {text(row.title)}") for row in still]
    return form


def _by_label(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _themes() -> list[tuple[str, str]]:
    return sorted(((str(one.id), text(one.names)) for one in theme_queries.counting().values()), key=_by_label)


def _stages() -> list[tuple[str, str]]:
    return [(str(stage.id), text(stage.name)) for stage in journeys.stages()]


def people() -> list[tuple[str, str]]:
    """Members, by name, for choosing who is in charge."""
    return [(str(user_id), name) for user_id, name in accounts.people().items()]


def _shown(row: Improvement) -> dict[str, Any]:
    return {
        **start_of("title", row.title),
        "hypothesis": row.hypothesis,
        "stage": str(row.stage_id or ""),
        "themes": [str(link.holder_id) for link in row.themes],
        "strategy": str(row.strategy_id or ""),
        "owner": str(row.owner_id or ""),
        "due_on": row.due_on,
        "effort_low": _days(row.effort_low),
        "effort_likely": _days(row.effort_likely),
        "effort_high": _days(row.effort_high),
    }


def _days(days: float | None) -> str:
    return "" if days is None else f"{days:g}"


class DecisionForm(Form):
    """Yes, no or not now, and why."""

    verdict = RadioField(_("What is decided"), [InputRequired(_("Choose one."))])
    reason = TextAreaField(
        _("Why"),
        [TOO_LONG, Tone()],
        description=_("A no, or a not now, needs its reason: whoever asked for it will read it."),
    )


def decision_form(row: Improvement, sent: bool = True) -> DecisionForm:
    """The verdicts that may be recorded on this improvement now."""
    form = DecisionForm() if sent else DecisionForm(formdata=None)
    form.verdict.choices = [(one, say(status.verdict_label(one))) for one in status.verdicts_on(row.status)]
    return form


class StrategyForm(TextsForm):
    """A strategy; its name comes with `in_languages`."""

    what = TextAreaField(_("What it means"), [TOO_LONG, Optional(), Tone()])
    themes = Themes(_("Shared points it acts on"))

    def values(self, before: Strategy | None = None) -> dict[str, Any]:
        """What `add_strategy` and `change_strategy` take."""
        return {
            "name": self.texts("name", before.name if before else None),
            "what": self.what.data or "",
            "theme_ids": [UUID(chosen) for chosen in self.themes.data or ()],
        }


def strategy_form(row: Strategy | None = None, themes: list[UUID] | None = None) -> StrategyForm:
    """The form of this strategy, or of a new one that starts with these themes ticked."""
    shape = in_languages(StrategyForm, accounts.organisation().languages, name=Asked(_("Name"), tone="text"))
    start = _strategy_shown(row) if row else {"themes": [str(theme) for theme in themes or ()]}
    form = shape(data=start)
    form.themes.choices = sorted(
        ((str(one.id), text(one.names)) for one in theme_queries.counting().values()), key=_by_label
    )
    return form


def _strategy_shown(row: Strategy) -> dict[str, Any]:
    themes = [str(link.holder_id) for link in row.themes]
    return {**start_of("name", row.name), "what": row.what, "themes": themes}


class AsideForm(Form):
    """Why nothing is done about a shared point for now."""

    reason = StringField(_("Why not for now"), [InputRequired(_("Write something here.")), Length(max=500)])


class WeightsForm(Form):
    """A name for how groups count; the weights are fields `weight_<code>`."""

    name = StringField(
        _("Name"),
        [InputRequired(_("Write a name.")), Length(max=LONGEST_NAME)],
        description=_("Who agreed on it and when, such as “Council of October”."),
    )
