"""Themes: agreement with people, the same sentence in two languages, several themes at once.

    python benchmarks/themes.py [--only gold|languages|labels]

Corpora are looked for in FEEDBACK_CORPORA, else in ../shared/data/feedback beside the repository. Languages are
detected, not told; nothing is fitted on a file but what every run fits. Single themes: rows with exactly one gold
theme, themes of at least 10 rows, at most 3,000 rows drawn with seed 7, `cluster` of the row against them,
non-answers as one cluster. Languages: the parallel M-ABSA hotel rows of en, es and pt shuffled together; counted is
how often the same sentence has the same `cluster` in two languages. Several themes: micro-F1 of the themes of a row's
mentions against all gold labels, through the correspondence printed beside it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import os
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from threadpoolctl import threadpool_limits

from feedback.analysis.pipeline import analyse
from feedback.analysis.records import AnalysedComment, Comment

CORPORA = Path(os.environ.get("FEEDBACK_CORPORA", Path(__file__).resolve().parents[2] / "shared" / "data" / "feedback"))
Row = dict[str, str]

MABSA = "theme_sentiment_{}_mabsa_hotel_laptop_sight.csv.gz"
NHS = "theme_sentiment_en_nhs_fft_phase1.csv.gz"
# Name, file, domain that rows must have, and (NMI, ARI) to reach in one run where there is a target.
GOLD: dict[str, tuple[str, str | None, tuple[float, float] | None]] = {
    "NHS en": (NHS, None, (0.191, 0.060)),
    "airline en": ("sentiment_theme_en_airline.csv.gz", None, (0.300, 0.116)),
    "M-ABSA hotel en": (MABSA.format("en"), "hotel", None),
    "M-ABSA hotel es": (MABSA.format("es"), "hotel", (0.319, 0.181)),
    "M-ABSA hotel pt": (MABSA.format("pt"), "hotel", (0.308, 0.144)),
    "banking77 en": ("theme_en_banking77.csv.gz", None, None),
    "students en": ("theme_en_sight_students.csv", None, None),
    "SIB-200 es": ("theme_es_sib200.csv", None, None),
    "SIB-200 en": ("theme_en_sib200.csv", None, None),
    "SIB-200 pt": ("theme_pt_sib200.csv", None, None),
}
MOST_CLUSTERS = 50
LANGUAGES = ("en", "es", "pt")

# What a label of a file is called in the codebook; several themes may stand for one label.
HOTEL_LABELS: dict[str, tuple[str, ...]] = {
    "service": ("treatment", "waiting", "competence", "resolution", "listening", "staff-availability", "communication"),
    "location": ("location",),
    "price": ("price", "billing"),
    "food": ("food",),
    "cleanliness": ("cleanliness",),
    "comfort": ("comfort", "noise"),
    "facilities": ("facilities", "leisure", "connectivity"),
    "overall": ("overall", "atmosphere", "product-quality"),
}
NHS_LABELS: dict[str, tuple[str, ...]] = {
    "Access": ("waiting", "booking", "cancellations", "location", "punctuality", "accessibility"),
    "Care received": ("care", "safety", "competence"),
    "Communication": ("communication", "information", "listening", "transparency"),
    "Couldn't be improved": ("nothing-to-improve",),
    "Dignity": ("privacy",),
    "Environment/ facilities": ("facilities", "comfort", "cleanliness", "noise", "food", "atmosphere"),
    "Staff": ("treatment", "staff-availability", "workload"),
    "Transition/coordination": ("coordination", "follow-up"),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--only", choices=("gold", "languages", "labels"))
    only = arguments.parse_args().only
    if not CORPORA.is_dir():
        print(f"no corpora in {CORPORA} (set FEEDBACK_CORPORA)")
        return
    with threadpool_limits(1):
        for name, part in (("gold", _gold), ("languages", _languages), ("labels", _labels)):
            if only in (None, name):
                part()


# -- one theme a row -----------------------------------------------------------------------------------------------


def _gold() -> None:
    print("agreement of `cluster` with gold themes (all rows; clusters are not told how many)")
    for name, (file, domain, target) in GOLD.items():
        rows = gold_sample([row for row in rows_of(file) if domain is None or row["domain"] == domain])
        _print_agreement(name, rows, target)


def _print_agreement(name: str, rows: list[Row], target: tuple[float, float] | None) -> None:
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    started = time.process_time()
    result = analyse(comments_of(rows))
    spent = time.process_time() - started
    gold = [row["theme"] for row in rows]
    found = [comment.cluster or "none" for comment in result.comments]
    nmi, ari = normalized_mutual_info_score(gold, found), adjusted_rand_score(gold, found)
    sizes, people = Counter(found), Counter(gold)
    print(
        f"  {name:<16} n={len(rows):>5} gold {len(people):>2} (largest {largest(people):.0%})  NMI {nmi:.3f}  "
        f"ARI {ari:.3f}  clusters {len(sizes):>2}  largest {largest(sizes):.0%}  none {sizes['none']:>3}  "
        f"{len(rows) / spent:5.0f}/s  {_verdict(target, nmi, ari, len(sizes))}"
    )


def _verdict(target: tuple[float, float] | None, nmi: float, ari: float, clusters: int) -> str:
    if target is None:
        return ""
    met = nmi >= target[0] and ari >= target[1] and clusters <= MOST_CLUSTERS
    return f"{'met' if met else 'MISSED'} (asked {target[0]:.3f} / {target[1]:.3f})"


def gold_sample(rows: list[Row]) -> list[Row]:
    single = [row for row in rows if row["theme"]]
    sizes = Counter(row["theme"] for row in single)
    usable = [row for row in single if sizes[row["theme"]] >= 10]
    return random.Random(7).sample(usable, 3_000) if len(usable) > 3_000 else usable


def largest(sizes: Counter[str]) -> float:
    return max(sizes.values()) / sizes.total()


# -- the same sentence in two languages ----------------------------------------------------------------------------


def _languages() -> None:
    """The same rows in en, es and pt, shuffled into one run."""
    texts = parallel_texts()
    comments = [
        Comment(f"{place:04}-{lang}", sentence[lang]) for place, sentence in enumerate(texts) for lang in LANGUAGES
    ]
    random.Random(7).shuffle(comments)
    result = analyse(comments)
    found = {comment.key: comment.cluster or "none" for comment in result.comments}
    sizes = Counter(found.values())
    names = {theme.id: theme.names["en"] for theme in result.themes}
    print(f"the same sentence in two languages ({len(texts)} sentences, {len(comments)} rows in one run)")
    for one, other in combinations(LANGUAGES, 2):
        same = sum(found[f"{place:04}-{one}"] == found[f"{place:04}-{other}"] for place in range(len(texts)))
        print(
            f"  {one}-{other}  same cluster {same / len(texts):.1%}  {'met' if same >= 0.7 * len(texts) else 'MISSED'}"
        )
    top, share = sizes.most_common(1)[0][0], largest(sizes)
    print(
        f"  clusters {len(sizes)}, largest {names.get(top, top)} {share:.1%} of rows "
        f"{'met' if share <= 0.45 else 'MISSED'} (asked: same 70 %, largest at most 45 %)"
    )


def parallel_texts() -> list[dict[str, str]]:
    """Hotel sentences that stand in all three files, language to text.

    The files keep one order, but each lost other rows: English is laid beside each by the sequence of labels, and
    only rows inside the equal stretches are taken.
    """
    rows = {lang: [row for row in rows_of(MABSA.format(lang)) if row["domain"] == "hotel"] for lang in LANGUAGES}
    places = {lang: _laid_beside(rows["en"], rows[lang]) for lang in LANGUAGES}
    shared = sorted(set.intersection(*(set(of) for of in places.values())))
    return [{lang: rows[lang][places[lang][place]]["text"] for lang in LANGUAGES} for place in shared]


def _laid_beside(rows: list[Row], others: list[Row]) -> dict[int, int]:
    """The place of each of `rows` among `others`, where their labels run in step."""
    sequences = ([f"{row['themes']}/{row['sentiment']}/{row['orig_split']}" for row in of] for of in (rows, others))
    blocks = SequenceMatcher(None, *sequences, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


# -- several themes a row ------------------------------------------------------------------------------------------


def _labels() -> None:
    print("themes of the mentions against all labels of a row (micro; only labels the correspondence names)")
    for name, file, domain, labels, theme_of in (
        *((f"M-ABSA hotel {lang}", MABSA.format(lang), "hotel", HOTEL_LABELS, _hotel_label) for lang in LANGUAGES),
        ("NHS en", NHS, None, NHS_LABELS, str),
    ):
        rows = [row for row in rows_of(file) if (domain is None or row["domain"] == domain) and row["themes"]]
        gold = [{theme_of(label) for label in row["themes"].split("|")} & set(labels) for row in rows]
        _print_labels(name, analyse(comments_of(rows)).comments, gold, labels)
    for labels in (HOTEL_LABELS, NHS_LABELS):
        print("  " + "; ".join(f"{label} = {' + '.join(themes)}" for label, themes in labels.items()))


def _hotel_label(label: str) -> str:
    """M-ABSA writes entity and attribute; the codebook has one theme for each idea."""
    entity, _, attribute = label.partition(" ")
    if entity in ("location", "service"):
        return entity
    if entity == "food_drinks" and attribute != "prices":
        return "food"
    if attribute == "prices":
        return "price"
    if attribute in ("cleanliness", "comfort"):
        return attribute
    if entity in ("rooms", "room_amenities", "facilities"):
        return "facilities"
    return "overall"


def _print_labels(
    name: str, found: Sequence[AnalysedComment], gold: Sequence[set[str]], labels: Mapping[str, tuple[str, ...]]
) -> None:
    label_of = {theme: label for label, themes in labels.items() for theme in themes}
    said = [_labels_said(comment, label_of) for comment in found]
    right = [one & other for one, other in zip(said, gold, strict=True)]
    total, asked, hit = (sum(len(labels) for labels in of) for of in (said, gold, right))
    print(
        f"  {name:<16} n={len(gold):>5}  precision {hit / total:.3f}  recall {hit / asked:.3f}  "
        f"micro-F1 {2 * hit / (total + asked):.3f}"
    )


def _labels_said(comment: AnalysedComment, label_of: Mapping[str, str]) -> set[str]:
    """The labels of its mentions' themes; of its cluster where no mention carries one."""
    carried = {hit.theme for mention in comment.mentions for hit in mention.themes}
    themes = carried or ({comment.cluster} if comment.cluster else set())
    return {label_of[theme] for theme in themes if theme in label_of}


# -- files ---------------------------------------------------------------------------------------------------------


def comments_of(rows: list[Row]) -> list[Comment]:
    return [Comment(str(number), row["text"]) for number, row in enumerate(rows)]


def rows_of(file: str) -> list[Row]:
    path = CORPORA / file
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


if __name__ == "__main__":
    main()
