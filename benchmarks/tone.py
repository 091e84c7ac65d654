"""How fast the tone check is: one line per text, of 10,000 characters each, with all rules of its language.

Run as `python benchmarks/tone.py`. The promise: an ordinary text of 10,000 characters in under 50 ms. The last lines
are texts made to be slow, and 1,000 short texts, which is what the language review reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from feedback.analysis.tone import Kind, check
from feedback.analysis.tone.checking import MOST

ORDINARY = {
    "es": "Los clientes se quejan de todo y no leen los correos que enviamos. La espera en la recepción fue de "
    "cuarenta minutos, dicen nueve personas. ¿Qué cambiaría si avisáramos la hora exacta un día antes? ",
    "en": "Customers always complain and never read our emails. The wait at the desk was forty minutes, "
    "nine people say. What would change if we told the exact hour a day before? ",
    "pt": "Os clientes reclamam de tudo e não leem os e-mails que enviamos. A espera na recepção foi de quarenta "
    "minutos, dizem nove pessoas. O que mudaria se avisássemos a hora exata um dia antes? ",
}
HOSTILE = {"no no no": "no ", "openings": "los clientes son ", "questions": ", ¿ no ", "quotes": "«a ", "one word": "a"}
TIMES = 5


def main() -> None:
    """Print the table."""
    print("| text | language | kind | findings | ms |")
    print("|---|---|---|---|---|")
    for lang, text in ORDINARY.items():
        for kind in ("text", "question"):
            _line("ordinary", text, lang, kind)  # type: ignore[arg-type]
    for name, text in HOSTILE.items():
        _line(name, text, "es", "question")
    texts = [f"{number}. {ORDINARY['es'][:120]}" for number in range(1000)]
    seconds = _fastest(lambda: [check(text, "es") for text in texts])
    print(f"| 1,000 texts of 120 characters | es | text | | {seconds * 1000:.0f} |")


def _line(name: str, text: str, lang: str, kind: Kind) -> None:
    whole = (text * (MOST // len(text) + 1))[:MOST]
    found = check(whole, lang, kind)
    seconds = _fastest(lambda: check(whole, lang, kind))
    print(f"| {name} | {lang} | {kind} | {len(found)} | {seconds * 1000:.1f} |", flush=True)


def _fastest(work: Callable[[], object]) -> float:
    """Seconds of the fastest of a few runs, nothing remembered from the one before."""
    runs = []
    for _ in range(TIMES):
        check.cache_clear()
        began = time.perf_counter()
        work()
        runs.append(time.perf_counter() - began)
    return min(runs)


if __name__ == "__main__":
    main()
