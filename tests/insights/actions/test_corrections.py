from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from feedback.db import db
from feedback.errors import Conflict, Invalid, NotFound
from feedback.evidence.models import Evidence
from feedback.insights.actions import corrections, members, undoing
from feedback.insights.models import Comment, Correction, Mention, ThemeHeld
from feedback.insights.queries import themes
from tests.factories import surveys
from tests.factories.acts import main_themes, standing, themes_said
from tests.factories.heard import answered_about, counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import WAITED, analysed, ground, spoken


def sentence(of: Member, words: str) -> UUID:
    """One of the sentences with these words."""
    with of.at_work():
        wanted = (
            select(Mention.id)
            .join(Comment, Comment.id == Mention.comment_id)
            .join(Evidence, Evidence.id == Comment.evidence_id)
            .where(Evidence.text == words)
        )
        return db.session.scalars(wanted.order_by(Mention.id)).first() or UUID(int=0)


def moved(of: Member, mention_id: UUID, left: list[str], into: str | None) -> UUID:
    """What was said of the sentence, by its first correction."""

    def move() -> UUID:
        return corrections.move(
            mention_id,
            taken_from=[themes.theme_named(code) for code in left],
            into=themes.theme_named(into) if into else None,
        )[0].id

    made: UUID = of.do(move)
    return made


def test_a_moved_sentence_stays_where_it_was_put_and_comes_back(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    before, mains = standing(acme), main_themes(acme)
    said = moved(acme, sentence(acme, WAITED), ["waiting"], "billing")
    after = standing(acme)
    assert [carried for one, carried in after.items() if one[1] == WAITED and carried != before[one]] == [
        frozenset({("billing", 1.0)})
    ]
    analysed(acme)
    put = [one for one in after if after[one] != before[one]]
    assert [{code for code, _ in standing(acme)[one]} for one in put] == [{"billing"}]
    acme.do(lambda: undoing.undo_correction(said)[0].id)
    analysed(acme)
    assert (standing(acme), main_themes(acme)) == (before, mains)


def test_a_sentence_that_belongs_nowhere_counts_for_the_overall_impression(acme: Member) -> None:
    ground(acme)
    theme(acme, "overall")
    mention = heard(acme, n=1)[0]
    moved(acme, mention, ["waiting"], None)
    assert list(standing(acme).values()) == [frozenset()]
    assert list(main_themes(acme).values()) == ["overall"]


def test_what_would_change_nothing_is_refused(acme: Member) -> None:
    ground(acme)
    mention = heard(acme, n=1)[0]
    theme(acme, "gone", state="dismissed")
    for left, into in (([], "waiting"), ([], None), (["waiting"], "gone")):
        with pytest.raises(Invalid) as refused:
            moved(acme, mention, left, into)
        assert list(refused.value.fields) == ["into"]


def test_of_two_corrections_the_later_one_is_undone_first(acme: Member) -> None:
    ground(acme)
    mention = heard(acme, n=1)[0]
    theme(acme, "noise")
    theme(acme, "price")
    before = standing(acme)
    first = moved(acme, mention, ["waiting"], "noise")
    second = moved(acme, mention, ["noise"], "price")
    with pytest.raises(Conflict, match="corrected this sentence again"):
        acme.do(lambda: undoing.undo_correction(first)[0].id)
    for one in (second, first):
        acme.do(lambda one=one: undoing.undo_correction(one)[0].id)
    assert standing(acme) == before
    with pytest.raises(Conflict, match="undone already"):
        acme.do(lambda: undoing.undo_correction(first)[0].id)


def test_a_feeling_survives_runs_and_comes_back(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    mention = sentence(acme, WAITED)

    def felt() -> tuple[str, float]:
        with acme.at_work():
            row = db.session.scalars(select(Mention).where(Mention.id == mention)).one()
            return row.sentiment, row.score

    before = felt()
    said = acme.do(lambda: corrections.feel(mention, sentiment="pos").id)
    assert felt() == ("pos", 0.5)
    analysed(acme)
    assert felt()[0] == "pos"
    acme.do(lambda: undoing.undo_correction(said)[0].id)
    assert felt() == before
    analysed(acme)
    assert felt()[0] == before[0]


def test_a_feeling_that_is_none_or_the_same(acme: Member) -> None:
    ground(acme)
    mention = heard(acme, n=1)[0]
    assert acme.do(lambda: corrections.feel(mention, sentiment="neg")) is None
    with pytest.raises(Invalid):
        acme.do(lambda: corrections.feel(mention, sentiment="angry"))


def test_corrections_go_with_their_erased_source(acme: Member) -> None:
    ground(acme)
    mention = heard(acme, n=1)[0]
    theme(acme, "noise")
    moved(acme, mention, ["waiting"], "noise")

    def erase() -> None:
        for row in db.session.scalars(select(Evidence)):
            db.session.delete(row)
        db.session.flush()
        members.forget_held()

    acme.do(erase)
    with acme.at_work():
        assert db.session.scalars(select(Correction)).all() == []
        assert db.session.scalars(select(ThemeHeld)).all() == []


def test_words_that_may_not_be_read_are_not_corrected_either(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 6, text="Our boss makes them wait.")
    counted(acme)
    theme(acme, "noise")
    with acme.at_work():
        mention = db.session.scalars(select(Mention.id)).first()
    assert mention is not None
    with pytest.raises(NotFound):
        moved(acme, mention, ["waiting"], "noise")
    with pytest.raises(NotFound):
        acme.do(lambda: corrections.feel(mention, sentiment="pos"))


def test_the_wall_holds_for_sentences(acme: Member, globex: Member) -> None:
    ground(globex)
    theirs = heard(globex, n=1)[0]
    theme(acme)
    with pytest.raises(NotFound):
        moved(acme, theirs, ["waiting"], None)


def test_a_corrected_sentence_teaches_those_that_say_the_same(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    assert themes_said(acme)[WAITED] == {"waiting"}
    moved(acme, sentence(acme, WAITED), ["waiting"], "billing")
    analysed(acme)
    assert all(
        {code for code, _ in carried} == {"billing"} for one, carried in standing(acme).items() if one[1] == WAITED
    )
