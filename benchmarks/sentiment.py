"""How well the sentiment of comments is recognised, how fast, and what learning from ratings adds.

    python benchmarks/sentiment.py

The corpora are not part of the project; `FEEDBACK_CORPORA` names their folder, by default
`../shared/data/feedback` beside the repository. Each file has the columns `text`, `sentiment` (neg, neu, pos, or
empty for rows that do not count) and `rating`. Beside our macro-F1 stands that of the best word list of others on the
same file (VADER, AFINN), and what is required: a third of the way from there to a model trained on the file itself.
"""

from __future__ import annotations

import csv
import gzip
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from feedback.analysis.learning import Rated, SentimentModel, fit_sentiment
from feedback.analysis.learning.folds import folds_of
from feedback.analysis.sentiment import score_comment
from feedback.analysis.text import detect_language, split_mentions

ROOT = Path(__file__).resolve().parents[1]
LABELS = ("neg", "neu", "pos")
# File -> macro-F1 of the best word list of others there, and the one that is required; None where nobody measured.
CORPORA: dict[str, tuple[float | None, float | None]] = {
    "sentiment_theme_en_airline.csv.gz": (0.511, 0.594),
    "sentiment_en_umsab.csv": (0.570, 0.572),
    "theme_sentiment_en_nhs_fft_phase1.csv.gz": (0.357, 0.492),
    "theme_sentiment_en_mabsa_hotel_laptop_sight.csv.gz": (0.570, 0.614),
    "survey_en_womens_clothing.csv": (None, None),
    "sentiment_es_umsab.csv": (0.484, 0.505),
    "sentiment_es_semeval16_restaurants.csv": (0.417, 0.492),
    "survey_es_cuba_hotels.csv.gz": (0.524, 0.606),
    "theme_sentiment_es_mabsa_hotel_laptop_sight.csv.gz": (0.508, 0.577),
    "sentiment_pt_umsab.csv": (0.471, 0.517),
    "theme_sentiment_pt_mabsa_hotel_laptop_sight.csv.gz": (0.483, 0.560),
}
# File with ratings -> worst and best of the scale, and the macro-F1 that is required after learning on one half.
RATED: dict[str, tuple[float, float, float | None]] = {
    "survey_es_cuba_hotels.csv.gz": (1, 5, 0.75),
    "survey_en_womens_clothing.csv": (1, 5, None),
    "survey_en_teaching_evals.csv": (1, 5, None),
}


class Row(NamedTuple):
    """A comment, how it feels, its language, and its rating as the file has it."""

    text: str
    label: str
    lang: str
    rating: str


def main() -> None:
    """Print the tables, or one line saying that the corpora are absent."""
    folder = Path(os.environ.get("FEEDBACK_CORPORA", ROOT.parent / "shared" / "data" / "feedback"))
    present = [folder / name for name in CORPORA if (folder / name).exists()]
    if not present:
        print(f"sentiment: no corpora in {folder} (set FEEDBACK_CORPORA)")
        return
    for lang in ("es", "en", "pt"):
        _read("calentar", lang, lang)  # read lexicons and dictionaries first: comments/s is the pace, not the start
    _read("zzz zzz zzz zzz zzz", "en", None)
    print(
        "| file | n | macro-F1 | required | word list | accuracy | F1 neg | F1 neu | F1 pos | comments/s "
        "| language found |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for path in present:
        print(_line(path), flush=True)
    print("\nlearned from the ratings of one half, scored on the other (both ways; halves by a hash of the text)")
    print("| file | learned from | scored on | macro-F1 | required | without | said beforehand | share | seconds |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name in RATED:
        if (folder / name).exists():
            _print_learned(folder / name)


def _line(path: Path) -> str:
    rows = [row for row in _rows(path) if row.label in LABELS]
    reference, required = CORPORA[path.name]
    began = time.process_time()
    answers = [_read(row.text, row.lang, None) for row in rows]
    seconds = time.process_time() - began
    gold = [row.label for row in rows]
    # The label is judged with the language known; detection has a column of its own.
    found = [_read(row.text, row.lang, row.lang)[1] for row in rows]
    return _cells(
        path.name,
        f"{len(rows):,}",
        f"{macro_f1(gold, found):.3f}",
        _given(required),
        _given(reference),
        f"{sum(a == b for a, b in zip(gold, found, strict=True)) / len(rows):.3f}",
        *(f"{f1(gold, found, label):.2f}" for label in LABELS),
        f"{len(rows) / seconds:,.0f}",
        f"{sum(row.lang == answer[0] for row, answer in zip(rows, answers, strict=True)) / len(rows):.3f}",
    )


def _print_learned(path: Path) -> None:
    """Learning sees the texts and ratings of one half and nothing of the other."""
    worst, best, required = RATED[path.name]
    rows = [row for row in _rows(path) if row.rating and row.text.strip()]
    fold_of = folds_of([row.text for row in rows], seed=7, folds=2)
    for held in (0, 1):
        halves = [
            [row for row, fold in zip(rows, fold_of, strict=True) if (fold == held) == bool(side)] for side in (0, 1)
        ]
        print(_learned(path.name, halves[0], halves[1], (worst, best), required), flush=True)


def _learned(
    name: str, learn: Sequence[Row], judge: Sequence[Row], scale: tuple[float, float], required: float | None
) -> str:
    began = time.process_time()
    examples = [Rated(row.text, rating=_on_five(float(row.rating), *scale)) for row in learn]
    model = fit_sentiment(examples, lang=learn[0].lang, seed=0)
    seconds = time.process_time() - began
    gold = [Rated(row.text, rating=_on_five(float(row.rating), *scale)).feels for row in judge]
    if model is None:
        return _cells(name, f"{len(learn):,}", f"{len(judge):,}", "too few of two feelings", *[""] * 5)
    return _cells(
        name,
        f"{len(learn):,}",
        f"{len(judge):,}",
        f"{macro_f1(gold, _labels(judge, model)):.3f}",
        _given(required),
        f"{macro_f1(gold, _labels(judge, None)):.3f}",
        f"{model.worth.agreement:.3f}",
        f"{model.share:.2f}",
        f"{seconds:.1f}",
    )


def _labels(rows: Sequence[Row], model: SentimentModel | None) -> list[str]:
    return [_read(row.text, row.lang, row.lang, model)[1] for row in rows]


def _read(text: str, lang: str, hint: str | None, model: SentimentModel | None = None) -> tuple[str, str]:
    """The whole chain on one comment: language, mentions, sentiment."""
    found = detect_language(text, hint)
    comment, _ = score_comment(text, split_mentions(text, found), found, model)
    return found, comment.label


def _rows(path: Path) -> Iterator[Row]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield Row(row["text"], row["sentiment"], row["lang"], row["rating"])


def _on_five(value: float, worst: float, best: float) -> float:
    return 1 + 4 * (value - worst) / (best - worst)


def _given(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _cells(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Mean of `f1` over the labels that occur."""
    present = [label for label in LABELS if label in gold]
    return sum(f1(gold, found, label) for label in present) / len(present)


def f1(gold: Sequence[str], found: Sequence[str], label: str) -> float:
    """Harmonic mean of precision and recall for one label, 0..1; 0 where it was never found rightly."""
    right = sum(a == b == label for a, b in zip(gold, found, strict=True))
    return 2 * right / (gold.count(label) + found.count(label)) if right else 0.0


if __name__ == "__main__":
    main()
