"""Forms of workshops: opening one, grouping notes, changing a group of notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from feedback.accounts.queries import organisation
from feedback.db import Texts
from feedback.web.forms import Form
from feedback.web.templating import text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of
from feedback.workshops.models import NoteCluster
from feedback.workshops.rules import LONGEST_QUESTION, LONGEST_TITLE
from feedback.workshops.rules.bringing import LONGEST_SOURCE
from feedback.workshops.rules.clusters import LONGEST_HEADING, NEW


class WorkshopForm(TextsForm):
    """Title and question, per language."""


def workshop_form(title: Texts | None = None, question: Texts | None = None) -> WorkshopForm:
    """The form of a new workshop, in the organisation's languages; with what it starts as, where something is known."""
    asked = Asked(
        _("The question on the wall"),
        LONGEST_QUESTION,
        long=True,
        tone="question",
        help=_("Everybody writes notes on this one question, such as: what would have made the wait shorter?"),
    )
    start = {**start_of("title", title or {}), **start_of("question", question or {})}
    named = Asked(_("Title"), LONGEST_TITLE, tone="text")
    return in_languages(WorkshopForm, organisation().languages, title=named, question=asked)(data=start)


class GroupingForm(Form):
    """Where the ticked notes go; the notes themselves stand on the wall."""

    into = SelectField(_("Put the ticked notes into"), validators=[Optional()], default=NEW)
    title = StringField(
        _("Heading of the new group"),
        [Optional(), Length(max=LONGEST_HEADING)],
        description=_("What they all say, in a few words. It can become a claim of the map as it stands."),
    )

    @property
    def cluster_id(self) -> UUID | None:
        """The group chosen; None for a new one."""
        return None if self.into.data in (NEW, "", None) else UUID(self.into.data)


def grouping_form(clusters: Sequence[NoteCluster]) -> GroupingForm:
    form = GroupingForm()
    there = [(str(one.id), one.title) for one in clusters if not one.became]
    form.into.choices = [(NEW, gettext("a new group")), *there]
    form.title.flags.quiet_optional = True
    return form


class ClusterForm(Form):
    """Heading and stage of a group of notes."""

    title = StringField(_("Heading"), [Length(max=LONGEST_HEADING)])
    stage = SelectField(_("Stage"), validators=[Optional()])


def cluster_form(cluster: NoteCluster, stages: Sequence[Mapping[str, Any]]) -> ClusterForm:
    form = ClusterForm(data={"title": cluster.title, "stage": cluster.stage_code})
    form.stage.choices = [("", gettext("No stage")), *((stage["code"], text(stage["name"])) for stage in stages)]
    form.title.flags.quiet_optional = True
    return form


class BringForm(Form):
    """Notes from elsewhere: pasted, or a file."""

    pasted = TextAreaField(
        _("Notes, one a line"),
        [Optional()],
        description=_("Where a line begins with the name of a stage and a colon, it is put on that stage."),
        render_kw={"rows": 8},
    )
    file = FileField(
        _("Or a file"),
        [Optional()],
        description=_("What a whiteboard exports, or a spreadsheet with one note a row: .csv, .tsv or .xlsx."),
        render_kw={"accept": ".csv,.tsv,.tab,.txt,.gz,.xlsx"},
    )
    source = StringField(
        _("Where they come from"),
        [Optional(), Length(max=LONGEST_SOURCE)],
        description=_("Such as “paper notes of Tuesday”. Left empty, it is the name of the file."),
    )
