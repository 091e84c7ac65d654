"""No text of the interface is missing in Spanish, none of respondents in Portuguese, and none lost its placeholders."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "feedback" / "translations"
RESPONDENTS = (
    "feedback/templates/answer/",
    "feedback/templates/question_types/",
    "feedback/templates/programme/said",
    "feedback/surveys/answering.py",
    "feedback/surveys/question_types/",
    "feedback/surveys/rules.py",
    "feedback/surveys/views/answering/",
    "feedback/surveys/views/receipts.py",
    "feedback/errors.py",
)
"""Where the texts stand that a respondent may read."""
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%\((\w+)\)d")


@pytest.fixture(scope="module", name="texts")
def all_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file with every text."""
    template = tmp_path_factory.mktemp("texts") / "messages.pot"
    command = [str(Path(sys.executable).with_name("pybabel")), "-q", "extract", "-F", "babel.cfg"]
    command += ["-k", "N_", "-k", "message", "-o", str(template), "."]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return template


def extracted(template: Path, *locations: str) -> Catalog:
    """Every text, or those that stand in files whose paths begin with one of `locations`."""
    with template.open("rb") as handle:
        found = read_po(handle)
    if locations:
        for entry in list(found):
            if entry.id and not any(path.startswith(locations) for path, _ in entry.locations):
                found.delete(entry.id)
    return found


def missing(template: Catalog, translated: Catalog) -> list[str]:
    found = []
    for entry in template:
        known = translated.get(entry.id) if entry.id else None
        texts = known.string if known and isinstance(known.string, tuple) else (known.string if known else "",)
        if entry.id and not all(texts):
            found.append(str(entry.id))
    return found


def broken(translated: Catalog) -> list[str]:
    """Texts whose translation names other placeholders than the text itself."""
    found = []
    for entry in translated:
        sources = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        targets = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        wanted = set(PLACEHOLDER.findall(" ".join(sources)))
        if any(set(PLACEHOLDER.findall(target)) - wanted for target in targets):
            found.append(str(entry.id))
    return found


def written(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as handle:
        return read_po(handle, locale=language)


def test_nothing_is_missing_in_spanish(texts: Path) -> None:
    assert missing(extracted(texts), written("es")) == []


def test_nothing_a_respondent_reads_is_missing_in_portuguese(texts: Path) -> None:
    found = extracted(texts, *RESPONDENTS)
    assert len(found) > 150
    assert missing(found, written("pt")) == []


@pytest.mark.parametrize("language", ["es", "pt"])
def test_placeholders_are_the_same(language: str) -> None:
    assert broken(written(language)) == []


def test_the_searches_see_a_missing_and_a_broken_text() -> None:
    template, translated = Catalog(), Catalog(locale="es")
    template.add("Hello %(name)s")
    assert missing(template, translated) == ["Hello %(name)s"]
    translated.add("Hello %(name)s", "Hola %(nombre)s")
    assert broken(translated) == ["Hello %(name)s"]
