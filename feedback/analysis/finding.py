"""Looking for clusters in what was drawn, a language at a time, wherever an executor runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from typing import NamedTuple

from feedback.analysis.discovery import Discovery, Elsewhere, FoundCluster, Leftover, Limits, Round, discovered
from feedback.analysis.mapping import Tick, mapped


class Question(NamedTuple):
    """What clusters are looked for in."""

    mentions: list[Leftover]
    elsewhere: Elsewhere
    limits: Limits


def found_in(
    sample: Mapping[str, list[Leftover]],
    elsewhere: Mapping[str, Elsewhere],
    limits: Limits,
    executor: Executor | None = None,
    tick: Tick | None = None,
) -> Discovery:
    """The clusters of all languages, largest first."""
    questions = [Question(sample[lang], elsewhere.get(lang, Elsewhere()), limits) for lang in sorted(sample)]
    return joined(list(mapped(executor, _answered, questions, tick)))


def _answered(question: Question) -> Discovery:
    langs = {mention.lang for mention in question.mentions}
    return discovered(question.mentions, dict.fromkeys(langs, question.elsewhere), question.limits)


def joined(parts: Sequence[Discovery]) -> Discovery:
    """Several discoveries as one."""
    clusters: list[FoundCluster] = []
    rounds: list[Round] = []
    for part in parts:
        rounds += [_moved(one, len(clusters)) for one in part.rounds]
        clusters += part.clusters
    order = sorted(range(len(clusters)), key=lambda place: (-len(clusters[place].members), clusters[place].id))
    now = {before: place for place, before in enumerate(order)}
    settled = [
        replace(one, groups=tuple((group, None if at is None else now[at]) for group, at in one.groups))
        for one in rounds
    ]
    return Discovery(tuple(clusters[place] for place in order), tuple(settled))


def _moved(one: Round, by: int) -> Round:
    return replace(one, groups=tuple((group, None if at is None else at + by) for group, at in one.groups))
