"""Language, mentions, words and non-answers of a comment in Spanish, English or Portuguese."""

from feedback.analysis.text.folding import fold, fold_in_place
from feedback.analysis.text.language import LANGUAGES, detect_language
from feedback.analysis.text.mentions import split_mentions
from feedback.analysis.text.nonanswers import is_non_answer
from feedback.analysis.text.stopwords import stop_words
from feedback.analysis.text.words import Word, lemma, words

__all__ = [
    "LANGUAGES",
    "Word",
    "detect_language",
    "fold",
    "fold_in_place",
    "is_non_answer",
    "lemma",
    "split_mentions",
    "stop_words",
    "words",
]
