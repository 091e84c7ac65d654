"""The text proposed for an issue, in the language somebody chose, and what in a text speaks against sending it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from flask_babel import force_locale

from feedback.accounts import queries as accounts
from feedback.accounts.trackers.rules import LONGEST_TITLE
from feedback.backlog.models import Improvement
from feedback.db import Texts
from feedback.journeys import queries as journeys
from feedback.names import lines, one_line
from feedback.programme.effect_page import least
from feedback.programme.issues.rules import Block, Expected, Raised, Told, blocks
from feedback.programme.queries import effects, scores_of
from feedback.programme.queries.publishing import looked
from feedback.programme.rules.publishing import Looked
from feedback.stakeholders.queries import groups as stakeholders
from feedback.web.addresses import absolute
from feedback.web.templating import day, say, text

TITLE, BODY = "title", "body"


def proposed(row: Improvement, language: str) -> tuple[str, str]:
    """Title and text of an issue about an improvement."""
    with force_locale(language):
        title = one_line(text(row.title))[:LONGEST_TITLE]
        return title, "\n\n".join(_block(one) for one in blocks(_told(row)))


def _block(block: Block) -> str:
    heading = [f"{say(block.heading)}:"] if block.heading else []
    return "\n".join([*heading, *(say(line) for line in block.lines)])


def _told(row: Improvement) -> Told:
    stages = {stage.id: stage.name for stage in journeys.all_stages()}
    return Told(
        hypothesis=lines(row.hypothesis),
        stage=stages.get(row.stage_id) if row.stage_id else None,
        raised=list(_raised(row)),
        expected=_expected(row, stages),
        due=day(row.due_on),
        url=absolute("improvements.improvement", organisation=accounts.organisation().code, number=row.number),
    )


def _raised(row: Improvement) -> Iterator[Raised]:
    """What the score that stands counts of each group, where members may see it."""
    score = scores_of([row.id]).get(row.id)
    names = {group.code: group.name for group in stakeholders.groups(include_archived=True)}
    for code, parts in (score.groups if score else {}).items():
        if "raised" in parts and code in names:
            yield Raised(names[code], parts["raised"], parts["n"])


def _expected(row: Improvement, stages: dict[UUID, Texts]) -> Expected | None:
    check = effects.check_of(row.id)
    if check is None:
        return None
    group = stakeholders.group(check.group_id)
    return Expected(check.words, group.name, stages.get(check.stage_id, {}), least(check), day(check.due_on))


def read_over(row: Improvement, title: str, body: str, language: str) -> tuple[Looked, ...]:
    """What in an issue could tell who said it, or hurt somebody: the project may be one that everybody reads."""
    return looked(row, [(TITLE, language, title), (BODY, language, body)])
