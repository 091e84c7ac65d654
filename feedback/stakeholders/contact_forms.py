"""Forms of contacts: what a list shows, and one person typed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, SearchField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from feedback.errors import Invalid
from feedback.names import LONGEST_NAME, one_line
from feedback.stakeholders.models import Contact, Segment
from feedback.stakeholders.queries.contacts import REACHABLE, Wanted
from feedback.stakeholders.rules.contacts import LONGEST_REFERENCE, reason_label, segments_of
from feedback.stakeholders.rules.languages import NAMES
from feedback.web.forms import Form
from feedback.web.templating import say

Choices = list[tuple[str, str]]
YES, NO = "yes", "no"
REASONS = ("opted_out", "no_consent", "no_address", "bounced")
CONSENT = {YES: True, NO: False}
_BETWEEN = "="


def language_name(code: str | None) -> str:
    """The language in the reader's language; the code itself where Babel does not know it."""
    if not code:
        return ""
    name = Locale.parse(code).get_language_name(str(get_locale())) if code in NAMES else None
    return name or code


def language_choices(*first: str) -> Choices:
    """Languages by code, those given first."""
    codes = [*dict.fromkeys(filter(None, first)), *(code for code in NAMES if code not in first)]
    return [(code, language_name(code)) for code in codes]


class FilterForm(Form):
    """What a list of contacts shows; sent by GET."""

    class Meta:
        csrf = False

    words = SearchField(_("Search"), validators=[Optional()])
    state = SelectField(_("Who"), validators=[Optional()])
    speaks = SelectField(_("Language"), validators=[Optional()])
    """Not `lang`: in an address that is the language of the page."""
    segment = SelectField(_("Segment"), validators=[Optional()])

    def wanted(self) -> Wanted:
        """The filter; a choice that is not offered asks for nothing."""
        segment = _chosen(self.segment).partition(_BETWEEN)
        return Wanted(
            words=one_line(self.words.data or ""),
            lang=_chosen(self.speaks),
            state=_chosen(self.state),
            segment=(segment[0], segment[2]) if segment[0] else None,
        )

    def query(self) -> dict[str, str]:
        """The filter as values of an address."""
        return {field.name: field.data for field in self if field.data}


def _chosen(field: SelectField) -> str:
    return field.data if field.data in dict(field.choices) else ""


def filter_form(typed: Any, languages: Sequence[str], segments: Sequence[Segment]) -> FilterForm:
    form = FilterForm(formdata=typed)
    reasons = [(word, say(reason_label(word))) for word in REASONS]
    form.state.choices = [("", gettext("Everybody")), (REACHABLE, gettext("Reachable by e-mail")), *reasons]
    form.speaks.choices = [("", gettext("All languages")), *((code, language_name(code)) for code in languages)]
    pairs = [(one.attribute, one.value) for one in segments]
    form.segment.choices = [("", gettext("All segments"))]
    form.segment.choices += [(f"{name}{_BETWEEN}{value}", f"{name} = {value}") for name, value in pairs]
    for field in form:
        # All of a form that only looks is a choice; saying so at each field helps nobody.
        field.flags.quiet_optional = True
    return form


class ContactForm(Form):
    """One person; an e-mail address, a telephone number or a reference says who it is."""

    name = StringField(_("Name"), [Length(max=LONGEST_NAME)])
    email = StringField(_("E-mail address"), [Length(max=254)], render_kw={"inputmode": "email"})
    phone = StringField(
        _("Telephone"),
        [Length(max=40)],
        description=_("With its country, such as +34 911 23 45 67."),
        render_kw={"inputmode": "tel"},
    )
    reference = StringField(
        _("Reference"),
        [Length(max=LONGEST_REFERENCE)],
        description=_("What your own system calls this person, such as a customer number."),
    )
    lang = SelectField(_("Language"), validators=[Optional()])
    consent = SelectField(
        _("Agreed to be written to"),
        validators=[Optional()],
        description=_("Who did not agree gets no invitation."),
    )
    segments = TextAreaField(
        _("Segments"), [Length(max=2_000)], description=_("One a line, such as region = north."), render_kw={"rows": 3}
    )

    despite_erasure = BooleanField(_("This person was erased on request and asked to be taken in again"))
    """Offered only once it is needed."""

    def validate_segments(self, field: Field) -> None:
        try:
            self.pairs()
        except Invalid as error:
            raise ValidationError(say(error.message)) from None

    def pairs(self) -> dict[str, str]:
        """Attribute -> value; Invalid where a line is neither."""
        lines = [line for line in (self.segments.data or "").splitlines() if line.strip()]
        if any(_BETWEEN not in line.strip(" =") for line in lines):
            raise ValidationError(gettext("Write each segment as attribute = value."))
        return segments_of({name: value for name, _mark, value in (line.partition(_BETWEEN) for line in lines)})

    def values(self) -> dict[str, Any]:
        """What `keep_contact` and `change_contact` take."""
        return {
            "name": self.name.data or "",
            "email": self.email.data or None,
            "phone": self.phone.data or None,
            "reference": self.reference.data or None,
            "lang": self.lang.data or None,
            "consent": CONSENT.get(self.consent.data or ""),
            "segments": self.pairs(),
        }


def contact_form(languages: Sequence[str], contact: Contact | None = None) -> ContactForm:
    """The form of this contact, or of a new one; `languages` are the organisation's."""
    form = ContactForm(data=_shown(contact) if contact else None)
    known = language_choices(*languages, *([contact.lang] if contact and contact.lang else []))
    form.lang.choices = [("", gettext("Not known")), *known]
    form.consent.choices = [("", gettext("Not recorded")), (YES, gettext("Yes")), (NO, gettext("No"))]
    return form


def _shown(contact: Contact) -> Mapping[str, str]:
    return {
        "name": contact.name,
        "email": contact.email or "",
        "phone": contact.phone or "",
        "reference": contact.reference or "",
        "lang": contact.lang or "",
        "consent": {True: YES, False: NO}.get(contact.consent, "") if contact.consent is not None else "",
        "segments": "\n".join(f"{name} {_BETWEEN} {value}" for name, value in sorted(contact.segments.items())),
    }
