"""Build hook: compiles the translations, for an editable install and for a wheel alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_all(root: Path) -> None:
    """Write a .mo beside every .po of the translations."""
    for source in sorted((root / "feedback" / "translations").glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as handle:
            catalog = read_po(handle, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as handle:
            write_mo(handle, catalog)


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Hatchling calls this before it packs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_all(Path(self.root))
