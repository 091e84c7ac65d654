"""What a format's reader fills in while it goes through a file; `assembling` makes the import of it. Pure.

Texts are `Words`: by the name the file has for a language, in the file's own markup. Conditions and formulas name
questions by `Item.key`, which becomes the id of the question in our document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from feedback.errors import N_, Message, message
from feedback.surveys.conditions.ast import Condition, Expression
from feedback.surveys.document import Layout
from feedback.surveys.fields import field_for
from feedback.surveys.importers.normalised import Entry
from feedback.surveys.importers.opening import NotImportable

LONGEST_CODE = 100
MOST_QUESTIONS = 2_000
"""Questions of one file; nobody answers more, and a file with more was made for something else."""
MOST_OPTIONS = 50_000
"""Options and rows of all its questions together; lists of villages have some thousands."""

Markup = Literal["html", "markdown", "plain"]


class Words(dict[str, str]):
    """One text by the file's name of its language; "" is the file's one nameless language."""

    @property
    def any(self) -> str:
        """The first text that is not blank, or ""."""
        return next((text for text in self.values() if text.strip()), "")


@dataclass(slots=True)
class Option:
    """One choice or row; `code` as the file has it. One that does not stand in our document is built in ("other")."""

    code: str
    text: Words = field(default_factory=Words)
    stands: bool = True


@dataclass(slots=True)
class Item:
    """One question of a file.

    `key` is unique in the file; `kind` is one of `normalised.KINDS`, `stands_as` the kind of our document where that
    is another one. An item that is not `listed` was made by the reader and stands in our document only: it holds a
    part of the question whose key is `beside` (the comments beside its options). `our_text`, `our_choices` and
    `our_rows` stand in our document instead of the file's. `values` maps what the file's expressions call an answer
    to our code.
    """

    key: str
    code: str
    kind: str
    source_kind: str
    text: Words = field(default_factory=Words)
    help: Words = field(default_factory=Words)
    required: bool = False
    soft: bool = False
    choices: list[Option] = field(default_factory=list)
    rows: list[Option] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    has_condition: bool = False
    shown_when: Condition | None = None
    formula: Expression | None = None
    missing_text: Words = field(default_factory=Words)
    invalid_text: Words = field(default_factory=Words)
    stands_as: str = ""
    our_text: Words | None = None
    our_choices: list[Option] | None = None
    our_rows: list[Option] | None = None
    listed: bool = True
    beside: str = ""
    values: dict[str, str] = field(default_factory=dict)
    markup: Markup | None = None
    name: str = ""
    field: str = ""

    @property
    def our_kind(self) -> str:
        """The kind it has in our document."""
        return self.stands_as or NEAREST.get(self.kind, self.kind)

    def standing_choices(self) -> list[Option]:
        """The choices that stand in our document."""
        return [one for one in self.choices if one.stands] if self.our_choices is None else self.our_choices

    def standing_rows(self) -> list[Option]:
        """The rows that stand in our document."""
        return [one for one in self.rows if one.stands] if self.our_rows is None else self.our_rows

    def choice_codes(self) -> dict[str, str]:
        """The file's code of each choice to the code it has in our document: unique, and none that is built in."""
        built_in = {code for code in ("other", "none") if self.settings.get(code)}
        built_in |= {"na"} if self.settings.get("not_applicable") else set()
        return fitting([one.code for one in self.standing_choices()], built_in)

    def row_codes(self) -> dict[str, str]:
        """The file's code of each row to the code it has in our document."""
        return fitting([one.code for one in self.standing_rows()])

    def our_value(self, value: str) -> str:
        """What our document calls the answer that the file calls `value`; the value itself where it has no choice."""
        return self.values.get(value) or self.choice_codes().get(value, value)


NEAREST = {"points": "number", "picture": "single", "file": "text", "unsupported": "text"}
"""The kind of our document for a kind it does not have."""


@dataclass(slots=True)
class Part:
    """One group, page or block of a file."""

    title: Words = field(default_factory=Words)
    items: list[Item] = field(default_factory=list)
    has_condition: bool = False
    shown_when: Condition | None = None
    random: bool = False


def unchanged(_item: Item | None, text: str) -> str:
    """The text as it is: for formats whose texts hold no earlier answers."""
    return text


@dataclass(slots=True)
class Source:
    """A whole file. `pipe(item, text)` turns the file's way of quoting earlier answers into ours, in plain text.

    `language_hints`: what a language is where its name does not say it.
    """

    format: str
    title: Words = field(default_factory=Words)
    intro: Words = field(default_factory=Words)
    thanks: Words = field(default_factory=Words)
    languages: Sequence[str] = ()
    base_language: str | None = None
    language_hints: Mapping[str, str] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    layout: Layout = "page"
    random_sections: bool = False
    report: list[Entry] = field(default_factory=list)
    markup: Markup = "html"
    pipe: Callable[[Item | None, str], str] = unchanged
    _told: set[tuple[str, ...]] = field(default_factory=set)

    def items(self) -> Iterator[Item]:
        """Every question in order."""
        for part in self.parts:
            yield from part.items

    def families(self) -> dict[str, list[Item]]:
        """Each question by key, itself first, then what was made beside it."""
        found: dict[str, list[Item]] = {}
        for item in self.items():
            found.setdefault(item.beside or item.key, []).append(item)
        return found

    def tell(self, where: Item | str, construct: str, text: str, **params: object) -> None:
        """Add a line to the report: what has no counterpart here, and what became of it."""
        question = where.code if isinstance(where, Item) else where
        what: Message = message(text, **params)
        line = (question, construct, str(what))
        if line not in self._told:
            self._told |= {line, (question, construct)}
            self.report.append(Entry(question, construct, what))

    def has_told(self, question: str, construct: str) -> bool:
        """Whether the report has a line about this, whatever it says."""
        return (question, construct) in self._told

    def settle(self) -> None:
        """Give every question its code and field in our document; needed before conditions and texts name them.

        Raises:
            NotImportable: there are more questions or options than anybody could answer.
        """
        items = list(self.items())
        must_be_few(len(items), sum(len(item.choices) + len(item.rows) for item in items))
        fields: set[str] = set()
        keys: set[str] = set()
        for item, name in zip(items, _names(items), strict=True):
            # A file may give two questions one id: its rules mean the first.
            item.key = _unused(item.key, keys)
            keys.add(item.key)
            item.name = name
            item.field = field_for(item.code.strip(), fields)
            fields.add(item.field)


def must_be_few(questions: int, options: int = 0) -> None:
    """Refuse what is no questionnaire by its size alone.

    Raises:
        NotImportable: there are more questions or options than anybody could answer.
    """
    if questions > MOST_QUESTIONS or options > MOST_OPTIONS:
        text = N_("This file has more than %(questions)s questions or %(options)s options: it is no questionnaire.")
        raise NotImportable(message(text, questions=MOST_QUESTIONS, options=MOST_OPTIONS))


def fitting(codes: Sequence[str], taken: set[str] | None = None) -> dict[str, str]:
    """Each of the codes to one that a document can have: 1 to 100 printable characters, trimmed, nobody else's.

    >>> fitting([" a", "a", "", "other"], {"other"})
    {' a': 'a', 'a': 'a_2', '': 'x', 'other': 'other_2'}
    """
    used = set(taken or ())
    found: dict[str, str] = {}
    for code in codes:
        if code not in found:
            found[code] = _unused(_printable(code), used)
            used.add(found[code])
    return found


def _names(items: list[Item]) -> Iterator[str]:
    used: set[str] = set()
    for item in items:
        name = _unused(_printable(item.code), used)
        used.add(name)
        yield name


def _printable(code: str) -> str:
    kept = "".join(character for character in code if character.isprintable()).strip()
    return kept[: LONGEST_CODE - 8].strip() or "x"


def _unused(code: str, used: set[str]) -> str:
    number, name = 2, code
    while name in used:
        number, name = number + 1, f"{code}_{number}"
    return name
