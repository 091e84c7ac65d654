"""Objectives come, are renamed and go; improvements stay."""

from __future__ import annotations

import pytest

from feedback.backlog.actions import objectives as actions
from feedback.backlog.queries import objectives as queries
from feedback.errors import Invalid
from tests.factories.backlog import improvement, reread
from tests.factories.people import Member


def test_an_objective_from_its_name_to_its_end(acme: Member) -> None:
    aim = acme.do(lambda: actions.add_objective(name={"es": " Que   vuelvan "}).id)
    number = improvement(acme, objective_id=aim)
    acme.do(lambda: actions.rename_objective(aim, name={"es": "Que se queden", "en": "They stay"}).id)
    with acme.at_work():
        assert [one.name for one in queries.objectives()] == [{"es": "Que se queden", "en": "They stay"}]
        assert queries.served() == {aim: 1}
    acme.do(lambda: actions.remove_objective(aim))
    assert reread(acme, number).objective_id is None
    with acme.at_work():
        assert (queries.objectives(), queries.served()) == ([], {})


def test_a_name_is_needed(acme: Member) -> None:
    with pytest.raises(Invalid):
        acme.do(lambda: actions.add_objective(name={"es": " "}))
