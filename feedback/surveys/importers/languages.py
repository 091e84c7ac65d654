"""What a file calls its languages, as the codes we know them by. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from feedback.analysis.text.folding import fold

_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
_NAMES = {
    "en": "english inglés ingles inglês anglais englisch",
    "es": "spanish español espanol castellano castilian espagnol spanisch espanhol es_419",
    "pt": "portuguese português portugues portugués portugais",
    "fr": "french français francais francés",
    "de": "german deutsch alemán aleman allemand alemão",
    "it": "italian italiano",
    "ca": "catalan català catalán",
    "eu": "basque euskara",
    "gl": "galician galego",
    "nl": "dutch nederlands",
    "sw": "swahili kiswahili",
    "zh": "chinese mandarin 中文 汉语",
    "ar": "arabic العربية",
    "ru": "russian русский",
    "hi": "hindi हिन्दी",
    "id": "indonesian bahasa",
    "ig": "igbo",
    "ha": "hausa",
    "yo": "yoruba",
    "am": "amharic",
    "so": "somali",
    "ne": "nepali",
    "bn": "bengali bangla",
    "ur": "urdu",
    "tr": "turkish türkçe",
    "vi": "vietnamese",
    "th": "thai",
    "tl": "tagalog filipino",
    "my": "burmese",
    "km": "khmer",
    "lo": "lao",
    "ht": "creole kreyòl",
    "qu": "quechua",
    "ay": "aymara",
    "gn": "guarani guaraní",
    "pl": "polish polski",
    "uk": "ukrainian",
    "ro": "romanian română",
    "el": "greek",
    "ja": "japanese 日本語",
    "ko": "korean 한국어",
    "fa": "persian farsi dari",
    "ps": "pashto",
    "he": "hebrew",
    "hr": "croatian hrvatski",
    "et": "estonian eesti",
    "mg": "malagasy",
    "rw": "kinyarwanda",
    "ln": "lingala",
    "wo": "wolof",
}
_BY_NAME = {name: code for code, names in _NAMES.items() for name in names.split()}
_GUESSED = ("en", "es", "pt", "fr", "de", "it", "ca", "nl")
_LETTERS = re.compile(r"[^\W\d_]+")
LONGEST_NAME = 100
NAMELESS = ("", "default")
"""What files call a language they do not name."""


def language_codes(names: Sequence[str], sample: str, hints: Mapping[str, str] | None = None) -> dict[str, str]:
    """The code for each name a file has for a language, no code twice, in the same order.

    A language without a name is guessed from `sample`, some of its text, unless `hints` say what it is.

    >>> language_codes(["Swahili (sw)", "English", "de-informal", "EN-GB"], "")
    {'Swahili (sw)': 'sw', 'English': 'en', 'de-informal': 'de-informal', 'EN-GB': 'en-GB'}
    """
    found: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        code = language_code((hints or {}).get(name, name), sample)
        # Two columns of one language are two languages to their author: the second gets a private name.
        found[name] = code if code not in found.values() else f"{code.partition('-')[0]}-x{number:02d}"
    return found


def language_code(name: str, sample: str = "") -> str:
    """The code for one name; "und" (undetermined) where the name says nothing known."""
    name = name.strip()[:LONGEST_NAME]
    if name.lower() in NAMELESS:
        return _guessed(sample)
    bracketed = _IN_BRACKETS.search(name)
    inner = bracketed.group(1).strip() if bracketed else name
    outer = name[: bracketed.start()].strip() if bracketed else name
    plain = inner.replace("_", "-")
    if outer.lower() in _BY_NAME and not (bracketed and _CODE.fullmatch(plain)):
        return _BY_NAME[outer.lower()]
    if inner.lower() in _BY_NAME:
        return _BY_NAME[inner.lower()]
    return _written(plain) if _CODE.fullmatch(plain) else "und"


def _written(code: str) -> str:
    first, *rest = code.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _guessed(sample: str) -> str:
    """The language whose small words are most frequent; English where there are none."""
    # The lists take a moment to load: only where a file leaves us no other way.
    from feedback.analysis.text.stopwords import published_stop_words

    words = [fold(word) for word in _LETTERS.findall(sample)]
    times = {language: sum(word in published_stop_words(language) for word in words) for language in _GUESSED}
    return max(_GUESSED, key=lambda language: times[language])
