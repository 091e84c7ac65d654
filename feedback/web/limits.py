"""How often something may be tried. Counters live in memory or Redis, never in the database.

Addresses are kept only as an HMAC with a salt of this process, so that no counter names a person.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from functools import lru_cache

from flask import Flask, request
from flask_limiter import Limiter
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage

from feedback.errors import Message, TooMany

_salt = secrets.token_bytes(16)


def _whole_address() -> str:
    return visitor()


limiter = Limiter(key_func=_whole_address, default_limits=[])


class ProcessMemory(MemoryStorage):
    """Counters of this process; expired ones go now and then instead of by a thread started at nearly every count."""

    STORAGE_SCHEME: list[str] = ["process-memory"]
    SWEEP_SECONDS = 60.0

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        moment = time.time()
        with _counting:
            self._sweep(moment)
            if self.expirations.get(key, 0) <= moment:
                self.storage[key] = 0
                self.expirations[key] = moment + expiry
            self.storage[key] += amount
            return self.storage[key]

    def _sweep(self, moment: float) -> None:
        if moment < self.expirations.get("", 0):
            return
        for key in [key for key, ends in self.expirations.items() if ends <= moment]:
            self.storage.pop(key, None)
            del self.expirations[key]
        self.expirations[""] = moment + self.SWEEP_SECONDS


_counting = threading.Lock()


def init(app: Flask) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = app.config["FEEDBACK"].redis_url or "process-memory://"
    app.config["RATELIMIT_HEADERS_ENABLED"] = False
    # Every limit is asked for by name where it belongs; known already, it hangs nothing on each request.
    app.extensions.setdefault("limiter", set()).add(limiter)
    limiter.init_app(app)


def visitor() -> str:
    """Who asks, as far as counting goes: the address as the trusted proxies name it, hashed."""
    return hmac.digest(_salt, (request.remote_addr or "").encode(), "sha256").hex()[:24]


@lru_cache(maxsize=256)
def _limit(amount: int, seconds: int) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(amount, seconds)


def hit(name: str, amount: int, seconds: int, *key: str, refuse: Message) -> None:
    """Count one try; TooMany with the seconds to wait where it is over `amount` in `seconds`."""
    item = _limit(amount, seconds)
    if not limiter.limiter.hit(item, name, *key):
        raise TooMany(refuse, _wait(item, name, *key))


def check(name: str, amount: int, seconds: int, *key: str, refuse: Message) -> None:
    """TooMany where the tries counted so far are used up; counts nothing itself."""
    item = _limit(amount, seconds)
    if not limiter.limiter.test(item, name, *key):
        raise TooMany(refuse, _wait(item, name, *key))


def _wait(item: RateLimitItemPerSecond, name: str, *key: str) -> int:
    reset = limiter.limiter.get_window_stats(item, name, *key).reset_time
    return max(1, int(reset - time.time()) + 1)
