"""What the reading of a feeling looks at."""

from feedback.analysis.sentiment.tokens import Tokens, tokens


def test_words_faces_and_emoji_and_where_something_stands_between() -> None:
    text = "Muy well-known, it's OK :-)) no😀sí <3"
    assert tokens(text, 0, len(text)) == Tokens(
        ["Muy", "well", "known", "it's", "OK", ":-))", "no", "😀", "sí", "<3"],
        [False, False, False, True, False, True, True, True, True, True],
    )


def test_addresses_and_account_names_are_skipped() -> None:
    text = "@hotel love https://love.example/hate www.hate.example bad"
    assert tokens(text, 0, len(text)).texts == ["love", "bad"]


def test_only_the_given_piece_is_read() -> None:
    assert tokens("good bad good", 5, 8) == Tokens(["bad"], [False])
