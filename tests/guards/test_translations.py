"""No text of the interface is missing in Spanish or Portuguese, none lost its placeholders, none is of Portugal, and
the Spanish ones say tú and quote as Spanish does."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from feedback.web.languages import INTERFACE

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "feedback" / "translations"
TRANSLATED = tuple(sorted(set(INTERFACE) - {"en"}))
"""English is what the texts are written in."""
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%\((\w+)\)d")
MARKUP = re.compile(r"</?\w+[^>]*>")
OF_PORTUGAL = re.compile(
    r"\b(ecrãs?|ficheiros?|telemóve(l|is)|palavra-passe|registos?|contactos?|equipas?|utilizador(es)?|secção|anónim\w+|"
    r"partilh\w+|moradas?|planear|est(á|ão|ás|amos) a \w+[aei]r|podes|tens|teus?|tuas?)\b|«",
    re.IGNORECASE,
)
"""Words and quotation marks that people in Brazil do not use, and words that say tu."""
OTHER_SPANISH = re.compile(
    r"[“”]|\b(?!dieciséis|veintiséis)(vosotr[oa]s|vuestr[oa]s?|\w+(áis|éis|steis))\b", re.IGNORECASE
)
"""Quotation marks of other languages, and words that say vosotros, which only Spain does."""


@pytest.fixture(scope="module", name="texts")
def all_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file with every text."""
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    command = [str(Path(sys.executable).with_name("pybabel")), "-q", "extract", "-F", "babel.cfg"]
    command += ["-k", "N_", "-k", "message", "-o", str(template), "."]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return template


def extracted(template: Path) -> Catalog:
    with template.open("rb") as handle:
        return read_po(handle)


def missing(template: Catalog, translated: Catalog) -> list[str]:
    found = []
    for entry in template:
        known = translated.get(entry.id) if entry.id else None
        texts = known.string if known and isinstance(known.string, tuple) else (known.string if known else "",)
        if entry.id and not all(texts):
            found.append(str(entry.id))
    return found


def broken(translated: Catalog) -> list[str]:
    """Texts whose translation names other placeholders than the text itself, or has other markup."""
    found = []
    for entry in translated:
        sources, targets = as_tuple(entry.id), as_tuple(entry.string)
        wanted = set(PLACEHOLDER.findall(" ".join(sources)))
        strange = any(set(PLACEHOLDER.findall(target)) - wanted for target in targets)
        if strange or any(MARKUP.findall(target) != MARKUP.findall(sources[-1]) for target in targets if entry.id):
            found.append(str(entry.id))
    return found


def as_tuple(texts: str | Sequence[str] | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def of_portugal(translated: Catalog) -> list[str]:
    return [text for entry in translated if entry.id for text in as_tuple(entry.string) if OF_PORTUGAL.search(text)]


def of_other_spanish(translated: Catalog) -> list[str]:
    texts = (text for entry in translated if entry.id for text in as_tuple(entry.string))
    return [text for text in texts if OTHER_SPANISH.search(text)]


def written(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as handle:
        return read_po(handle, locale=language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_missing(texts: Path, language: str) -> None:
    found = extracted(texts)
    assert len(found) > 4000
    assert missing(found, written(language)) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_and_markup_are_the_same(language: str) -> None:
    assert broken(written(language)) == []


def test_portuguese_is_that_of_brazil() -> None:
    assert of_portugal(written("pt")) == []


def test_spanish_says_tu_and_quotes_as_spanish_does() -> None:
    assert of_other_spanish(written("es")) == []


def test_the_searches_see_a_missing_and_a_broken_text() -> None:
    template, translated = Catalog(), Catalog(locale="es")
    template.add("Hello %(name)s")
    assert missing(template, translated) == ["Hello %(name)s"]
    translated.add("Hello %(name)s", "Hola %(nombre)s")
    assert broken(translated) == ["Hello %(name)s"]


def test_the_searches_see_other_markup_and_the_portuguese_of_portugal() -> None:
    translated = Catalog(locale="pt")
    translated.add("Read <b>this</b>", "Leia isto")
    assert broken(translated) == ["Read <b>this</b>"]
    translated.add("The file is being read.", "O ficheiro está a ser lido.")
    assert of_portugal(translated) == ["O ficheiro está a ser lido."]


def test_the_search_sees_other_spanish() -> None:
    translated = Catalog(locale="es")
    for number, text in enumerate(["Lo dijisteis, lo hicimos", "Como «días»", "Como “días”", "Los seis pasos"]):
        translated.add(str(number), text)
    assert of_other_spanish(translated) == ["Lo dijisteis, lo hicimos", "Como “días”"]
