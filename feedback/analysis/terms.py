"""The words that say what a mention is about, as counted by discovery and by similarity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedback.analysis.codebook.model import Codebook
from feedback.analysis.text import Word, fold, lemma, stop_words

_SHORTEST = 3
_REMEMBERED = 100_000  # Words as they were written; numbers and slips of the pen never end.
# Negations and plain quantities: sentiment needs them, no topic is made of them.
_COLOURLESS = {
    "es": "no ni nunca jamas tampoco sin nada nadie ningun ninguna ninguno poco poca pocos pocas solo sola gran mayor "
    "menor demasiado demasiada claro verdad dia dias hora horas ultimo primera primero posible propio pasar quedar "
    "llegar decir duda realmente encontrar parecer gustar encantar absolutamente totalmente",
    "en": "no not never nor nobody nothing none cannot without against able unable big small large little great second "
    "seconds part parts point points thing things lot bit time times day days can could would may might must cant dont "
    "get go come give make take say see look want put try let keep left find way absolutely definitely really enough "
    "hope feel lol",
    "pt": "nao nem nunca jamais sem nada ninguem nenhum nenhuma pouco pouca poucos poucas maior menor maioria dia dias "
    "hora horas ultimo primeiro primeira possivel lado parte ficar chegar dizer realmente encontrar parecer gostar "
    "absolutamente totalmente",
}


class Terms:
    """Takes the content words out of mentions of one language: no function words, numbers or bare verdicts."""

    def __init__(self, codebook: Codebook, lang: str) -> None:
        self._lang = lang
        self._ignored = stop_words(lang) | frozenset(_COLOURLESS[lang].split()) | _verdicts(codebook, lang)
        self._known: dict[str, str] = {}

    def of(self, words: Sequence[Word]) -> tuple[str, ...]:
        """Lemmas of the content words, in reading order, repeated where said again."""
        return tuple(term for word in words if (term := self._known.get(word.text) or self._term(word)))

    def _term(self, word: Word) -> str:
        """The term of a word, empty where it has none. Looked up as written: "baño" has a lemma, "bano" has not."""
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        term = "" if self._ignores(word.folded) else lemma(word.text, self._lang)
        self._known[word.text] = term = "" if self._ignores(term) else term
        return term

    def _ignores(self, folded: str) -> bool:
        return len(folded) < _SHORTEST or folded in self._ignored or not folded.isalpha()


_extractors: dict[tuple[str, str], Terms] = {}


def terms(codebook: Codebook, lang: str) -> Terms:
    """The extractor for a language, made once per process and codebook."""
    key = (codebook.version, lang)
    if key not in _extractors:
        _extractors[key] = Terms(codebook, lang)
    return _extractors[key]


def _verdicts(codebook: Codebook, lang: str) -> frozenset[str]:
    """What fallback themes and the word sets of praise and blame already say: no topic of its own."""
    sets = codebook.sets.get(lang, {})
    entries: list[str] = [*sets.get("good", ()), *sets.get("bad", ())]
    for theme in codebook.themes:
        if theme.fallback and lang in theme.vocabularies:
            entries += theme.vocabularies[lang].anchors
    return frozenset(_whole_words(entries))


def _whole_words(entries: Iterable[str]) -> list[str]:
    folded = (fold(entry.lstrip("~=")) for entry in entries)
    return [word for word in folded if not word.endswith("*")]
