from __future__ import annotations

from uuid import UUID, uuid4

from feedback.analysis.records import AnalysedComment, Mention, Sentiment, StageGuess, ThemeHit, WeighedWord
from feedback.analysis.themes import Theme as Found
from feedback.db import db
from feedback.insights.actions import results
from feedback.insights.models import Comment, MentionTheme, Theme
from feedback.insights.queries import themes
from feedback.journeys import queries as journeys
from tests.factories.evidence import note
from tests.factories.people import Member
from tests.factories.runs import ground

WAITING = Found("waiting", {"es": "Espera", "en": "Waiting"}, "codebook", ("wait", "queue"), 3)
BAD = Sentiment("neg", -0.5, (WeighedWord("awful", -3.0),))


def keep(of: Member, *found: Found) -> dict[str, UUID]:
    run_id = uuid4()
    made: dict[str, UUID] = of.do(lambda: results.write_themes(found, run_id))
    return made


def stored(of: Member, code: str) -> Theme:
    with of.at_work():
        return themes.theme_named(code)


def test_a_theme_keeps_its_row_and_learns_its_words(acme: Member) -> None:
    first = keep(acme, WAITING)
    again = keep(acme, Found("waiting", {"es": "Esperas", "en": "Waits"}, "codebook", ("hours",), 9, 0.8))
    assert first == again
    row = stored(acme, "waiting")
    assert (row.names, row.terms, row.stability) == ({"es": "Esperas", "en": "Waits"}, ["hours"], 0.8)


def test_a_name_that_a_person_gave_stays(acme: Member) -> None:
    keep(acme, WAITING)

    def rename() -> None:
        row = themes.theme_named("waiting")
        row.names, row.renamed = {"es": "La cola"}, True

    acme.do(rename)
    keep(acme, WAITING)
    assert stored(acme, "waiting").names == {"es": "La cola"}


def test_a_theme_no_run_sees_any_more_stays_dormant(acme: Member) -> None:
    keep(acme, WAITING)
    before = stored(acme, "waiting").last_run_id
    keep(acme)
    assert stored(acme, "waiting").last_run_id == before


def read(key: str, theme: str = "waiting") -> AnalysedComment:
    mention = Mention(0, 10, BAD, (ThemeHit(theme, 0.5, ("wait",)),))
    return AnalysedComment(key, "en", BAD, (mention,), theme, False, StageGuess("visit", 0.7, ("visit",)))


def test_a_comment_is_written_with_everything_read_in_it(acme: Member) -> None:
    ground(acme)
    key = f"e:{note(acme, text='Awful wait here').hex}"
    ids = keep(acme, WAITING)
    with acme.at_work():
        stages = {stage.code: stage.id for stage in journeys.stages()}
    acme.do(lambda: results.write_comments([read(key)], ids, stages))
    with acme.at_work():
        row = db.session.scalars(db.select(Comment)).one()
        assert (row.lang, row.sentiment, row.score, row.theme_id) == ("en", "neg", -0.5, ids["waiting"])
        assert (row.suggested_stage_id, row.stage_certainty) == (stages["visit"], 0.7)
        (mention,) = row.mentions
        assert (mention.start, mention.end, mention.words) == (0, 10, [["awful", -3.0]])
        hit = db.session.scalars(db.select(MentionTheme)).one()
        assert (hit.mention_id, hit.theme_id, hit.strength) == (mention.id, ids["waiting"], 0.5)


def test_writing_again_replaces_and_keeps_the_identity(acme: Member) -> None:
    ground(acme)
    key = f"e:{note(acme, text='Awful wait here').hex}"
    ids = keep(acme, WAITING, Found("noise", {"en": "Noise"}, "codebook", (), 1))
    seen = set()
    for theme in ("waiting", "noise"):
        acme.do(lambda theme=theme: results.write_comments([read(key, theme)], ids, {}))
        with acme.at_work():
            row = db.session.scalars(db.select(Comment)).one()
            seen.add((row.id, row.mentions[0].id))
            assert row.theme_id == ids[theme]
    assert len(seen) == 1


def test_what_is_no_longer_there_is_left_out(acme: Member) -> None:
    ground(acme)
    ids = keep(acme, WAITING)
    gone = [read(f"e:{uuid4().hex}"), read(f"a:{uuid4().hex}:{uuid4().hex}:0")]
    acme.do(lambda: results.write_comments(gone, ids, {}))
    with acme.at_work():
        assert list(db.session.scalars(db.select(Comment))) == []
