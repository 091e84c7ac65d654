"""The form of a new vote: what is voted on, by which rules, who should be there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.accounts.queries import organisation
from feedback.analysis.pairwise.order import ENOUGH
from feedback.backlog.models import Improvement
from feedback.errors import message
from feedback.names import one_line, refusal
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.templating import say, text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of
from feedback.workshops.rules import LONGEST_QUESTION, LONGEST_TITLE, pairs
from feedback.workshops.rules import votes as rules

_PRICED = re.compile(r"^(.*\S)\s*=\s*(\d{1,7})$")
_QUESTION = {
    "es": "¿Qué debería mejorar primero?",
    "en": "What should get better first?",
    "pt": "O que deveria melhorar primeiro?",
}
"""Content, not interface: it is stored in the languages of the organisation."""


_THINGS = 8
"""An example, to make a number of pairs plain."""

_PAIRS_HELP = _(
    "Left empty: as many as say enough with the people wanted below, or with %(people)s where you set none. Each "
    "thing needs about %(enough)s comparisons: with %(things)s things and %(people)s people that is %(pairs)s pairs a "
    "person.",
    enough=ENOUGH,
    things=_THINGS,
    people=pairs.USUAL_PEOPLE,
    pairs=pairs.suggested(_THINGS, pairs.USUAL_PEOPLE),
)


class Things(SelectMultipleField):  # type: ignore[misc]
    """Improvements to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _number(label: Any, help: Any) -> IntegerField:
    """A whole number that may be left out."""
    asked = NumberRange(min=1, message=_("Write a number above 0."))
    return IntegerField(label, [Optional(), asked], description=help)


class VoteForm(TextsForm):
    """A new vote; title and question come with `in_languages`."""

    things = Things(_("Improvements to vote on"))
    typed = TextAreaField(
        _("Other things, one a line"),
        [Optional(), Length(max=8000)],
        description=_("With a budget, each line ends in its price, such as: Chairs for who waits = 20"),
        render_kw={"rows": 4},
    )
    way = RadioField(
        _("How people vote"),
        [InputRequired(_("Choose how people vote."))],
        description=_("Pairs ask for one small decision at a time, and suit many things on a telephone."),
    )
    amount = _number(
        _("Dots of a person"),
        _("Left empty: %(usual)s.", usual=rules.USUAL[rules.DOTS]),
    )
    most = _number(_("Most dots on one thing"), _("Left empty: all of them."))
    budget = _number(
        _("What a person may spend"),
        _("Left empty: %(usual)s.", usual=rules.USUAL[rules.BUDGET]),
    )
    unit = StringField(
        _("What a budget is counted in"),
        [Optional(), Length(max=rules.LONGEST_UNIT)],
        description=_("Such as “days” or “€”."),
    )
    pairs = _number(
        _("Pairs a person is asked"),
        _PAIRS_HELP,
    )
    anonymous = BooleanField(
        _("Promise that nobody can see how anybody voted"),
        description=_("The result then appears only when the vote is closed, and never for fewer than 5 people."),
    )
    proposals = BooleanField(_("Let people propose what is missing"))

    def by_rules(self) -> rules.Rules:
        """The rules that were set; Invalid at the field that cannot be."""
        numbers = (self._amount, self.most.data)
        promised = (bool(self.anonymous.data), bool(self.proposals.data))
        return rules.rules_of(self.way.data or "", *numbers, self.unit.data or "", *promised)

    @property
    def _amount(self) -> int | None:
        """The number that belongs to the way chosen; the others were left over from another choice."""
        field = rules.AMOUNT_FIELD.get(self.way.data or "")
        amount: int | None = self[field].data if field else None
        return amount

    def chosen(self, offered: Sequence[Improvement], prices: Mapping[str, str]) -> list[rules.Thing]:
        """What was ticked and typed, with its prices where people spend a budget."""
        budget, ticked = self.way.data == rules.BUDGET, set(self.things.data or ())
        picked = [row for row in offered if str(row.number) in ticked]
        from_list = [
            rules.Thing(dict(row.title), _price(prices.get(str(row.number), "")) if budget else 0, row.id)
            for row in picked
        ]
        lines = [line for line in (one_line(one) for one in (self.typed.data or "").splitlines()) if line]
        return [*from_list, *(_thing(line, budget) for line in lines)]


def _thing(line: str, budget: bool) -> rules.Thing:
    """What a typed line says, in the organisation's own language."""
    named, price = line, 0
    if budget:
        found = _PRICED.match(line)
        if found is None:
            raise refusal("typed", message("“%(line)s” does not end in = and its price.", line=line[:60]))
        named, price = found[1], int(found[2])
    if len(named) > rules.LONGEST_THING:
        raise refusal("typed", message("At most %(most)s characters.", most=rules.LONGEST_THING))
    return rules.Thing({organisation().languages[0]: named}, price)


def _price(typed: str) -> int:
    written = typed.strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 8 else 0


def vote_form(offered: Sequence[Improvement], ticked: Sequence[int] = ()) -> VoteForm:
    """The form, with these improvements offered and some of them ticked already."""
    languages = organisation().languages
    shape = in_languages(
        VoteForm,
        languages,
        title=Asked(_("Title"), LONGEST_TITLE, tone="text"),
        question=Asked(_("The question people read above it"), LONGEST_QUESTION, long=True, tone="question"),
    )
    start = {"way": rules.DOTS, "anonymous": True, "proposals": True, "things": [str(number) for number in ticked]}
    asked = {code: words for code, words in _QUESTION.items() if code in languages}
    form = shape(data={**start, **start_of("question", asked)})
    form.things.choices = [(str(row.number), f"{row.number}. {text(row.title)}") for row in offered]
    form.way.choices = [(way, say(rules.way_name(way))) for way in rules.WAYS]
    form.things.flags.quiet_optional = True
    return form


def price_of(row: Improvement) -> str:
    """What an improvement would cost as a start: its likely days; '' where nobody guessed."""
    return str(max(1, round(row.effort_likely))) if row.effort_likely else ""


def wanted_of(typed: Mapping[str, str], groups: Sequence[StakeholderGroup]) -> list[dict[str, object]]:
    """The groups people may say they belong to, with how many of each are wanted; Invalid where that is no number."""
    return [_wanted(group, typed.get(group.code, "").strip()) for group in groups]


def _wanted(group: StakeholderGroup, typed: str) -> dict[str, object]:
    if typed and not (typed.isascii() and typed.isdigit() and int(typed[:9]) <= rules.MOST_WANTED):
        raise refusal("wanted", message("Write how many people as a number, up to %(most)s.", most=rules.MOST_WANTED))
    return {"code": group.code, "kind": group.kind, "name": dict(group.name), "wanted": int(typed or 0)}
