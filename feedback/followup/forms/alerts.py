"""The forms of alert rules, one per kind of rule."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from feedback.followup.forms.cases import members
from feedback.followup.models import AlertRule
from feedback.followup.rules import alerts as rules
from feedback.insights.queries import themes
from feedback.journeys import queries as journeys
from feedback.names import LONGEST_NAME
from feedback.web.forms import Form
from feedback.web.templating import say, text


class RuleForm(Form):
    """What every rule has; the rest depends on its kind."""

    kind = ""
    name = StringField(
        _("Name"),
        [InputRequired(_("Write a name.")), Length(max=LONGEST_NAME)],
        description=_("It stands on the cases as the reason they were opened for."),
    )
    stage = SelectField(_("Stage"), validators=[Optional()])
    owner = SelectField(_("Who looks after it"), validators=[Optional()])
    due_days = IntegerField(
        _("Within how many days"),
        [
            InputRequired(_("Write a number of days from 0 to %(most)s.", most=rules.MOST_DAYS)),
            NumberRange(0, rules.MOST_DAYS, _("Write a number of days from 0 to %(most)s.", most=rules.MOST_DAYS)),
        ],
        default=2,
    )

    def choose(self) -> None:
        """Fill the lists to choose from."""
        stages = [(stage.code, text(stage.name)) for stage in journeys.stages()]
        self.stage.choices = [("", gettext("any stage")), *stages]
        self.owner.choices = members()

    def wanted(self) -> dict[str, Any]:
        """What the rule looks for."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """What `make_rule` and `change_rule` take, but for the kind."""
        return {
            "name": self.name.data or "",
            "wanted": self.wanted(),
            "stage_code": self.stage.data or "",
            "owner_id": UUID(self.owner.data) if self.owner.data else None,
            "due_days": self.due_days.data,
        }


class ScoreForm(RuleForm):
    """A score of a kind of question, at most so high."""

    kind = rules.SCORE
    scale = SelectField(_("Kind of question"))
    at_most = IntegerField(
        _("At most"),
        [
            InputRequired(_("Write a number from 0 to 10.")),
            NumberRange(0, 10, _("Write a number from 0 to 10.")),
        ],
        description=_("On the question's own scale. Where its low end is the good one, it is counted from that end."),
    )

    def choose(self) -> None:
        super().choose()
        self.scale.choices = [(scale, say(rules.scale_label(scale))) for scale in rules.SCALES]

    def wanted(self) -> dict[str, Any]:
        return {"kind": self.scale.data, "at_most": self.at_most.data}


class WordsForm(RuleForm):
    """Words and phrases, in whatever languages people write."""

    kind = rules.WORDS
    words = TextAreaField(
        _("Words"),
        [InputRequired(_("Write at least one word."))],
        description=_(
            "One per line, or separated by commas; a phrase is found as it stands. Whole words only, whatever their "
            "accents and capitals. Write them in every language your people write in."
        ),
        render_kw={"rows": 5},
    )

    def wanted(self) -> dict[str, Any]:
        return {"words": (self.words.data or "").splitlines()}


class ThemeForm(RuleForm):
    """A theme that a run of the analysis finds in what somebody wrote."""

    kind = rules.THEME
    theme = SelectField(_("Theme"))
    negative = BooleanField(_("Only where they speak badly of it"), default=True)

    def choose(self) -> None:
        super().choose()
        self.theme.choices = sorted(((row.code, text(row.names)) for row in themes.themes()), key=lambda one: one[1])

    def wanted(self) -> dict[str, Any]:
        return {"theme": self.theme.data, "negative": self.negative.data}


_FORMS: dict[str, type[RuleForm]] = {form.kind: form for form in (ScoreForm, WordsForm, ThemeForm)}


def rule_form(kind: str, row: AlertRule | None = None) -> RuleForm:
    """The form of this kind of rule, filled with the rule that is changed."""
    form = _FORMS[kind](data=_shown(row) if row else None)
    form.choose()
    return form


def _shown(row: AlertRule) -> dict[str, Any]:
    wanted = dict(row.wanted)
    own = {
        "scale": wanted.get("kind"),
        "at_most": wanted.get("at_most"),
        "words": "\n".join(wanted.get("words", ())),
        "theme": wanted.get("theme"),
        "negative": wanted.get("negative"),
    }
    return {
        **own,
        "name": row.name,
        "stage": row.stage_code,
        "owner": str(row.owner_id or ""),
        "due_days": row.due_days,
    }
