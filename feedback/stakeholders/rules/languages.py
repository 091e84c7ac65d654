"""Languages as files name them. Pure."""

from __future__ import annotations

import re
import unicodedata

from feedback.errors import message
from feedback.names import one_line, refusal

NAMES = {
    "es": "espanol castellano spanish espanhol castelhano esp spa",
    "en": "ingles english eng",
    "pt": "portugues portuguese brasileiro por",
    "ca": "catalan catala catalao valenciano valencia cat",
    "gl": "gallego galego galician",
    "eu": "euskera vasco basque euskara basco",
    "fr": "frances french francais fra fre",
    "de": "aleman german deutsch alemao ger deu",
    "it": "italiano italian ita",
}
"""Code -> how the language is called in the languages of this product and in its own, without accents."""
_CODE = re.compile(r"[a-z]{2}")
_BY_NAME = {name: code for code, names in NAMES.items() for name in names.split()}


def lang_of(text: str) -> str:
    """The two letters of a language (ISO 639-1): "es" for es-MX, Español and spanish; Invalid at `lang`."""
    letters = unicodedata.normalize("NFKD", one_line(text)).casefold()
    word = "".join(letter for letter in letters if not unicodedata.combining(letter))
    code = _BY_NAME.get(word) or re.split(r"[-_ ]", word)[0]
    if not _CODE.fullmatch(code) or not _exists(code):
        raise refusal("lang", message("Write a language as two letters, such as es or en."))
    return code


def _exists(code: str) -> bool:
    # Loaded only here: its data is large.
    from babel import localedata

    return bool(localedata.exists(code))
