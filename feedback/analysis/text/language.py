"""Which of the product's languages a comment is written in."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

from feedback.analysis.text.stopwords import published_stop_words
from feedback.analysis.text.words import words

LANGUAGES = ("es", "en", "pt")
DEFAULT = "es"
# Below this many words the letters say too little (their model is trained on whole documents).
FEW_WORDS = 5
_OWN_LETTERS = {
    "ñ": "es",
    "¿": "es",
    "¡": "es",
    "ã": "pt",
    "õ": "pt",
    "ç": "pt",
    "à": "pt",
    "â": "pt",
    "ê": "pt",
    "ô": "pt",
}
_OWN_ENDINGS = {
    "es": ("cion", "ciones", "dad", "ando", "iendo"),
    "pt": ("cao", "coes", "dade", "inho", "inha"),
    "en": ("ing", "tion"),
}
# Frequent in short answers and in no published list of function words.
_OWN_WORDS = {
    "es": "hola gracias si contestan responden bueno buena buenos buenas servicio atencion limpieza rapido rapida "
    "lento lenta mal caro cara personal amable amables perfecto malo mala excelente horrible genial comida "
    "ruido sucio limpio precio espera cola trato",
    "en": "thanks thank nice great good bad ok staff service food slow fast clean dirty excellent perfect friendly "
    "helpful poor awful lovely amazing quick rude wait waiting noisy cheap expensive room price queue "
    "horrible none nope",
    "pt": "ola oi ar obrigado obrigada quebrado otimo otima bom boa ruim pessimo atendimento limpeza rapido rapida "
    "lento demora demorado caro cara pessoal excelente horrivel legal comida barulho sujo limpo preco espera "
    "fila funcionarios equipe gostei adorei simpatico",
}


def detect_language(text: str, hint: str | None = None, default: str = DEFAULT) -> str:
    """One of `LANGUAGES`. A supported `hint` ("es", "pt-BR") wins; `default` is for texts that say nothing.

    Short texts are decided by words, letters and endings that only one of the languages has, all others,
    and short ones without such, by py3langid's model restricted to these languages.
    """
    hinted = (hint or "")[:2].lower()
    if hinted in LANGUAGES:
        return hinted
    if len(text) < FEW_WORDS * 12:
        found = words(text)
        if not found:
            return default
        if len(found) < FEW_WORDS and (spoken := _by_evidence(text, [word.folded for word in found])):
            return spoken
    return str(_identifier().classify(text.lower())[0])


def _by_evidence(text: str, folded: list[str]) -> str | None:
    """The language with the most evidence, None where two have as much or none has any."""
    points: Counter[str] = Counter()
    for letter in text.lower():
        if letter in _OWN_LETTERS:
            points[_OWN_LETTERS[letter]] += 2
    for word in folded:
        for lang in LANGUAGES:
            points[lang] += (word in _known_words(lang)) + word.endswith(_OWN_ENDINGS[lang])
    (first, most), (_, next_most) = points.most_common(2)
    return first if most > next_most else None


@lru_cache(maxsize=8)
def _known_words(lang: str) -> frozenset[str]:
    return published_stop_words(lang) | frozenset(_OWN_WORDS[lang].split())


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
