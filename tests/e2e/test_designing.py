"""Designing a questionnaire in a real browser: how little it takes, and that nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.judging import Judge
from tests.e2e.serving import Installation
from tests.e2e.test_pages import too_wide
from tests.e2e.visiting import DESK, PHONE, Visitors, sign_in

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "designer@acme.example", "correct horse battery"
MOST = 70
PREVIEW = re.compile(r"/preview(\?|$)")
SAVED = re.compile("Saved at")
OPTIONS = (("Por teléfono", "By phone"), ("En la web", "On the web"), ("En la tienda", "In the shop"))
MISSING = (("Una respuesta", "An answer"), ("Puntualidad", "Punctuality"), ("Un buen precio", "A good price"))
QUESTIONS = (
    ("csat", "¿Cómo te trató el técnico?", "How did the technician treat you?", ()),
    ("csat", "¿Cómo quedó el equipo?", "How well does the device work now?", ()),
    ("ces", "¿Qué tan fácil fue pedir la visita?", "How easy was it to ask for the visit?", ()),
    ("single", "¿Por dónde la pediste?", "How did you ask for it?", OPTIONS),
    ("multi", "¿Qué te faltó?", "What did you miss?", MISSING),
    ("yesno", "¿Pensaste en dejarnos?", "Did you think of leaving us?", ()),
    ("csat", "¿Cómo fue el pago?", "How was paying?", ()),
    ("longtext", "¿Qué deberíamos mejorar primero?", "What should we improve first?", ()),
)
"""Eight questions of five types and more, as people write them."""


@dataclass
class Hands:
    """Somebody at a keyboard and a mouse, whose every act but the characters of texts is counted."""

    page: Page
    presses: list[str] = field(default_factory=list)

    def click(self, what: Locator) -> None:
        self.presses.append("click")
        what.click()

    def key(self, name: str) -> None:
        self.presses.append(name)
        self.page.keyboard.press(name)

    def write(self, text: str) -> None:
        """Into whatever has the focus, as a person would: the first word key by key, the rest at once."""
        first, space, rest = text.partition(" ")
        self.page.keyboard.type(first)
        self.page.keyboard.insert_text(space + rest)


@pytest.fixture(scope="module")
def organisation(installation: Installation) -> str:
    """An organisation with somebody who designs."""
    installation.command("organisation", "add", "designers", "--name", "Designers", "--languages", "es,en")
    person = ("--email", EMAIL, "--name", "Dora", "--organisation", "designers", "--role", "owner")
    installation.command("user", "add", *person, "--password-stdin", stdin=PASSWORD)
    return "designers"


@pytest.fixture(scope="module")
def everybody(browser: Browser) -> Iterator[Visitors]:
    with Visitors(browser) as people:
        yield people


@pytest.fixture
def visitors(everybody: Visitors) -> Iterator[Visitors]:
    """The same people in every test; what goes wrong belongs to the test in which it did."""
    everybody.problems.clear()
    yield everybody
    problems = list(everybody.problems)
    everybody.problems.clear()
    assert problems == []


@pytest.fixture(scope="module")
def designer(everybody: Visitors, installation: Installation, organisation: str) -> Page:
    """Somebody signed in, once: each test has a tab of its own."""
    page = everybody.desk(viewport={"width": 1280, "height": 900})
    sign_in(page, installation.address, EMAIL, PASSWORD)
    return page


@pytest.fixture
def editor(designer: Page, visitors: Visitors, installation: Installation, organisation: str) -> Iterator[Page]:
    """The page of an empty questionnaire."""
    page = visitors.beside(designer.context)
    start(page, installation, organisation)
    yield page
    page.close()


def start(page: Page, installation: Installation, organisation: str) -> None:
    page.goto(f"{installation.address}/o/{organisation}/surveys/questionnaires/new")
    for code, title in (("es", "Después de la visita"), ("en", "After the visit")):
        page.locator(f"[name=title_{code}]").fill(title)
    page.locator("main form .btn-primary").click()
    expect(page.locator("#design-list")).to_be_visible()


def pick(page: Page, kind: str) -> Locator:
    return page.locator(f"#next-question button[value={kind}]")


def writing(page: Page) -> Locator:
    """The text of a question, with the cursor in it."""
    return page.locator("textarea[name^=text_]:focus")


def add(page: Page, kind: str, es: str, en: str) -> None:
    pick(page, kind).click()
    expect(writing(page)).to_be_visible()
    page.locator("[name=text_es]").fill(es)
    page.locator("[name=text_en]").fill(en)
    saved(page)


def saved(page: Page) -> None:
    expect(page.locator("#design-state")).to_have_text(SAVED)


def at_rest(page: Page) -> None:
    """What is pressed while an act is under way is not done."""
    expect(page.locator("[data-busy]")).to_have_count(0)


def questions(page: Page) -> list[str]:
    return [" ".join(one.split()) for one in page.locator(".qrow h3").all_inner_texts()]


def write_options(hands: Hands, options: tuple[tuple[str, str], ...]) -> None:
    for number, (es, en) in enumerate(options):
        hands.key("Enter")
        expect(hands.page.locator(f"[name=choice_{number}_es]")).to_be_focused()
        hands.write(es)
        hands.key("Tab")
        hands.write(en)


def test_eight_questions_in_two_languages_take_few_presses(editor: Page, capsys: pytest.CaptureFixture[str]) -> None:
    hands = Hands(editor)
    for kind, es, en, options in QUESTIONS:
        hands.click(pick(editor, kind))
        expect(writing(editor)).to_be_visible()
        hands.write(es)
        hands.key("Tab")
        hands.write(en)
        write_options(hands, options)
    saved(editor)
    expect(editor.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    expect(editor.get_by_text("Nothing stands in the way.")).to_be_visible()
    counted = len(hands.presses)
    hands.click(editor.get_by_role("button", name="Publish", exact=True))
    expect(editor.get_by_text("Version 1 is published.", exact=True).first).to_be_visible()
    with capsys.disabled():
        print(f"\neight questions in two languages: {counted} presses to a publishable questionnaire, at most {MOST}")
    assert counted <= MOST
    assert questions(editor) == [f"Change question {n}: {one[2]}" for n, one in enumerate(QUESTIONS, 1)]


def test_with_the_keyboard_alone(editor: Page) -> None:
    """The same without a mouse: Enter goes on, letters choose a kind."""
    hands = Hands(editor)
    editor.locator("#next-question button").first.focus()
    for letters, text in (("", "¿Cómo te trató?"), ("L", "¿Qué mejorarías?")):
        for letter in letters:
            hands.key(letter)
        hands.key("Enter")
        expect(writing(editor)).to_be_visible()
        hands.write(text)
        hands.key("Enter")
        hands.key("Enter")
        expect(editor.locator("#next-question button").first).to_be_focused()
    saved(editor)
    assert questions(editor) == ["Change question 1: ¿Cómo te trató?", "Question 2"]
    assert len(hands.presses) == 7


def test_pasted_lines_become_options(editor: Page) -> None:
    add(editor, "single", "¿Por dónde?", "How?")
    editor.locator("[name=choice_0_es]").focus()
    editor.evaluate(
        """() => { const data = new DataTransfer(); data.setData("text", "uno\\n dos \\n\\ntres\\ncuatro\\ncinco");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true})) }"""
    )
    expect(editor.locator("[name=choice_4_es]")).to_have_value("cinco")
    saved(editor)
    editor.locator("[name=choice_4_es]").press("Alt+ArrowUp")
    saved(editor)
    editor.reload()
    values = [editor.locator(f"[name=choice_{n}_es]").input_value() for n in range(5)]
    assert values == ["uno", "dos", "tres", "cinco", "cuatro"]


def test_questions_move_by_keyboard_and_by_dragging(editor: Page) -> None:
    def order(*names: str) -> None:
        expected = [f"Change question {n}: {name}" for n, name in enumerate(names, 1)]
        expect(editor.locator(".qrow h3")).to_have_text(expected)

    for name in ("Uno", "Dos", "Tres"):
        add(editor, "csat", name, name)
    editor.get_by_role("button", name="Save and close").click()
    order("Uno", "Dos", "Tres")
    editor.get_by_role("button", name="Move question 3 up").press("Enter")
    order("Uno", "Tres", "Dos")
    expect(editor.get_by_role("button", name="Move question 2 up")).to_be_focused()
    editor.keyboard.press("Alt+ArrowUp")
    order("Tres", "Uno", "Dos")
    rows = editor.locator(".qrow")
    rows.nth(0).locator(".grip").drag_to(rows.nth(2), target_position={"x": 200, "y": 60})
    order("Uno", "Dos", "Tres")
    editor.get_by_role("button", name="Undo").click()
    order("Tres", "Uno", "Dos")
    editor.get_by_role("button", name="Do it again").click()
    order("Uno", "Dos", "Tres")


def test_what_is_typed_without_a_connection_is_kept_and_sent_later(editor: Page, visitors: Visitors) -> None:
    add(editor, "csat", "uno", "one")
    cut: list[str] = []

    def away(route: Route) -> None:
        if route.request.method == "POST":
            cut.append(route.request.url)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    editor.route("**/*", away)
    editor.locator("[name=text_en]").fill("one, and something that matters")
    expect(editor.locator("#design-state")).to_contain_text("no connection")
    pick(editor, "nps").click()
    expect(editor.locator("[name=text_en]")).to_have_value("one, and something that matters")
    assert cut
    editor.unroute("**/*")
    editor.evaluate("window.dispatchEvent(new Event('online'))")
    saved(editor)
    editor.reload()
    expect(editor.locator("[name=text_en]")).to_have_value("one, and something that matters")
    visitors.problems[:] = [one for one in visitors.problems if "ERR_INTERNET_DISCONNECTED" not in one]


def test_what_is_typed_before_the_script_is_there_is_saved_by_it(editor: Page) -> None:
    """On a slow line people write as soon as they see a field."""
    add(editor, "csat", "uno", "one")
    held: list[Route] = []
    editor.route("**/designer.js", lambda route: held.append(route))
    with editor.expect_request("**/designer.js"):
        editor.reload()
    editor.locator("[name=text_en]").fill("one, written early")
    expect(editor.locator("#design-state")).to_have_text("Saved")
    held.pop().continue_()
    saved(editor)
    editor.unroute("**/designer.js")
    editor.reload()
    expect(editor.locator("[name=text_en]")).to_have_value("one, written early")


def test_two_people_in_one_question_both_keep_their_words(editor: Page, visitors: Visitors, designer: Page) -> None:
    add(editor, "csat", "uno", "one")
    other = visitors.beside(designer.context)
    other.goto(editor.url)
    other.locator("[name=text_en]").fill("theirs")
    saved(other)
    editor.locator("[name=text_en]").fill("mine")
    expect(editor.locator("#design-state")).to_contain_text("somebody else changed this")
    expect(editor.locator("#form-errors")).to_contain_text("theirs")
    expect(editor.locator("[name=text_en]")).to_have_value("mine")
    editor.get_by_role("button", name="Save and close").click()
    expect(editor.locator("form[data-autosave]")).to_have_count(0)
    assert questions(editor) == ["Change question 1: mine"]


def test_another_kind_brings_its_own_settings_and_keeps_the_words(editor: Page) -> None:
    add(editor, "single", "¿Cuánto?", "How much?")
    editor.locator("[name=text_en]").fill("How much, then?")
    editor.locator("select[name=kind]").select_option("rating")
    editor.locator("#more-settings summary").click()
    expect(editor.locator("[name=set_points]")).to_be_visible()
    expect(editor.locator("[name=text_en]")).to_have_value("How much, then?")


def test_the_preview_follows_what_is_typed(editor: Page) -> None:
    add(editor, "csat", "¿Cómo te trató?", "How were you treated?")
    preview = editor.frame_locator(".preview iframe")
    expect(preview.get_by_text("¿Cómo te trató?")).to_be_visible()
    editor.locator("[name=text_es]").fill("¿Cómo te trató el técnico?")
    expect(preview.get_by_text("¿Cómo te trató el técnico?")).to_be_visible()
    editor.locator("[data-preview]", has_text="English").click()
    expect(preview.get_by_text("How were you treated?")).to_be_visible()
    editor.locator("[data-width=desk]").click()
    wide = editor.locator(".preview iframe").evaluate("frame => frame.contentWindow.innerWidth")
    assert wide > 900


def test_leaving_with_something_unsaved_asks_first(editor: Page, visitors: Visitors) -> None:
    add(editor, "csat", "uno", "one")
    editor.route("**/questions/*", lambda route: route.abort("failed"))
    editor.locator("[name=text_en]").fill("not sent")
    expect(editor.locator("#design-state")).to_contain_text("Not saved")
    asked = "(() => { const leaving = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(leaving); "
    assert editor.evaluate(asked + "return leaving.defaultPrevented })()")
    visitors.problems[:] = [one for one in visitors.problems if "ERR_FAILED" not in one]


def test_a_condition_is_put_together_by_choosing(editor: Page) -> None:
    add(editor, "csat", "uno", "one")
    add(editor, "longtext", "dos", "two")
    editor.get_by_role("link", name="Change when it is shown").click()
    editor.locator("[name=c0_subject]").select_option(index=1)
    editor.locator("[name=c0_operator]").select_option("at_most")
    expect(editor.locator("select[name=c0_value]")).to_be_visible()
    editor.locator("[name=c0_value]").select_option("2")
    at_rest(editor)
    editor.get_by_role("button", name="Show it so").click()
    expect(editor.get_by_text("Shown when question 1 (“one”) is at most 2.").first).to_be_visible()


@pytest.fixture
def judge(editor: Page) -> Judge:
    """Of the editor alone: what its preview shows is judged with the pages of respondents."""
    empty = "<!doctype html><html lang=es><title>Nothing</title><main><h1>Nothing</h1></main>"
    editor.route(PREVIEW, lambda route: route.fulfill(body=empty, content_type="text/html"))
    return Judge(editor)


def test_every_state_is_sound(editor: Page, judge: Judge) -> None:
    """What axe finds in both themes, and whether anything scrolls sideways, down to 320 px."""
    home, problems = editor.url, list[str]()

    def looked_at(state: str) -> None:
        found = [*judge.findings(), *too_wide(editor)]
        problems.extend(f"{state}: {one}" for one in found)
        editor.emulate_media(color_scheme=None)
        editor.set_viewport_size(DESK)

    for state, seen in STATES:
        editor.goto(home)
        seen(editor)
        looked_at(state)
    assert problems == []


def nothing(page: Page) -> None:
    expect(page.locator("#next-question button").first).to_be_visible()


def details(page: Page) -> None:
    page.get_by_role("link", name="Change title, languages and pages").click()
    expect(page.locator("[name=base_language]")).to_be_visible()


def translation(page: Page) -> None:
    page.get_by_role("link", name="Translate English").click()
    expect(page.locator(".translate")).to_be_visible()


def single(page: Page) -> None:
    with_its_settings(page, "single")


def matrix(page: Page) -> None:
    with_its_settings(page, "matrix")


def with_its_settings(page: Page, kind: str) -> None:
    add(page, kind, "dos", "two")
    page.locator("#more-settings summary").click()


def condition(page: Page) -> None:
    add(page, "csat", "tres", "three")
    page.get_by_role("link", name="Change when it is shown").click()
    page.locator("[name=c0_subject]").select_option(index=1)
    page.locator("[name=c0_operator]").select_option("at_most")
    expect(page.locator("select[name=c0_value]")).to_be_visible()
    at_rest(page)
    page.get_by_role("button", name="A group of lines").click()
    expect(page.locator(".cond-group")).to_be_visible()


def review(page: Page) -> None:
    add(page, "csat", "uno", "")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Some texts are not translated yet.")).to_be_visible()


def versions(page: Page) -> None:
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_role("button", name="Publish version 1").click()
    add(page, "nps", "dos", "two")
    page.get_by_role("link", name="What changed, and what may be compared").click()
    expect(page.get_by_text("New: its answers begin here.")).to_be_visible()


def section(page: Page) -> None:
    page.get_by_role("button", name="Add a section").click()
    expect(page.locator("[name=random]")).to_be_visible()


STATES: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("empty", nothing),
    ("details", details),
    ("translate", translation),
    ("review", review),
    ("versions", versions),
    ("single", single),
    ("matrix", matrix),
    ("condition", condition),
    ("section", section),
)
"""What there is to see of a questionnaire, and how to get there, one after the other in the same."""


def test_without_a_script_ordinary_forms_do_the_same(
    visitors: Visitors, installation: Installation, organisation: str
) -> None:
    page = visitors.desk(java_script_enabled=False, viewport=PHONE)
    sign_in(page, installation.address, EMAIL, PASSWORD)
    start(page, installation, organisation)
    pick(page, "single").click()
    expect(page.locator("[name=text_es]")).to_be_focused()
    page.locator("[name=text_es]").fill("¿Por dónde?")
    page.locator("[name=text_en]").fill("How?")
    for number, (es, en) in enumerate(OPTIONS):
        page.locator(f"[name=choice_{number}_es]").fill(es)
        page.locator(f"[name=choice_{number}_en]").fill(en)
    page.get_by_role("button", name="Save and close").click()
    expect(page.locator(".qrow h3").first).to_contain_text("How?")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".qrow h3").first).to_contain_text("Not written yet")
