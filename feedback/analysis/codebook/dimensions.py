"""Whether a theme speaks of something physical, of people, or of something digital. The data is in dimensions.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

PHYSICAL, HUMAN, DIGITAL = "physical", "human", "digital"


@lru_cache(maxsize=1)
def theme_dimensions() -> Mapping[str, str]:
    """Theme of the codebook -> physical, human or digital; themes that belong to none or to several are left out."""
    data = tomllib.loads((files("feedback.analysis.codebook") / "dimensions.toml").read_text(encoding="utf-8"))
    return {theme: dimension for dimension, themes in data.items() for theme in themes}
