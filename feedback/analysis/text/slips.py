"""Everyday mistakes of typing: one letter too many, missing, wrong or swapped in a longer word.

A word is taken for another one only where that is the only one it can be, and where no dictionary knows it as it was
written: a wrong correction is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

SHORTEST = 6
_ACCENTS = {"a": "áãâà", "e": "éê", "i": "í", "o": "óõô", "u": "úü", "n": "ñ", "c": "ç"}
_ENDINGS = {"cao": "ção", "coes": "ções", "sao": "são", "soes": "sões"}


# Given names and places that are one letter away from a word people use about services.
_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
adriana adriano agustin alberto alfonso alfredo alicia amalia amanda andrea angela antonia antonio arturo
beatriz benito bernardo blanca camila carina carlinhos carlos carmen carolina cecilia claudia claudio cristina
daniel daniela debora denise diego dolores eduardo elena emilia emilio enrique ernesto esteban eugenia fabian
fabio felicia felipe fernanda fernando francisca francisco gabriel gabriela gerard gerardo gloria gonzalo
guillermo gustavo hector helena ignacio isabel javier joaquin jordan joseph julian juliana karina kelley leandro
leonor leticia lorena lorenzo lucia luciana manuel manuela marcela marcelo marcia marcos margarita mariana
marina martin martina martins mateus mauricio melissa mercedes mexico miguel milagros monica natalia nicolas
nicole olivia orlando pamela patricia paulina paulino pereira prates ramiro ramona raquel renata ricardo roberta
roberto rodrigo rosalia salvador samuel sandra santiago sergio silvia simone sophia susana teresa tomas valencia
valeria vanessa veronica vicente victor victoria vivian walter wilson xavier yolanda
""",
    )
)


class Speller:
    """Corrects folded words of `lang` towards the `known` ones of at least SHORTEST letters."""

    def __init__(self, known: Iterable[str], lang: str) -> None:
        self._lang = lang
        self._known = frozenset(word for word in known if len(word) >= SHORTEST and word.isalpha())
        self._shortened: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            for shorter in {word, *_shorter(word)}:
                self._shortened[shorter].append(word)

    def correct(self, word: str) -> str | None:
        """The known word that `word` was meant to be; None where it is right, or could be another, or several."""
        if len(word) < SHORTEST or word in self._known or word in _NAMES or not word.isalpha():
            return None
        near = {known for shorter in {word, *_shorter(word)} for known in self._shortened.get(shorter, ())}
        meant = [known for known in near if known[0] == word[0] and _one_slip(word, known)]
        if len(meant) != 1 or in_dictionary(word, self._lang):
            return None
        return meant[0]


def in_dictionary(word: str, lang: str) -> bool:
    """Whether the dictionary of `lang` has a folded word, with or without one of the accents it may have lost."""
    import simplemma

    return any(simplemma.is_known(spelled, lang=lang) for spelled in _spellings(word))


def _spellings(word: str) -> Iterator[str]:
    yield word
    for ending, whole in _ENDINGS.items():
        if word.endswith(ending):
            yield word.removesuffix(ending) + whole
    for place, letter in enumerate(word):
        for accented in _ACCENTS.get(letter, ""):
            yield word[:place] + accented + word[place + 1 :]


def _shorter(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _one_slip(word: str, known: str) -> bool:
    """One letter inserted, left out, replaced, or swapped with its neighbour; a plural is no slip."""
    from rapidfuzz.distance import OSA

    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    return longer != shorter + "s" and OSA.distance(word, known, score_cutoff=1) == 1
