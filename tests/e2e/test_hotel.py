"""A hotel draws its journey, brings what guests wrote, and sees where the drawing and their life part.

The comments are made here, or are those of the file that FEEDBACK_HOTEL_COMMENTS names (columns text and rating).
"""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.managing import PATIENCE, READING, Manager, Texts
from tests.e2e.serving import Installation
from tests.e2e.visiting import Visitors, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("example")]

EMAIL, PASSWORD = "ines@mar.example", "otra clave bien larga"
STAGES: list[tuple[Texts, str]] = [
    (("Reservar", "Booking"), "4"),
    (("Llegada y recepción", "Arrival and reception"), "4"),
    (("La habitación", "The room"), "5"),
    (("Comida y restaurante", "Food and restaurant"), "5"),
    (("Pagar y salir", "Paying and leaving"), "4"),
]
"""Names, and how the team supposes people feel there, 1 to 5."""
SAID = [
    ("1", "La recepción tardó una hora en darnos la llave."),
    ("2", "Mucha cola en la recepción al llegar y nadie explicaba nada."),
    ("1", "La habitación estaba sucia y olía a humedad."),
    ("2", "El aire de la habitación no funcionaba y hacía un calor terrible."),
    ("4", "La habitación era amplia y la cama muy cómoda."),
    ("1", "La comida del restaurante siempre fría y repetida."),
    ("2", "En el restaurante había cola para el desayuno y faltaba comida."),
    ("5", "El desayuno excelente y la comida muy variada."),
    ("2", "La cena era escasa y nada caliente."),
    ("1", "Al pagar nos cobraron dos veces y la factura estaba mal."),
    ("5", "La playa es preciosa y el mar está limpio."),
    ("4", "La playa muy bonita, con sombra de sobra."),
    ("3", "La reserva por internet fue fácil."),
]
TIMES = 12


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    """A file of comments with their stars."""
    if named := os.environ.get("FEEDBACK_HOTEL_COMMENTS"):
        return Path(named)
    file = tmp_path / "opiniones.csv"
    with file.open("w", newline="", encoding="utf-8") as written:
        rows = [(stars, f"{text} {_where(text)} {100 + n}.") for n in range(TIMES) for stars, text in SAID]
        csv.writer(written).writerows([("rating", "text"), *rows])
    return file


def _where(text: str) -> str:
    """Nobody writes the same as another; who speaks of a meal does not name a room."""
    return "Mesa" if any(word in text for word in ("desayuno", "cena", "comida")) else "Habitación"


def test_the_drawn_journey_meets_what_guests_wrote(example: Installation, visitors: Visitors, comments: Path) -> None:
    manager = signed_in(example, visitors.desk())
    draw(manager)
    bring(manager, comments)
    manager.analyse()
    placed = the_map_says_where_they_belong(manager)
    the_gap_is_shown(manager)
    a_moment_nobody_drew_is_proposed(manager)
    renaming_keeps_what_was_said(manager, placed)
    splitting_keeps_trends_and_links(manager)


def signed_in(installation: Installation, page: Page) -> Manager:
    installation.command("organisation", "add", "mar", "--name", "Hotel Mar")
    who = ("--email", EMAIL, "--name", "Inés", "--organisation", "mar", "--role", "owner", "--password-stdin")
    installation.command("user", "add", *who, stdin=PASSWORD + "\n")
    sign_in(page, installation.address, EMAIL, PASSWORD)
    return Manager(page, f"{installation.address}/o/mar")


def draw(manager: Manager) -> None:
    """Guests, and the five stages with the feelings the team supposes."""
    manager.add_group("Add customers", ("Huéspedes", "Guests"), "guests", 5000)
    manager.draw_journey(("El hotel", "The hotel"), [name for name, _ in STAGES], ("Personal", "Staff"))
    for (_, name), feeling in STAGES:
        manager.visit("journey/edit")
        manager.follow(name)
        manager.page.locator("[name=feeling]").select_option(value=feeling)
        manager.page.locator("main form").first.locator(".btn-primary").click()
        expect(manager.heading()).to_have_text("The hotel")


def bring(manager: Manager, file: Path) -> None:
    manager.visit("evidence/import")
    manager.page.locator("input[type=file]").set_input_files(file)
    manager.press("Look at the file")
    expect(manager.heading()).to_have_text(file.name)
    manager.page.locator("[name=group]").select_option(label="Guests")
    manager.press("Import the file")
    expect(manager.page.get_by_text(re.compile(r"rows? of the file (is|are) imported"))).to_be_visible(timeout=PATIENCE)


def the_map_says_where_they_belong(manager: Manager) -> int:
    """How many sentences stand at the room by the words they use."""
    manager.visit("journey")
    expect(
        manager.page.get_by_text(re.compile(r"people who wrote stand at a stage, [\d,]+ of them by suggestion"))
    ).to_be_visible()
    return said_at(manager, "The room")


def said_at(manager: Manager, stage: str) -> int:
    """How many sentences stand at a stage."""
    manager.visit("themes/sentences")
    manager.page.locator("#f-stage").select_option(label=stage)
    with manager.page.expect_navigation():
        manager.press("Show")
    return listed(manager)


def listed(manager: Manager) -> int:
    """How many sentences the open list has."""
    pages = manager.page.locator("nav.pages")
    if not pages.count():
        return 0
    found = re.search(r"of ([\d,]+)", pages.inner_text())
    assert found, pages.inner_text()
    return int(found.group(1).replace(",", ""))


def the_gap_is_shown(manager: Manager) -> None:
    """The widest gap between the drawing and what guests live, with its interval and what to do next."""
    manager.visit("journey")
    panel = manager.page.locator("section", has=manager.page.get_by_role("heading", name="Where we were most wrong"))
    first = panel.locator("tbody tr").first
    expect(first).to_contain_text("the drawing")
    expect(first).to_contain_text("Guests")
    assert re.search(r"[-−]\d\.\d", first.inner_text()), first.inner_text()


def a_moment_nobody_drew_is_proposed(manager: Manager) -> None:
    """A moment of pain from their words; and what stands at no stage is offered as one."""
    expect(manager.page.locator("tr.moments")).to_contain_text("pain", ignore_case=True)
    manager.visit("journey/unmapped")
    expect(manager.page.get_by_role("link", name=re.compile("^Draw a stage")).first).to_be_visible()


def renaming_keeps_what_was_said(manager: Manager, before: int) -> None:
    manager.visit("journey/edit")
    manager.follow("The room")
    manager.page.locator("main [name=name_en]").first.fill("Sleeping")
    manager.page.locator("main form").first.locator(".btn-primary").click()
    expect(manager.heading()).to_have_text("The hotel")
    assert said_at(manager, "Sleeping") == before


def splitting_keeps_trends_and_links(manager: Manager) -> None:
    """Food becomes breakfast and dinner: what was said stays where links lead, or goes on to a part by its words."""
    before, everything = said_at(manager, "Food and restaurant"), said_at(manager, "All stages")
    manager.visit("journey/edit")
    manager.follow("Food and restaurant")
    manager.follow("Split it")
    for place, (es, en) in enumerate((("El desayuno", "Breakfast"), ("La cena", "Dinner"))):
        manager.page.locator(f"[name=name_{place}_es]").fill(es)
        manager.page.locator(f"[name=name_{place}_en]").fill(en)
    manager.press("Split the stage")
    expect(manager.page.get_by_role("link", name="Breakfast", exact=True).first).to_be_visible()
    manager.visit("journey/edit/history")
    expect(manager.page.locator("main")).to_contain_text("Food and restaurant")
    manager.visit("journey")
    expect(manager.page.locator("table.map thead")).to_contain_text("Dinner")
    assert whole(manager) == before
    analyse_again(manager)
    parts = said_at(manager, "Breakfast"), said_at(manager, "Dinner")
    assert min(parts) > 0
    assert whole(manager) + sum(parts) >= 0.9 * before, "a few may clearly be about another stage"
    assert said_at(manager, "All stages") == everything


def whole(manager: Manager) -> int:
    """Sentences at the stage that was split, by a link from before."""
    manager.visit("themes/sentences?stage=comida-y-restaurante")
    return listed(manager)


def analyse_again(manager: Manager) -> None:
    """A whole run, so that comments of the stage that was split are read anew; until its result can be seen."""
    manager.visit("themes")
    manager.press("Analyse again")
    expect(manager.page.get_by_role("link", name="See the result").first).to_be_visible(timeout=READING)
