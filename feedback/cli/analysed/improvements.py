"""Improvements that a file speaks for, proposed and ranked by the rules of the backlog; every stage weighs the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import NAMESPACE_OID, UUID, uuid5

from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.pipeline import Analysis
from feedback.analysis.priority import Direction, GroupEvidence, LineEvidence, Raised, Ranked, rank
from feedback.analysis.records import AnalysedComment, Comment, Mention
from feedback.backlog.rules import proposing, titles

SENTENCES = 3
MILDEST = 0.1
LANGUAGES = ("es", "en", "pt")
_READABLE = range(20, 201)


@dataclass(slots=True)
class _Cell:
    """One theme at one stage in one group: per row the mentions that carry it."""

    mentions: dict[int, list[Mention]] = field(default_factory=lambda: defaultdict(list))

    def count(self, label: str) -> int:
        return sum(mention.sentiment.label == label for said in self.mentions.values() for mention in said)

    def raised(self, direction: Direction) -> Raised:
        return Raised.of(dict(_people(self.mentions, direction)))


def _people(mentions: Mapping[int, list[Mention]], direction: Direction) -> Iterator[tuple[int, tuple[float, int]]]:
    """Row -> (sum of intensity, mentions); who only praised has not raised a pain."""
    for row, said in mentions.items():
        if direction == "amplify":
            yield row, (sum(mention.sentiment.score for mention in said), len(said))
        elif any(mention.sentiment.label != "pos" for mention in said):
            pains = [max(MILDEST, abs(one.sentiment.score)) for one in said if one.sentiment.label == "neg"]
            yield row, (sum(pains), len(pains))


Where = tuple[str, str | None, str]
"""Theme, stage, group."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """Everything said in the file, by place."""

    comments: Sequence[Comment]
    reads: Sequence[AnalysedComment]
    cells: Mapping[Where, _Cell]
    wrote: Mapping[tuple[str | None, str], list[int]]

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(group for _, group in self.wrote))

    def evidence(self, theme: str, stage: str | None, direction: Direction) -> dict[str, GroupEvidence]:
        found = {}
        for group in self.groups:
            here = self.wrote.get((stage, group))
            if here:
                cell = self.cells.get((theme, stage, group), _Cell())
                elsewhere = self._elsewhere(theme, stage, group) if direction == "amplify" else _Cell()
                found[group] = GroupEvidence(here, here, cell.raised(direction), elsewhere.raised(direction))
        return found

    def _elsewhere(self, theme: str, stage: str | None, group: str) -> _Cell:
        joined = _Cell()
        for (one, place, whose), cell in self.cells.items():
            if (one, whose) == (theme, group) and place != stage:
                for row, said in cell.mentions.items():
                    joined.mentions[row] += said
        return joined


def improvements(comments: Sequence[Comment], analysis: Analysis) -> list[dict[str, Any]]:
    """The improvements in order, each with its parts and its clearest sentences; same file, same order."""
    heard = _heard(comments, analysis)
    proposals = {proposal.key: proposal for proposal in proposing.proposals(_voices(heard))}
    names = {_id(theme.id): theme.id for theme in analysis.themes}
    stages = {_id(stage): stage for stage in {comment.stage for comment in comments} if stage is not None}
    placed = {key: (names[one.theme], stages[one.stage] if one.stage else None) for key, one in proposals.items()}
    lines = [
        LineEvidence(key, _direction(one), groups=heard.evidence(*placed[key], _direction(one)))
        for key, one in proposals.items()
    ]
    known = {theme.id: theme.names for theme in analysis.themes}
    return [
        _line(ranked, _direction(proposals[ranked.line]), *placed[ranked.line], heard, known)
        for ranked in rank(lines).lines
    ]


def _id(name: str) -> UUID:
    """The rules know themes and stages by UUID; here a name is enough to make one."""
    return uuid5(NAMESPACE_OID, name)


def _direction(proposal: proposing.Proposal) -> Direction:
    return cast(Direction, proposal.direction)


def _heard(comments: Sequence[Comment], analysis: Analysis) -> _Heard:
    cells: dict[Where, _Cell] = defaultdict(_Cell)
    wrote: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for row, (comment, read) in enumerate(zip(comments, analysis.comments, strict=True)):
        group = comment.group or ""
        if comment.text:
            wrote[(comment.stage, group)].append(row)
        for mention in read.mentions:
            for hit in mention.themes:
                cells[(hit.theme, comment.stage, group)].mentions[row].append(mention)
    return _Heard(comments, analysis.comments, cells, wrote)


def _voices(heard: _Heard) -> Iterator[proposing.Voice]:
    book = built_in_codebook().by_id
    for (theme, stage, group), cell in heard.cells.items():
        if theme not in book or book[theme].actionable:
            yield proposing.Voice(
                theme=_id(theme),
                stage=_id(stage) if stage is not None else None,
                group=group,
                people=len(cell.mentions),
                mentions=sum(len(said) for said in cell.mentions.values()),
                negative=cell.count("neg"),
                positive=cell.count("pos"),
            )


def _line(
    ranked: Ranked,
    direction: Direction,
    theme: str,
    stage: str | None,
    heard: _Heard,
    names: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    written = built_in_codebook().by_id.get(theme)
    own = getattr(written, direction) if written else None
    title = titles.title(
        direction, names[theme], own, {lang: stage for lang in LANGUAGES} if stage else None, LANGUAGES
    )
    parts = ranked.parts
    return {
        "rank": ranked.rank,
        "tier": ranked.tier,
        "title": title[_language(heard)],
        "titles": title,
        "direction": direction,
        "stage": stage,
        "themes": [theme],
        "groups": {
            group: {
                "reach": one.reach,
                "severity": one.severity,
                "breadth": one.breadth,
                "n": one.n,
                "raised": one.raised,
            }
            for group, one in ranked.groups.items()
        },
        "score": ranked.score,
        "parts": parts
        and {
            "reach": parts.reach,
            "severity": parts.severity,
            "breadth": parts.breadth,
            "moment": parts.moment,
            "effort": [parts.effort.low, parts.effort.likely, parts.effort.high],
        },
        "rank_low": ranked.rank_low,
        "rank_high": ranked.rank_high,
        "n": ranked.n,
        "evidence": list(_sentences(heard, theme, stage, direction)),
    }


def _language(heard: _Heard) -> str:
    counts = Counter(read.lang for read in heard.reads if not read.non_answer and read.lang in LANGUAGES)
    return min(counts, key=lambda lang: (-counts[lang], lang), default="es")


def _sentences(heard: _Heard, theme: str, stage: str | None, direction: Direction) -> Iterator[dict[str, Any]]:
    """The clearest sentences with the feeling the improvement works on; a readable length first."""
    label = "neg" if direction == "reduce" else "pos"
    found = [
        (row, group, mention)
        for group in heard.groups
        for row, said in heard.cells.get((theme, stage, group), _Cell()).mentions.items()
        for mention in said
        if mention.sentiment.label == label
    ]
    found.sort(key=lambda one: (one[2].end - one[2].start not in _READABLE, -abs(one[2].sentiment.score), one[0]))
    for row, group, mention in found[:SENTENCES]:
        text = heard.comments[row].text[mention.start : mention.end]
        yield {"text": text, "theme": theme, "group": group, "stage": stage, "row": row, "sentiment": label}
