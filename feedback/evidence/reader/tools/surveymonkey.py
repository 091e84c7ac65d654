"""SurveyMonkey: questions in the first row, blank where they go on; options or "Response" in the second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..heading import Heading, Option, Record, cell, cells, filled_forward, named, of_two_rows, two_names, width_of
from .words import folded, words

OWN = words(
    "respondentid | respondent id | respondent_id | collectorid | collector id | collector_id | id de encuestado | "
    "id del encuestado | identificador del encuestado | id de recopilador | id del recopilador | id do respondente | "
    "id do coletor | date created | date modified | fecha de creacion | fecha de modificacion"
)
ALONE = words(
    "response | responses | open-ended response | respuesta | respuestas | respuesta abierta | resposta | "
    "resposta aberta | respuesta de texto libre"
)


def heading(records: Sequence[Record]) -> Heading | None:
    first = folded(records[0])
    ours = any(name in OWN for name in first)
    if len(records) > 1 and _two_rows(records[0], records[1], ours):
        return _of_two_rows(records)
    if ours and first[0] in OWN:
        return Heading(named(cells(records[0], len(records[0]))), tool="surveymonkey")
    return None


def _two_rows(above: Record, below: Record, ours: bool) -> bool:
    if any(name in ALONE for name in folded(below)):
        return True
    goes_on = any(not cell(above, index) and cell(below, index) for index in range(len(below)))
    own = [index for index, name in enumerate(folded(above)) if name in OWN]
    return ours and goes_on and all(not cell(below, index) for index in own)


def _of_two_rows(records: Sequence[Record]) -> Heading:
    width = width_of(records, 2)
    questions = filled_forward(records[0], records[1], width)
    options = cells(records[1], width)
    often = Counter(questions)
    return Heading(
        named(of_two_rows(questions, options, ALONE)),
        rows=2,
        tool="surveymonkey",
        others=two_names(questions, options),
        options=tuple(
            Option(question, option) if often[question] > 1 and question and option.casefold() not in ALONE else None
            for question, option in zip(questions, options, strict=True)
        ),
    )
