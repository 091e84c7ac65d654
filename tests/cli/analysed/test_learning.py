from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from feedback.analysis.learning import NOTHING
from feedback.cli.analysed import learning
from feedback.cli.analysed.learning import learned_from
from feedback.cli.analysed.reading import Columns, open_file
from feedback.evidence.reader import RatingScale
from tests.cli.analysed.files import file

RATED = Columns("text", rating="stars", rating_scale=RatingScale.parse("1..5"), lang="es")
SAID = {5: "Había un flamboyán en el patio", 1: "Había un zumbido en el patio", 3: "Pasamos la tarde en el patio"}


def lines(count: int) -> list[str]:
    return [f"{text} {number},a,,{stars}" for number in range(count) for stars, text in SAID.items()]


def test_without_ratings_or_with_few_nothing_is_learned(tmp_path: Path) -> None:
    path = file(tmp_path, *lines(60))
    assert learned_from(open_file(path, Columns("text"))) == NOTHING
    assert learned_from(open_file(file(tmp_path, *lines(1)), RATED)) == NOTHING


def test_the_same_is_learned_elsewhere_and_of_many_the_same_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_file(file(tmp_path, *lines(60)), RATED)
    with ThreadPoolExecutor(1) as threads:
        assert learned_from(opened, threads) == learned_from(opened)
    monkeypatch.setattr(learning, "MOST", 150)
    assert learned_from(opened).sentiment["es"].worth.examples == 150
    assert learned_from(opened) == learned_from(opened)
