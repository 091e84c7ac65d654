"""The form of a lens: its parts with their names and order, and the matrix of stages and parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from wtforms import BooleanField, Field, IntegerField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from feedback.accounts.queries import organisation
from feedback.db import Texts
from feedback.journeys.actions.lenses import Part
from feedback.journeys.models import Stage
from feedback.journeys.queries.lenses import Cut, LensPart
from feedback.journeys.rules.lenses import MOST_PARTS
from feedback.names import LONGEST_NAME, retyped
from feedback.web.forms import Form, texts_from
from feedback.web.languages import NAMES
from feedback.web.templating import text

NEW = "new"


class LensForm(Form):
    """Made by `lens_form`: fields of each part begin with its place in the lens, `part0_name_es`, `part0_stages`, …"""

    languages: tuple[str, ...] = ()
    parts: tuple[LensPart, ...] = ()
    ids: dict[str, UUID]

    def rows(self) -> list[tuple[LensPart, list[Field], Field, Field, Field]]:
        """Each part with its fields: names, order, whether to remove it, its stages."""
        return [(part, self._names(f"part{number}"), *self._rest(number)) for number, part in enumerate(self.parts)]

    def new_names(self) -> list[Field]:
        """The fields of a part to add."""
        return self._names(NEW)

    def chosen(self) -> list[Part]:
        """What `save` takes, in the order that was typed."""
        kept = [(order.data or 0, self._part(number, part, stages.data))
                for number, (part, _, order, remove, stages) in enumerate(self.rows()) if not remove.data]  # fmt: skip
        parts = [part for _, part in sorted(kept, key=lambda one: one[0])]
        added = self._typed(NEW, {})
        return [*parts, Part("", added)] if added else parts

    def _part(self, number: int, part: LensPart, stages: Sequence[str]) -> Part:
        chosen = [self.ids[code] for code in stages or ()]
        return Part(part.code, self._typed(f"part{number}", part.name), chosen)

    def _typed(self, name: str, before: Texts) -> Texts:
        typed = {field.name: field.data or "" for field in self._names(name)}
        found = texts_from(typed, f"{name}_name", self.languages)
        return retyped(before, found, self.languages)

    def _names(self, name: str) -> list[Field]:
        return [self[f"{name}_name_{language}"] for language in self.languages]

    def _rest(self, number: int) -> tuple[Field, Field, Field]:
        return self[f"part{number}_order"], self[f"part{number}_remove"], self[f"part{number}_stages"]


def lens_form(cut: Cut, stages: Sequence[Stage]) -> LensForm:
    """The form of a lens as it stands, or as it is proposed."""
    languages = organisation().languages
    fields: dict[str, Any] = {"languages": tuple(languages), "parts": cut.parts}
    fields["ids"] = {stage.code: stage.id for stage in stages}
    for number, part in enumerate(cut.parts):
        fields |= _fields(f"part{number}", part, languages)
    fields |= _name_fields(NEW, gettext("Name of a part to add"), languages, required=False)
    form: LensForm = type("LensForm", (LensForm,), fields)(data=_start(cut, stages))
    choices = [(stage.code, text(stage.name)) for stage in stages]
    for number, _ in enumerate(cut.parts):
        form[f"part{number}_stages"].choices = choices
    return form


def _fields(name: str, part: LensPart, languages: Sequence[str]) -> dict[str, Any]:
    called = text(part.name)
    places = NumberRange(1, MOST_PARTS, gettext("Write a whole number from 1 to %(most)s.", most=MOST_PARTS))
    return {
        **_name_fields(name, gettext("Name of “%(part)s”", part=called), languages, required=True),
        f"{name}_order": IntegerField(gettext("Place of “%(part)s”", part=called), [Optional(), places]),
        f"{name}_remove": BooleanField(gettext("Remove “%(part)s”", part=called)),
        f"{name}_stages": SelectMultipleField(gettext("Stages of “%(part)s”", part=called)),
    }


def _name_fields(name: str, label: str, languages: Sequence[str], *, required: bool) -> dict[str, Any]:
    found = {}
    for language in languages:
        needed = required and language == languages[0]
        says = f"{label} ({NAMES.get(language, language)})" if len(languages) > 1 else label
        found[f"{name}_name_{language}"] = StringField(
            says,
            [
                DataRequired(gettext("Write a name.")) if needed else Optional(),
                Length(max=LONGEST_NAME, message=gettext("At most %(most)s characters.", most=LONGEST_NAME)),
            ],
            render_kw={"lang": language},
        )
    return found


def _start(cut: Cut, stages: Sequence[Stage]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for number, part in enumerate(cut.parts):
        name = f"part{number}"
        data |= {f"{name}_name_{language}": words for language, words in part.name.items()}
        data[f"{name}_order"] = number + 1
        data[f"{name}_stages"] = [stage.code for stage in stages if stage.id in part.stages]
    return data
