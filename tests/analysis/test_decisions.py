from __future__ import annotations

import pickle

import pytest

from feedback.analysis.decisions import NO_DECISIONS, Decisions, MentionDecision, felt_score
from feedback.analysis.records import AnalysedComment, Mention, Sentiment, ThemeHit

SAD = Sentiment("neg", -0.4)


def comment(*mentions: Mention, cluster: str | None = "a") -> AnalysedComment:
    return AnalysedComment("c", "en", SAD, mentions, cluster, False)


def mention(start: int, end: int, *themes: str, strength: float = 0.5) -> Mention:
    return Mention(start, end, SAD, tuple(ThemeHit(theme, strength, (theme,)) for theme in themes))


def carried(read: AnalysedComment) -> list[list[str]]:
    return [[hit.theme for hit in one.themes] for one in read.mentions]


def test_without_decisions_nothing_changes() -> None:
    read = comment(mention(0, 9, "a"))
    assert NO_DECISIONS.comment(read) is read


def test_merged_themes_count_once_and_as_strongly_as_the_stronger() -> None:
    read = comment(Mention(0, 9, SAD, (ThemeHit("a", 0.5, ("x",)), ThemeHit("b", 0.7, ("y",)))))
    decided = Decisions(merged={"b": "a"}).comment(read)
    assert [(hit.theme, hit.strength) for hit in decided.mentions[0].themes] == [("a", 0.7)]
    assert decided.cluster == "a"


def test_a_dismissed_theme_leaves_the_others_and_else_the_default() -> None:
    dismissed = Decisions(dismissed=frozenset({"a"}))
    left = dismissed.comment(comment(mention(0, 9, "a", "b")))
    assert (carried(left), left.cluster) == ([["b"]], "b")
    none = dismissed.comment(comment(mention(0, 9, "a")), default="overall")
    assert (carried(none), none.cluster) == ([[]], "overall")


def test_what_was_said_of_a_sentence_comes_last() -> None:
    said = {("c", 0, 9): MentionDecision(("x",), ("a",), "pos")}
    decided = Decisions(merged={"b": "a"}, mentions=said).comment(comment(mention(0, 9, "b"), mention(10, 20, "b")))
    assert (carried(decided), decided.cluster) == ([["x"], ["a"]], "x")
    assert [(one.sentiment.label, one.sentiment.score) for one in decided.mentions] == [("pos", 0.5), ("neg", -0.4)]


@pytest.mark.parametrize(("span", "place"), [((0, 12), 0), ((9, 20), 1), ((40, 50), None), ((8, 11), None)])
def test_a_sentence_that_is_cut_differently_is_the_one_that_overlaps_most(
    span: tuple[int, int], place: int | None
) -> None:
    decided = Decisions(mentions={("c", *span): MentionDecision(added=("x",))}).comment(
        comment(mention(0, 9, "a"), mention(10, 20, "b"))
    )
    assert [one for one, themes in enumerate(carried(decided)) if "x" in themes] == ([] if place is None else [place])


def test_a_comment_that_answers_nothing_stays_so() -> None:
    read = AnalysedComment("c", "en", Sentiment("neu", 0.0), (), None, True)
    assert Decisions(dismissed=frozenset({"a"}), mentions={("c", 0, 1): MentionDecision(("x",))}).comment(read) is read


def test_the_digest_changes_with_every_decision_and_travels() -> None:
    made = [
        NO_DECISIONS,
        Decisions(merged={"a": "b"}),
        Decisions(locked=frozenset({"a"})),
        Decisions(dismissed=frozenset({"a"})),
        Decisions(mentions={("c", 0, 9): MentionDecision(("x",))}),
    ]
    assert len({one.digest for one in made}) == len(made)
    assert [pickle.loads(pickle.dumps(one)).digest for one in made] == [one.digest for one in made]
    assert made[0].reading == made[-1].reading


@pytest.mark.parametrize(
    ("score", "label", "felt"), [(-0.8, "neg", -0.8), (-0.8, "pos", 0.5), (0.0, "neg", -0.5), (0.7, "neu", 0.0)]
)
def test_the_score_of_a_feeling_that_a_person_gave(score: float, label: str, felt: float) -> None:
    assert felt_score(score, label) == felt
