"""What each column of a file probably is, and why: for a person to look at and to change. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedback.errors import Message, message
from feedback.tables.folding import lookup_key

from .columns import ColumnProfile, Profile
from .neighbours import Proposed, Role, settled
from .personal import is_of_the_tool, is_personal, numbers_rows
from .ratings import RANKS, answered, is_ranking, rating_of
from .scale import Scale
from .shape import FileShape
from .signs import by_header, is_date, is_language

YES_NO = frozenset({"si", "s", "no", "n", "yes", "y", "sim", "nao", "true", "false", "verdadero", "falso"})
FEW_VALUES = 20
LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may say of stages and groups that exist, as `lookup` gives it."""

    stages: Mapping[str, str]
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _File:
    """What is known of a file besides its cells: `questions`: column -> the question it is one line of;
    `joined`: columns made of several; `ranked`: columns whose numbers are places in an order."""

    tool: str
    rows: int
    known: Known
    questions: Mapping[str, str]
    joined: frozenset[str]
    ranked: frozenset[str]


def propose(shape: FileShape, counted: Profile, known: Known) -> tuple[Proposed, ...]:
    """A role for every column."""
    questions = {name: question for name, question in zip(shape.names, shape.questions, strict=False) if question}
    joined = frozenset(set(shape.header) - set(shape.names))
    file = _File(shape.tool, counted.rows, known, questions, joined, _ranked(questions, counted))
    return settled([_alone(one, file) for one in counted.columns], counted, questions)


def _ranked(questions: Mapping[str, str], counted: Profile) -> frozenset[str]:
    by_question: dict[str, list[ColumnProfile]] = {}
    for one in counted.columns:
        if question := questions.get(one.name):
            by_question.setdefault(question, []).append(one)
    named = {one.name for one in counted.columns if RANKS.search(lookup_key(one.name))}
    numeric = {one.name for one in counted.columns if one.share(one.numeric) > 0.9}
    ranked = {one.name for group in by_question.values() if is_ranking(group) for one in group}
    return frozenset(ranked | (named & numeric))


def _alone(column: ColumnProfile, file: _File) -> Proposed:
    """What a column is by itself; the first that holds."""
    for role, why, scale in _readings(column, file):
        return Proposed(column.name, role, why, scale)
    return Proposed(column.name, "segment", message("What does not fit elsewhere says who speaks."))


Reading = tuple[Role, Message, Scale | None]


def _readings(column: ColumnProfile, file: _File) -> Iterator[Reading]:
    if not column.filled:
        yield "leave", message("Nothing is in it."), None
    if column.name in file.joined:
        yield "segment", message("Several choices of one question, joined into one column."), None
    if is_personal(column):
        yield "leave", message("Personal data: it says who somebody is and not what they think."), None
    yield from _moments(column)
    if is_language(column) and by_header("language", column.name):
        yield "language", message("Its header says so."), None
    if is_of_the_tool(column, file.tool):
        yield "leave", message("A column the tool adds by itself."), None
    if numbers_rows(column):
        yield "leave", message("A different code in every row."), None
    yield from _labels(column, file.known)
    if column.name in file.ranked:
        yield "leave", message("Places in an order of preference, which rate nothing by themselves."), None
    if rated := rating_of(column):
        yield "rating", rated.why, rated.scale
    yield from _words(column, file.rows)


def _moments(column: ColumnProfile) -> Iterator[Reading]:
    if is_date(column):
        yield "date", message("Its cells are dates."), None


def _labels(column: ColumnProfile, known: Known) -> Iterator[Reading]:
    """Stages, groups and sources: by the header and by names that are known here."""
    if column.mean_length > LABEL_LENGTH:
        return
    if by_header("group", column.name) and _known(column, known.groups) == 1.0:
        yield "group", message("Every cell names one of your groups."), None
    if by_header("stage", column.name) >= 1 or (by_header("stage", column.name) and _known(column, known.stages) > 0.5):
        yield "stage", message("Its header says so; stages that are not known stay open."), None
    if by_header("source", column.name) >= 1.5 and column.kinds <= max(3, column.filled // 2):
        yield "source", message("Its header says so."), None


def _known(column: ColumnProfile, names: Mapping[str, str]) -> float:
    """Share of the cells that name something known."""
    counted = sum(column.values.values())
    return sum(count for text, count in column.values.items() if lookup_key(text) in names) / max(1, counted)


def _words(column: ColumnProfile, rows: int) -> Iterator[Reading]:
    if _yes_or_no(column) >= 0.9:
        yield "segment", message("Yes or no; ways of writing them are made one."), None
    if _is_comment(column):
        yield "comment", message("Texts of several words, hardly any of them twice."), None
    if _called_comment(column):
        yield "comment", message("Its header says so."), None
    if len(column.values) == 1 and column.filled > 1 and column.filled >= rows * 0.9:
        yield "leave", message("The same in every row."), None
    if _measures(column):
        yield "leave", message("Numbers of too many kinds to compare people by."), None
    if column.kinds <= FEW_VALUES or column.varied <= 0.5:
        yield "segment", message("Its values come again and again. Different ones: %(n)s.", n=column.kinds), None
    if column.share(column.numeric) < 0.5 and column.filled >= FEW_VALUES:
        yield "comment", message("Words of people's own, hardly any of them twice."), None


def _yes_or_no(column: ColumnProfile) -> float:
    said = answered(column)
    return sum(count for text, count in said.items() if lookup_key(text) in YES_NO) / max(1, sum(said.values()))


def _is_comment(column: ColumnProfile) -> bool:
    """Sentences: of several words or long, and hardly ever the same twice."""
    wordy = column.share(column.several)
    return column.varied >= 0.5 and wordy >= 0.5 and (column.mean_length >= 15 or column.filled < FEW_VALUES)


def _called_comment(column: ColumnProfile) -> bool:
    """Asked for as a comment, and not answered from a list of few labels."""
    few = column.filled >= FEW_VALUES and (column.kinds <= 5 or column.varied < 0.05)
    asked = by_header("text", column.name) >= 0.6 or _asks_for_words(column.name)
    return asked and not few and column.share(column.numeric) < 0.5


ASKS = (
    "especifi", "specify", "cual", "por que", "why", "other", "otro", "outro", "que podemos", "what could",
    "sugerenc", "sugest", "suggest", "opinion", "comment", "coment", "describ", "descrev", "mejorar", "improve",
    "melhorar", "observac", "explain", "expliqu", "cuent", "tell us",
)  # fmt: skip


def _asks_for_words(name: str) -> bool:
    key = lookup_key(name)
    return any(word in key for word in ASKS)


def _measures(column: ColumnProfile) -> bool:
    return column.share(column.numeric) >= 0.9 and column.kinds > FEW_VALUES


def spellings_of(column: ColumnProfile) -> dict[str, str]:
    """Folded → the most frequent spelling, for values that are written in several ways: Sí, si, SI."""
    found: dict[str, list[str]] = {}
    for text, _ in column.values.most_common():
        found.setdefault(lookup_key(text), []).append(text)
    return {key: texts[0] for key, texts in found.items() if len(texts) > 1}
