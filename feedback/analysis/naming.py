"""What found themes are called, and which of them are the ones known from an earlier run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from feedback.analysis.discovery import FoundCluster, Member
from feedback.analysis.glossary import said_in
from feedback.analysis.text import LANGUAGES, lemma, words
from feedback.analysis.themes import Theme

_NAMED_BY = 3
_SAME_THEME = 0.3
_READ_FOR_NAMES = 200


def names_of(clusters: Sequence[FoundCluster], texts: Mapping[Member, str]) -> dict[str, str]:
    """What one found theme is called in every language: by the leading terms of its cluster there, as people write them
    in `texts` of its mentions; where nobody spoke of it, by those of the largest cluster, as the glossary says them.
    """
    by_language = {cluster.lang: cluster for cluster in reversed(clusters)}
    return {lang: _name(by_language.get(lang, clusters[0]), texts, lang) for lang in LANGUAGES}


def _name(cluster: FoundCluster, texts: Mapping[Member, str], lang: str) -> str:
    read = (texts[member] for member in cluster.members if member in texts)
    said = _as_written(cluster.terms[:_NAMED_BY], read, cluster.lang)
    if cluster.lang != lang:
        said = [said_in(term, cluster.lang, lang) or word for term, word in zip(cluster.terms, said, strict=False)]
    return " · ".join(said)


def _as_written(terms: Sequence[str], texts: Iterable[str], lang: str) -> list[str]:
    forms: dict[str, Counter[str]] = {term: Counter() for term in terms}
    for _, text in zip(range(_READ_FOR_NAMES), texts, strict=False):
        for word in words(text):
            term = lemma(word.text, lang)
            if term in forms:
                forms[term][word.text.lower()] += 1
    return [_most_common(forms[term]) or term for term in terms]


def _most_common(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form), default="")


def same_as_known(clusters: Sequence[FoundCluster], known: Sequence[Theme]) -> Mapping[str, Theme]:
    """Cluster id to the known found theme it continues: the best one-to-one pairing by shared terms (Jaccard)."""
    earlier = sorted((theme for theme in known if theme.source == "found"), key=lambda theme: theme.id)
    if not clusters or not earlier:
        return {}
    from scipy.optimize import linear_sum_assignment

    likeness = [[_jaccard(cluster.terms, theme.terms) for theme in earlier] for cluster in clusters]
    rows, columns = linear_sum_assignment(likeness, maximize=True)
    return {
        clusters[row].id: earlier[column]
        for row, column in zip(rows, columns, strict=True)
        if likeness[row][column] >= _SAME_THEME
    }


def _jaccard(one: Sequence[str], other: Sequence[str]) -> float:
    union = set(one) | set(other)
    return len(set(one) & set(other)) / len(union) if union else 0.0
