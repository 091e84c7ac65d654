"""How well the sentiment of comments is recognised, and how fast: one line per corpus.

Run as `python benchmarks/sentiment.py`. The corpora are not part of the project; `FEEDBACK_CORPORA` names
their folder, by default `../shared/data/feedback` beside the repository. Each file has the columns `text`
and `sentiment` (neg, neu, pos, or empty for rows that do not count).
"""

from __future__ import annotations

import csv
import gzip
import os
import time
from collections.abc import Iterator
from pathlib import Path

from feedback.analysis.sentiment import score_comment
from feedback.analysis.text import detect_language, split_mentions

ROOT = Path(__file__).resolve().parents[1]
LABELS = ("neg", "neu", "pos")
CORPORA = (
    "sentiment_theme_en_airline.csv.gz",
    "sentiment_en_umsab.csv",
    "theme_sentiment_en_nhs_fft_phase1.csv.gz",
    "theme_sentiment_en_mabsa_hotel_laptop_sight.csv.gz",
    "survey_en_womens_clothing.csv",
    "sentiment_es_umsab.csv",
    "sentiment_es_semeval16_restaurants.csv",
    "survey_es_cuba_hotels.csv.gz",
    "theme_sentiment_es_mabsa_hotel_laptop_sight.csv.gz",
    "sentiment_pt_umsab.csv",
    "theme_sentiment_pt_mabsa_hotel_laptop_sight.csv.gz",
)


def main() -> None:
    """Print the table, or one line saying that the corpora are absent."""
    folder = Path(os.environ.get("FEEDBACK_CORPORA", ROOT.parent / "shared" / "data" / "feedback"))
    present = [folder / name for name in CORPORA if (folder / name).exists()]
    if not present:
        print(f"sentiment: no corpora in {folder} (set FEEDBACK_CORPORA)")
        return
    for lang in ("es", "en", "pt"):
        _read("calentar", lang, lang)  # read lexicons and dictionaries first: comments/s is the pace, not the start
    _read("zzz zzz zzz zzz zzz", "en", None)
    print("| file | n | macro-F1 | accuracy | F1 neg | F1 neu | F1 pos | comments/s | language found |")
    print("|---|---|---|---|---|---|---|---|---|")
    for path in present:
        print(_line(path), flush=True)


def _line(path: Path) -> str:
    rows = list(_rows(path))
    began = time.process_time()
    answers = [_read(text, lang, None) for text, _, lang in rows]
    seconds = time.process_time() - began
    gold = [label for _, label, _ in rows]
    # The label is judged with the language known; detection has a column of its own.
    found = [_read(text, lang, lang)[1] for text, _, lang in rows]
    scores = [f1(gold, found, label) for label in LABELS]
    cells = [
        path.name,
        f"{len(rows):,}",
        f"{sum(scores) / 3:.3f}",
        f"{sum(a == b for a, b in zip(gold, found, strict=True)) / len(rows):.3f}",
        *(f"{value:.2f}" for value in scores),
        f"{len(rows) / seconds:,.0f}",
        f"{sum(lang == answer[0] for (_, _, lang), answer in zip(rows, answers, strict=True)) / len(rows):.3f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _read(text: str, lang: str, hint: str | None) -> tuple[str, str]:
    """The whole chain on one comment: language, mentions, sentiment."""
    found = detect_language(text, hint)
    comment, _ = score_comment(text, split_mentions(text, found), found)
    return found, comment.label


def _rows(path: Path) -> Iterator[tuple[str, str, str]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["sentiment"] in LABELS:
                yield row["text"], row["sentiment"], row["lang"]


def f1(gold: list[str], found: list[str], label: str) -> float:
    """Harmonic mean of precision and recall for one label, 0..1; 0 where it was never found rightly."""
    right = sum(a == b == label for a, b in zip(gold, found, strict=True))
    return 2 * right / (gold.count(label) + found.count(label)) if right else 0.0


if __name__ == "__main__":
    main()
