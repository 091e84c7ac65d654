"""Forms about a whole questionnaire: its title, introduction, languages and sections."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import DataRequired

from feedback.names import lines, one_line
from feedback.surveys import wording
from feedback.surveys.document import LAYOUTS, Questionnaire, Section, Texts
from feedback.web.forms import Several
from feedback.web.languages import NAMES
from feedback.web.templating import say
from feedback.web.texts_forms import Asked, TextsForm, in_languages

LONGEST_TITLE, LONGEST_INTRO = 200, 2000
_THANKS = _("On the last page, above the receipt code. Empty: our own words.")


class NewForm(TextsForm):
    """The title of a new questionnaire."""


class DetailsForm(TextsForm):
    """Title, introduction and languages of a draft."""

    revision = HiddenField()
    speaks = Several(_("Languages"), [DataRequired(_("Choose at least one language."))])
    base_language = SelectField(
        _("Base language"), description=_("What is missing in another language is shown in this one.")
    )

    layout = SelectField(_("Pages"), coerce=str)
    random_sections = BooleanField(_("The sections stand in another order for each person"))

    def title(self, before: Texts) -> Texts:
        return _kept(before, {code: one_line(self[f"title_{code}"].data or "") for code in self.languages})

    def intro(self, before: Texts) -> Texts:
        return _kept(before, {code: lines(self[f"intro_{code}"].data or "") for code in self.languages})

    def thanks(self, before: Texts) -> Texts:
        return _kept(before, {code: lines(self[f"thanks_{code}"].data or "") for code in self.languages})


class SectionForm(TextsForm):
    """The title of a section, which may have none, and the order of its questions."""

    revision = HiddenField()
    random = BooleanField(
        _("Its questions stand in another order for each person"),
        description=_("So that none is always answered last. The order is kept with each answer."),
    )

    def title(self, before: Texts) -> Texts:
        return _kept(before, {code: one_line(self[f"title_{code}"].data or "") for code in self.languages})


def new_form(languages: Sequence[str]) -> NewForm:
    asked = Asked(
        _("Title"), LONGEST_TITLE, tone="text", help=_("What people see first: name the event they have just lived.")
    )
    return in_languages(NewForm, languages, title=asked)()


def details_form(draft: Questionnaire, offered: Sequence[str], *, revision: int, sent: bool = False) -> DetailsForm:
    """The form of a draft in its own languages; `offered` are those it may speak."""
    shape = in_languages(
        DetailsForm,
        draft.languages,
        title=Asked(_("Title"), LONGEST_TITLE, required=False, tone="text"),
        intro=Asked(_("Introduction"), LONGEST_INTRO, long=True, required=False, tone="text"),
        thanks=Asked(_("Words of thanks"), LONGEST_INTRO, long=True, required=False, help=_THANKS, tone="text"),
    )
    names = ("base_language", "layout", "random_sections")
    data = {"revision": revision, "speaks": list(draft.languages), **{name: getattr(draft, name) for name in names}}
    for name in ("title", "intro", "thanks"):
        data |= {f"{name}_{code}": getattr(draft, name).by_language.get(code, "") for code in draft.languages}
    form = shape(data=data) if sent else shape(formdata=None, data=data)
    codes = dict.fromkeys([*offered, *draft.languages])
    form.speaks.choices = form.base_language.choices = [(code, NAMES.get(code, code)) for code in codes]
    form.layout.choices = [(layout, say(wording.LAYOUTS[layout])) for layout in LAYOUTS]
    return form


def section_form(draft: Questionnaire, section: Section, *, revision: int, sent: bool = False) -> SectionForm:
    asked = Asked(_("Title of the section"), LONGEST_TITLE, required=False, tone="text")
    shape = in_languages(SectionForm, draft.languages, title=asked)
    texts = {f"title_{code}": text for code, text in section.title.by_language.items()}
    data = {"revision": revision, "random": section.random, **texts}
    return shape(data=data) if sent else shape(formdata=None, data=data)


def _kept(before: Texts, typed: dict[str, str]) -> Texts:
    """The texts as typed; those of languages that were not asked for stay."""
    others = {code: text for code, text in before.by_language.items() if code not in typed}
    return Texts(others | {code: text for code, text in typed.items() if text})
