"""From what a reader found in a file to the import: the facts of the file, and our own questionnaire. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from feedback.errors import N_
from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts
from feedback.surveys.importers.languages import NAMELESS, language_codes
from feedback.surveys.importers.markup import LONGEST, embedded, markdown, marked, one_line, plain, storable, unmarked
from feedback.surveys.importers.normalised import Imported, ImportedChoice, ImportedQuestion, ImportedSection
from feedback.surveys.importers.source import NEAREST, Item, Markup, Option, Part, Source, Words
from feedback.surveys.question_types import TYPES

SAMPLE = 600
"""Characters that are enough to guess a language from."""


def assemble(source: Source) -> Imported:
    """The import of a file that its reader has gone through; `source.settle()` was called before."""
    codes = language_codes(source.languages or ("",), _sample(source), source.language_hints)
    texts = _TextsOf(source, codes)
    _tell_strays(source, codes)
    _tell_embedded(source)
    for item in source.items():
        _tell_nearest(source, item)
    return Imported(
        format=source.format,
        title=_line(texts.base(source.title)),
        languages=tuple(source.languages),
        base_language=source.base_language,
        sections=tuple(ImportedSection(_line(texts.base(part.title)), part.has_condition) for part in source.parts),
        questions=tuple(
            _facts(item, place, texts) for place, part in enumerate(source.parts) for item in part.items if item.listed
        ),
        questionnaire=_questionnaire(source, texts),
        report=tuple(source.report),
    )


@dataclass(frozen=True, slots=True)
class _TextsOf:
    """Words of a file as texts of ours."""

    source: Source
    codes: Mapping[str, str]

    def base(self, words: Words, item: Item | None = None) -> str:
        """In the file's base language, else in any; plain, and quoting answers as the file does."""
        own = words.get(self.source.base_language or "", "").strip()
        text = own or words.any
        return storable(text).strip() if self._markup(item) == "plain" else plain(text)

    def of(self, words: Words, item: Item | None = None, markdown_too: bool = False) -> Texts:
        """In every language, quoting answers as we do."""
        written = {self.codes[name]: text for name, text in words.items() if name in self.codes}
        found = {code: self._text(item, text, markdown_too) for code, text in written.items()}
        return Texts({language: text for language, text in sorted(found.items()) if text})

    def setting(self, item: Item, value: Any) -> Any:
        return dict(self.of(value, item).by_language) if isinstance(value, Words) else value

    def _text(self, item: Item | None, text: str, markdown_too: bool) -> str:
        return self.source.pipe(item, _converted(text, self._markup(item), markdown_too))

    def _markup(self, item: Item | None) -> Markup:
        return (item.markup if item else None) or self.source.markup


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(texts: Texts) -> Texts:
    """A title is one line in every language."""
    return Texts({language: _line(text) for language, text in texts.by_language.items()})


def _converted(text: str, markup: Markup, markdown_too: bool) -> str:
    if markup == "plain":
        return storable(text).strip()
    if markup == "markdown":
        return marked(text) if markdown_too else unmarked(text)
    return markdown(text) if markdown_too else plain(text, links=True)


def _sample(source: Source) -> str:
    """Some text of the language without a name, to guess it from; of any where no text is in it alone."""
    words = [source.title, source.intro, *(item.text for item in source.items())]
    nameless = [text for one in words for name in NAMELESS if (text := one.get(name, "").strip())]
    said = nameless or [one.any for one in words if one.any]
    return one_line(" ".join(said)[: SAMPLE * 4])[:SAMPLE]


def _facts(item: Item, section: int, texts: _TextsOf) -> ImportedQuestion:
    return ImportedQuestion(
        code=item.code,
        field=item.field,
        kind=item.kind,
        source_kind=item.source_kind,
        text=texts.base(item.text, item),
        required=item.required,
        section=section,
        choices=tuple(ImportedChoice(one.code, texts.base(one.text, item)) for one in item.choices),
        rows=tuple(ImportedChoice(one.code, texts.base(one.text, item)) for one in item.rows),
        has_condition=item.has_condition,
    )


def _questionnaire(source: Source, texts: _TextsOf) -> Questionnaire:
    base = texts.codes.get(source.base_language or "", next(iter(texts.codes.values())))
    return Questionnaire(
        title=_lines(texts.of(source.title)),
        intro=texts.of(source.intro),
        languages=tuple(texts.codes.values()),
        base_language=base,
        sections=tuple(_section(part, f"s{number}", texts) for number, part in enumerate(source.parts, 1)),
        layout=source.layout,
        random_sections=source.random_sections,
        thanks=texts.of(source.thanks),
    )


def _section(part: Part, section_id: str, texts: _TextsOf) -> Section:
    return Section(
        id=section_id,
        title=_lines(texts.of(part.title)),
        questions=tuple(_question(item, texts) for item in part.items),
        shown_when=part.shown_when,
        random=part.random,
    )


def _question(item: Item, texts: _TextsOf) -> Question:
    kind = TYPES[item.our_kind]
    return Question(
        id=item.key,
        code=item.name,
        field=item.field,
        kind=item.our_kind,
        text=texts.of(
            item.text if item.our_text is None else item.our_text, item, markdown_too=item.our_kind == "info"
        ),
        help=texts.of(item.help, item),
        required=item.required and kind.answerable,
        soft=item.soft and kind.answerable and not item.required,
        settings={name: texts.setting(item, value) for name, value in sorted(_settings(item).items())},
        choices=_choices(item.standing_choices() if kind.has_choices else [], item.choice_codes(), texts, item),
        rows=_choices(item.standing_rows() if kind.has_rows else [], item.row_codes(), texts, item),
        missing_text=texts.of(item.missing_text, item),
        invalid_text=texts.of(item.invalid_text, item),
        shown_when=item.shown_when,
        formula=item.formula,
    )


def _settings(item: Item) -> Mapping[str, Any]:
    """With boxes where a table has one column: a radio button alone could not be taken back."""
    alone = item.our_kind == "matrix" and len(item.standing_choices()) == 1
    return {**item.settings, "several": True} if alone else item.settings


def _choices(options: list[Option], codes: Mapping[str, str], texts: _TextsOf, item: Item) -> tuple[Choice, ...]:
    found: dict[str, Choice] = {}
    for option in options:
        if option.code not in found:
            found[option.code] = Choice(codes[option.code], texts.of(option.text, item))
    return tuple(found.values())


def _tell_strays(source: Source, codes: Mapping[str, str]) -> None:
    """Translations into languages the file does not offer are left out, and that is said once per language."""
    found: dict[str, int] = {}
    for item in source.items():
        for name, text in item.text.items():
            if name not in codes and text.strip():
                found[name] = found.get(name, 0) + 1
    for name, times in found.items():
        text = N_("Texts in “%(language)s” were left out (%(texts)s questions): the file does not offer this language.")
        source.tell("", "language", text, language=name, texts=times)


def _tell_embedded(source: Source) -> None:
    """Pictures, films, scripts and fields inside texts are left out, and that is said once per question and tag."""
    if source.markup != "plain":
        for words in (source.title, source.intro, source.thanks, *(part.title for part in source.parts)):
            _tell_tags(source, "", words)
    for item in source.items():
        if (item.markup or source.markup) != "plain":
            for words in (item.text, item.help, *(one.text for one in (*item.choices, *item.rows))):
                _tell_tags(source, item, words)


def _tell_tags(source: Source, where: Item | str, words: Words) -> None:
    for tag in dict.fromkeys(tag for text in words.values() for tag in embedded(text)):
        source.tell(where, f"<{tag}>", N_("Texts hold words only here; a “%(tag)s” in it was left out."), tag=tag)
    if any(len(text) > LONGEST for text in words.values()):
        source.tell(where, "text", N_("A text here has at most %(most)s characters; the rest was cut."), most=LONGEST)


def _tell_nearest(source: Source, item: Item) -> None:
    # A text of several lines is a text: nothing is lost to tell about.
    told = source.has_told(item.code, item.source_kind)
    if not told and (item.kind in NEAREST or item.our_kind not in (item.kind, "longtext", "hidden")):
        text = N_("A question of this kind (%(kind)s) does not exist here: it becomes one of the kind “%(nearest)s”.")
        source.tell(item, item.source_kind, text, kind=item.kind, nearest=item.our_kind)
