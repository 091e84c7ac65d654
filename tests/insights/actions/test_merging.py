from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from feedback.db import db
from feedback.errors import Conflict, Invalid, NotFound
from feedback.insights.actions import merging, undoing
from feedback.insights.actions import themes as naming
from feedback.insights.models import MentionTheme, Theme
from feedback.insights.queries import acts, expecting, sentences, themes
from tests.factories.acts import main_themes, standing, themes_said
from tests.factories.heard import counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import BILLED, KIND, WAITED, analysed, ground, spoken


def merged(of: Member, *codes: str, **values: Any) -> UUID:
    """The last of these themes holds all of them; the id of the act."""

    def do() -> UUID:
        ids = [themes.theme_named(code).id for code in codes]
        kept = merging.merge(theme_ids=ids, into=ids[-1], **values)
        return acts.last_act(kept.id, "merge").id  # type: ignore[union-attr]

    made: UUID = of.do(do)
    return made


def split(of: Member, code: str, words: str, name: str = "Parte", **values: Any) -> str:
    """A theme split off by words; its code."""

    def do() -> str:
        row = themes.theme_named(code)
        terms = expecting.terms_of(words)
        taken = expecting.of_words(row, terms).taken
        return merging.split(row, names={"es": name}, words=terms, mention_ids=taken, **values).code

    made: str = of.do(do)
    return made


def test_a_merge_survives_a_run_and_its_undoing_gives_back_what_stood(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    before, mains = standing(acme), main_themes(acme)
    act = merged(acme, "waiting", "billing")
    assert "waiting" not in {code for carried in themes_said(acme).values() for code in carried}
    assert "waiting" not in main_themes(acme).values()
    joined = standing(acme)
    analysed(acme)
    assert {one: {code for code, _ in carried} for one, carried in standing(acme).items()} == {
        one: {code for code, _ in carried} for one, carried in joined.items()
    }
    acme.do(lambda: undoing.undo(act).id)
    assert (standing(acme), main_themes(acme)) == (before, mains)
    analysed(acme)
    assert (standing(acme), main_themes(acme)) == (before, mains)


def test_a_sentence_of_both_carries_the_one_that_stays_once_as_strongly_as_the_stronger(acme: Member) -> None:
    ground(acme)
    mention = heard(acme, "customers", "waiting", n=1)[0]
    theme(acme, "queues")

    def both() -> None:
        db.session.add(MentionTheme(mention_id=mention, theme_id=themes.theme_named("queues").id, strength=0.4))

    acme.do(both)
    before = standing(acme)
    act = merged(acme, "waiting", "queues")
    assert list(standing(acme).values()) == [frozenset({("queues", 1.0)})]
    acme.do(lambda: undoing.undo(act).id)
    assert standing(acme) == before


def test_what_was_merged_before_goes_along_and_comes_back(acme: Member) -> None:
    ground(acme)
    for code in ("one", "two", "three"):
        heard(acme, "customers", code, n=1)
    merged(acme, "one", "two")
    second = merged(acme, "two", "three")
    with acme.at_work():
        holders = {row.code: themes.holder(row).code for row in themes.themes()}
    assert holders == {"one": "three", "two": "three", "three": "three"}
    acme.do(lambda: undoing.undo(second).id)
    with acme.at_work():
        holders = {row.code: themes.holder(row).code for row in themes.themes()}
    assert holders == {"one": "two", "two": "two", "three": "three"}


def test_a_merge_on_which_another_one_stands_cannot_be_undone_first(acme: Member) -> None:
    ground(acme)
    for code in ("one", "two", "three"):
        heard(acme, "customers", code, n=1)
    first = merged(acme, "one", "two")
    second = merged(acme, "two", "three")
    with pytest.raises(Conflict, match="depends on it"):
        acme.do(lambda: undoing.undo(first).id)
    acme.do(lambda: undoing.undo(second).id)
    acme.do(lambda: undoing.undo(first).id)
    with pytest.raises(Conflict, match="undone already"):
        acme.do(lambda: undoing.undo(first).id)


def test_a_name_given_while_merging_goes_with_it(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "one", n=1)
    heard(acme, "customers", "two", n=1)
    act = merged(acme, "one", "two", names={"es": "Ambos"})
    with acme.at_work():
        assert themes.theme_named("two").names == {"es": "Ambos"}
    acme.do(lambda: undoing.undo(act).id)
    with acme.at_work():
        assert (themes.theme_named("two").names, themes.theme_named("two").renamed) == (
            {"es": "Two", "en": "Two"},
            False,
        )


@pytest.mark.parametrize(("codes", "field"), [(["one"], "themes"), (["one", "overall"], "themes")])
def test_what_cannot_be_merged(acme: Member, codes: list[str], field: str) -> None:
    for code in codes:
        theme(acme, code)
    with pytest.raises(Invalid) as refused:
        merged(acme, *codes)
    assert list(refused.value.fields) == [field]


def test_the_wall_holds_for_merging(acme: Member, globex: Member) -> None:
    theirs = theme(globex, "theirs")
    ours = theme(acme, "ours")
    with pytest.raises(NotFound):
        acme.do(lambda: merging.merge(theme_ids=[ours, theirs], into=ours).id)


def test_a_split_by_words_divides_every_run_and_can_be_undone(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    before, mains = standing(acme), main_themes(acme)
    assert themes_said(acme)[WAITED] == {"waiting"}
    code = split(acme, "waiting", "hours")
    assert themes_said(acme)[WAITED] == {code}
    analysed(acme)
    assert themes_said(acme)[WAITED] == {code} and set(main_themes(acme).values()) >= {code}
    assert code not in themes_said(acme)[KIND] | themes_said(acme)[BILLED]
    acme.do(_undo_split, "waiting")
    assert (standing(acme), main_themes(acme)) == (before, mains)
    analysed(acme)
    assert (standing(acme), main_themes(acme)) == (before, mains)


def _undo_split(code: str) -> None:
    act = acts.last_act(themes.theme_named(code).id, "split")
    assert act is not None
    undoing.undo(act.id)


def test_sentences_that_were_picked_teach_and_their_corrections_go_with_the_split(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    before = standing(acme)

    def pick() -> str:
        row = themes.theme_named("waiting")
        taken = [one.id for one in sentences.spoken(row.id, limit=1)]
        return merging.split(row, names={"es": "Parte"}, words={}, mention_ids=taken, picked=True).code

    code = acme.do(pick)
    with acme.at_work():
        assert [(move.taken_from, move.into) for move in acts.moves()] == [
            ((themes.theme_named("waiting").id,), (themes.theme_named(code).id,))
        ]
    analysed(acme)
    assert code in themes_said(acme)[WAITED]
    acme.do(_undo_split, "waiting")
    analysed(acme)
    assert standing(acme) == before


def test_a_theme_that_was_split_off_and_then_renamed_blocks_the_undoing(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    code = split(acme, "waiting", "hours")
    acme.do(lambda: naming.rename(themes.theme_named(code), names={"es": "Horas"}).id)
    with pytest.raises(Conflict, match="depends on it"):
        acme.do(_undo_split, "waiting")


def test_of_a_found_theme_the_part_keeps_what_it_took(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "found-1", n=2, text="The parking lot is far away.")
    acme.do(lambda: setattr(themes.theme_named("found-1"), "source", "found"))
    code = split(acme, "found-1", "parking")
    with acme.at_work():
        made: Theme = themes.theme_named(code)
        assert (made.locked, made.definition and made.definition["taken_from"]) == (True, "found-1")
    counted(acme)
