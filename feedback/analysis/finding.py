"""Looking for clusters in what was drawn, a language at a time, wherever an executor runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from typing import NamedTuple

from feedback.analysis.discovery import Discovery, Elsewhere, FoundCluster, Leftover, Limits, Round, discovered
from feedback.analysis.mapping import Tick, mapped
from feedback.analysis.reclustering import reclustered


class Question(NamedTuple):
    """What clusters are looked for in."""

    mentions: list[Leftover]
    elsewhere: Elsewhere
    limits: Limits


class Answer(NamedTuple):
    """What was found there, and how stable each cluster is, 0..1, by its id."""

    discovery: Discovery
    stable: dict[str, float]


def found_in(
    sample: Mapping[str, list[Leftover]],
    elsewhere: Mapping[str, Elsewhere],
    limits: Limits,
    executor: Executor | None = None,
    tick: Tick | None = None,
) -> Answer:
    """The clusters of all languages, largest first, and how stable each is."""
    questions = [Question(sample[lang], elsewhere.get(lang, Elsewhere()), limits) for lang in sorted(sample)]
    answers = list(mapped(executor, answered, questions, tick))
    stable = {cluster: value for answer in answers for cluster, value in answer.stable.items()}
    return Answer(joined([answer.discovery for answer in answers]), stable)


def answered(question: Question) -> Answer:
    """The clusters of the mentions of one language. A pure function: the same wherever it runs."""
    langs = {mention.lang for mention in question.mentions}
    found = discovered(question.mentions, dict.fromkeys(langs, question.elsewhere), question.limits)
    return Answer(found, reclustered(question.mentions, found.clusters, seed=question.limits.seed))


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
