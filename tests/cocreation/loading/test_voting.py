"""The vote of the example: its papers keep the rules, and it shows what it is there to show."""

from __future__ import annotations

import json
from collections import Counter
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from feedback.analysis.disclosure import Shown
from feedback.cocreation.loading.content import FOLDER
from feedback.cocreation.loading.voting import FILE, _codes
from feedback.workshops.queries import counting
from feedback.workshops.rules import votes as rules

TOLD = json.loads((FOLDER / FILE).read_text("utf-8"))
GROUPS = [{"code": code, "kind": "other", "name": {}, "wanted": wanted} for code, wanted in TOLD["wanted"].items()]


def test_every_paper_keeps_the_rules() -> None:
    by_rules = rules.Rules(rules.DOTS, TOLD["dots"], TOLD["most"])
    prices = dict.fromkeys(_codes(TOLD), 0)
    for paper in TOLD["papers"]:
        assert rules.check_paper(by_rules, paper["dots"], prices) == paper["dots"]
        assert set(paper.get("comments", {})) <= set(prices)
        assert paper["group"] in TOLD["wanted"]


def test_its_things_are_improvements_of_the_story_or_have_a_name() -> None:
    known = {one["code"] for one in json.loads((FOLDER / "backlog.json").read_text("utf-8"))["improvements"]}
    named = [one for one in TOLD["things"] if not isinstance(one, str)]
    assert {one for one in TOLD["things"] if isinstance(one, str)} <= known
    assert [set(one["title"]) for one in named] == [{"es", "en"}]
    assert {*TOLD["title"], *TOLD["question"]} == {"es", "en"}


def test_it_shows_a_shared_and_a_contested_thing_and_every_group() -> None:
    items: Any = {code: SimpleNamespace(id=uuid4(), title={"en": code}, price=0) for code in _codes(TOLD)}
    ballot: Any = SimpleNamespace(way="dots", amount=5, most=3, k=5, k_comments=10, groups=GROUPS, anonymous=True)
    handed_in = [
        (paper["group"], {items[code].id.hex: dots for code, dots in paper["dots"].items()}) for paper in TOLD["papers"]
    ]
    count = counting.counted(ballot, list(items.values()), handed_in, "groups")
    kinds = {line.item.title["en"]: line.stand for line in count.lines}
    assert (kinds["tell-arrival-time"], kinds["parts-in-van"]) == ("shared", "contested")
    assert (count.reached, [isinstance(one.people, Shown) for one in count.turnout]) == (True, [True] * 3)
    assert count.lines[0].item is items["tell-arrival-time"]


def test_enough_people_wrote_for_their_comments_to_be_read() -> None:
    wrote = Counter(bool(paper.get("comments")) for paper in TOLD["papers"])
    assert wrote[True] >= rules.K_COMMENTS
