"""Which sentences stand on a theme's page: what most say, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from feedback.analysis.quoting import Quote, contrasting, representative
from feedback.analysis.records import Label
from feedback.insights.queries.mentions import Sentence


def typical(sentences: Sequence[Sentence], most: int) -> list[Sentence]:
    """Those that say best what the sentences of a theme say, none of them nearly twice."""
    by_key = {str(one.id): one for one in sentences}
    return [by_key[quote.key] for quote in representative(map(_quote, sentences), most)]


def against(sentences: Sequence[Sentence], most: int) -> list[tuple[Sentence, Sentence]]:
    """Pairs that stand against each other, what most feel first."""
    by_key = {str(one.id): one for one in sentences}
    return [(by_key[one.key], by_key[other.key]) for one, other in contrasting(map(_quote, sentences), most)]


def _quote(one: Sentence) -> Quote:
    label = cast(Label, one.sentiment)
    return Quote(str(one.id), one.words, one.lang, label, one.score, str(one.group_id))
