from __future__ import annotations

from feedback.analysis.decisions import NO_DECISIONS
from feedback.insights.actions import corrections as saying
from feedback.insights.actions import themes as doing
from feedback.insights.queries import corrections, themes
from tests.factories.heard import heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.insights.actions.test_corrections import moved
from tests.insights.actions.test_merging import merged
from tests.insights.actions.test_stages import place, places, unsure


def test_nobody_decided_anything(acme: Member) -> None:
    ground(acme)
    heard(acme)
    with acme.at_work():
        assert corrections.decisions().digest == NO_DECISIONS.digest


def test_all_that_people_decided(acme: Member) -> None:
    ground(acme)
    first, second = heard(acme, "customers", "waiting", n=2)
    for code in ("noise", "price", "gone", "kept"):
        heard(acme, "customers", code, n=1)
    merged(acme, "noise", "price")
    acme.do(lambda: doing.dismiss(themes.theme_named("gone")).id)
    acme.do(lambda: doing.lock(themes.theme_named("kept")).id)
    moved(acme, first, ["waiting"], "price")
    acme.do(lambda: saying.feel(second, sentiment="pos").id)
    with acme.at_work():
        made = corrections.decisions()
        assert (dict(made.merged), made.dismissed, made.locked) == ({"noise": "price"}, {"gone"}, {"kept"})
        said = sorted((one.added, one.removed, one.sentiment or "") for one in made.mentions.values())
        assert said == [((), (), "pos"), (("kept",), (), ""), (("price",), ("waiting",), "")]
        assert [one.theme for one in made.teaching.themes["en"]] == ["price", "waiting"]


def test_a_sentence_given_to_a_theme_that_is_merged_later_goes_along(acme: Member) -> None:
    ground(acme)
    mention = heard(acme, n=1)[0]
    for code in ("noise", "price"):
        heard(acme, "customers", code, n=1)
    moved(acme, mention, ["waiting"], "noise")
    merged(acme, "noise", "price")
    with acme.at_work():
        assert {one.added for one in corrections.decisions().mentions.values()} == {("price",)}


def test_the_newest_place_of_a_comment_holds(acme: Member) -> None:
    ground(acme)
    first, second = unsure(acme, 0.3, 0.3)
    place(acme, first, "visit")
    place(acme, first, None)
    with acme.at_work():
        found = corrections.of([first, second])
        assert {one: (held.stage_id, held.unplaced) for one, held in found.items()} == {first: (None, True)}
        assert [row.stage_id for row in corrections.active(corrections.STAGE)] == [None]
    assert places(acme)[first] is None


def test_corrections_made_together_teach_nothing(acme: Member) -> None:
    ground(acme)
    mention = heard(acme, n=1)[0]
    theme(acme, "noise")
    moved(acme, mention, ["waiting"], "noise")
    with acme.at_work():
        assert len(corrections.active(corrections.THEME, read=True)) == 2
        assert corrections.active(corrections.THEME, read=False) == []
