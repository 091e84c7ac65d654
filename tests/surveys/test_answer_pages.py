"""The respondent's pages, rendered from their templates alone."""

from __future__ import annotations

import gzip
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

import feedback
from feedback.surveys.answering import parse_answers, typed_answers
from feedback.surveys.marks import TRAP
from feedback.surveys.presenting import present, speak, tongue
from tests.surveys.samples import asked, questionnaire

ROOT = Path(feedback.__file__).parent
STYLESHEET = ROOT / "static" / "css" / "answer.css"
SCRIPT = {"type": "module", "src": "/static/js/answer.js"}
PAYLOADS = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "${7*7}", "</textarea><b>")


class Page(HTMLParser):
    """The elements of a page, in order, as (tag, attributes), and per tag the text each opens with."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.reading = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")
        self.reading = True

    def handle_endtag(self, tag):
        self.reading = False

    def handle_data(self, data):
        if self.reading:
            self.texts[self.elements[-1][0]][-1] += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.elements if t == tag and all(a.get(k) == v for k, v in wanted.items())]


def environment() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "templates"), autoescape=True, extensions=["jinja2.ext.i18n"]
    )
    env.install_null_translations(newstyle=True)
    env.globals["url_for"] = lambda endpoint, filename: f"/static/{filename}"
    return env


ENV = environment()


def options(*texts):
    return [{"code": f"o{n}", "text": {"es": text, "en": text}} for n, text in enumerate(texts)]


DOCUMENT = questionnaire(
    asked("nps", help={"es": "ayuda", "en": "help"}),
    asked("faces", "csat", required=True),
    asked("stars", "csat", settings={"look": "stars"}),
    asked("words", "csat", settings={"look": "words"}),
    asked("ces", "ces"),
    asked("rating", "rating", settings={"low_label": {"es": "poco"}}),
    asked("one", "single", settings={"other": True, "none": True}, choices=options("A", "B")),
    asked("drop", "single", settings={"look": "list", "other": True}, choices=options("A & B", "C")),
    asked("many", "multi", settings={"max": 2, "other": True}, choices=options("A", "B", "C"), required=True),
    asked("sure", "yesno"),
    asked("word", "text"),
    asked("story", "longtext"),
)
QUESTIONS = tuple(DOCUMENT.questions())
POSTED = {
    "nps": ["8"], "stars": ["4"], "words": [""], "rating": ["9"], "one": ["other"], "one.other": ['A "sign" <b>'],
    "drop": ["o1"], "many": ["o0", "o1", "o2"], "sure": ["no"], "word": ["slow & late"], "story": ["\nfirst\nsecond"],
}  # fmt: skip


def form(document=DOCUMENT, posted=None, lang="en", **context):
    questions = tuple(document.questions())
    _, errors = parse_answers(questions, posted) if posted is not None else ({}, {})
    return ENV.get_template("answer/form.html").render(
        organisation_name="Clima Sur",
        lang=lang,
        languages=[tongue(code) for code in document.languages],
        title=speak(document, document.title, lang),
        intro=speak(document, document.intro, lang),
        questions=present(document, questions, lang, anonymous=True),
        submission_id="2f6f0c1e-5d6b-4a7e-9f0b-8a51c7d3e4b2",
        action="?lang=en",
        **{
            "promise_title": "Your answer is anonymous",
            "promise": ["We keep nothing else."],
            "errors": {key: str(error) for key, error in errors.items()},
            "typed": typed_answers(questions, posted) if posted is not None else {},
            **context,
        },
    )


def test_a_first_view_has_a_field_per_question_and_nothing_chosen():
    page = Page(form())
    names = {a["name"] for t, a in page.elements if t in ("input", "select", "textarea") and "name" in a}
    other = {"one.other", "drop.other", "many.other"}
    assert names == {one.field for one in QUESTIONS} | other | {"submission_id", TRAP}
    assert not [a for _, a in page.elements if "checked" in a or "selected" in a or "autofocus" in a]
    assert page.all("main") == [{"data-state": "form"}]
    assert page.all("form")[0]["action"] == "?lang=en"


@pytest.mark.parametrize("field", ["nps", "stars", "words", "ces", "rating", "one", "sure"])
def test_radios_that_need_no_answer_can_be_declined(field):
    assert [a["value"] for a in Page(form()).all("input", name=field)].count("") == 1


def test_what_is_needed_cannot_be_declined_and_says_so():
    page = Page(form())
    radios = page.all("input", name="faces")
    assert [a["value"] for a in radios] == ["1", "2", "3", "4", "5"]
    assert all("required" in a for a in radios)
    assert page.texts["span"].count("Question 2 of 12, needed") == 1


def test_ids_are_unique_and_every_reference_leads_somewhere():
    for html in (form(), form(posted=POSTED)):
        page = Page(html)
        ids = Counter(a["id"] for _, a in page.elements if a.get("id"))
        assert max(ids.values()) == 1
        referred = [name for _, a in page.elements for name in (a.get("aria-describedby") or "").split()]
        referred += [a["for"] for a in page.all("label") if "for" in a]
        referred += [a["href"][1:] for a in page.all("a") if (a.get("href") or "").startswith("#")]
        assert referred
        assert set(referred) <= set(ids)


def test_errors_stand_first_with_links_to_their_fields():
    html = form(posted=POSTED)
    page = Page(html)
    assert [a["href"] for a in page.all("a")] == ["#f2", "#f6", "#f9"]
    assert page.texts["title"] == ["Error: Your visit · Clima Sur"]
    assert html.index('role="alert"') < html.index("<h1")
    by_id = {a["id"]: (t, a) for t, a in page.elements if a.get("id")}
    for number, field in ((2, "faces"), (6, "rating"), (9, "many")):
        assert by_id[f"f{number}"][1]["name"] == field
        assert by_id[f"f{number}"][1]["aria-invalid"] == "true"
        assert f"e{number}" in by_id[f"q{number}"][1]["aria-describedby"].split()
    assert "open" not in page.all("details")[0]


def test_everything_typed_is_still_there():
    page = Page(form(posted=POSTED))
    chosen = [(a["name"], a["value"]) for a in page.all("input") if "checked" in a]
    assert chosen == [
        ("nps", "8"), ("stars", "4"), ("words", ""), ("one", "other"),
        ("many", "o0"), ("many", "o1"), ("many", "o2"), ("sure", "no"),
    ]  # fmt: skip
    assert [a["value"] for a in page.all("option") if "selected" in a] == ["o1"]
    assert [a["value"] for a in page.all("input", name="one.other")] == ['A "sign" <b>']
    assert [a["value"] for a in page.all("input", name="word")] == ["slow & late"]
    # A browser drops one line break after the tag, so the text needs one of ours before its own.
    assert page.texts["textarea"] == ["\n\nfirst\nsecond"]


def test_the_language_switch_is_in_the_form_and_enter_does_not_press_it():
    html = form()
    assert html.index("<form") < html.index('name="lang"') < html.index("</form>")
    first, switch, send, *_others = Page(html).all("button")
    assert "name" not in first and "name" not in send
    assert (switch["name"], switch["value"], "formnovalidate" in switch) == ("lang", "es", True)


def test_one_language_needs_no_switch():
    document = questionnaire(asked("a"), languages=["es"])
    assert Page(form(document)).all("button", name="lang") == []


def test_the_promise_stands_open_before_the_first_question():
    html = form()
    assert html.index("<details") < html.index("<fieldset")
    assert "open" in Page(html).all("details")[0]
    assert Page(form(promise_title="", promise=[])).all("details") == []


def test_a_notice_keeps_what_was_typed():
    page = Page(form(posted={"faces": ["4"], "many": ["o0"]}, notice="Try again in a minute."))
    assert page.texts["title"][0].startswith("Error: ")
    assert [a["value"] for a in page.all("input", name="faces") if "checked" in a] == ["4"]


def test_a_field_rendered_before_is_used_only_while_nothing_was_typed():
    kept = {one.id: Markup("<i>kept</i>") for one in QUESTIONS}
    assert form(rendered=kept).count("<i>kept</i>") == len(QUESTIONS)
    assert form(rendered=kept, posted=POSTED).count("<i>kept</i>") == 0


def test_a_field_rendered_before_is_what_the_page_would_show():
    field = ENV.get_template("answer/field.html").module.field
    shown = present(DOCUMENT, QUESTIONS, "en", anonymous=True)
    assert form(rendered={one.id: field(one) for one in shown}) == form()


def test_a_text_in_another_language_is_marked():
    document = questionnaire(asked("a", text={"es": "¿Qué tal?"}))
    assert "lang" not in Page(form(document, lang="es")).all("legend")[0]
    assert [a for a in Page(form(document)).all("span", lang="es")] == [{"lang": "es"}]


def test_payloads_are_text_everywhere():
    for payload in PAYLOADS:
        texts = {"es": payload, "en": payload}
        parts = {"text": texts, "help": texts, "settings": {"other": True, "other_text": texts}}
        document = questionnaire(
            asked("a", "single", **parts, choices=options(payload, "b")),
            asked("l", "single", **{**parts, "settings": {"look": "list"}}, choices=options(payload, "b")),
            asked("m", "multi", **parts, choices=[{"code": payload, "text": texts}, *options("b")]),
            asked("n", settings={"low_label": texts, "high_label": texts}),
            asked("t", "longtext"),
            title=texts,
            intro=texts,
        )
        sent = {"t": [payload], "a": ["other"], "a.other": [payload], "n": ["99"], "m": [payload]}
        html = form(document, sent, notice=payload, promise=[payload], promise_title=payload)
        page = Page(html)
        assert [(t, a) for t, a in page.elements if t in ("script", "img")] == [("script", SCRIPT)]
        assert "49" not in html
        assert not [name for _, a in page.elements for name in a if name.startswith("on") or name == "style"]
        assert [a["value"] for a in page.all("input", name="a.other")] == [payload]
        assert page.texts["textarea"] == ["\n" + payload]
        assert page.texts["h1"][0] == payload


def test_more_than_twelve_questions_have_no_bars():
    assert Page(form()).all("div")[0]
    assert len(Page(form()).all("i")) == 12
    many = questionnaire(*(asked(f"q{n}") for n in range(13)))
    assert Page(form(many)).all("i") == []


def test_a_section_opens_with_its_title():
    document = questionnaire(
        sections=[{"id": "s", "title": {"es": "La visita", "en": "The visit"}, "questions": [asked("a"), asked("b")]}]
    )
    assert Page(form(document)).texts["h2"] == ["The visit"]


def simple(name, **context):
    return ENV.get_template(f"answer/{name}.html").render(
        organisation_name="Clima Sur", lang="en", languages=[tongue("es"), tongue("en")], **context
    )


def test_thanks_show_the_code_in_fours_and_what_comes_next():
    steps = [{"when": "This week", "what": "We read it."}]
    page = Page(simple("thanks", receipt_code="K7QM2PXA9T4B", next_steps=steps, said_url="/said/a", told=True))
    assert page.all("main") == [{"data-state": "thanks"}]
    assert "K7QM-2PXA-9T4B" in page.texts["span"]
    assert page.texts["li"] == [""] and page.texts["b"][-1].startswith("This week")
    assert [a["href"] for a in page.all("a")] == ["?lang=es", "/said/a", "/said/a"]


def test_what_was_done_never_opens_inside_the_page_of_another():
    page = Page(simple("thanks", said_url="/said/a", told=True, frames="https://shop.example"))
    assert [a["href"] for a in page.all("a", target="_blank", rel="noopener")] == ["/said/a", "/said/a"]


def test_nobody_is_sent_to_read_that_nothing_was_done():
    page = Page(simple("thanks", said_url="/said/a", told=False))
    assert [a["href"] for a in page.all("a")] == ["?lang=es", "/said/a"], "the last is the foot of every page"


def test_thanks_without_a_receipt():
    assert Page(simple("thanks")).all("section") == []


def test_a_receipt_tells_what_was_done_or_that_nothing_is_told_yet():
    told = simple("receipt", receipt_code="K7QM2PXA9T4B", heard=[{"title": "We call first", "text": "Since May."}])
    assert "We call first" in told and "Nothing to tell yet" not in told
    waiting = simple("receipt", receipt_code="K7QM2PXA9T4B", heard=[])
    assert "Nothing to tell yet" in waiting
    assert Page(waiting).all("main") == [{"data-state": "receipt"}]


@pytest.mark.parametrize("state", ["saved", "later", "closed", "used", "unknown", "full"])
def test_every_other_state_has_a_heading_of_its_own(state):
    page = Page(simple("message", state=state))
    assert page.all("main") == [{"data-state": state}]
    (heading,) = page.texts["h1"]
    others = {s: Page(simple("message", state=s)).texts["h1"][0] for s in ("saved", "later", "closed", "used", "full")}
    assert [s for s, text in others.items() if text == heading] == ([state] if state != "unknown" else [])
    assert page.texts["title"] == [f"{heading} · Clima Sur"]


def test_what_came_too_late_is_there_to_copy():
    kept = [{"question": "What to improve?", "text": "Call <first>."}]
    page = Page(simple("message", state="closed", when="30 November", kept=kept, contact="hello@example.org"))
    assert page.texts["dd"] == ["Call <first>."]
    assert page.texts["p"][:2] == [
        "It closed on 30 November. Thank you for wanting to answer.",
        "Questions? Write to hello@example.org.",
    ]


def test_a_first_view_is_light_and_asks_nobody_else():
    six = questionnaire(
        asked("nps"), asked("faces", "csat"), asked("ces", "ces"), asked("sure", "yesno"),
        asked("one", "single", choices=options("A", "B", "C")), asked("story", "longtext"),
    )  # fmt: skip
    html = form(six)
    page = Page(html)
    loaded = [a.get("src") or a.get("href") for t, a in page.elements if t in ("link", "script", "img", "iframe")]
    assert loaded == ["data:,", "/static/css/answer.css", "/static/js/answer.js"]
    assert len(gzip.compress(html.encode())) + len(gzip.compress(STYLESHEET.read_bytes())) < 15_000


def test_only_pages_that_need_it_load_more_style():
    def sheets(html):
        return [a["href"].removeprefix("/static/css/") for a in Page(html).all("link", rel="stylesheet")]

    rows = [{"code": "r", "text": {"es": "r", "en": "r"}}]
    assert sheets(form(questionnaire(asked("a")))) == ["answer.css"]
    matrix = asked("m", "matrix", rows=rows, choices=options("A", "B"))
    assert sheets(form(questionnaire(asked("a"), matrix))) == ["answer.css", "answer-more.css"]
    assert sheets(simple("thanks")) == ["answer.css", "answer-after.css"]


def test_the_stylesheet_is_small_and_self_sufficient():
    css = STYLESHEET.read_text(encoding="utf-8")
    assert len(css.encode()) < 12_000
    assert "url(" not in css and "@import" not in css and "http" not in css
