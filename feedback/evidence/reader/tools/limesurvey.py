"""LimeSurvey: `Q1`, `Q1[SQ001]` or whole texts; its vvexport has descriptions first and machine names below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..heading import Heading, Option, Record, cells, named, two_names, width_of
from .words import folded, words

OWN = words(
    "id | submitdate | lastpage | startlanguage | seed | token | startdate | datestamp | ipaddr | refurl | "
    "response id | date submitted | last page | start language | access code | date started | date last action | "
    "ip address | referrer url | id de respuesta | id de la respuesta | fecha de envio | ultima pagina | "
    "lenguaje inicial | idioma inicial | semilla | contrasena | fecha de inicio | fecha de la ultima accion | "
    "direccion ip | url de referencia | id da resposta | data de envio | idioma de inicio | semente | "
    "data de inicio | data da ultima acao | endereco ip | completed | completado"
)
SURE = words(
    "submitdate | lastpage | startlanguage | datestamp | ipaddr | refurl | date submitted | last page | "
    "start language | date last action | referrer url | fecha de envio | ultima pagina | lenguaje inicial | "
    "idioma inicial | fecha de la ultima accion | data de envio | idioma de inicio | data da ultima acao"
)
NO_ANSWER = ("{question_not_shown}",)
_OPTION = re.compile(r"(.+?)\s*\[([^\[\]]+)\]")
_CODE = re.compile(r"[a-z][a-z0-9_]*")


def heading(records: Sequence[Record]) -> Heading | None:
    if len(records) > 1 and _is_ours(folded(records[1])) and not _is_ours(folded(records[0])):
        return _heading(records, 2)
    if _is_ours(folded(records[0])):
        # A vvexport in English describes its columns nearly as they are called.
        both = len(records) > 1 and _is_ours(folded(records[1]))
        return _heading(records, 2 if both else 1)
    return None


def _is_ours(names: list[str]) -> bool:
    return sum(name in OWN for name in names) >= 3 and sum(name in SURE for name in names) >= 2


def _heading(records: Sequence[Record], rows: int) -> Heading:
    width = width_of(records, rows)
    texts, codes = cells(records[0], width), cells(records[rows - 1], width)
    names = [text or code for text, code in zip(texts, codes, strict=True)]
    return Heading(
        named(names),
        rows=rows,
        tool="limesurvey",
        others=two_names(codes, texts) if rows > 1 else (),
        options=tuple(map(_option, names)),
        no_answer=NO_ANSWER,
    )


def _option(name: str) -> Option | None:
    found = _OPTION.fullmatch(name)
    return Option(found[1], found[2]) if found else None


def unescaped(text: str) -> str:
    """A cell of a vvexport as it was written."""
    return text.replace("{quote}", '"').replace("{tab}", "\t").replace("{newline}", "\n")
