"""The form of a variant: its name, whose it is, and which stages it goes through, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField
from wtforms.validators import NumberRange, Optional

from feedback.accounts.queries import organisation
from feedback.journeys.forms.details import WholeField
from feedback.journeys.models import Stage, Variant
from feedback.journeys.queries import variants
from feedback.journeys.rules.variants import order_typed
from feedback.web.templating import text
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


class VariantForm(TextsForm):
    """Name comes with `in_languages`; `place_<id>` for every stage of the map."""

    persona = SelectField(_("Persona"), [Optional()], description=_("Whose way it is, if it is one persona's."))

    def places(self, stages: Sequence[Stage]) -> list[Field]:
        """The fields of the stages, in the order of the map."""
        return [self[_place(stage)] for stage in stages]

    def values(self, stages: Sequence[Stage], before: Variant | None = None) -> dict[str, Any]:
        """What `add_variant` and `change_variant` take."""
        persona = UUID(self.persona.data) if self.persona.data else None
        order = order_typed({stage.id: self[_place(stage)].data for stage in stages})
        return {"name": self.texts("name", before.name if before else None), "stages": order, "persona_id": persona}


def _place(stage: Stage) -> str:
    return f"place_{stage.id.hex}"


def variant_form(stages: Sequence[Stage], variant: Variant | None = None) -> VariantForm:
    """The form of a new variant, which begins with every stage in order, or of this one."""
    fields = {_place(stage): WholeField(text(stage.name), [Optional(), _fits(stages)]) for stage in stages}
    own_kind: type[VariantForm] = type("VariantForm", (VariantForm,), fields)
    kind = in_languages(own_kind, organisation().languages, name=Asked(_("Name")))
    form = kind(data=_start(stages, variant))
    own = variant.persona_id if variant else None
    people = [one for one in variants.personas() if one.archived_at is None or one.id == own]
    form.persona.choices = [("", gettext("Nobody's in particular")), *((str(one.id), text(one.name)) for one in people)]
    return form


def _fits(stages: Sequence[Stage]) -> NumberRange:
    return NumberRange(min=1, max=99, message=gettext("A place in the order, from 1 on."))


def _start(stages: Sequence[Stage], variant: Variant | None) -> dict[str, Any]:
    if variant is None:
        return {_place(stage): number for number, stage in enumerate(stages, start=1)}
    through = [one.stage_id for one in variant.stages]
    places = {_place(stage): 1 + through.index(stage.id) for stage in stages if stage.id in through}
    persona = str(variant.persona_id) if variant.persona_id else ""
    return {**start_of("name", variant.name), "persona": persona, **places}
