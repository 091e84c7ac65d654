"""Cutting a comment into mentions: sentences, and clauses where a contrast splits them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedback.analysis.records import Span
from feedback.analysis.text.contrasts import CONTRASTS, Contrasts
from feedback.analysis.text.folding import fold_in_place

# Where a sentence may end: a line; a mark with a space behind it; a stop with the space forgotten ("bien.La").
_SENTENCE_END = re.compile(
    r"(?P<line>\n+)"
    r"|(?P<mark>(?<![.!?…;])[.!?…;]++[\"'”»)\]]*+)(?=\s|$|[•▪●►✓✔✗✘➤])"
    r"|(?P<tight>(?<=[a-zà-ÿ)])[.!?]++(?=[¿¡]?[A-ZÀ-Þ][a-zà-ÿ]))"
    r"|(?P<bullet>(?<=\s)[•▪●►✓✔✗✘➤](?=\s))"
)
_LAST_WORD = re.compile(r"(\w+)$")
# A stop behind a title never ends a sentence; behind another abbreviation it does where a capital follows.
_TITLES = "sr sra srta sres dr dra dres prof profa lic ing arq av avda mr mrs ms st exmo exma mx rev"
_SHORTENED = (
    "ud uds vd ej num no nro tel telf aprox art pag pags fig vs eg ie approx dept min mins hr hrs ex obs etc pto atte "
    "cap depto ref incl max"
)
_TITLE_WORDS, _SHORTENED_WORDS = frozenset(_TITLES.split()), frozenset(_SHORTENED.split())
_LEAD = re.compile(r"[\s\u200b\-–—*•▪●►✓✔✗✘➤>·]*+")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_LOOK_BACK = 24
_CONCEDED, _OPPOSED = 0.75, 1.25


def split_mentions(text: str, lang: str) -> list[Span]:
    """The mentions of `text` in reading order: trimmed, never empty, together covering every letter.

    A text with no letter at all ("👍", "10") is one mention; blank text has none. Abbreviations,
    initials, list numbers and decimals end no sentence.
    """
    folded = fold_in_place(text)
    pieces = [
        clause for start, end in _sentences(text, folded) for clause in _clauses(folded, start, end, CONTRASTS[lang])
    ]
    return [_trim(text, start, end) for start, end in _with_letters(text, pieces)]


def weight_in_comment(text: str, spans: Sequence[Span], lang: str) -> list[float]:
    """How much each mention counts in the whole: what opposes more, what it opposes and what is conceded less.

    A milder form of VADER's rule for "but" (1.5 behind it, 0.5 before it in the same sentence).
    """
    contrasts = CONTRASTS[lang]
    factors = [1.0] * len(spans)
    for index, span in enumerate(spans):
        opening = fold_in_place(text[span.start : span.start + _LOOK_BACK])
        same_sentence = index > 0 and text[spans[index - 1].end - 1] not in ".!?…;"
        if same_sentence and contrasts.opening.match(opening):
            factors[index - 1] *= _CONCEDED
            factors[index] *= _OPPOSED
        elif contrasts.conceding.match(opening) and not same_sentence and index + 1 < len(spans):
            factors[index] *= _CONCEDED
            factors[index + 1] *= _OPPOSED
    return factors


def _sentences(text: str, folded: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        cut = match.start() if match.lastgroup == "bullet" else match.end()
        if cut > start and not (match.lastgroup == "mark" and _goes_on(text, folded, match, start)):
            yield start, cut
            start = cut
    if start < len(text):
        yield start, len(text)


def _goes_on(text: str, folded: str, match: re.Match[str], start: int) -> bool:
    """Whether the sentence goes on behind this mark: after an abbreviation, an initial, a list number, "so..." """
    mark, at = match.group(), match.start()
    if mark[0] not in ".…":
        return False
    if mark != ".":
        return _next(text, match.end()).islower()
    last = _LAST_WORD.search(folded, max(start, at - _LOOK_BACK), at)
    if last is None:
        return False
    word = last.group()
    if word.isdigit():
        return len(word) < 3 and not text[start : last.start()].strip()
    if word in _TITLE_WORDS or (len(word) == 1 and text[last.start()].isupper() and word != "i"):
        return True
    return (word in _SHORTENED_WORDS or len(word) == 1) and not _next(text, match.end()).isupper()


def _next(text: str, at: int) -> str:
    """The character behind the blank at `at`, or none."""
    return text[at : at + 2].strip()[:1]


def _clauses(folded: str, start: int, end: int, contrasts: Contrasts) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence: a conceding one at its head ends at its comma, the others at the next contrast."""
    head = contrasts.conceding.match(folded, start, end)
    comma = folded.find(",", head.end(), end) if head else -1
    if head and _HAS_LETTER.search(folded, head.end(), max(comma, 0)) and _HAS_LETTER.search(folded, comma, end):
        yield start, comma + 1
        start = comma + 1
    for match in contrasts.turning.finditer(folded, start, end):
        cut = match.start()
        if _HAS_LETTER.search(folded, start, cut) and _HAS_LETTER.search(folded, match.end(), end):
            yield start, cut
            start = cut
    yield start, end


def _with_letters(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces without a letter join the one before them, at the beginning the one after."""
    joined: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in pieces:
        if _HAS_LETTER.search(text, start, end):
            joined.append((start if pending is None else pending, end))
            pending = None
        elif joined:
            joined[-1] = (joined[-1][0], end)
        elif pending is None and text[start:end].strip():
            pending = start
    return joined if joined or pending is None else [(pending, len(text))]


def _trim(text: str, start: int, end: int) -> Span:
    """Without blanks at either end and without the bullet of a list, unless nothing else is there."""
    end = start + len(text[start:end].rstrip())
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        return Span(lead.end(), end)
    return Span(end - len(text[start:end].lstrip()), end)
