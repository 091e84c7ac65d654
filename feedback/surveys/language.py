"""In which language a respondent's page speaks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

BROWSER_LANGUAGES = 5
"""How many of a browser's languages are asked for; a header may name hundreds."""


def page_language(offered: Sequence[str], base: str, asked: str | None, accepted: Iterable[str]) -> str:
    """What was asked for (by the link or the switch), else the browser's, else the questionnaire's own language.

    A language is found under its own name, else without its country, else as the country's variant that is offered:
    es-MX finds es, pt finds pt-BR.
    """
    wanted = [asked] if asked else []
    for one in [*wanted, *list(accepted)[:BROWSER_LANGUAGES]]:
        if found := _offered(offered, one):
            return found
    return base


def _offered(offered: Sequence[str], wanted: str) -> str | None:
    plain = wanted.replace("_", "-").lower()
    short = plain.partition("-")[0]
    by_name = {code.lower(): code for code in offered}
    by_short = {code.partition("-")[0].lower(): code for code in reversed(offered)}
    return by_name.get(plain) or by_name.get(short) or by_short.get(short)
