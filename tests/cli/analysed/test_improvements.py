from __future__ import annotations

from dataclasses import replace

from feedback.cli.analysed.improvements import improvements
from tests.cli.analysed.files import KIND, WAITED, comment, improved, read, said


def test_pains_and_joys_in_order_with_their_sentences() -> None:
    comments = [comment(number, WAITED, stage="visita") for number in range(4)]
    comments += [comment(number, KIND, stage="recepción") for number in range(4, 8)]
    found = improved(comments)
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
    assert improved(comments) == []


def test_who_only_praised_raised_no_pain() -> None:
    comments = [comment(number) for number in range(4)] + [comment(9, "La espera fue corta y muy agradable")]
    (line,) = [one for one in improved(comments) if one["direction"] == "reduce"]
    assert (line["groups"]["a"]["n"], line["groups"]["a"]["raised"]) == (5, 4)


def test_small_groups_are_marked() -> None:
    comments = [comment(number, group="few") for number in range(4)]
    comments += [comment(number, group="many") for number in range(4, 10)]
    (line,) = improved(comments)
    assert {group: part.get("small", False) for group, part in line["groups"].items()} == {"few": True, "many": False}


def test_a_theme_that_is_not_stable_proposes_nothing() -> None:
    comments = [comment(number) for number in range(4)]
    analysis = read(comments)
    shaky = tuple(replace(theme, stability=0.59) for theme in analysis.themes)
    firm = tuple(replace(theme, stability=0.6) for theme in analysis.themes)
    assert improvements(said(comments, analysis), shaky, "es") == []
    assert len(improvements(said(comments, analysis), firm, "es")) == 1
