"""A kit made by one organisation and taken by another."""

from __future__ import annotations

import json

from feedback.cocreation.kits.format import read, written
from feedback.cocreation.kits.packing import packed
from feedback.cocreation.kits.taking import take
from feedback.cocreation.queries import wordings
from feedback.insights.queries import themes
from feedback.journeys import queries as journeys
from feedback.surveys.queries import questionnaires
from tests.factories import evidence, groups
from tests.factories.kits import KIT
from tests.factories.people import Member


def taken(of: Member, content: bytes) -> None:
    of.do(lambda: take(read(content)))


def held(of: Member) -> dict[str, object]:
    """What an organisation has that a kit can bring."""
    with of.at_work():
        return {
            "stages": [stage.code for stage in journeys.stages()],
            "questionnaires": [
                questionnaires.draft_of(row).title.text_in("es") for row in questionnaires.questionnaires()
            ],
            "themes": {row.code: (row.names["es"], list(row.examples)) for row in themes.themes()},
            "tone": [(one.words, one.instead) for one in wordings.avoided()],
        }


FULL = {
    "stages": ["arrival", "stay"],
    "questionnaires": ["Tu llegada"],
    "themes": {"own-towels": ("Toallas", ["No había toallas"]), "waiting": ("La cola", [])},
    "tone": [("caso", "persona")],
}


def test_taken_twice_it_changes_nothing_more(acme: Member) -> None:
    content = json.dumps(KIT).encode()
    taken(acme, content)
    assert held(acme) == FULL
    taken(acme, content)
    assert held(acme) == FULL


def test_what_one_organisation_packs_another_takes(acme: Member, globex: Member) -> None:
    taken(acme, json.dumps(KIT).encode())
    with acme.at_work():
        content = written(packed())
    taken(globex, content)
    assert held(globex) == FULL
    with acme.at_work():
        own = {one.id for row in questionnaires.questionnaires() for one in questionnaires.draft_of(row).questions()}
    with globex.at_work():
        theirs = {one.id for row in questionnaires.questionnaires() for one in questionnaires.draft_of(row).questions()}
    assert own.isdisjoint(theirs)


def test_what_somebody_said_stays_here(acme: Member) -> None:
    taken(acme, json.dumps(KIT).encode())
    groups.group(acme, "customer", code="guests")
    evidence.note(acme, "guests", text="Llegamos tarde. No había toallas en el baño.")
    with acme.at_work():
        assert [one.examples for one in packed().themes] == [()]
        assert "toallas" not in written(packed()).decode().replace("own-towels", "").lower().replace('"toallas"', "")


def test_an_organisation_without_anything_packs_an_empty_kit(acme: Member) -> None:
    with acme.at_work():
        kit = packed()
    assert (kit.drawing, kit.questionnaires, kit.themes, kit.tone) == (None, (), (), ())
    assert read(written(kit)) == kit
