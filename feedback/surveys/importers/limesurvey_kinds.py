"""What each type of LimeSurvey question becomes here. Pure.

Sources: the type codes of LimeSurvey's manual ("Question types"), and the files they were seen in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from feedback.errors import N_
from feedback.surveys.importers.limesurvey_records import Answer, LimeQuestion, Subquestion
from feedback.surveys.importers.source import Item, Option, Source, Words

Build = Callable[[Source, LimeQuestion, Item], list[Item]]
"""Fills the item of a question and returns the items made beside it."""

_TEXT_FALLBACKS: Mapping[str, Mapping[str, str]] = {
    "F": {"en": "Female", "es": "Femenino", "pt": "Feminino", "fr": "Féminin", "de": "Weiblich", "ca": "Femení"},
    "M": {"en": "Male", "es": "Masculino", "pt": "Masculino", "fr": "Masculin", "de": "Männlich", "ca": "Masculí"},
    "Y": {"en": "Yes", "es": "Sí", "pt": "Sim", "fr": "Oui", "de": "Ja", "ca": "Sí"},
    "U": {"en": "Uncertain", "es": "No sé", "pt": "Não sei", "fr": "Incertain", "de": "Unsicher", "ca": "No ho sé"},
    "N": {"en": "No", "es": "No", "pt": "Não", "fr": "Non", "de": "Nein", "ca": "No"},
    "I": {"en": "Increase", "es": "Aumenta", "pt": "Aumenta", "fr": "Augmente", "de": "Mehr", "ca": "Augmenta"},
    "S": {"en": "Same", "es": "Igual", "pt": "Igual", "fr": "Identique", "de": "Gleich", "ca": "Igual"},
    "D": {"en": "Decrease", "es": "Disminuye", "pt": "Diminui", "fr": "Diminue", "de": "Weniger", "ca": "Disminueix"},
}
"""What LimeSurvey itself writes beside the options it builds in; no file holds these words."""
_YES_NO = {"Y": "yes", "N": "no"}
_CLOCK = re.compile(r"[HM]{1,2}[:.]", re.IGNORECASE)
_DAY = re.compile(r"[dy]", re.IGNORECASE)


def items_of(source: Source, question: LimeQuestion) -> list[Item]:
    """The question as an item, and behind it those that hold what one question of ours cannot."""
    item = Item(
        key=question.qid,
        code=question.code,
        kind="unsupported",
        source_kind=question.type,
        text=question.text,
        help=question.help,
        required=question.mandatory == "Y",
        soft=question.mandatory == "S",
    )
    build = _BUILDERS.get(question.type, _unknown)
    return [item, *build(source, question, item)]


def _unknown(source: Source, question: LimeQuestion, item: Item) -> list[Item]:
    item.choices = _options(question.scale(0))
    item.rows = _options(question.rows())
    return []


def _plainly(kind: str) -> Build:
    def build(_source: Source, _question: LimeQuestion, item: Item) -> list[Item]:
        item.kind = kind
        return []

    return build


def _single(source: Source, question: LimeQuestion, item: Item) -> list[Item]:
    item.kind = "dropdown" if question.type == "!" else "single"
    item.choices = _options(question.scale(0))
    _take_other(question, item)
    if question.type != "O":
        return []
    return [_beside(item, "comment", "longtext", Words())]


def _multi(source: Source, question: LimeQuestion, item: Item) -> list[Item]:
    item.kind = "multi"
    item.choices = _options(question.rows())
    _take_other(question, item)
    if question.type != "P":
        return []
    comments = _beside(item, "comment", "text", Words())
    comments.rows = [Option(one.code, one.text) for one in item.choices]
    source.tell(item, "P", N_("The comment beside each option became a question of its own, behind this one."))
    return [comments]


def _yes_no(_source: Source, _question: LimeQuestion, item: Item) -> list[Item]:
    item.kind, item.values = "yesno", dict(_YES_NO)
    return []


def _gender(source: Source, _question: LimeQuestion, item: Item) -> list[Item]:
    item.kind, item.choices = "single", _built_in(source, "FM")
    return []


def _five_points(source: Source, _question: LimeQuestion, item: Item) -> list[Item]:
    item.kind, item.choices, item.our_choices = "rating", _points(source, 5), []
    item.settings["points"] = 5
    return []


def _several(kind: str) -> Build:
    def build(_source: Source, question: LimeQuestion, item: Item) -> list[Item]:
        item.kind, item.rows = kind, _options(question.rows())
        return []

    return build


def _date(source: Source, question: LimeQuestion, item: Item) -> list[Item]:
    pattern = question.attribute("date_format")
    has_clock, has_day = bool(_CLOCK.search(pattern)), bool(_DAY.search(pattern))
    item.kind = "time" if has_clock and not has_day else "date"
    if has_clock and has_day:
        source.tell(item, "date_format", N_("The time of day became a question of its own, behind this one."))
        return [_beside(item, "time", "time", item.text)]
    if pattern and not has_clock and "d" not in pattern.lower():
        source.tell(
            item, "date_format", N_("Here a date always has a day; the file asks for “%(format)s”."), format=pattern
        )
    return []


def _array(source: Source, question: LimeQuestion, item: Item) -> list[Item]:
    item.kind = "matrix"
    item.rows, item.choices = _options(question.rows()), _options(question.scale(0))
    strays = question.scale(1)
    if strays and not item.choices:
        source.tell(
            item,
            "scale_id",
            N_("Its options are those of a second scale that this type does not show: %(options)s. Check them."),
            options=", ".join(one.code for one in strays),
        )
        item.our_choices = _options(strays)
    return []


def _built_in_array(codes: str) -> Build:
    def build(source: Source, question: LimeQuestion, item: Item) -> list[Item]:
        item.kind, item.rows = "matrix", _options(question.rows())
        item.choices = _points(source, int(codes)) if codes.isdigit() else _built_in(source, codes)
        return []

    return build


def _dual(source: Source, question: LimeQuestion, item: Item) -> list[Item]:
    item.kind = "matrix"
    item.rows, item.choices = _options(question.rows()), _options(question.scale(0))
    second = _beside(item, "scale_2", "matrix", item.text)
    second.rows, second.choices = _options(question.rows()), _options(question.scale(1))
    item.help = question.attributes.get("dualscale_headerA") or item.help
    second.help = question.attributes.get("dualscale_headerB") or item.help
    source.tell(item, "1", N_("The second scale became a question of its own, behind this one."))
    return [second]


def _grid(source: Source, question: LimeQuestion, item: Item) -> list[Item]:
    item.kind = "matrix"
    item.rows, item.choices = _options(question.rows()), _options(question.columns())
    if question.type == ":" and question.is_on("multiflexible_checkbox"):
        item.settings["several"] = True
        return []
    item.stands_as = "number" if question.type == ":" else "text"
    item.our_choices = []
    item.our_rows = [_cell(row, column) for row in question.rows() for column in question.columns()]
    text = N_("Every cell of the table became a row: %(cells)s of them.")
    source.tell(item, question.type, text, cells=len(item.our_rows))
    return []


def _ranking(_source: Source, question: LimeQuestion, item: Item) -> list[Item]:
    item.kind = "ranking"
    item.choices = _options(question.scale(0)) or _options(question.rows())
    return []


def _language_switch(source: Source, _question: LimeQuestion, item: Item) -> list[Item]:
    item.stands_as = "info"
    source.tell(item, "I", N_("Every page here has its own switch of languages; only the text was kept."))
    return []


_BUILDERS: Mapping[str, Build] = {
    "L": _single,
    "!": _single,
    "O": _single,
    "M": _multi,
    "P": _multi,
    "Y": _yes_no,
    "G": _gender,
    "5": _five_points,
    "S": _plainly("text"),
    "T": _plainly("longtext"),
    "U": _plainly("longtext"),
    "N": _plainly("number"),
    "K": _several("number"),
    "Q": _several("text"),
    "D": _date,
    "A": _built_in_array("5"),
    "B": _built_in_array("10"),
    "C": _built_in_array("YUN"),
    "E": _built_in_array("ISD"),
    "F": _array,
    "H": _array,
    "1": _dual,
    ":": _grid,
    ";": _grid,
    "R": _ranking,
    "X": _plainly("info"),
    "*": _plainly("calculation"),
    "I": _language_switch,
    "|": _plainly("file"),
}


def _take_other(question: LimeQuestion, item: Item) -> None:
    if question.other:
        item.settings["other"] = True
        words = question.attributes.get("other_replace_text", Words())
        if words.any:
            item.settings["other_text"] = words


def _beside(item: Item, ending: str, kind: str, text: Words) -> Item:
    """An item for a part of a question that needs a question of its own here."""
    return Item(
        key=f"{item.key}:{ending}",
        code=f"{item.code.strip()}_{ending}",
        kind=kind,
        source_kind=item.source_kind,
        text=text if text.any else Words(item.text),
        listed=False,
        beside=item.key,
    )


def _options(given: list[Answer] | list[Subquestion]) -> list[Option]:
    return [Option(one.code, one.text) for one in given]


def _cell(row: Subquestion, column: Subquestion) -> Option:
    languages = dict.fromkeys((*row.text, *column.text))
    return Option(
        f"{row.code}_{column.code}",
        Words({name: f"{row.text.get(name, '')} · {column.text.get(name, '')}" for name in languages}),
    )


def _points(source: Source, most: int) -> list[Option]:
    languages = source.languages or ("",)
    return [Option(str(point), Words(dict.fromkeys(languages, str(point)))) for point in range(1, most + 1)]


def _built_in(source: Source, codes: str) -> list[Option]:
    languages = source.languages or ("en",)
    return [Option(code, Words({name: _fallback(code, name) for name in languages})) for code in codes]


def _fallback(code: str, language: str) -> str:
    texts = _TEXT_FALLBACKS[code]
    return texts.get(language.partition("-")[0].lower(), texts["en"])
