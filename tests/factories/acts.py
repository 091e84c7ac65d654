"""What stands in which themes, to be compared before and after people and runs changed it."""

from __future__ import annotations

from sqlalchemy import select

from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.models import Comment, Mention, MentionTheme, Theme
from feedback.insights.queries import themes
from tests.factories.people import Member

Standing = dict[tuple[str, str, int], frozenset[tuple[str, float]]]


def standing(of: Member) -> Standing:
    """(evidence, text of the sentence, start) -> the themes it carries, by code, with their strengths."""
    with of.at_work():
        codes = {row.id: row.code for row in themes.themes()}
        rows = db.session.execute(
            select(Evidence.id, Evidence.text, Mention.id, Mention.start, Mention.end)
            .join(Comment, Comment.evidence_id == Evidence.id)
            .join(Mention, Mention.comment_id == Comment.id)
        ).all()
        carried: dict[object, set[tuple[str, float]]] = {}
        for one in db.session.scalars(select(MentionTheme)):
            carried.setdefault(one.mention_id, set()).add((codes[one.theme_id], one.strength))
        return {
            (str(source), text[start:end], start): frozenset(carried.get(mention, ()))
            for source, text, mention, start, end in rows
        }


def main_themes(of: Member) -> dict[str, str]:
    """Evidence -> the code of its comment's strongest theme."""
    with of.at_work():
        rows = db.session.execute(select(Comment.evidence_id, Theme.code).join(Theme, Theme.id == Comment.theme_id))
        return {str(source): code for source, code in rows}


def themes_said(of: Member) -> dict[str, frozenset[str]]:
    """Words of a sentence -> the codes of the themes it carries, of all who said it."""
    found: dict[str, frozenset[str]] = {}
    for (_, words, _), carried in standing(of).items():
        found[words] = found.get(words, frozenset()) | {code for code, _ in carried}
    return found
