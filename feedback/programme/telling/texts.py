"""What a published notice says as a mail, in every language it is whole in. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.names import one_line
from feedback.programme.rules import DECIDED, DECLINED, DONE, HEARD

LONGEST_SUBJECT = 150
_OTHERWISE = "en"
_SUBJECTS = {
    "es": "Qué ha sido de lo que escuchamos: {title}",
    "en": "What came of what we heard: {title}",
    "pt": "O que resultou do que ouvimos: {title}",
}
_HEARD = {"es": "Lo que escuchamos:", "en": "What we heard:", "pt": "O que ouvimos:"}
_ANSWERS = {
    HEARD: {"es": "Qué sigue:", "en": "What comes next:", "pt": "O que vem agora:"},
    DECIDED: {"es": "Qué vamos a hacer:", "en": "What we will do:", "pt": "O que vamos fazer:"},
    DONE: {"es": "Qué hemos hecho:", "en": "What we did:", "pt": "O que fizemos:"},
    DECLINED: {
        "es": "Por qué no lo haremos:",
        "en": "Why we will not do it:",
        "pt": "Por que não vamos fazer isso:",
    },
}
_MORE = {
    "es": "Todo lo que hemos escuchado y lo que ha sido de ello: {link}",
    "en": "Everything we heard and what came of it: {link}",
    "pt": "Tudo o que ouvimos e o que resultou disso: {link}",
}


def mail_texts(
    *, kind: str, title: Mapping[str, str], heard: Mapping[str, str], answer: Mapping[str, str], link: str
) -> dict[str, dict[str, str]]:
    """Language -> subject and body, in the languages that have both texts; `link` leads to everything published."""
    whole = [language for language in heard if heard[language] and answer.get(language)]
    return {
        language: {
            "subject": _subject(language, title),
            "body": _body(language, kind, heard[language], answer[language], link),
        }
        for language in whole
    }


def _subject(language: str, title: Mapping[str, str]) -> str:
    name = title.get(language) or next(iter(title.values()), "")
    return one_line(_in(language, _SUBJECTS).replace("{title}", name))[:LONGEST_SUBJECT]


def _body(language: str, kind: str, heard: str, answer: str, link: str) -> str:
    parts = (f"{_in(language, _HEARD)}\n{heard}", f"{_in(language, _ANSWERS[kind])}\n{answer}")
    return "\n\n".join((*parts, _in(language, _MORE).replace("{link}", link)))


def _in(language: str, words: Mapping[str, str]) -> str:
    return words.get(language, words[_OTHERWISE])
