"""Speed, memory and suggested stages of the analysis of comments.

    python benchmarks/analysis.py [--samples 30]

Corpora are looked for in FEEDBACK_CORPORA, else in ../shared/data/feedback beside the repository. Where there are
none, the speed is measured on generated text. Languages are detected, not told. Agreement with people: themes.py,
sentiment.py. Budget: 2,000 comments/s on one core on the NHS file; CPU seconds, as the machine is rarely ours alone.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import os
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from threadpoolctl import threadpool_limits

from feedback.analysis.pipeline import Analysis, analyse
from feedback.analysis.records import Comment
from feedback.analysis.stages import StageWords

CORPORA = Path(os.environ.get("FEEDBACK_CORPORA", Path(__file__).resolve().parents[2] / "shared" / "data" / "feedback"))
Row = dict[str, str]

HOTEL = (
    StageWords("search", {"es": "Búsqueda y reserva", "en": "Search and booking"}),
    StageWords("arrival", {"es": "Llegada y check-in", "en": "Arrival and check-in"}),
    StageWords("stay", {"es": "La estancia", "en": "The stay"}, touchpoints=({"es": "Habitación"}, {"es": "Piscina"})),
    StageWords("food", {"es": "Comer y beber", "en": "Eating and drinking"}, touchpoints=({"es": "Restaurante"},)),
    StageWords("departure", {"es": "Salida y pago", "en": "Departure and payment"}, {"es": "Irse y querer volver"}),
)
CLINIC = (
    StageWords("appointment", {"en": "Referral and appointment", "es": "Derivación y cita"}),
    StageWords("arrival", {"en": "Arrival and waiting", "es": "Llegada y espera"}),
    StageWords("consultation", {"en": "Consultation and diagnosis", "es": "Consulta y diagnóstico"}),
    StageWords("treatment", {"en": "Treatment and care", "es": "Tratamiento y cuidados"}),
    StageWords("discharge", {"en": "Discharge and follow-up", "es": "Alta y seguimiento"}),
)
# Name, file, stages.
PLACED = {
    "hotel es": ("survey_es_cuba_hotels.csv.gz", HOTEL),
    "NHS en": ("theme_sentiment_en_nhs_fft_phase1.csv.gz", CLINIC),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--samples", type=int, default=0, help="also print this many stage suggestions to read")
    options = arguments.parse_args()
    with threadpool_limits(1):
        _run(options.samples)


def _run(samples: int) -> None:
    _warm_up()
    print("speed of the whole chain, one core, stages included")
    for name, comments, stages in _speed_inputs():
        _print_speed(name, comments, stages)
    if not CORPORA.is_dir():
        print(f"no corpora in {CORPORA} (set FEEDBACK_CORPORA): speed on generated text only")
        return
    _print_stages(samples)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _warm_up() -> None:
    analyse([Comment(lang, text) for lang, text in (("es", "Buen trato."), ("en", "Good food."), ("pt", "Boa cama."))])


def _speed_inputs() -> Iterator[tuple[str, list[Comment], tuple[StageWords, ...]]]:
    if CORPORA.is_dir():
        for name, (file, stages) in PLACED.items():
            yield name, _comments(_rows(file)), stages
    else:
        yield "generated en", list(_generated(8_000)), CLINIC


def _print_speed(name: str, comments: list[Comment], stages: tuple[StageWords, ...]) -> None:
    started, used = time.perf_counter(), time.process_time()
    analyse(comments, stages=stages)
    wall, cpu = time.perf_counter() - started, time.process_time() - used
    median = sorted(len(comment.text) for comment in comments)[len(comments) // 2]
    print(
        f"  {name:<16} n={len(comments):>6} median {median:>3} chars  {wall:6.2f} s  {cpu:6.2f} CPU s  "
        f"{len(comments) / cpu:7.0f} comments/s"
    )


def _print_stages(samples: int) -> None:
    print("first suggestion of a stage")
    for name, (file, stages) in PLACED.items():
        comments = _comments(_rows(file))
        result = analyse(comments, stages=stages)
        guesses = Counter(comment.stage_guess.stage for comment in result.comments if comment.stage_guess)
        print(f"  {name:<16} n={len(comments):>6} placed {guesses.total() / len(comments):6.1%}  {dict(guesses)}")
        _print_samples(comments, result, samples)


def _print_samples(comments: list[Comment], result: Analysis, count: int) -> None:
    placed = [(text.text, read.stage_guess) for text, read in zip(comments, result.comments, strict=True)]
    for text, guess in random.Random(7).sample([pair for pair in placed if pair[1]], count):
        if guess:
            print(f"    [{guess.stage} {guess.certainty:.2f}] {text[:240]!r} {', '.join(guess.words)}")


def _comments(rows: list[Row]) -> list[Comment]:
    return [Comment(str(number), row["text"]) for number, row in enumerate(rows)]


def _rows(file: str) -> list[Row]:
    path = CORPORA / file
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _generated(count: int) -> Iterator[Comment]:
    """Short made-up comments: enough different words to be no gift to any cache."""
    draw = random.Random(7)
    who = ("The nurse", "Reception", "My doctor", "The whole team", "The waiting room", "Our appointment")
    what = ("was very kind", "took two hours", "explained everything", "felt cold and noisy", "never called back")
    for number in range(count):
        extra = "".join(draw.choice("abcdefghijklmnopqrst") for _ in range(6))
        yield Comment(
            str(number), f"{draw.choice(who)} {draw.choice(what)}, {extra}. {draw.choice(what).capitalize()}."
        )


if __name__ == "__main__":
    main()
