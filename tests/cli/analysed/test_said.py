from __future__ import annotations

import numpy as np

from tests.cli.analysed.files import KIND, WAITED, comment, read, said


def test_a_row_counts_once_in_a_cell_with_all_its_mentions() -> None:
    comments = [comment(0, f"{WAITED}. Otra vez: {WAITED}."), comment(1, WAITED), comment(2, KIND)]
    cell = said(comments, read(comments)).cells["waiting", None, "a"]
    assert (cell.people, cell.said, cell.negative) == (2, 3, 3)
    raised = cell.raised("reduce")
    assert raised.people.tolist() == [0, 1] and raised.mentions.tolist() == [2.0, 1.0]


def test_who_only_praised_raised_no_pain() -> None:
    comments = [comment(0, KIND), comment(1, "El personal fue grosero y antipático")]
    cell = said(comments, read(comments)).cells["treatment", None, "a"]
    assert cell.raised("reduce").people.tolist() == [1]
    assert cell.raised("amplify").people.tolist() == [0, 1]
    assert np.all(cell.raised("amplify").intensity[:1] > 0)


def test_the_clearest_sentences_are_kept_and_no_more() -> None:
    texts = ["La espera terrible", *[f"La espera fue realmente terrible {number}" for number in range(6)]]
    comments = [comment(number, text) for number, text in enumerate(texts)]
    kept = said(comments, read(comments)).sentences("waiting", None, "neg")
    assert [one.row for one in kept] == [1, 2, 3]
    assert kept[0].text == texts[1]


def test_what_was_said_at_the_other_stages() -> None:
    stages = ["uno", "dos", None]
    comments = [comment(number, stage=stage) for number, stage in enumerate(stages)]
    gathered = said(comments, read(comments))
    found = [cell.rows.tolist() for cell in gathered.elsewhere("waiting", "uno", "a")]
    assert sorted(found) == [[1], [2]]
    assert {place: rows.tolist() for place, rows in gathered.wrote.items()} == {
        ("uno", "a"): [0],
        ("dos", "a"): [1],
        (None, "a"): [2],
    }
