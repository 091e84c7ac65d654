"""The forms of a tracker."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, RadioField, StringField, URLField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from feedback.accounts.models import Tracker
from feedback.accounts.trackers import queries, rules
from feedback.accounts.trackers.rules.answers import reason_label
from feedback.errors import Invalid
from feedback.web.forms import Form
from feedback.web.templating import say
from feedback.webhooks.addresses import LONGEST, Refused, target

_QUIET = {"autocomplete": "off", "spellcheck": "false"}


class ProjectForm(Form):
    """What can be changed of a tracker that is connected."""

    project = StringField(
        _("Project"),
        [InputRequired(_("Write the project.")), Length(max=200)],
        description=_("GitHub: owner/repository. GitLab: its path or number. Jira: its key."),
        render_kw=_QUIET,
    )
    issue_type = StringField(
        _("Type of issue"),
        [Optional(), Length(max=200)],
        description=_("Only for Jira: as your Jira calls it, such as Task or Tarea."),
    )
    account = StringField(
        _("E-mail of the account"),
        [Optional(), Length(max=200)],
        description=_("Only for Jira in Atlassian’s cloud: the address the token belongs to."),
        render_kw={"autocomplete": "off"},
    )
    token = PasswordField(
        _("Token"),
        [Optional(), Length(max=rules.LONGEST_TOKEN)],
        description=_("Leave it empty to keep the one that is there. It is never shown again."),
        render_kw={"autocomplete": "new-password"},
    )

    def values(self) -> dict[str, Any]:
        """What `change` takes."""
        return {name: self[name].data or "" for name in ("project", "issue_type", "account", "token")}


class TrackerForm(ProjectForm):
    """A tracker that is not connected yet."""

    kind = RadioField(_("Where issues are opened"), [InputRequired(_("Choose one."))])
    url = URLField(
        _("Address"),
        [Length(max=LONGEST)],
        description=_("Its start page. Empty means github.com or gitlab.com; a Jira always has an address of its own."),
        render_kw={**_QUIET, "placeholder": "https://"},
    )
    token = PasswordField(
        _("Token"),
        [InputRequired(_("Paste the token here.")), Length(max=rules.LONGEST_TOKEN)],
        description=_("Made in your tracker. It is kept sealed and never shown again."),
        render_kw={"autocomplete": "new-password"},
    )
    ORDER = ("kind", "url", "project", "issue_type", "account", "token")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind, rules.kind_label(kind)) for kind in rules.KINDS]
        for field in (self.url, self.issue_type, self.account):
            field.flags.quiet_optional = True  # Whether it may be empty depends on the kind: the help says it.

    def validate_url(self, field: URLField) -> None:
        """Look where the address leads, outside any transaction; it is looked at again before every request."""
        if self.kind.data not in rules.KINDS:
            return
        try:
            field.data = rules.check_url(self.kind.data, field.data or "")
            target(field.data, private=queries.may_be_private())
        except Invalid as error:
            raise StopValidation(say(error.message)) from None
        except Refused as refused:
            raise StopValidation(say(reason_label(refused.reason))) from None

    def values(self) -> dict[str, Any]:
        """What `connect` takes."""
        return {**super().values(), "kind": self.kind.data or "", "url": self.url.data or ""}


def project_form(row: Tracker, *, typed: bool = True) -> ProjectForm:
    """The form of a tracker; `typed`: with what was sent. What is Jira's alone stands on Jira's form only."""
    held = {"project": row.project, "issue_type": row.issue_type, "account": row.account}
    form = ProjectForm(data=held) if typed else ProjectForm(formdata=None, data=held)
    if row.kind == rules.JIRA:
        _of_jira(form)
    else:
        del form.issue_type, form.account
    form.token.flags.quiet_optional = True
    return form


def _of_jira(form: ProjectForm) -> None:
    """The form is Jira's already, so its help need not say that a field is."""
    form.project.description = _("Its key: the letters before the number of an issue.")
    form.issue_type.description = _("As your Jira calls it, such as Task or Tarea.")
    form.account.description = _(
        "In Atlassian’s cloud: the address the token belongs to. Empty on a server of your own."
    )
    form.issue_type.flags.quiet_optional = True
