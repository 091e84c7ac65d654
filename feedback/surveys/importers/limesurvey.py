"""LimeSurvey: surveys (.lss), groups (.lsg) and questions (.lsq) as it exports them, old schema and new. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from feedback.errors import N_
from feedback.surveys.conditions import ast
from feedback.surveys.document import Layout
from feedback.surveys.importers.assembling import assemble
from feedback.surveys.importers.expressions import Untranslatable
from feedback.surveys.importers.limesurvey_kinds import items_of
from feedback.surveys.importers.limesurvey_logic import LimeTranslator
from feedback.surveys.importers.limesurvey_looks import LOOKS, SILENT
from feedback.surveys.importers.limesurvey_piping import Quotes, braced
from feedback.surveys.importers.limesurvey_records import LimeGroup, LimeQuestion, LimeSurvey
from feedback.surveys.importers.limesurvey_settings import FILTERS, hide, take_attributes
from feedback.surveys.importers.limesurvey_tables import read_tables
from feedback.surveys.importers.limesurvey_xml import records
from feedback.surveys.importers.markup import BETWEEN, plain
from feedback.surveys.importers.normalised import Imported
from feedback.surveys.importers.opening import Upload
from feedback.surveys.importers.source import Item, Part, Source, Words, must_be_few

LAYOUTS: Mapping[str, Layout] = {"A": "page", "G": "section", "S": "question"}
ALWAYS = ("", "1")


def recognises(upload: Upload) -> bool:
    """Whether it is a document of LimeSurvey."""
    return "<LimeSurveyDocType>" in upload.head


def read(upload: Upload) -> Imported:
    """The survey, group or question of the file.

    Raises:
        NotImportable: it cannot be read.
    """
    return imported(records(read_tables(upload)))


def imported(survey: LimeSurvey) -> Imported:
    """The import of a survey in records, whichever of LimeSurvey's formats they came from."""
    must_be_few(
        sum(1 for _ in survey.questions()),
        sum(len(one.answers) + len(one.subquestions) for one in survey.questions()),
    )
    source = Source(
        format=survey.format,
        title=survey.title,
        intro=_joined(survey.description, survey.welcome),
        thanks=survey.end,
        languages=survey.languages,
        base_language=survey.base_language,
        layout=LAYOUTS.get(survey.layout, "section"),
    )
    source.parts = [_part(source, group) for group in survey.groups]
    source.settle()
    translator = LimeTranslator(survey, {item.key: item for item in source.items()})
    _add_logic(source, survey, translator)
    _add_texts(source, translator)
    _shuffle(source, survey)
    _tell_rest(source, survey)
    return assemble(source)


def _part(source: Source, group: LimeGroup) -> Part:
    part = Part(title=group.name, has_condition=group.relevance.strip() not in ALWAYS)
    if group.description.any.strip():
        part.items.append(_description(group))
    for question in group.questions:
        items = items_of(source, question)
        items[0].has_condition = _has_condition(question)
        take_attributes(source, question, items[0])
        hide(source, question, items[0])
        part.items += items
    return part


def _description(group: LimeGroup) -> Item:
    return Item(f"g{group.gid}", f"group_{group.gid}", "info", "description", group.description, listed=False)


def _has_condition(question: LimeQuestion) -> bool:
    filtered = any(question.attribute(name) for name in FILTERS)
    rows = any(one.relevance.strip() not in ALWAYS for one in question.subquestions)
    return filtered or rows or bool(question.conditions) or question.relevance.strip() not in ALWAYS


def _add_logic(source: Source, survey: LimeSurvey, translator: LimeTranslator) -> None:
    families = source.families()
    for part, group in zip(source.parts, survey.groups, strict=True):
        if part.has_condition:
            part.shown_when = _translated(source, translator, "", "grelevance", group.relevance)
        for question in group.questions:
            shown = _shown_when(source, translator, question, families[question.qid][0])
            for item in families[question.qid]:
                item.shown_when = shown


def _shown_when(source: Source, translator: LimeTranslator, question: LimeQuestion, item: Item) -> ast.Condition | None:
    if question.relevance.strip() not in ALWAYS:
        return _translated(source, translator, item, "relevance", question.relevance)
    if not question.conditions:
        return None
    try:
        return translator.table(question.conditions)
    except Untranslatable:
        written = "; ".join(f"{row.field} {row.method} {row.value}" for row in question.conditions)
        _tell_condition(source, item, "conditions", written)
        return None


def _translated(
    source: Source, translator: LimeTranslator, where: Item | str, construct: str, text: str
) -> ast.Condition | None:
    try:
        return translator.condition_of(text)
    except Untranslatable:
        _tell_condition(source, where, construct, text.strip())
        return None


def _tell_condition(source: Source, where: Item | str, construct: str, written: str) -> None:
    text = N_("This condition cannot be said here, so it is shown to everybody. There: %(expression)s")
    source.tell(where, construct, text, expression=written)


def _add_texts(source: Source, translator: LimeTranslator) -> None:
    for item in source.items():
        if item.our_kind == "calculation":
            item.formula = _formula(source, translator, item)
    quotes = Quotes(source, translator)
    quotes.prepare()
    source.settle()
    source.pipe = quotes.replaced


def _formula(source: Source, translator: LimeTranslator, item: Item) -> ast.Expression | None:
    """The equation of a calculation: an expression in braces, or a text that holds some."""
    text = plain(item.text.get(source.base_language or "") or item.text.any)
    try:
        parts = [one for one in _pieces(translator, text) if one != ast.Value("")]
    except Untranslatable:
        source.tell(item, "*", N_("This calculation cannot be worked out here. There: %(expression)s"), expression=text)
        return None
    return parts[0] if len(parts) == 1 else ast.Call("join", tuple(parts)) if parts else None


def _pieces(translator: LimeTranslator, text: str) -> Iterable[ast.Expression]:
    end = 0
    for start, stop in braced(text):
        yield ast.Value(text[end:start])
        yield translator.expression_of(text[start + 1 : stop - 1])
        end = stop
    yield ast.Value(text[end:])


def _shuffle(source: Source, survey: LimeSurvey) -> None:
    names = {group.random_group for group in survey.groups}
    if len(survey.groups) > 1 and names - {""} and len(names) == 1:
        source.random_sections = True
    elif names - {""}:
        text = N_("Only some groups have a random order there (%(groups)s); here they keep the order of the file.")
        source.tell("", "randomization_group", text, groups=", ".join(sorted(names - {""})))
    for part, group in zip(source.parts, survey.groups, strict=True):
        _shuffle_questions(source, part, group)


def _shuffle_questions(source: Source, part: Part, group: LimeGroup) -> None:
    names = {question.attribute("random_group") for question in group.questions}
    if len(group.questions) > 1 and len(names) == 1 and names != {""}:
        part.random = True
        return
    for question in group.questions:
        if question.attribute("random_group"):
            text = N_("Only some questions of its group have a random order there; here it keeps its place.")
            source.tell(question.code, "random_group", text)


def _tell_rest(source: Source, survey: LimeSurvey) -> None:
    for name, times in sorted(survey.extras.items()):
        source.tell("", name, N_("This part of the file has no counterpart here (rows: %(rows)s)."), rows=times)
    looks = sorted(
        {
            name
            for question in survey.questions()
            for name, words in question.attributes.items()
            if name in LOOKS - SILENT and words.any.strip() not in ("", "0", "N")
        }
    )
    if looks:
        text = N_("How pages look there was left out, here the pages have their own look: %(settings)s")
        source.tell("", "question_attributes", text, settings=", ".join(looks))


def _joined(first: Words, second: Words) -> Words:
    names = dict.fromkeys((*first, *second))
    texts = {name: BETWEEN.join(one for one in (first.get(name, ""), second.get(name, "")) if one) for name in names}
    return Words(texts)
