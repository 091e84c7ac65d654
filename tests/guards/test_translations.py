"""No text of the interface is missing in Spanish, and none lost its placeholders."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
SPANISH = ROOT / "feedback" / "translations" / "es" / "LC_MESSAGES" / "messages.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%\((\w+)\)d")


def extracted(tmp_path: Path) -> Catalog:
    template = tmp_path / "messages.pot"
    command = [str(Path(sys.executable).with_name("pybabel")), "-q", "extract", "-F", "babel.cfg"]
    command += ["-k", "N_", "-k", "message", "--no-location", "-o", str(template), "."]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
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
    """Texts whose translation names other placeholders than the text itself."""
    found = []
    for entry in translated:
        sources = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        targets = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        wanted = set(PLACEHOLDER.findall(" ".join(sources)))
        if any(set(PLACEHOLDER.findall(target)) - wanted for target in targets):
            found.append(str(entry.id))
    return found


def spanish() -> Catalog:
    with SPANISH.open("rb") as handle:
        return read_po(handle, locale="es")


def test_nothing_is_missing_in_spanish(tmp_path: Path) -> None:
    assert missing(extracted(tmp_path), spanish()) == []


def test_placeholders_are_the_same() -> None:
    assert broken(spanish()) == []


def test_the_searches_see_a_missing_and_a_broken_text() -> None:
    template, translated = Catalog(), Catalog(locale="es")
    template.add("Hello %(name)s")
    assert missing(template, translated) == ["Hello %(name)s"]
    translated.add("Hello %(name)s", "Hola %(nombre)s")
    assert broken(translated) == ["Hello %(name)s"]
