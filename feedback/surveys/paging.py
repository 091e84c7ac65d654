"""How the questions of a link are cut into pages, and in which order they stand where that is random. Pure.

A condition that depends on an answer of the same page starts a new page: so the server decides, and everything
works without a script.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from feedback.surveys.conditions.ast import answers_in
from feedback.surveys.document import Choice, Layout, Question, Questionnaire, Section
from feedback.surveys.flow import UNASKED
from feedback.surveys.piping import piped_codes

SEEDS = 1_000
"""A seed is one of this many: enough orders for any purpose, too few to know anybody by."""
RANDOM_ORDER = "random"


@dataclass(frozen=True, slots=True)
class Page:
    """Questions that are looked at together; which of them are shown depends on the answers before."""

    questions: tuple[Question, ...]


def is_random(document: Questionnaire) -> bool:
    """Whether respondents see different orders, so that the seed of each is worth keeping."""
    ordered = (question.settings.get("order") == RANDOM_ORDER for question in document.questions())
    return document.random_sections or any(section.random for section in document.sections) or any(ordered)


def pages(document: Questionnaire, questions: Sequence[Question], seed: int | None = None) -> tuple[Page, ...]:
    """The pages of a link's questions; with a seed in that respondent's order. Never empty pages."""
    homes = {question.id: section for section in document.sections for question in section.questions}
    asked = [question for question in questions if question.kind not in UNASKED]
    ordered = asked if seed is None else _shuffled(document, asked, homes, seed)
    found: list[list[Question]] = []
    for question in ordered:
        if not found or _starts_page(document.layout, found[-1], question, homes):
            found.append([])
        found[-1].append(question)
    return tuple(Page(tuple(page)) for page in found)


def ordered_choices(question: Question, seed: int | None) -> tuple[Choice, ...]:
    """The options of a question in one respondent's order; as written where the order is given."""
    if seed is None or question.settings.get("order") != RANDOM_ORDER:
        return question.choices
    return tuple(_dice(seed, question.id).sample(question.choices, len(question.choices)))


def _starts_page(layout: Layout, page: Sequence[Question], question: Question, homes: dict[str, Section]) -> bool:
    if layout == "question" and any(one.kind != "info" for one in page):
        return True
    before, section = homes[page[-1].id], homes[question.id]
    if layout == "section" and before is not section:
        return True
    return bool(depends_on(question, section) & {one.id for one in page} or _quotes(question, page))


def depends_on(question: Question, section: Section) -> frozenset[str]:
    """The ids of the questions whose answers decide whether this one is shown."""
    conditions = (one for one in (section.shown_when, question.shown_when) if one is not None)
    return frozenset(answer.question for one in conditions for answer in answers_in(one))


def _quotes(question: Question, page: Sequence[Question]) -> bool:
    """Whether its words repeat an answer of the same page, which nobody has given yet."""
    texts = (text for written in (question.text, question.help) for text in written.by_language.values())
    return bool(piped_codes(texts) & {one.code for one in page})


# --- random order ---------------------------------------------------------------------------------


def _shuffled(
    document: Questionnaire, questions: Sequence[Question], homes: dict[str, Section], seed: int
) -> list[Question]:
    blocks = [list(block) for _, block in groupby(questions, key=lambda one: homes[one.id].id)]
    mixed = [_mixed(homes[block[0].id], block, seed) for block in blocks]
    if document.random_sections:
        mixed = _after_needs(_dice(seed, "sections").sample(mixed, len(mixed)), homes)
    return [question for block in mixed for question in block]


def _mixed(section: Section, block: list[Question], seed: int) -> list[Question]:
    if not section.random:
        return block
    order = _dice(seed, section.id).sample(block, len(block))
    homes = dict.fromkeys((one.id for one in block), section)
    return [question for (question,) in _after_needs([[one] for one in order], homes)]


def _after_needs(blocks: list[list[Question]], homes: dict[str, Section]) -> list[list[Question]]:
    """The blocks in this order, but each after those whose answers decide about it."""
    everything = {question.id for block in blocks for question in block}
    placed: list[list[Question]] = []
    ready: set[str] = set()
    waiting = list(blocks)
    while waiting:
        fits = (block for block in waiting if (_block_needs(block, homes) & everything) <= ready)
        block = next(fits, waiting[0])
        waiting.remove(block)
        placed.append(block)
        ready |= {question.id for question in block}
    return placed


def _block_needs(block: Sequence[Question], homes: dict[str, Section]) -> set[str]:
    own = {question.id for question in block}
    return {one for question in block for one in depends_on(question, homes[question.id])} - own


def _dice(seed: int, place: str) -> random.Random:
    return random.Random(f"{seed}/{place}")
