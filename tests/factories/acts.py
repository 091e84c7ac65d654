"""What stands in which themes, to be compared before and after people and runs changed it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from feedback.db import db
from feedback.evidence.models import Evidence
from feedback.insights.actions import corrections
from feedback.insights.actions import themes as actions
from feedback.insights.models import Comment, Mention, MentionTheme, Theme
from feedback.insights.queries import acts, themes
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


def corrected(of: Member, theme: str, mention_id: UUID) -> dict[str, list[str | int]]:
    """A theme that somebody locked, and a sentence of it whose feeling somebody put right: what stands in addresses."""

    def correct() -> dict[str, list[str | int]]:
        row = actions.rename(themes.theme_named(theme), names={"es": "Otro", "en": "Other"})
        said = corrections.feel(mention_id, sentiment="pos")
        renamed = acts.last_act(row.id, "rename")
        assert said is not None and renamed is not None
        return {
            "act_id": [str(renamed.id)],
            "correction_id": [str(said.id)],
            "mention_id": [str(mention_id)],
            "comment_id": [str(said.comment_id)],
        }

    made: dict[str, list[str | int]] = of.do(correct)
    return made
