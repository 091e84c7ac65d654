"""Every macro in its ordinary and its border states."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace as Record

import pytest

from feedback.analysis.disclosure import Hidden, Shown
from feedback.db import now
from tests.templates.conftest import Render, public_macros
from tests.templates.markup import every, faults, having, words

CUSTOMERS = Record(kind="customer", name="Clients <of> ours")
EMPLOYEES = Record(kind="employee", name="Employees")
PARTS = Record(reach=0.61, severity=0.8, breadth=2.6, moment=1.5, effort=(8, 15, 25))


def improvement(**changes: object) -> Record:
    values: dict[str, object] = {
        "rank": 2, "rank_low": 2, "rank_high": 4, "title": "Tell the time", "url": "/b/2",
        "why": "The wait is the worst.",
        "direction": "reduce", "groups": [CUSTOMERS], "stage": "The wait", "effort": "3 weeks", "owner": "Ana",
        "status": "open", "status_note": "", "late": False, "parts": PARTS, "effort_known": True, "note": "",
    }  # fmt: skip
    return Record(**{**values, **changes})


def mention(**changes: object) -> Record:
    values: dict[str, object] = {
        "text": "Kind, but late.", "start": 6, "end": 14, "lang": "en", "group": CUSTOMERS, "stage": "The wait",
        "when": "wave 2", "sentiment": "neg", "source": None, "hidden": None, "url": "/m/1",
    }  # fmt: skip
    return Record(**{**values, **changes})


STAGES = [
    Record(number=1, id="s1", name="Ask", hint="", silent=False, truth=False),
    Record(number=2, id="s2", name="Wait", hint="1 to 3 days", silent=True, truth=True),
]
ROWS = [Record(id="tp", name="Touchpoints", hint=""), Record(id="curve", name="Feeling", hint="1 to 5")]
STEPS = [
    Record(number=1, name="Groups", need="Complete", state="done", url="/1", summary="3 groups", todo=""),
    Record(number=2, name="Ask", need="5 weak cells", state="todo", url="/2", summary="No answers", todo="Ask one"),
]
FIGURE = Record(url="/c.svg?v=1", alt="A curve", caption="n 64", width=640, height=240, narrow_width=304,
                narrow_height=220, columns=["Stage", "Score"], rows=[["Wait", "2.6"]])  # fmt: skip
GRID = [Record(name="1. Ask", cells=[Record(state="asked", n=3, newest=now(), url="", old=False, reason="")])]
JOB = Record(title="Import", done=5, total=10, unit="rows", note="", state="running", url="/j/1", cancel_url="/j/1/c",
             then_url="/done")  # fmt: skip

EXAMPLES: dict[str, list[str]] = {
    "state_tag": ["{{ state_tag('refuted', 'Refuted') }}", "{{ state_tag('validated', 'Validated', true) }}"],
    "claim_state": ["{{ claim_state(none) }}", "{{ claim_state(none, '/claims/1') }}"],
    "tone": ["{{ tone('They always complain.', 'en') }}", "{{ tone('The wait', 'en') }}", "{{ tone(none) }}"],
    "tone_list": ["{{ tone_list(tone_findings('Difficult customers', 'en')) }}", "{{ tone_list(()) }}"],
    "tone_summary": ["{{ tone_summary(()) }}"],
    "tone_live": ["{{ tone_live('name', 'Was it <b>fast</b> and friendly?', 'en', 'question', 'kind=a b') }}"],
    "icon": ["{{ icon('ok') }}", "{{ icon('warn', 'Late') }}"],
    "group_name": ["{{ group_name('customer') }}", "{{ group_name('x') }}"],
    "group": ["{{ group('supplier') }}", "{{ group('customer', 'A <b>', label=false) }}", "{{ group('x') }}"],
    "sentiment_word": ["{{ sentiment_word('neu') }}"],
    "sentiment": ["{{ sentiment('pos') }}", "{{ sentiment('neg', '-1.2') }}", "{{ sentiment(none) }}"],
    "why_missing": ["{{ why_missing(hidden) }}"],
    "missing": ["{{ missing('too_few', 'why') }}", "{{ missing('anything') }}"],
    "figure": ["{{ figure(4.44) }}", "{{ figure(-12, 'nps') }}", "{{ figure(0.5, 'share') }}"],
    "interval": ["{{ interval(4.0, 3.8, 4.2) }}", "{{ interval(4.0, 3.2, 4.2) }}"],
    "score": ["{{ score(shown) }}", "{{ score(hidden) }}", "{{ score(none) }}", "{{ score(exact) }}"],
    "stability": ["{{ stability(0.87) }}", "{{ stability(0.41) }}", "{{ stability() }}", "{{ stability(0) }}"],
    "tag": ["{{ tag('x') }}", "{{ tag('x', 'mk', 'star', '/t') }}"],
    "moment": ["{{ moment('truth') }}", "{{ moment('pain', '/m') }}", "{{ moment('silent') }}"],
    "direction": ["{{ direction('reduce') }}", "{{ direction('amplify') }}"],
    "status_word": ["{{ status_word('open') }}"],
    "status": ["{{ status('done', '15 Jan') }}", "{{ status('open', late=true) }}", "{{ status('unheard of') }}"],
    "saved": ["{{ saved('10:42') }}"],
    "coverage_cell": [
        "{{ coverage_cell('asked', 3, none) }}",
        "{{ coverage_cell('not_asked', 0, none, '/x', group) }}",
    ],
    "coverage_keys": ["{{ coverage_keys(5, 4) }}", "{{ coverage_keys(10, 1) }}"],
    "coverage": ["{{ coverage([customers], grid, 'Who') }}", "{{ coverage([], [], 'Who') }}"],
    "quote": ["{{ quote(mention) }}", "{{ quote(mute, '/m', 10) }}"],
    "tabs": ["{{ tabs(links, 'Pages') }}", "{{ tabs([], 'Pages') }}"],
    "switch": ["{{ switch(links, 'View') }}"],
    "page_head": ["{{ page_head('T') }}", "{% call page_head('T', 'Lead', links) %}<a href='/'>x</a>{% endcall %}"],
    "breadcrumbs": ["{{ breadcrumbs(links) }}", "{{ breadcrumbs(()) }}"],
    "panel": ["{% call panel('T', 'h') %}x{% endcall %}", "{% call panel('T', 'h', links[0]) %}x{% endcall %}"],
    "empty": ["{{ empty('No themes yet', '12 of 20', 'Bring', '/x') }}", "{{ empty('Nothing') }}"],
    "notice": ["{{ notice('x') }}", "{{ notice('x', 'err', live=true) }}", "{% call notice() %}x{% endcall %}"],
    "notices": ["{{ notices([('error', 'a'), ('message', 'b')]) }}", "{{ notices([]) }}"],
    "progress": ["{{ progress(job) }}", "{{ progress(queued) }}", "{{ progress(finished) }}"],
    "pin": ["{{ pin(line_of) }}", "{{ pin(unranked) }}"],
    "tier_name": ["{{ tier_name('start') }}", "{{ tier_name('later') }}"],
    "tier_meaning": ["{{ tier_meaning('start', 1) }}", "{{ tier_meaning('probably', 3) }}"],
    "tier": ["{% call tier('unclear') %}{{ line(line_of, 8) }}{% endcall %}"],
    "line": ["{{ line(line_of, 8) }}", "{{ line(unranked, 8) }}", "{{ line(bare, 1) }}"],
    "score_parts": ["{{ score_parts(parts) }}", "{{ score_parts(parts, false) }}"],
    "rank_words": ["{{ rank_words(1, 1, 1) }}", "{{ rank_words(1, none, none) }}"],
    "rank_range": ["{{ rank_range(2, 1, 5, 12) }}", "{{ rank_range(1, 1, 1, 1) }}"],
    "route": ["{{ route(steps, 2) }}", "{{ route([]) }}"],
    "steps_grid": ["{{ steps_grid(steps, 2) }}"],
    "changes": ["{{ changes([{'icon': 'up', 'text': 'x'}]) }}", "{{ changes([]) }}"],
    "first": ["{{ first(line_of, [mention]) }}", "{{ first(line_of, []) }}"],
    "pagination": ["{{ pagination(1, 50, 1204, '', '/2') }}", "{{ pagination(0, 0, 0) }}"],
    "action": ["{{ action('/a', 'Archive') }}", "{{ action('/a', 'x', 'danger', 'trash', {'id': 3}, 'y') }}"],
    "confirm": ["{{ confirm('/a', 'Remove', 'Gone for good.', 'Remove it') }}"],
    "copy": ["{{ copy('https://example.org/s/x', 'Link', 'l1') }}"],
    "chart": ["{{ chart(figure_of) }}", "{{ chart(figure_of, 'dark') }}"],
    "definitions": ["{{ definitions([('a', 'b')]) }}"],
    "table": ["{{ table('C', ['a', {'text': 'n', 'number': true}], [['x', 3]]) }}", "{{ table('C', [], []) }}"],
    "map_jump": ["{{ map_jump(stages) }}"],
    "journey_map": ["{% call(row, stage) journey_map(stages, rows, 'Map') %}{{ stage.name }}{% endcall %}"],
    "language_choice": ["{{ language_choice(['es', 'en'], {'es': 'Español', 'en': 'English'}, 'en', '/p', '/here') }}"],
    "theme_choice": ["{{ theme_choice('dark', '/p') }}", "{{ theme_choice(none, '') }}"],
    "language_links": [
        "{{ language_links(['es', 'en'], {'es': 'E', 'en': 'I'}, 'es', {'next': '/a&b', 'lang': 'en'}) }}"
    ],
}
"""Forms have a file of their own: test_form.py."""
FORMS = {name for name, file in public_macros().items() if file == "form.html"}
GIVEN = {
    "shown": Shown(4.4, 203, 4.3, 4.5), "hidden": Hidden("too_few", 5), "exact": Shown(4.4, 203), "group": EMPLOYEES,
    "customers": CUSTOMERS, "grid": GRID, "mention": mention(), "mute": mention(hidden="too_few", text=""),
    "links": [Record(text="One", url="/1", current=True), Record(text="Two", url="/2", current=False, label="2")],
    "job": JOB, "queued": Record(title="Import", state="queued"),
    "finished": Record(title="x", state="done", then_url="/r"),
    "line_of": improvement(), "unranked": improvement(rank=None, rank_low=None, rank_high=None, status="declined"),
    "bare": Record(title="x", url="/", status="proposed", direction="amplify"), "parts": PARTS, "steps": STEPS,
    "figure_of": FIGURE, "stages": STAGES, "rows": ROWS,
}  # fmt: skip


def test_every_macro_has_an_example() -> None:
    assert set(EXAMPLES) == set(public_macros()) - FORMS


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("source", [source for sources in EXAMPLES.values() for source in sources])
def test_every_macro_gives_sound_markup(render: Render, source: str, lang: str) -> None:
    given = dict(GIVEN)
    if "coverage_cell" not in source:
        given.pop("group")
    html = render(source, lang, **given)
    assert faults(html) == []
    assert "style=" not in html
    assert "None" not in words(html)


def test_a_shown_score_has_value_interval_and_n(render: Render) -> None:
    assert words(render("{{ score(x) }}", x=Shown(4.4, 1203, 4.3, 4.5))) == "4.4 ±0.1 · n 1,203"
    assert words(render("{{ score(x) }}", "es", x=Shown(4.4, 1203, 4.3, 4.5))) == "4,4 ±0,1 · n 1.203"
    assert words(render("{{ score(x) }}", x=Shown(4.4, 9, 3.1, 4.9))) == "4.4 3.1 to 4.9 · n 9"
    assert words(render("{{ score(x) }}", x=Shown(4.4, 9))) == "4.4 n 9"


def test_scores_of_other_units(render: Render) -> None:
    assert words(render("{{ score(x, 'nps') }}", x=Shown(-12.0, 64, -22, -2))) == "\u221212 ±10 · n 64"
    assert words(render("{{ score(x, 'share') }}", "es", x=Shown(0.82, 64))) == "82\u00a0% n 64"


@pytest.mark.parametrize(
    ("hidden", "look", "said"),
    [
        (Hidden("too_few", 5), "look too-few", "too few"),
        (Hidden("complement"), "look too-few", "not shown"),
        (Hidden("nobody"), "look no-answer", "nobody answered"),
        (Hidden("not_asked"), "look none-asked", "not asked"),
        (Hidden("not_applicable"), "look not-applicable", "does not apply"),
        (None, "look none-asked", "not asked"),
    ],
)
def test_a_missing_score_says_why_and_shows_no_figure(render: Render, hidden: object, look: str, said: str) -> None:
    html = render("{{ score(x) }}", x=hidden)
    assert having(html, "class") == [look]
    assert words(html) == said


def test_a_band_takes_the_place_of_the_figure(render: Render) -> None:
    html = render("{{ score(x) }}", x=Hidden("complement", band="high"))
    assert words(html) == "At least 90% chose the high end."


def test_groups_part_by_shape_and_name(render: Render) -> None:
    kinds = ("customer", "employee", "supplier", "other")
    shapes = {render(f"{{{{ group('{kind}') }}}}").split("</svg>")[0].split('false">')[1] for kind in kinds}
    assert len(shapes) == 4
    silent = render("{{ group('customer', 'Clients', label=false) }}")
    assert words(silent) == ""
    assert having(silent, "aria-label") == ["Clients"]


def test_sentiment_without_a_word_speaks(render: Render) -> None:
    assert having(render("{{ sentiment('neg') }}"), "aria-label") == ["unfavourable"]
    assert having(render("{{ sentiment('neg', 'x') }}"), "aria-label") == []


@pytest.mark.parametrize(
    ("value", "ticks", "said"),
    [(0.87, 4, "Stable 0.87"), (0.59, 2, "Unstable 0.59"), (1, 5, "Stable 1.00"), (0.1, 0, "Unstable 0.10")],
)
def test_stability_ticks(render: Render, value: float, ticks: int, said: str) -> None:
    html = render("{{ stability(x) }}", x=value)
    assert [bar["fill"] for bar in every(html, "rect")].count("currentColor") == ticks
    assert words(html) == said


def test_absent_stability_is_said(render: Render) -> None:
    assert words(render("{{ stability(none) }}")) == "Stability not measured yet"


@pytest.mark.parametrize(
    ("state", "n", "old", "look", "said"),
    [
        ("asked", 141, False, "", "141 2 days ago"),
        ("asked", 38, True, "old", "38 2 days ago"),
        ("asked", 0, False, "no-answer", "0 Nobody answered"),
        ("too_few", 3, False, "too-few", "Too few answers"),
        ("not_asked", 0, False, "none-asked", "Not asked"),
        ("not_applicable", 0, False, "not-applicable", "Does not apply they never call"),
    ],
)
def test_coverage_cell(render: Render, state: str, n: int, old: bool, look: str, said: str) -> None:
    newest = now() - timedelta(days=2)
    html = render("{{ coverage_cell(s, n, d, '/x', none, o, 'they never call') }}", s=state, n=n, d=newest, o=old)
    assert every(html, "a")[0]["class"] == look
    assert words(html) == said


def test_too_few_never_prints_the_count(render: Render) -> None:
    shown = render("{{ coverage_cell('asked', 3, none) }}")
    hidden = render("{{ coverage_cell('too_few', 3, none) }}")
    assert ("3" in shown, "3" in hidden) == (True, False)


def test_quote_marks_the_mention_and_escapes_the_rest(render: Render) -> None:
    html = render("{{ quote(m) }}", m=mention(text="<b>Kind</b>, but late.", start=17, end=21))
    assert "&lt;b&gt;Kind&lt;/b&gt;, but <mark>late</mark>." in html
    assert every(html, "p") == [{"lang": "en"}]


def test_quote_without_marks(render: Render) -> None:
    assert every(render("{{ quote(m) }}", m=mention(start=None, end=None)), "mark") == []
    assert every(render("{{ quote(m) }}", m=mention(start=0, end=4)), "mark") == [{}]


def test_a_hidden_quote_shows_no_word_of_it(render: Render) -> None:
    html = render("{{ quote(m, k=10) }}", m=mention(hidden="too_few", text="my secret words"))
    assert "secret" in render("{{ quote(m) }}", m=mention(text="my secret words", start=None))
    assert "secret" not in html
    assert words(html) == "Clients <of> ours : fewer than 10 people. Their sentences are not shown."


def test_late_takes_the_place_of_the_state(render: Render) -> None:
    assert words(render("{{ status('in_progress', 'since 10 Nov', true) }}")) == "Late , since 10 Nov".replace(
        " ,", ","
    )


def test_line_says_both_directions_apart(render: Render) -> None:
    tags = [words(render("{{ direction(d) }}", d=way)) for way in ("reduce", "amplify")]
    assert tags == ["Reduce a pain", "Amplify what delights"]
    assert tags[1] in words(render("{{ line(x, 8) }}", x=improvement(direction="amplify")))


def test_line_without_owner_stage_or_rank_says_so(render: Render) -> None:
    html = render("{{ line(x, 8) }}", x=improvement(owner=None, stage=None, rank=None, rank_low=None, rank_high=None))
    said = words(html)
    assert ("nobody in charge" in said, "stage unknown" in said, "Rank" in said) == (True, True, False)


def test_score_parts_speak_their_figures(render: Render) -> None:
    html = render("{{ score_parts(x) }}", x=PARTS)
    assert having(html, "aria-label") == [
        "Reach 61%, severity 0.8 of 1, breadth 2.6, moment 1.5, effort 15 person-days"
    ]
    heights = [float(bar["height"]) for bar in every(html, "rect")]
    assert heights == [15.9, 20.8, 13.9, 26.0, 7.0]


def test_score_parts_stay_in_their_picture(render: Render) -> None:
    parts = Record(reach=40.0, severity=1, breadth=9, moment=3, effort=(100, 900, 2000))
    bars = every(render("{{ score_parts(x) }}", x=parts), "rect")
    assert [float(bar["height"]) for bar in bars] == [26.0, 26.0, 26.0, 26.0, 14.0]


def test_unset_effort_is_dashed_and_said(render: Render) -> None:
    known, unknown = (render("{{ score_parts(x, k) }}", x=PARTS, k=known) for known in (True, False))
    assert [bars[-1]["class"] for bars in (every(known, "rect"), every(unknown, "rect"))] == ["c-down", "c-down guess"]
    assert having(unknown, "aria-label")[0].endswith("(effort not estimated yet)")


def test_rank_range_bounds(render: Render) -> None:
    html = render("{{ rank_range(3, 1, 12, 12) }}")
    assert having(html, "aria-label") == ["Rank 3; it could be anywhere from 1 to 12 of 12"]
    assert every(html, "path")[1]["d"] == "M4.0 12h96.0"
    assert len(every(render("{{ rank_range(1, 1, 1, 1) }}"), "path")) == 1


def test_route_names_current_and_done(render: Render) -> None:
    html = render("{{ route(s, 2) }}", s=STEPS)
    assert [link.get("aria-current") for link in every(html, "a")] == [None, "step"]
    assert [item["class"] for item in every(html, "li")] == ["is-done", "is-todo"]
    assert "Step 2 · Ask" in words(html)


def test_steps_offer_one_link_or_say_that_nothing_is_missing(render: Render) -> None:
    html = render("{{ steps_grid(s, 2) }}", s=STEPS)
    assert [link["href"] for link in every(html, "a")] == ["/2"]
    assert "Nothing is missing" in words(html)
    assert [item["class"] for item in every(html, "li")] == ["is-done", "is-now"]


def test_chart_follows_the_chosen_theme_or_the_device(render: Render) -> None:
    chosen = every(render("{{ chart(f, 'dark') }}", f=FIGURE), "img")[0]
    assert chosen["src"] == "/c.svg?v=1&theme=dark&shape=wide"
    device = every(render("{{ chart(f) }}", f=FIGURE), "source")
    assert [source["srcset"].split("v=1&")[1] for source in device] == [
        "theme=dark&shape=narrow", "theme=dark&shape=wide", "theme=light&shape=narrow"
    ]  # fmt: skip


def test_chart_has_alt_caption_and_table(render: Render) -> None:
    html = render("{{ chart(f) }}", f=FIGURE)
    assert every(html, "img")[0]["alt"] == "A curve"
    assert "n 64 See the table" in words(html)
    assert [cell["data-label"] for cell in every(html, "td")] == ["Score"]


def test_map_curve_goes_across_all_stages(render: Render) -> None:
    html = render(EXAMPLES["journey_map"][0], stages=STAGES, rows=ROWS)
    cells = every(html, "td")
    assert [cell.get("colspan") for cell in cells] == [None, None, None, "2"]
    assert [cell.get("class") for cell in cells[1:3]] == [None, "silent hatch"]
    assert [head["id"] for head in every(html, "th") if "id" in head] == ["s1", "s2"]


def test_map_has_a_card_per_stage_for_phones(render: Render) -> None:
    html = render(EXAMPLES["journey_map"][0], stages=STAGES, rows=ROWS)
    assert [card["id"] for card in every(html, "section")] == ["card-s1", "card-s2"]
    assert [link["href"] for link in every(html, "a")] == ["#card-s1", "#card-s2"]
    assert len(every(html, "dd")) == 2, "the curve stands above the cards"


def test_progress_stops_asking_when_it_is_over(render: Render) -> None:
    running, done = (render("{{ progress(j) }}", j=Record(**{**vars(JOB), "state": s})) for s in ("running", "done"))
    assert (having(running, "data-poll-url"), having(done, "data-poll-url")) == (["/j/1"], [])
    assert "5 of 10 rows" in words(running)
    assert words(done) == "Import · done See the result"


def test_pagination_ends(render: Render) -> None:
    html = render("{{ pagination(51, 63, 63, '/1', '') }}")
    assert [link["rel"] for link in every(html, "a")] == ["prev"]
    assert words(html) == "51 to 63 of 63 Previous"


def test_acts_are_posts_with_a_token(render: Render) -> None:
    for source in ("{{ action('/a', 'x') }}", "{{ confirm('/a', 'x', 'y', 'z') }}"):
        html = render(source)
        assert every(html, "form") == [{"method": "post", "action": "/a"}]
        assert [field["name"] for field in every(html, "input")] == ["csrf_token"]


def test_language_links_keep_the_query(render: Render) -> None:
    html = render(EXAMPLES["language_links"][0])
    assert [link["href"] for link in every(html, "a")] == ["?next=/a%26b&lang=en"]


def test_choices_lead_back_to_the_page(render: Render) -> None:
    fields = {field["name"]: field["value"] for field in every(render(EXAMPLES["language_choice"][0]), "input")}
    assert fields["next"] == "/here"


def test_notices_are_announced(render: Render) -> None:
    assert having(render("{{ notices([('error', 'a'), ('success', 'b')]) }}"), "role") == ["alert", "status"]
