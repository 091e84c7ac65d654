"""From the tables of a LimeSurvey export to its records, for both generations of the schema. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from feedback.surveys.importers.limesurvey_records import (
    Answer,
    Condition,
    LimeGroup,
    LimeQuestion,
    LimeSurvey,
    Subquestion,
    number,
)
from feedback.surveys.importers.limesurvey_tables import Row, Tables
from feedback.surveys.importers.source import Words

EXTRAS = ("quota", "assessments", "survey_url_parameters", "plugin_settings")

Texts = dict[str, Words]


def records(tables: Tables) -> LimeSurvey:
    """The survey of a file; of a group or question file the part it holds."""
    settings = (tables.of("surveys") or [{}])[0]
    survey = LimeSurvey("limesurvey", sid=settings.get("sid", ""), layout=settings.get("format", "G"))
    survey.base_language = settings.get("language") or None
    _read_texts(survey, tables)
    survey.groups = _groups(tables)
    survey.languages = _languages(survey, tables, settings)
    survey.extras = {name: len(tables.of(name)) for name in EXTRAS if tables.of(name)} | _lost(survey, tables)
    return survey


def _lost(survey: LimeSurvey, tables: Tables) -> dict[str, int]:
    """How many rows and options belong to a question that the file does not have."""
    known = {question.qid for question in survey.questions()}
    found = {
        "subquestions": sum(row.get("parent_qid", "") not in known for row in tables.of("subquestions")),
        "answers": sum(row.get("qid", "") not in known for row in tables.of("answers")),
        "conditions": sum(row.get("qid", "") not in known for row in tables.of("conditions")),
    }
    return {name: times for name, times in found.items() if times}


def _languages(survey: LimeSurvey, tables: Tables, settings: Row) -> tuple[str, ...]:
    named = [survey.base_language or "", *settings.get("additional_languages", "").split()]
    if not any(named):
        named = tables.languages
    return tuple(dict.fromkeys(language for language in named if language))


def _read_texts(survey: LimeSurvey, tables: Tables) -> None:
    for row in tables.of("surveys_languagesettings"):
        language = row.get("surveyls_language", "")
        for part, words in (
            ("title", survey.title),
            ("description", survey.description),
            ("welcometext", survey.welcome),
            ("endtext", survey.end),
        ):
            words[language] = row.get(f"surveyls_{part}", "")


def _groups(tables: Tables) -> list[LimeGroup]:
    names = _texts(tables, "groups", "group_l10ns", "gid", "group_name")
    descriptions = _texts(tables, "groups", "group_l10ns", "gid", "description")
    questions = _questions(tables)
    groups: dict[str, LimeGroup] = {}
    for row in _once(tables.of("groups"), "gid"):
        gid = row["gid"]
        groups[gid] = LimeGroup(
            gid,
            number(row.get("group_order")),
            names.get(gid, Words()),
            descriptions.get(gid, Words()),
            row.get("grelevance", ""),
            row.get("randomization_group", ""),
            questions.pop(gid, []),
        )
    # A file of one question has no groups, and an export may have lost one: no question goes with it.
    groups |= {gid: LimeGroup(gid, 10**6, questions=lost) for gid, lost in questions.items()}
    return sorted(groups.values(), key=lambda group: group.order)


def _questions(tables: Tables) -> dict[str, list[LimeQuestion]]:
    texts = _texts(tables, "questions", "question_l10ns", "qid", "question")
    helps = _texts(tables, "questions", "question_l10ns", "qid", "help")
    scripts = {row.get("qid") for row in tables.of("question_l10ns") if row.get("script", "").strip()}
    parts = _Parts(tables)
    found: dict[str, list[LimeQuestion]] = defaultdict(list)
    for row in _once(tables.of("questions"), "qid"):
        if number(row.get("parent_qid")):
            continue
        qid = row["qid"]
        question = _question(row, texts.get(qid, Words()), helps.get(qid, Words()))
        question.has_script = qid in scripts
        parts.give(question)
        found[row.get("gid", "")].append(question)
    for questions in found.values():
        questions.sort(key=lambda question: question.order)
    return found


def _question(row: Row, text: Words, help_text: Words) -> LimeQuestion:
    return LimeQuestion(
        qid=row["qid"],
        type=row.get("type", ""),
        code=row.get("title", ""),
        order=number(row.get("question_order")),
        text=text,
        help=help_text,
        mandatory=row.get("mandatory", "N"),
        other=row.get("other") == "Y",
        relevance=row.get("relevance", ""),
        pattern=row.get("preg", ""),
    )


class _Parts:
    """What belongs to questions, by the id of the question."""

    def __init__(self, tables: Tables) -> None:
        self._subquestions = _by_parent(tables)
        self._answers = _answers(tables)
        self._conditions = {qid: list(rows) for qid, rows in _grouped(tables.of("conditions"), "qid")}
        self._attributes = {qid: list(rows) for qid, rows in _grouped(tables.of("question_attributes"), "qid")}
        self._defaults = {qid: list(rows) for qid, rows in _grouped(tables.of("defaultvalues"), "qid")}
        self._default_texts = _texts(tables, "", "defaultvalue_l10ns", "dvid", "defaultvalue")

    def give(self, question: LimeQuestion) -> None:
        question.subquestions = self._subquestions.get(question.qid, [])
        question.answers = self._answers.get(question.qid, [])
        question.conditions = [_condition(row) for row in self._conditions.get(question.qid, [])]
        for row in self._attributes.get(question.qid, []):
            words = question.attributes.setdefault(row.get("attribute", ""), Words())
            words[row.get("language", "")] = row.get("value", "")
        found = [self._default(row) for row in self._defaults.get(question.qid, [])]
        question.defaults = list(dict.fromkeys(value for value in found if value))

    def _default(self, row: Row) -> str:
        return row.get("defaultvalue", "") or self._default_texts.get(row.get("dvid", ""), Words()).any


def _condition(row: Row) -> Condition:
    return Condition(
        row.get("scenario", "1"),
        row.get("cqid", ""),
        row.get("cfieldname", ""),
        row.get("method", "==").strip(),
        row.get("value", ""),
    )


def _by_parent(tables: Tables) -> dict[str, list[Subquestion]]:
    rows = [row for row in tables.of("questions") if number(row.get("parent_qid"))] + tables.of("subquestions")
    texts = _texts_of(rows, "qid", "question")
    for qid, words in _texts_of(tables.of("question_l10ns"), "qid", "question").items():
        texts.setdefault(qid, words)
    found: dict[str, list[Subquestion]] = defaultdict(list)
    for row in _once(rows, "qid"):
        found[row.get("parent_qid", "")].append(
            Subquestion(
                row["qid"],
                row.get("title", ""),
                number(row.get("scale_id")),
                number(row.get("question_order")),
                row.get("relevance", ""),
                texts.get(row["qid"], Words()),
            )
        )
    for subquestions in found.values():
        subquestions.sort(key=lambda one: (one.scale, one.order))
    return found


def _answers(tables: Tables) -> dict[str, list[Answer]]:
    later = _texts_of(tables.of("answer_l10ns"), "aid", "answer")
    found: dict[str, dict[tuple[int, str], Answer]] = defaultdict(dict)
    for row in tables.of("answers"):
        code, scale = row.get("code", ""), number(row.get("scale_id"))
        options = found[row.get("qid", "")]
        answer = options.setdefault((scale, code), Answer(code, scale, number(row.get("sortorder"))))
        if "language" in row:
            answer.text[row["language"]] = row.get("answer", "")
        else:
            answer.text = later.get(row.get("aid", ""), answer.text)
    return {qid: sorted(each.values(), key=lambda one: (one.scale, one.order)) for qid, each in found.items()}


def _texts(tables: Tables, old: str, later: str, key: str, column: str) -> Texts:
    rows = tables.of(later) or [row for row in tables.of(old) if not number(row.get("parent_qid"))]
    return _texts_of(rows, key, column)


def _texts_of(rows: Iterable[Row], key: str, column: str) -> Texts:
    found: Texts = defaultdict(Words)
    for row in rows:
        if "language" in row:
            found[row.get(key, "")].setdefault(row["language"], row.get(column, ""))
    return dict(found)


def _once(rows: Iterable[Row], key: str) -> Iterator[Row]:
    seen: set[str] = set()
    for row in rows:
        name = row.get(key, "")
        if name and name not in seen:
            seen.add(name)
            yield row


def _grouped(rows: Iterable[Row], key: str) -> Iterable[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get(key, "")].append(row)
    return found.items()
