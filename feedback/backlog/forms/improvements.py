"""The form of an improvement."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from feedback.accounts import queries as accounts
from feedback.backlog.forms import fields
from feedback.backlog.forms.fields import TOO_LONG, Boxes, cost_of, days_of, numbers_of, uuid_of
from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements, links, objectives, strategies
from feedback.backlog.rules import scope
from feedback.backlog.rules.tags import tags_of
from feedback.errors import Invalid
from feedback.web.templating import say, text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of
from feedback.web.tone import Tone

AMPLIFYING = ("how", "strong_stage", "strong_group")
"""What only an improvement that amplifies is asked."""


class ImprovementForm(TextsForm):
    """An improvement; its title comes with `in_languages`."""

    direction = RadioField(_("What it wants"), [InputRequired(_("Choose one of the two."))])
    stage = SelectField(_("Stage"), validators=[Optional()], description=_("Where people live what it changes."))
    themes = Boxes(_("Themes"), description=_("What people said about these at that stage is its evidence."))
    hypothesis = TextAreaField(
        _("Why it should help"),
        [TOO_LONG, Tone()],
        description=_("“If we …, then …”: what you expect to see afterwards."),
    )
    how = SelectField(_("What to do with what delights"), validators=[Optional()])
    strong_stage = SelectField(_("Strong already at"), validators=[Optional()])
    strong_group = SelectField(_("Strong already with"), validators=[Optional()])
    scope = RadioField(_("How far it reaches"), [Optional()], default=scope.STEPS)
    strategy = SelectField(_("Strategy"), validators=[Optional()])
    objective = SelectField(_("Objective"), validators=[Optional()], description=_("What you want to reach with it."))
    owner = SelectField(_("Who is in charge"), validators=[Optional()])
    area = SelectField(_("Area"), validators=[Optional()], description=_("Who would do it."))
    due_on = DateField(_("Until when"), [Optional()])
    effort_low = StringField(_("At best, days"), [Length(max=12)], render_kw={"inputmode": "decimal"})
    effort_likely = StringField(_("Most likely, days"), [Length(max=12)], render_kw={"inputmode": "decimal"})
    effort_high = StringField(_("At worst, days"), [Length(max=12)], render_kw={"inputmode": "decimal"})
    cost = StringField(
        _("Cost besides the days"),
        [Length(max=20)],
        render_kw={"inputmode": "numeric"},
        description=_("A whole amount in your money: what has to be bought."),
    )
    tags = StringField(
        _("Tags"), [Length(max=600)], description=_("Words of your own to find it by, with commas between.")
    )
    needs = StringField(
        _("Needs these first"),
        [Length(max=200)],
        description=_("Numbers of the improvements that have to be done before, such as 3, 12."),
    )
    further_stages = Boxes(_("Further stages that would feel it"))
    touchpoints = Boxes(_("Touchpoints it changes"))
    groups = Boxes(_("Groups it is for"))

    def validate_effort_low(self, field: Field) -> None:
        days_of(field.data)

    def validate_effort_likely(self, field: Field) -> None:
        days_of(field.data)

    def validate_effort_high(self, field: Field) -> None:
        days_of(field.data)

    def validate_cost(self, field: Field) -> None:
        cost_of(field.data)

    def validate_tags(self, field: Field) -> None:
        try:
            tags_of(field.data or "")
        except Invalid as refused:
            raise ValidationError(say(refused.message)) from None

    def validate_needs(self, field: Field) -> None:
        asked = set(numbers_of(field.data))
        unknown = asked - improvements.ids_of(asked).keys()
        if unknown:
            raise ValidationError(gettext("There is no improvement with the number %(number)s.", number=min(unknown)))

    def values(self, before: Improvement | None = None) -> dict[str, Any]:
        """What `add_improvement` and `change_improvement` take."""
        return {
            "title": self.texts("title", before.title if before else None),
            "hypothesis": self.hypothesis.data or "",
            "stage_id": uuid_of(self.stage.data),
            "theme_ids": self.themes.uuids,
            "strategy_id": uuid_of(self.strategy.data),
            "owner_id": uuid_of(self.owner.data),
            "due_on": self.due_on.data,
            "effort": self._effort(),
            "cost": cost_of(self.cost.data),
            **self._belongs(),
            **self._amplifies(),
        }

    def _belongs(self) -> dict[str, Any]:
        return {
            "scope": self.scope.data or scope.STEPS,
            "objective_id": uuid_of(self.objective.data),
            "function_id": uuid_of(self.area.data),
            "tags": self.tags.data or "",
            "further_stage_ids": self.further_stages.uuids,
            "touchpoint_ids": self.touchpoints.uuids,
            "group_ids": self.groups.uuids,
            "needs_ids": list(improvements.ids_of(numbers_of(self.needs.data)).values()),
        }

    def _amplifies(self) -> dict[str, Any]:
        """What is asked of what delights; nothing where a pain is reduced."""
        if self.how is None or (self.direction is not None and self.direction.data != scope.AMPLIFY):
            return {}
        return {
            "how": self.how.data or "",
            "strong_stage_id": uuid_of(self.strong_stage.data),
            "strong_group_id": uuid_of(self.strong_group.data),
        }

    def _effort(self) -> tuple[float | None, ...] | None:
        guesses = tuple(days_of(field.data) for field in (self.effort_low, self.effort_likely, self.effort_high))
        return guesses if any(guess is not None for guess in guesses) else None


def improvement_form(row: Improvement | None = None, start: dict[str, Any] | None = None) -> ImprovementForm:
    """The form of this improvement, or of a new one that starts with `start`; the direction is asked only once."""
    languages = accounts.organisation().languages
    shape = in_languages(
        ImprovementForm, languages, title=Asked(_("Title"), help=_("A verb and what changes."), tone="text")
    )
    form = shape(data=_shown(row) if row else start)
    _offer(form)
    _offer_amplifying(form)
    form.scope.flags.quiet_optional = True
    if row is not None:
        del form.direction
        for name in AMPLIFYING if row.direction != scope.AMPLIFY else ():
            delattr(form, name)
    return form


def _offer(form: ImprovementForm) -> None:
    none = ("", gettext("None"))
    form.direction.choices = [("reduce", gettext("Reduce a pain")), ("amplify", gettext("Amplify what delights"))]
    form.stage.choices = [("", gettext("No stage in particular")), *fields.stages()]
    form.themes.choices = fields.themes()
    form.scope.choices = [(one, say(scope.scope_meaning(one))) for one in scope.SCOPES]
    form.strategy.choices = [none, *((str(one.id), text(one.name)) for one in strategies.strategies())]
    form.objective.choices = [none, *((str(one.id), text(one.name)) for one in objectives.objectives())]
    form.owner.choices = [("", gettext("nobody in charge")), *fields.people()]
    form.area.choices = [("", gettext("No area yet")), *fields.areas()]
    form.further_stages.choices = fields.stages()
    form.touchpoints.choices = fields.touchpoints()
    form.groups.choices = fields.stakeholder_groups()


def _offer_amplifying(form: ImprovementForm) -> None:
    unsaid = ("", gettext("Not said"))
    form.how.choices = [unsaid, *((one, say(scope.how_meaning(one))) for one in scope.HOWS)]
    form.strong_stage.choices = [unsaid, *fields.stages()]
    form.strong_group.choices = [unsaid, *fields.stakeholder_groups()]


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
        "cost": "" if row.cost is None else str(row.cost),
        "tags": ", ".join(row.tags),
        **_shown_choices(row),
        **_shown_links(row),
    }


def _shown_choices(row: Improvement) -> dict[str, Any]:
    return {
        "scope": row.scope,
        "how": row.how,
        "strong_stage": str(row.strong_stage_id or ""),
        "strong_group": str(row.strong_group_id or ""),
        "objective": str(row.objective_id or ""),
        "area": str(row.function_id or ""),
    }


def _shown_links(row: Improvement) -> dict[str, Any]:
    linked = links.links(row.id)
    return {
        "further_stages": [str(one) for one in linked.stages],
        "touchpoints": [str(one) for one in linked.touchpoints],
        "groups": [str(one) for one in linked.groups],
        "needs": ", ".join(str(one.number) for one in links.before(row.id)),
    }


def _days(days: float | None) -> str:
    return "" if days is None else f"{days:g}"
