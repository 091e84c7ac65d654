"""Which of the product's languages a comment is written in."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from operator import itemgetter
from typing import Any

from feedback.analysis.text.folding import fold_in_place
from feedback.analysis.text.stopwords import published_stop_words

LANGUAGES = ("es", "en", "pt")
DEFAULT = "es"
# Below this many words the model, trained on whole documents, is less sure than letters and endings.
FEW_WORDS = 5
# Own words that make a text clear: on eleven corpora 29 to 99 % of the comments, 99.9 % of these rightly.
CLEAR_WORDS, CLEAR_TIMES = 3, 3
# Characters that are enough to recognise a language.
ENOUGH = 600
_LETTERS = re.compile(r"[^\W\d_]+")
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
    """One of `LANGUAGES`. A supported `hint` ("es", "pt-BR") wins; `default` is for texts without a word.

    Words that only one of the languages has decide where they are clear, which is ten times cheaper than
    the model; in short texts letters and endings help too; py3langid's model, restricted to these
    languages, decides the rest.
    """
    hinted = (hint or "")[:2].lower()
    if hinted in LANGUAGES:
        return hinted
    found = _LETTERS.findall(fold_in_place(text[:ENOUGH]))
    if not found:
        return default
    clear = _by_own_words(found)
    if clear is None and len(found) < FEW_WORDS:
        clear = _by_all_evidence(text, found)
    return clear or str(_identifier().classify(text[:ENOUGH].lower())[0])


def _by_own_words(found: list[str]) -> str | None:
    """The language whose own words outnumber all others' by far, if any."""
    listed = _languages_of_words()
    points = Counter(langs[0] for word in found if len(langs := listed.get(word, ())) == 1)
    first, most = max(points.items(), key=itemgetter(1), default=("", 0))
    return first if most >= CLEAR_WORDS and most > CLEAR_TIMES * (points.total() - most) else None


def _by_all_evidence(text: str, found: list[str]) -> str | None:
    """The language with the most evidence, None where two have as much."""
    points = Counter({lang: 0 for lang in LANGUAGES})
    points.update(2 * [_OWN_LETTERS[letter] for letter in text.lower() if letter in _OWN_LETTERS])
    listed = _languages_of_words()
    for word in found:
        points.update(listed.get(word, ()))
        points.update(lang for lang in LANGUAGES if word.endswith(_OWN_ENDINGS[lang]))
    (first, most), (_, next_most) = points.most_common(2)
    return first if most > next_most else None


@lru_cache(maxsize=1)
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    """For each frequent word the languages that have it."""
    known = {lang: published_stop_words(lang) | frozenset(_OWN_WORDS[lang].split()) for lang in LANGUAGES}
    return {
        word: tuple(lang for lang in LANGUAGES if word in known[lang]) for word in frozenset().union(*known.values())
    }


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
