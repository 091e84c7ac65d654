"""How often something may be tried. Counters live in memory or Redis, never in the database.

Addresses are kept only as an HMAC with a salt of this process, so that no counter names a person.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from flask import Flask, current_app, request
from flask_limiter import Limiter
from limits import RateLimitItemPerSecond

from feedback.errors import Message, TooMany

_salt = secrets.token_bytes(16)


def _whole_address() -> str:
    return visitor()


limiter = Limiter(key_func=_whole_address, default_limits=[])


def init(app: Flask) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = app.config["FEEDBACK"].redis_url or "memory://"
    app.config["RATELIMIT_HEADERS_ENABLED"] = False
    limiter.init_app(app)


def visitor() -> str:
    """Who asks, as far as counting goes: the address as the trusted proxies name it, hashed."""
    return hmac.new(_salt, (request.remote_addr or "").encode(), hashlib.sha256).hexdigest()[:24]


def hit(name: str, amount: int, seconds: int, *key: str, refuse: Message) -> None:
    """Count one try; TooMany with the seconds to wait where it is over `amount` in `seconds`."""
    item = RateLimitItemPerSecond(amount, seconds)
    if not limiter.limiter.hit(item, name, *key):
        raise TooMany(refuse, _wait(item, name, *key))


def check(name: str, amount: int, seconds: int, *key: str, refuse: Message) -> None:
    """TooMany where the tries counted so far are used up; counts nothing itself."""
    item = RateLimitItemPerSecond(amount, seconds)
    if not limiter.limiter.test(item, name, *key):
        raise TooMany(refuse, _wait(item, name, *key))


def _wait(item: RateLimitItemPerSecond, name: str, *key: str) -> int:
    reset = limiter.limiter.get_window_stats(item, name, *key).reset_time
    return max(1, int(reset - time.time()) + 1)


def limits_on() -> bool:
    return bool(current_app.config.get("RATELIMIT_ENABLED", True))
