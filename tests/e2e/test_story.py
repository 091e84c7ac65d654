"""The whole story in the browser: from an empty organisation to a list whose first line opens into sentences."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answering import answer, fetch
from tests.e2e.managing import PATIENCE, Manager
from tests.e2e.serving import Installation
from tests.e2e.visiting import Visitors, sign_in

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "rosa@sol.example", "una clave bien larga"
RECEPTION, STAY = ("La recepción", "Reception"), ("La estancia", "The stay")
CUSTOMER = "Esperé cuarenta minutos en la recepción y nadie me explicó la demora."
CUSTOMERS = [
    "La espera en recepción fue eterna.",
    "Demasiada cola para entrar, casi una hora.",
    "Esperamos mucho con los niños cansados.",
    "La habitación estaba muy limpia.",
    "El personal fue amable, pero la fila era larguísima.",
    "Muy lento todo al llegar.",
]
EMPLOYEES = [
    "Con dos personas en el turno la espera se hace larga.",
    "Los clientes esperan demasiado porque falta gente en recepción.",
    "La cola de la tarde es insoportable para todos.",
    "El programa de reservas es lento y hace esperar al cliente.",
    "Hay días en que la fila llega a la calle.",
    "Esperan una hora y lo pagan con nosotros.",
    "Nos falta formación con el programa nuevo.",
    "La demora empieza en la limpieza de las habitaciones.",
    "Todo va lento cuando llegan los autobuses.",
    "Las esperas de los lunes son un problema.",
    "Los turnos cambian sin avisar.",
]
SUPPLIERS = [
    "Esperamos una hora en el muelle para descargar.",
    "La espera para entregar la ropa limpia es larga.",
    "Siempre hay cola de camiones por la mañana.",
    "Tardan mucho en firmar el albarán.",
    "La demora en la recepción nos descuadra la ruta.",
    "El acceso es lento y hay que esperar al encargado.",
    "Pagan a tiempo, pero la espera es excesiva.",
    "Media hora de espera en cada entrega.",
    "Nos hacen esperar aunque lleguemos con cita.",
    "Los pedidos cambian a última hora.",
]
KNOWN = [
    ("2026-03-02", "1", "Una hora de cola para registrarnos."),
    ("2026-03-09", "2", "Nadie atendía la recepción, esperamos de pie."),
    ("2026-04-11", "5", "Desayuno excelente y variado."),
    ("2026-04-20", "1", "La espera al llegar arruinó la tarde."),
]


def test_from_an_empty_organisation_to_the_sentences_behind_the_first_line(
    installation: Installation, visitors: Visitors, tmp_path: Path
) -> None:
    installation.command("organisation", "add", "sol", "--name", "Hotel Sol")
    who = ("--email", EMAIL, "--name", "Rosa", "--organisation", "sol", "--role", "owner", "--password-stdin")
    installation.command("user", "add", *who, stdin=PASSWORD + "\n")
    manager = signed_in(visitors.desk(), installation.address)
    prepare(manager)
    links = ask(manager)
    customers_answer(visitors, installation.address + links["customers"])
    insiders_answer(visitors, installation.address, links)
    close(manager, installation.address, links)
    import_evidence(manager, tmp_path)
    manager.analyse()
    the_theme_holds_what_the_customer_typed(manager)
    the_first_line_opens_into_its_sentences(manager)
    the_home_page_says_so(manager)


def signed_in(page: Page, address: str) -> Manager:
    """Signed in, on a home page that says where to begin."""
    sign_in(page, address, EMAIL, PASSWORD)
    expect(page).to_have_url(f"{address}/o/sol/")
    manager = Manager(page, f"{address}/o/sol")
    expect(manager.heading()).to_have_text("Hello, Rosa")
    return manager


def prepare(manager: Manager) -> None:
    """Groups, the journey and the questionnaire."""
    manager.add_group("Add customers", ("Clientes", "Customers"), "customers", 900)
    manager.add_group("Add employees", ("Empleados", "Employees"), "employees", 40)
    manager.add_group("Add suppliers", ("Proveedores", "Suppliers"), "suppliers", 25)
    manager.draw_journey(("Unas vacaciones", "A holiday"), [RECEPTION, STAY], ("El mostrador", "The desk"))
    manager.start_questionnaire(("Tu llegada al hotel", "Your arrival at the hotel"))
    manager.add_question("csat", ("¿Cómo fue la llegada?", "How was the arrival?"), RECEPTION[1])
    manager.add_question("nps", ("¿Nos recomendarías?", "Would you recommend us?"), STAY[1])
    options = [("Poco", "Little"), ("Lo justo", "As it should"), ("Mucho", "Long")]
    manager.add_question("single", ("¿Cuánto se espera?", "How long is the wait?"), RECEPTION[1], options)
    manager.add_question("yesno", ("¿Se explicó la demora?", "Was the delay explained?"), RECEPTION[1])
    manager.add_question("longtext", ("¿Qué mejorarías?", "What would you improve?"), RECEPTION[1])
    manager.publish()


def ask(manager: Manager) -> dict[str, str]:
    """One survey for customers, who are identified by default, and one for insiders, who are anonymous."""
    links = manager.open_survey("Your arrival at the hotel", "customers")
    assert set(links) == {"customers"}
    expect(manager.page.get_by_text("identified", exact=False).first).to_be_visible()
    insiders = manager.open_survey("Your arrival at the hotel", "employees", "suppliers")
    assert set(insiders) == {"employees", "suppliers"}
    return links | insiders


def customers_answer(visitors: Visitors, url: str) -> None:
    """One on a phone in Spanish without scripts, first without a single answer; the others by HTTP."""
    page = visitors.phone()
    page.goto(url)
    assert page.locator("html").get_attribute("lang") == "es"
    expect(page.get_by_role("heading", level=1)).to_have_text("Tu llegada al hotel")
    page.locator("textarea").fill(CUSTOMER)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your arrival at the hotel")
    expect(page.locator("textarea")).to_have_value(CUSTOMER)
    page.get_by_role("button", name="Español").click()
    answer_in_browser(page, "Muy mal", CUSTOMER)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gracias")
    code = page.locator("code, .code").first.inner_text()
    assert code.strip(), "no receipt code"
    for place, text in enumerate(CUSTOMERS):
        answer(url, place % 3, text)


def answer_in_browser(page: Page, word: str, text: str) -> None:
    """A mark for the arrival, the least likely recommendation, a long wait, no explanation, and the text."""
    page.locator("label.cell", has_text=word).first.click()
    page.locator("fieldset", has_text="¿Nos recomendarías?").locator("label.cell").first.click()
    page.locator("label.pick", has_text="Mucho").click()
    page.locator("fieldset", has_text="¿Se explicó la demora?").locator("label", has_text="No").first.click()
    page.locator("textarea").fill(text)
    page.get_by_role("button", name="Enviar mi respuesta").last.click()


def insiders_answer(visitors: Visitors, address: str, links: dict[str, str]) -> None:
    """The first of each group in the browser, where anonymity is explained before the first question."""
    for group, texts in (("employees", EMPLOYEES), ("suppliers", SUPPLIERS)):
        page = visitors.phone()
        page.goto(address + links[group])
        expect(page.locator("details.note summary")).to_contain_text("anónima")
        answer_in_browser(page, "Mal", texts[0])
        expect(page.get_by_role("heading", level=1)).to_contain_text("Gracias")
        for place, text in enumerate(texts[1:]):
            answer(address + links[group], place % 3, text)


def close(manager: Manager, address: str, links: dict[str, str]) -> None:
    """Of an anonymous survey nothing is known before it closes; then how many answered, and its links say so."""
    code = links["employees"].split("/")[2]
    manager.visit(f"surveys/{code}/results")
    expect(manager.page.get_by_text(EMPLOYEES[0])).to_have_count(0)
    manager.close_survey(links["employees"])
    heard = manager.page.locator("main")
    for _ in range(60):
        if str(len(EMPLOYEES)) in heard.inner_text():
            break
        manager.page.wait_for_timeout(500)
        manager.page.reload()
    expect(heard).to_contain_text(str(len(EMPLOYEES)))
    assert fetch(address + links["employees"]).status == 410


def import_evidence(manager: Manager, folder: Path) -> None:
    file = folder / "quejas.csv"
    with file.open("w", newline="", encoding="utf-8") as written:
        csv.writer(written).writerows([("fecha", "estrellas", "comentario"), *KNOWN])
    manager.import_file(file, {"group": "Customers", "stage": "Reception"})
    expect(manager.page.get_by_text("4 rows of the file are imported.")).to_be_visible(timeout=PATIENCE)
    manager.visit("evidence")
    expect(manager.page.get_by_text(KNOWN[0][2])).to_be_visible()


def the_theme_holds_what_the_customer_typed(manager: Manager) -> None:
    manager.visit("themes")
    manager.page.get_by_role("table").get_by_role("link", name="Waiting").first.click()
    with manager.page.expect_navigation():
        manager.page.get_by_role("link", name="Read all").click()
    said = [text.strip("“”") for text in manager.sentences()]
    assert {CUSTOMER, EMPLOYEES[0], SUPPLIERS[0], KNOWN[0][2]} <= set(said)
    assert len(set(said)) == len(said)


def the_first_line_opens_into_its_sentences(manager: Manager) -> None:
    page = manager.page
    manager.visit("backlog")
    first = page.locator("li.line").first
    expect(first.locator("h3")).to_contain_text("wait", ignore_case=True)
    expect(first).to_contain_text("Reception")
    first.locator("h3 a").click()
    expect(page.get_by_role("heading", name="What people said")).to_be_visible()
    expect(page.locator("blockquote.quote").nth(2)).to_be_visible()
    page.get_by_role("link", name="Read all sentences").click()
    expect(page).to_have_url(f"{manager.home}/backlog/1/sentences")
    assert CUSTOMER in [text.strip("“”") for text in manager.sentences()]


def the_home_page_says_so(manager: Manager) -> None:
    manager.visit("")
    expect(manager.page.get_by_role("heading", name="What to do first")).to_be_visible()
    expect(manager.page.locator("blockquote.quote")).to_have_count(3)
