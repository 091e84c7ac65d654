"""The form of a notice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeVar
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from feedback.accounts import queries as accounts
from feedback.backlog.models import Decision, Improvement
from feedback.programme import rules
from feedback.programme.models import Notice
from feedback.programme.telling.forms import ToField
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.forms import Form
from feedback.web.templating import say, text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of

F = TypeVar("F", bound="PagesForm")


class PagesForm(Form):
    """On which groups' public pages a notice stands; only groups of the organisation can be chosen."""

    groups = ToField(
        _("On the pages of these groups"),
        description=_(
            "It stands on the page of the organisation anyway. A group that is chosen gets a public page of its own: "
            "its name is public then. Choose by what a group lives, not by who said something."
        ),
    )
    known: Sequence[StakeholderGroup] = ()

    def group_ids(self) -> list[UUID]:
        """The groups that were ticked."""
        ticked = set(self.groups.data or ())
        return [group.id for group in self.known if group.code in ticked]


class NoticeForm(PagesForm, TextsForm):
    """What people will read; `heard` and `answer` come with `in_languages`."""

    kind = RadioField(_("What it tells"), [InputRequired(_("Choose one."))])

    def values(self, before: Notice | None = None) -> dict[str, Any]:
        """What `draft_notice` and `change_notice` take."""
        return {
            "kind": self.kind.data,
            "heard": self.texts("heard", before.heard if before else None),
            "answer": self.texts("answer", before.answer if before else None),
            "groups": self.group_ids(),
        }


def notice_form(
    row: Improvement, notice: Notice | None = None, decision: Decision | None = None, raised_by: Collection[str] = ()
) -> NoticeForm:
    """The form of a notice; a new one starts with what fits where the improvement stands.

    `raised_by`: codes of the groups whose pages are proposed for it.
    """
    languages = accounts.organisation().languages
    heard = Asked(
        _("What you heard"),
        most=rules.LONGEST_TEXT,
        long=True,
        help=_("In your own words. Nobody's sentence, and nothing that would tell who said it."),
        tone="text",
    )
    answer = Asked(_("What comes of it"), most=rules.LONGEST_TEXT, long=True, required=False, tone="text")
    groups = stakeholders.groups()
    start = _shown(notice, groups) if notice else _start(row, decision, languages[0], raised_by)
    form = in_languages(NoticeForm, languages, heard=heard, answer=answer)(data=start)
    form.kind.choices = [(kind, say(rules.kind_label(kind))) for kind in rules.KINDS]
    return _offering(form, groups)


def pages_form(notice: Notice) -> PagesForm:
    """The same groups for a notice that people read already."""
    groups = stakeholders.groups()
    return _offering(PagesForm(data={"groups": _placed(notice, groups)}), groups)


def _offering(form: F, groups: Sequence[StakeholderGroup]) -> F:
    form.known = groups
    form.groups.choices = [(group.code, text(group.name)) for group in groups]
    form.groups.flags.quiet_optional = True
    return form


def _placed(notice: Notice, groups: Sequence[StakeholderGroup]) -> list[str]:
    chosen = {link.group_id for link in notice.groups}
    return [group.code for group in groups if group.id in chosen]


def _shown(notice: Notice, groups: Sequence[StakeholderGroup]) -> dict[str, Any]:
    placed = _placed(notice, groups)
    return {
        "kind": notice.kind,
        "groups": placed,
        **start_of("heard", notice.heard),
        **start_of("answer", notice.answer),
    }


def _start(row: Improvement, decision: Decision | None, language: str, raised_by: Collection[str]) -> dict[str, Any]:
    """A draft begins with the reason of the decision: a no is told with its why."""
    reason = decision.reason if decision else ""
    answer = start_of("answer", {language: reason} if reason else {})
    return {"kind": rules.kind_of(row.status), "groups": sorted(raised_by), **answer}
