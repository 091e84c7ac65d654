"""What is read to check a notice before everyone reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from feedback.backlog.models import Improvement
from feedback.backlog.queries import improvements, sentences
from feedback.db import db
from feedback.programme.models import Notice
from feedback.programme.queries.notices import notice
from feedback.programme.rules import naming
from feedback.programme.rules import publishing as rules
from feedback.programme.rules.publishing import Checked, Looked
from feedback.programme.rules.revealing import Revealing, revealing
from feedback.stakeholders.models import Contact
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.tone import findings

MOST_SENTENCES = 1_000
"""Sentences behind an improvement that its notice is compared with."""


def checked(notice_id: UUID) -> Checked:
    """What stands in the way of publishing a notice, text by text. A fixed number of reads; NotFound.

    It is compared only with sentences that its author may read anyway: what is kept back is not looked at, so that
    nobody finds out by typing what it says.
    """
    row = notice(notice_id)
    about = improvements.improvement_with_id(row.improvement_id)
    texts = [(part, language, text) for part, language, text in _texts(row, about) if text]
    return Checked(rules.seal(row.called(about.title), row.heard, row.answer), looked(about, texts))


def looked(about: Improvement, texts: Sequence[tuple[str, str, str]]) -> tuple[Looked, ...]:
    """What is found in texts (part, language, text) about an improvement that are to be read outside."""
    said, groups = _said(about), _group_names()
    names = _names([text for _, _, text in texts])

    def revealed(text: str, language: str) -> tuple[Revealing, ...]:
        return tuple(revealing(text, language, groups=groups, sentences=said, names=names))

    return tuple(
        Looked(part, language, text, revealed(text, language), findings(text, language))
        for part, language, text in texts
    )


def _texts(row: Notice, about: Improvement) -> Iterable[tuple[str, str, str]]:
    for part, texts in ((rules.TITLE, row.called(about.title)), (rules.HEARD, row.heard), (rules.ANSWER, row.answer)):
        yield from ((part, language, text) for language, text in texts.items())


def _said(about: Improvement) -> list[str]:
    found = sentences.page_of(about, group_id=None, sentiment=None, offset=0, limit=MOST_SENTENCES)
    return [one.text for one in found.found]


def _group_names() -> list[str]:
    return [name for group in stakeholders.groups(include_archived=True) for name in group.name.values()]


def _names(texts: Sequence[str]) -> frozenset[str]:
    """Names of contacts of which a word stands in the texts."""
    return naming.near(db.session.scalars(select(Contact.name).where(Contact.name != "").distinct()), texts)
