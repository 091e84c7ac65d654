from __future__ import annotations

from importlib.resources import files

import pytest

from feedback.analysis.codebook import built_in_codebook
from feedback.errors import NotFound, UnknownName
from feedback.insights.queries import themes
from tests.factories import evidence
from tests.factories.heard import theme
from tests.factories.people import Member
from tests.factories.runs import analysed, ground

TOML = (files("feedback.analysis.codebook") / "themes" / "noise.toml").read_text("utf-8")
PIGEONS = TOML.replace('anchors = """', 'anchors = """\npigeon pigeons paloma palomas')


def test_a_theme_by_its_code(acme: Member, globex: Member) -> None:
    made = theme(acme)
    with acme.at_work():
        assert themes.theme("waiting").id == themes.theme_named("waiting").id == made
        assert list(themes.by_id([made])) == [made]
    with globex.at_work():
        with pytest.raises(NotFound):
            themes.theme("waiting")
        with pytest.raises(UnknownName):
            themes.theme_named("waiting")


def test_the_codebook_is_the_built_in_one_until_somebody_writes_a_theme(acme: Member) -> None:
    with acme.at_work():
        assert themes.codebook() is built_in_codebook()


def test_a_theme_somebody_wrote_is_found_in_comments(acme: Member) -> None:
    ground(acme)
    theme(acme, "pigeons", "human", definition={"toml": PIGEONS})
    evidence.note(acme, text="The pigeons on the terrace were everywhere")
    with acme.at_work():
        assert themes.codebook().by_id["pigeons"].id == "pigeons"
        assert themes.codebook().version != built_in_codebook().version
    analysed(acme)
    with acme.at_work():
        run_of = {row.code: row.last_run_id for row in themes.themes()}
        assert run_of["pigeons"] is not None


def test_found_themes_are_handed_to_the_next_run(acme: Member) -> None:
    theme(acme, "found-1", "found", terms=["lift", "broken"])
    theme(acme, "waiting")
    with acme.at_work():
        (known,) = themes.found_before()
        assert (known.id, known.source, known.terms) == ("found-1", "found", ("lift", "broken"))
