"""Our own JSON goes out and comes back, byte for byte."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.surveys.conditions.ast import All, Answer, Any, Call, Compare, Condition, Given, Not, Value
from feedback.surveys.document import Choice, Question, Questionnaire, Section, Texts
from feedback.surveys.exporting.own import write
from feedback.surveys.importers import inspect
from feedback.surveys.importers.ready import ready

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
CODES = st.from_regex(r"[A-Za-z][A-Za-z0-9 _.-]{0,10}", fullmatch=True)
LANGUAGES = ("es", "en", "pt-BR")
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), WORDS, max_size=3).map(
    lambda found: Texts(dict(sorted(found.items())))
)
CHOICES = st.lists(st.builds(Choice, code=CODES, text=TEXTS), max_size=3).map(tuple)
VALUES = st.one_of(
    WORDS,
    st.booleans(),
    st.floats(-1e12, 1e12).map(lambda number: number + 0.0),
    st.lists(WORDS, max_size=3).map(tuple),
).map(Value)
SIDES = st.one_of(
    VALUES,
    st.builds(Answer, question=st.sampled_from(["q0", "q1"]), row=st.sampled_from(["", "r"])),
    st.sampled_from(["group", "stage", "segment:tariff", "link:x"]).map(Given),
    st.builds(Call, function=st.sampled_from(["sum", "today", "count"]), of=st.lists(VALUES, max_size=2).map(tuple)),
)
COMPARES = st.builds(Compare, left=SIDES, operator=st.sampled_from(["equals", "less", "includes_any"]), right=SIDES)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(COMPARES, SIDES.map(lambda side: Compare(side, "answered"))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda of: All(tuple(of))),
        st.lists(inner, max_size=3).map(lambda of: Any(tuple(of))),
        inner.map(Not),
    ),
    max_leaves=6,
)


@st.composite
def questions(draw: st.DrawFn, number: int) -> Question:
    return Question(
        id=f"q{number}",
        code=draw(CODES),
        field=f"field_{number}",
        kind=draw(st.sampled_from(["nps", "single", "multi", "matrix", "calculation", "text"])),
        text=draw(TEXTS),
        help=draw(TEXTS),
        required=draw(st.booleans()),
        stage=draw(st.one_of(st.none(), CODES)),
        predicts=draw(st.booleans()),
        construct=draw(st.one_of(st.none(), CODES)),
        settings=draw(st.dictionaries(CODES, st.one_of(st.integers(-5, 5), st.booleans(), WORDS), max_size=2)),
        choices=draw(CHOICES),
        rows=draw(CHOICES),
        soft=draw(st.booleans()),
        missing_text=draw(TEXTS),
        invalid_text=draw(TEXTS),
        shown_when=draw(st.one_of(st.none(), CONDITIONS)),
        formula=draw(st.one_of(st.none(), SIDES)),
    )


@st.composite
def documents(draw: st.DrawFn) -> Questionnaire:
    """Documents of every shape, complete or not."""
    several = tuple(draw(questions(number)) for number in range(draw(st.integers(0, 3))))
    section = Section("s", draw(TEXTS), several, draw(st.one_of(st.none(), CONDITIONS)), draw(st.booleans()))
    return Questionnaire(
        title=draw(TEXTS),
        intro=draw(TEXTS),
        languages=LANGUAGES,
        base_language="es",
        sections=(section,),
        layout=draw(st.sampled_from(["page", "section", "question"])),
        random_sections=draw(st.booleans()),
        thanks=draw(TEXTS),
        library=draw(st.sampled_from(["", "hotel"])),
    )


@given(documents())
@settings(deadline=None, max_examples=150)
def test_export_import_export_gives_the_same_bytes(document: Questionnaire) -> None:
    first = write(document)
    again = ready(inspect(first, format="feedback"), "x.json")
    assert write(again) == first


def test_emoji_quotes_line_ends_and_a_very_long_text_survive() -> None:
    text = '\'=1+1\n👩🏽‍🚀 "quoted" \\ \u2028 ' + "x" * 40_000
    question = Question("q", "q", "q", "text", text=Texts({"es": text}))
    document = Questionnaire(languages=("es",), base_language="es", sections=(Section("s", questions=(question,)),))
    back = inspect(write(document))
    assert back.format == "feedback"
    assert next(back.questionnaire.questions()).text.by_language == {"es": text}
    assert write(back.questionnaire) == write(document)
