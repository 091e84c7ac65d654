"""Which sheet of a workbook holds the answers, and not tables and charts made of them."""

from __future__ import annotations

from feedback.tables.folding import lookup_key

from .assemble import LOOKED_AT, Beginning

ANSWERS = ("respuesta", "response", "resposta", "answer", "datos", "data", "dados", "raw", "base", "form", "comentario")
OTHERS = (
    "resumen",
    "summary",
    "resumo",
    "pivot",
    "dinamica",
    "grafic",
    "chart",
    "tabla",
    "tabela",
    "dictionar",
    "diccionario",
    "codebook",
    "instruc",
    "readme",
    "leyenda",
    "dashboard",
    "catalog",
)
WIDE = 30


def likeness(name: str, found: Beginning) -> float:
    """How much a sheet looks like answers: made by a tool, called so, many rows, many columns that have names."""
    key = lookup_key(name)
    called = 3 * any(word in key for word in ANSWERS) - 3 * any(word in key for word in OTHERS)
    unnamed = sum(column.startswith("[") for column in found.header) / len(found.header)
    rows = found.rows / LOOKED_AT
    return 6 * bool(found.heading.tool) + called + 3 * rows + 2 * min(1.0, found.width / WIDE) - 3 * unnamed
