"""Forms of signing in, members and settings."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from feedback.permissions import Role
from feedback.web.forms import Form, Several
from feedback.web.languages import INTERFACE, NAMES
from feedback.web.templating import say


class LoginForm(Form):
    """E-mail and password."""

    email = EmailField(_("E-mail"), [InputRequired(_("Write your e-mail."))], render_kw={"autocomplete": "username"})
    password = PasswordField(
        _("Password"), [InputRequired(_("Write your password."))], render_kw={"autocomplete": "current-password"}
    )


class PasswordForm(Form):
    """The old password and a new one."""

    current = PasswordField(
        _("Your password now"),
        [InputRequired(_("Write your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _("New password"), [InputRequired(_("Write a password."))], render_kw={"autocomplete": "new-password"}
    )


class MemberForm(Form):
    """A colleague to add, with a role and a first password."""

    email = EmailField(_("E-mail"), [InputRequired(_("Write an e-mail."))])
    name = StringField(_("Name"), [InputRequired(_("Write a name.")), Length(max=120)])
    role = SelectField(
        _("Role"),
        default=Role.VIEWER.value,
        description=_(
            "Viewers read. Contributors also report on their own work. Analysts also import, write questionnaires, "
            "analyse and propose improvements. Managers also open surveys and decide. Owners also see to members and "
            "settings."
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.role.choices = [(role.value, say(role.label)) for role in Role]


class OrganisationForm(Form):
    """What people who answer read of the organisation."""

    name = StringField(_("Name"), [InputRequired(_("Write a name.")), Length(max=120)])
    contact = StringField(
        _("Whom people who answer may write to"),
        [Length(max=120)],
        description=_(
            "An e-mail address, or a name with a telephone number. It stands where a questionnaire is closed."
        ),
    )


class LanguagesForm(Form):
    """The languages of an organisation's texts."""

    own_language = SelectField(
        _("Its own language"), description=_("What is missing in another language is shown in this one.")
    )
    others = Several(
        _("Languages its texts are written in"),
        description=_("Texts in a language that you take out are kept, and shown again when it is back."),
    )

    def offer(self, languages: Sequence[str]) -> None:
        """Those that the organisation has, its own first, and those of our pages."""
        every = [(code, NAMES.get(code, code)) for code in dict.fromkeys([*languages, *INTERFACE])]
        self.own_language.choices, self.others.choices = every, every

    @property
    def languages(self) -> list[str]:
        """As they were chosen, its own first."""
        return list(dict.fromkeys([self.own_language.data, *(self.others.data or ())]))
