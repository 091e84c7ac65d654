"""Random streams that belong to a name, so that one line or group more does not change what the others draw."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np


def generator(seed: int, *names: str, after: blake2b | None = None) -> np.random.Generator:
    """The stream of these names under a seed: same seed and names, same numbers. `after`: the names before them."""
    key = after.copy() if after else blake2b(digest_size=16)
    key.update("\x1f".join(names).encode("utf-8"))
    return np.random.default_rng([seed, int.from_bytes(key.digest(), "big")])


def begun(*names: str) -> blake2b:
    """The first names of many streams: where these are long, they are read once instead of once for each stream."""
    return blake2b("".join(f"{name}\x1f" for name in names).encode("utf-8"), digest_size=16)
