from __future__ import annotations

from feedback.insights.queries import expecting, themes
from tests.factories import surveys
from tests.factories.heard import answered_about, counted, heard, theme
from tests.factories.people import Member
from tests.factories.runs import ground


def test_examples_over_what_may_be_read(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "overall", n=3, text="The elevator is stuck.")
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 6, "overall", text="Our elevator is stuck too.")
    counted(acme)
    with acme.at_work():
        found = expecting.of_examples(expecting.NEW, ["elevator"])
        assert (found.effect.gained, found.effect.none, found.sentences, found.sampled) == (3, 3, 3, False)
        assert found.about(3) == 3 and len(found.samples) == 3


def test_a_sample_is_brought_to_all(acme: Member) -> None:
    effect = expecting.Effect(gained=3, looked_at=100)
    found = expecting.Expected(effect, 1_000, {}, {})
    assert (found.sampled, found.about(3)) == (True, 30)


def test_words_of_a_part_and_merging(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=2, text="We waited on the phone.")
    heard(acme, "employees", "waiting", n=1)
    heard(acme, "customers", "noise", n=1, text="So loud.")
    with acme.at_work():
        row = themes.theme_named("waiting")
        assert expecting.terms_of("the phones") == {"es": ("phones",), "en": ("phone",), "pt": ("phones",)}
        part = expecting.of_words(row, {"en": ("phone",)})
        assert (len(part.taken), part.looked_at, part.sentences) == (2, 3, 3)
        assert expecting.proposed(row) is None
        both = expecting.of_merging([row.id, themes.theme_named("noise").id])
        assert (both.together, both.several, both.people, both.more) == (4, 0, 4, False)


def test_protected_people_are_not_counted_while_merging(acme: Member) -> None:
    ground(acme)
    heard(acme, n=1)
    theme(acme, "noise")
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 6)
    with acme.at_work():
        both = expecting.of_merging([themes.theme_named("waiting").id, themes.theme_named("noise").id])
        assert (both.together, both.people) == (1, 1)
