"""Forms of evidence: what a list shows, and notes typed or pasted by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, RadioField, SearchField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from feedback.evidence import rules
from feedback.evidence.queries.items import Wanted, segment_from
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.web.forms import Form
from feedback.web.templating import say, text
from feedback.web.tone import Tone

Choices = list[tuple[str, str]]
NO_STAGE = "none"
ONE = "one"


def kinds() -> Choices:
    return [(kind, say(label)) for kind, label in rules.KINDS.items()]


def named(rows: Iterable[StakeholderGroup | Stage]) -> Choices:
    """Groups or stages by id."""
    return [(str(row.id), text(row.name)) for row in rows]


class FilterForm(Form):
    """What a list shows; sent by GET, so that the address of a page says it."""

    class Meta:
        csrf = False

    kind = SelectField(_("Kind"), validators=[Optional()])
    group = SelectField(_("Group"), validators=[Optional()])
    stage = SelectField(_("Stage"), validators=[Optional()])
    source = SelectField(_("Source"), validators=[Optional()])
    words = SearchField(_("Words"), validators=[Optional()])
    segment = SelectField(_("Segment"), validators=[Optional()], validate_choice=False)

    def wanted(self) -> Wanted:
        """The filter; a choice that is not offered asks for nothing."""
        return Wanted(
            kind=_chosen(self.kind),
            group_id=_uuid(_chosen(self.group)),
            stage_id=_uuid(_chosen(self.stage)),
            without_stage=self.stage.data == NO_STAGE,
            source=_chosen(self.source),
            words=(self.words.data or "").strip(),
            segment=segment_from(self.segment.data or "") if self.segment else None,
        )

    def query(self) -> dict[str, str]:
        """The filter as values of an address."""
        return {field.name: field.data for field in self if field.data}


def _chosen(field: SelectField) -> str | None:
    return field.data if field.data in dict(field.choices) and field.data else None


def _uuid(value: str | None) -> UUID | None:
    return UUID(value) if value and value != NO_STAGE else None


def filter_form(
    typed: Any, groups: Sequence[StakeholderGroup], stages: Sequence[Stage], sources: Sequence[str]
) -> FilterForm:
    form = FilterForm(formdata=typed)
    form.kind.choices = [("", gettext("All kinds")), *kinds(), (rules.RATING, say(rules.RATING_KIND))]
    form.group.choices = [("", gettext("All groups")), *named(groups)]
    form.stage.choices = [("", gettext("All stages")), *named(stages), (NO_STAGE, gettext("Stage not known"))]
    form.source.choices = [("", gettext("All sources")), *((source, source) for source in sources)]
    _offer_segment(form)
    for field in form:
        # All of a form that only looks is a choice; saying so at each field helps nobody.
        field.flags.quiet_optional = True
    return form


class UploadForm(Form):
    """A file to look at."""

    file = FileField(
        _("File"),
        [FileRequired(_("Choose a file."))],
        description=_("A table with one thing or one answered questionnaire a row, as .csv, .csv.gz, .tsv or .xlsx."),
        render_kw={"accept": ".csv,.tsv,.tab,.txt,.gz,.xlsx"},
    )


class NotesForm(Form):
    """One note, or many in one text."""

    text = TextAreaField(
        _("What you know"),
        [InputRequired(_("Write what you know first.")), Tone("note", only=f"kind={' '.join(rules.OWN_WORDS)}")],
        render_kw={"rows": 8},
    )
    apart = RadioField(_("How many notes this is"), default=ONE)
    kind = SelectField(_("Kind"), [InputRequired()], default=rules.NOTE_KIND)
    group = SelectField(_("Whose words, or about whom"), [InputRequired(_("Choose a group."))])
    stage = SelectField(
        _("Stage"),
        validators=[Optional()],
        description=_("Where in the journey it happens. Left open, the analysis suggests one."),
    )
    date = DateField(_("Date"), [Optional()], description=_("When it was said or seen."))
    rating = SelectField(_("Rating"), validators=[Optional()])
    source = StringField(
        _("Source"),
        [Length(max=rules.LONGEST_SOURCE)],
        description=_("Where it comes from, such as “interviews in March” or “the workshop with suppliers”."),
    )

    def values(self) -> dict[str, Any]:
        """What `add_note` takes besides its text."""
        return {
            "kind": self.kind.data,
            "group_id": UUID(self.group.data),
            "stage_id": _uuid(self.stage.data),
            "dated": self.date.data,
            "rating": float(self.rating.data) if self.rating.data else None,
            "source": self.source.data or "",
        }


def notes_form(groups: Sequence[StakeholderGroup], stages: Sequence[Stage]) -> NotesForm:
    form = NotesForm()
    form.apart.choices = [
        (ONE, gettext("One note")),
        (rules.LINES, gettext("Each line is a note")),
        (rules.PARAGRAPHS, gettext("Each paragraph is a note")),
    ]
    form.kind.choices = kinds()
    form.group.choices = named(groups)
    form.stage.choices = [("", gettext("Not known")), *named(stages)]
    form.rating.choices = [("", gettext("None")), *_ratings()]
    form.apart.flags.quiet_optional = True
    return form


def _offer_segment(form: FilterForm) -> None:
    """A segment is chosen where somebody is shown to be of it; here it can only be seen and given up."""
    chosen = form.segment.data if segment_from(form.segment.data or "") else ""
    if not chosen:
        del form.segment
        return
    form.segment.choices = [("", gettext("All segments")), (chosen, chosen)]


def _ratings() -> Choices:
    worst, best = gettext("1, the worst"), gettext("5, the best")
    return [("1", worst), ("2", "2"), ("3", "3"), ("4", "4"), ("5", best)]
