from __future__ import annotations

import pytest

from feedback.evidence.reader.tools.limesurvey import heading, unescaped

OWN = ["id", "submitdate", "lastpage", "startlanguage", "seed"]


def test_codes_with_their_options() -> None:
    found = heading([[*OWN, "Q1", "Q2[SQ001]", "Q2[other]"], ["1"] * 8])
    assert found is not None
    assert (found.rows, found.tool, found.names[6]) == (1, "limesurvey", "Q2[SQ001]")
    assert [option and (option.question, option.option) for option in found.options][5:] == [
        None, ("Q2", "SQ001"), ("Q2", "other"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "own",
    [
        ["Response ID", "Date submitted", "Last page", "Start language"],
        ["ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial"],
        ["ID da resposta", "Data de envio", "Última página", "Idioma de início"],
    ],
)
def test_whole_texts_in_each_language(own: list[str]) -> None:
    found = heading([[*own, "What could be better?", "Which? [Bus]"], ["1"] * 6])
    assert found is not None
    assert (found.names[4], found.options[5] and found.options[5].question) == ("What could be better?", "Which?")


def test_a_vvexport_has_two_rows() -> None:
    human = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Why?"]
    found = heading([human, [*OWN, "Q1"], ["1"] * 6])
    assert found is not None
    assert (found.rows, found.names[5], found.others[5][0]) == (2, "Why?", "Q1")
    assert found.no_answer == ("{question_not_shown}",)


def test_escapes_of_a_vvexport() -> None:
    assert unescaped("a {quote}b{quote}{tab}c{newline}d") == 'a "b"\tc\nd'


def test_other_files() -> None:
    assert heading([["id", "token", "text"], ["1", "2", "3"]]) is None
