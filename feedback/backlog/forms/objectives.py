"""What the organisation wants to reach."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from feedback.accounts import queries as accounts
from feedback.backlog.models import Objective
from feedback.web.texts_forms import Asked, TextsForm, in_languages, start_of


class ObjectiveForm(TextsForm):
    """An objective; its name comes with `in_languages`."""

    def values(self, before: Objective | None = None) -> dict[str, Any]:
        """What `add_objective` and `rename_objective` take."""
        return {"name": self.texts("name", before.name if before else None)}


def objective_form(row: Objective | None = None) -> ObjectiveForm:
    """The form of this objective, or of a new one."""
    name = Asked(_("Objective"), help=_("What you want to reach, such as “Fewer people leave”."), tone="text")
    shape = in_languages(ObjectiveForm, accounts.organisation().languages, name=name)
    return shape(data=start_of("name", row.name) if row else None)
