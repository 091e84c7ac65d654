from __future__ import annotations

from feedback.db import db
from feedback.insights.models import Comment, Mention, MentionTheme
from feedback.insights.queries.together import Company, company
from tests.factories import surveys
from tests.factories.heard import answered_about, heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground


def also(of: Member, code: str, count: int) -> None:
    """So many comments speak of this theme too, in a sentence of their own."""
    theme_id = theme(of, code)

    def add() -> None:
        for comment in db.session.scalars(db.select(Comment).order_by(Comment.id).limit(count)):
            mention = Mention(comment_id=comment.id, start=0, end=2, sentiment="neu", score=0.0)
            db.session.add(mention)
            db.session.flush()
            db.session.add(MentionTheme(mention_id=mention.id, theme_id=theme_id, strength=0.5))

    of.do(add)


def test_themes_of_the_same_comments_are_counted_by_comment(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=5)
    also(acme, "noise", 3)
    also(acme, "noise", 2)
    heard(acme, "customers", "noise", n=4)
    with acme.at_work():
        waiting, noise = theme(acme, "waiting"), theme(acme, "noise")
        assert company(waiting) == Company(5, {noise: 3})
        assert company(noise) == Company(7, {waiting: 3})


def test_what_protected_people_said_together_is_not_told(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 12)
    also(acme, "noise", 6)
    with acme.at_work():
        assert company(theme(acme, "waiting")) == Company(0, {})


def test_a_theme_nobody_raises_has_no_company(acme: Member, globex: Member) -> None:
    ground(globex)
    heard(globex, "customers", "waiting", n=2)
    alone = theme(acme, "waiting")
    with acme.at_work():
        assert company(alone) == Company()
