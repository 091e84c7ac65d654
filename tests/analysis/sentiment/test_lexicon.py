"""Words looked up under all their forms."""

from feedback.analysis.sentiment.entries import Effect, parse_line
from feedback.analysis.sentiment.lexicon import Lexicon, lexicon


def test_the_word_itself_then_its_longest_stem_then_its_lemma() -> None:
    words = _lexicon("tarde\t0", "tard*\t-2", "tardanz*\t-3", "perder\t-1")
    found = [words.know(word).effect for word in ("Tarde", "tardaron", "tardanza", "perdieron", "mesa")]
    assert found == [
        Effect("weight", weight) if weight is not None else None for weight in (0.0, -2.0, -3.0, -1.0, None)
    ]


def test_superlatives_strengthen_their_word() -> None:
    words = _lexicon("rápid~\t2", "ric~\t3", "amable\t2", "muy\tx1.3")
    found = [words.know(word).effect for word in ("rapidísimo", "Riquísimas", "amabilísima", "muyísimo")]
    assert found == [Effect("weight", 2.6), Effect("weight", 3 * 1.3), Effect("weight", 2.6), None]


def test_elongated_words_are_found_with_one_letter_or_two() -> None:
    words = _lexicon("bueno\t2", "good\t2", "god\t1")
    assert [words.know(word).effect for word in ("buenooo", "goood")] == [Effect("weight", 2.0)] * 2


def test_what_is_no_entry_as_it_was_typed_is_looked_up_as_it_is_usually_spelt() -> None:
    words = Lexicon(parse_line("bueno\t2", ""), str, {"vueno": "bueno", "bueno": "malo"}.get)  # type: ignore[arg-type]
    assert [words.know(word).effect for word in ("Vueno", "bueno")] == [Effect("weight", 2.0)] * 2
    assert words.know("Vueno").folded == "bueno"


def test_a_later_entry_wins() -> None:
    assert _lexicon("fino\t1", "fino\t-1").know("fino").effect == Effect("weight", -1.0)


def test_parts_of_phrases_by_word_stem_and_lemma() -> None:
    words = _lexicon("<hacer> esperar\t-2", "hicieron caso\t1", "hici* bien\t2")
    known = words.know("hicieron")
    assert (set(known.parts), known.opens) == ({"hicieron", "<hacer>", "hici*"}, True)
    assert (words.know("caso").parts, words.know("caso").opens) == (("caso",), False)


def test_the_english_lexicon_is_vader_with_ours_on_top() -> None:
    english = lexicon("en")
    assert english.know("horrible").effect == Effect("weight", -2.5)
    assert english.know("extremely").effect == Effect("times", 1.293)
    assert english.know("please").effect == Effect("weight", 0.0)
    assert english.know("isn’t").effect == Effect("turn", 1.0)


def _lexicon(*lines: str) -> Lexicon:
    lemmas = {"perdieron": "perder", "hicieron": "hacer"}
    return Lexicon((entry for line in lines for entry in parse_line(line, "")), lambda word: lemmas.get(word, word))
