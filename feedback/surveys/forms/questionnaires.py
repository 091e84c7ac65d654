"""Forms about a whole questionnaire: its title, introduction, languages and sections."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from feedback.names import lines, one_line
from feedback.surveys.document import Questionnaire, Texts
from feedback.web.languages import NAMES
from feedback.web.texts_forms import Asked, TextsForm, in_languages

LONGEST_TITLE, LONGEST_INTRO = 200, 2000


class Several(SelectMultipleField):  # type: ignore[misc]
    """Several of a few, as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class NewForm(TextsForm):
    """The title of a new questionnaire."""


class DetailsForm(TextsForm):
    """Title, introduction and languages of a draft."""

    revision = HiddenField()
    speaks = Several(_("Languages"), [DataRequired(_("Choose at least one language."))])
    base_language = SelectField(
        _("Base language"), description=_("What is missing in another language is shown in this one.")
    )

    def title(self, before: Texts) -> Texts:
        return _kept(before, {code: one_line(self[f"title_{code}"].data or "") for code in self.languages})

    def intro(self, before: Texts) -> Texts:
        return _kept(before, {code: lines(self[f"intro_{code}"].data or "") for code in self.languages})


class SectionForm(TextsForm):
    """The title of a section; a section may have none."""

    revision = HiddenField()

    def title(self, before: Texts) -> Texts:
        return _kept(before, {code: one_line(self[f"title_{code}"].data or "") for code in self.languages})


def new_form(languages: Sequence[str]) -> NewForm:
    asked = Asked(_("Title"), LONGEST_TITLE, help=_("What people see first: name the event they have just lived."))
    return in_languages(NewForm, languages, title=asked)()


def details_form(draft: Questionnaire, offered: Sequence[str], *, revision: int, sent: bool = False) -> DetailsForm:
    """The form of a draft in its own languages; `offered` are those it may speak."""
    shape = in_languages(
        DetailsForm,
        draft.languages,
        title=Asked(_("Title"), LONGEST_TITLE, required=False),
        intro=Asked(_("Introduction"), LONGEST_INTRO, long=True, required=False),
    )
    data = {"revision": revision, "speaks": list(draft.languages), "base_language": draft.base_language}
    for code in draft.languages:
        data |= {f"title_{code}": draft.title.by_language.get(code, "")}
        data |= {f"intro_{code}": draft.intro.by_language.get(code, "")}
    form = shape(data=data) if sent else shape(formdata=None, data=data)
    codes = dict.fromkeys([*offered, *draft.languages])
    form.speaks.choices = form.base_language.choices = [(code, NAMES.get(code, code)) for code in codes]
    return form


def section_form(draft: Questionnaire, title: Texts, *, revision: int, sent: bool = False) -> SectionForm:
    asked = Asked(_("Title of the section"), LONGEST_TITLE, required=False)
    shape = in_languages(SectionForm, draft.languages, title=asked)
    data = {"revision": revision, **{f"title_{code}": text for code, text in title.by_language.items()}}
    return shape(data=data) if sent else shape(formdata=None, data=data)


def _kept(before: Texts, typed: dict[str, str]) -> Texts:
    """The texts as typed; those of languages that were not asked for stay."""
    others = {code: text for code, text in before.by_language.items() if code not in typed}
    return Texts(others | {code: text for code, text in typed.items() if text})
