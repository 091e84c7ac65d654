from __future__ import annotations

from feedback.cli.analysed.improvements import improvements
from tests.cli.analysed.files import KIND, WAITED, comment, read


def test_pains_and_joys_in_order_with_their_sentences() -> None:
    comments = [comment(number, WAITED, stage="visita") for number in range(4)]
    comments += [comment(number, KIND, stage="recepción") for number in range(4, 8)]
    found = improvements(comments, read(comments))
    assert sorted((line["direction"], line["stage"], line["themes"][0], line["n"]) for line in found) == [
        ("amplify", "recepción", "treatment", 4),
        ("reduce", "visita", "waiting", 4),
    ]
    reduce = next(line for line in found if line["direction"] == "reduce")
    assert [one["row"] for one in reduce["evidence"]] == [0, 1, 2]
    assert {one["text"] for one in reduce["evidence"]} == {WAITED}
    assert reduce["groups"]["a"]["n"] == reduce["groups"]["a"]["raised"] == 4
    assert sorted(reduce["titles"]) == ["en", "es", "pt"] and reduce["title"] == reduce["titles"]["es"]
    assert reduce["title"].endswith(": visita")


def test_too_few_people_speak_for_nothing() -> None:
    comments = [comment(number) for number in range(2)]
    assert improvements(comments, read(comments)) == []


def test_who_only_praised_raised_no_pain() -> None:
    comments = [comment(number) for number in range(4)] + [comment(9, "La espera fue corta y muy agradable")]
    (line,) = [one for one in improvements(comments, read(comments)) if one["direction"] == "reduce"]
    assert (line["groups"]["a"]["n"], line["groups"]["a"]["raised"]) == (5, 4)
