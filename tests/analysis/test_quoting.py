from __future__ import annotations

import random

from feedback.analysis.quoting import Quote, contrasting, representative
from feedback.analysis.records import Label


def quote(key: str, text: str, label: Label = "neg", score: float = -0.5, group: str | None = None) -> Quote:
    return Quote(key, text, "en", label, score, group)


QUEUES = [
    quote("1", "We waited two hours in the queue at reception", group="customers"),
    quote("2", "The queue at reception took an hour and nobody helped", group="customers"),
    quote("3", "Long queue again", group="employees"),
    quote("4", "My aunt prefers purple umbrellas when lilies bloom", group="customers"),
    quote("5", "The queue at reception moved quickly today, well done", "pos", 0.8, "employees"),
    quote("6", "No queue at all this time, thanks to the new reception desk", "pos", 0.6, "customers"),
]


def test_representative_mentions_say_what_most_say_at_a_readable_length() -> None:
    assert next(one.key for one in representative(QUEUES, 2)) in ("1", "2", "5")
    assert "4" not in [one.key for one in representative(QUEUES, 3)]
    assert "3" not in [one.key for one in representative(QUEUES, 3)]


def test_copies_and_nearly_equal_sentences_are_quoted_once() -> None:
    copies = [quote(str(number), "We waited two hours in the queue") for number in range(5)]
    near = quote("9", "We waited two long hours in the queue")
    folded = [Quote(str(n), f"Text number {n} differs", "en", "neg", 0.0, None, "same") for n in range(10, 13)]
    assert len(representative([*copies, near], 3)) == 1
    assert len(representative(folded, 3)) == 1


def test_contrasting_pairs_set_the_other_feeling_against_the_usual_one() -> None:
    pairs = contrasting(QUEUES, 2)
    assert [(one.label, other.key) for one, other in pairs] == [("neg", "5"), ("neg", "6")]
    assert [one.group != other.group for one, other in pairs] == [True, True]
    assert len({one.key for pair in pairs for one in pair}) == 4


def test_where_all_feel_alike_groups_are_set_against_each_other() -> None:
    pairs = contrasting([one for one in QUEUES if one.label == "neg"], 3)
    assert [{one.group, other.group} for one, other in pairs] == [{"customers", "employees"}]
    assert contrasting([QUEUES[0], QUEUES[1]], 3) == []


def test_nothing_to_quote_is_no_error() -> None:
    assert representative([], 3) == []
    assert contrasting([], 3) == []
    assert representative([quote("1", "the of and")], 3) == [quote("1", "the of and")]


def test_the_order_of_mentions_changes_nothing() -> None:
    shuffled = random.Random(2).sample(QUEUES, len(QUEUES))
    assert representative(shuffled, 4) == representative(QUEUES, 4)
    assert contrasting(shuffled, 4) == contrasting(QUEUES, 4)
