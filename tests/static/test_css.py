"""The stylesheets keep their promises: readable in both themes, small, and nothing fetched from elsewhere."""

from __future__ import annotations

import re

import pytest

from tests.static.tokens import STATIC, colours, contrast

APART = ("answer", "sheet")
"""Pages that load none of the others: those of respondents, and what is printed."""
SHEETS = sorted((STATIC / "css").glob("*.css"))
THEMES = colours()
GROUNDS = ("paper", "surface")
TEXT = [
    *[
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3", "pos", "neu", "neg", "ok", "warn", "err")
        for ground in GROUNDS
    ],
    *[(ink, "fill") for ink in ("ink", "ink-2", "neg")],
    *[("ink-2", ground) for ground in ("pos-soft", "neg-soft", "mark-soft")],
    ("ink", "mark"),
    ("ink", "mark-soft"),
    ("ink", "err-soft"),
    ("err", "err-soft"),
    ("on-solid", "solid"),
    ("surface", "ink-2"),
]
DRAWN = [
    *[("edge", ground) for ground in GROUNDS],
    *[(f"g-{kind}", ground) for kind in ("customer", "employee", "supplier", "other") for ground in (*GROUNDS, "fill")],
    *[("mark-line", ground) for ground in GROUNDS],
    *[(ink, "fill") for ink in ("pos", "neu")],
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_stands_out_from_its_ground(theme: str, ink: str, ground: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), DRAWN)
def test_shapes_and_borders_stand_out_from_their_ground(theme: str, shape: str, ground: str) -> None:
    assert contrast(THEMES[theme][shape], THEMES[theme][ground]) >= 3


def test_contrast_is_the_published_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_groups_differ_in_lightness_too() -> None:
    for theme in THEMES.values():
        kinds = [theme[f"g-{kind}"] for kind in ("customer", "employee", "supplier")]
        assert len(set(kinds)) == 3
        assert contrast(theme["g-customer"], theme["g-employee"]) >= 1.5


def test_all_our_sheets_stay_under_45_kilobytes() -> None:
    managers = [sheet for sheet in SHEETS if not sheet.name.startswith(APART)]
    assert len(managers) >= 5
    assert sum(sheet.stat().st_size for sheet in managers) < 45_000


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_comes_from_elsewhere(sheet: object) -> None:
    css = sheet.read_text()  # type: ignore[attr-defined]
    addresses = re.findall(r"url\(\"?([^\")]{0,5})", css)
    assert [address for address in addresses if not address.startswith("data:")] == []
    assert "@import" not in css


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_token_used_exists(sheet: object) -> None:
    css = sheet.read_text()  # type: ignore[attr-defined]
    declared = set(re.findall(r"--([\w-]+):", "".join(other.read_text() for other in SHEETS)))
    used = set(re.findall(r"var\(--([\w-]+)", css))
    assert {name for name in used - declared if not name.startswith("bs-")} == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_braces_are_balanced(sheet: object) -> None:
    css = sheet.read_text()  # type: ignore[attr-defined]
    assert css.count("{") == css.count("}")
