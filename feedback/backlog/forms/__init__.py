"""Forms of the backlog."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from feedback.backlog.forms.cases import CaseLinkForm, case_link_form
from feedback.backlog.forms.decisions import DecisionForm, decision_form
from feedback.backlog.forms.fields import people
from feedback.backlog.forms.improvements import ImprovementForm, improvement_form
from feedback.backlog.forms.strategies import AsideForm, StrategyForm, strategy_form
from feedback.names import LONGEST_NAME
from feedback.web.forms import Form

__all__ = [
    "AsideForm",
    "CaseLinkForm",
    "DecisionForm",
    "ImprovementForm",
    "StrategyForm",
    "WeightsForm",
    "case_link_form",
    "decision_form",
    "improvement_form",
    "people",
    "strategy_form",
]


class WeightsForm(Form):
    """A name for how groups count; the weights are fields `weight_<code>`."""

    name = StringField(
        _("Name"),
        [InputRequired(_("Write a name.")), Length(max=LONGEST_NAME)],
        description=_("Who agreed on it and when, such as “Council of October”."),
    )
