"""What a link brings along, such as branch = north, and the seal by which we know our own. Pure: the key is handed in.

A respondent can read the values of a sealed link, and cannot change them: the seal is an HMAC over survey and values.
"""

from __future__ import annotations

import hmac
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping

from feedback.errors import Message, message
from feedback.names import refusal
from feedback.surveys.question_types.hidden import LONGEST, LONGEST_NAME

MOST = 30
"""Values of one link."""
OWN = frozenset({"lang", "stage", "resume", "embed", "participant", "thanks", "v"})
"""Values of an address that mean something to the product itself; `v` holds the sealed ones."""
_MAC = 16
_NAME = re.compile(r"[A-Za-z0-9_.-]+")


def sign(key: bytes, survey_code: str, values: Mapping[str, str]) -> str:
    """`<values>.<seal>` for the query value `v` of this survey's links; the same values always give the same.

    Raises:
        Invalid: a name or a value that no link can carry.
    """
    _check(values)
    said = json.dumps(dict(values), separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    payload = _text(said.encode("utf-8"))
    return f"{payload}.{_text(_mac(key, survey_code, payload))}"


def read(key: bytes, survey_code: str, sealed: str) -> dict[str, str]:
    """The values in `v`; none where they were changed, made for another survey, or not made by us."""
    payload, _, seal = sealed.partition(".")
    if not hmac.compare_digest(_text(_mac(key, survey_code, payload)).encode(), seal.encode("utf-8", "replace")):
        return {}
    values: dict[str, str] = json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return values


def plain(pairs: Mapping[str, str]) -> dict[str, str]:
    """The values of an address that nobody sealed, as far as they can be values."""
    fit = {name: value for name, value in pairs.items() if name not in OWN and len(value) <= LONGEST}
    return dict(list(fit.items())[:MOST])


def _check(values: Mapping[str, str]) -> None:
    if len(values) > MOST:
        raise refusal("values", message("A link carries at most %(most)s values.", most=MOST))
    for name, value in values.items():
        if (wrong := _wrong(name, value)) is not None:
            raise refusal("values", wrong)


def _wrong(name: str, value: str) -> Message | None:
    if name in OWN or len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        return message("The name of a value in the link has letters, digits, _, - and ., and is not used by the page.")
    if not 0 < len(value.strip()) <= LONGEST or not value.isprintable():
        return message("A value in a link has 1 to %(most)s characters.", most=LONGEST)
    return None


def _mac(key: bytes, survey_code: str, payload: str) -> bytes:
    text = "\x1f".join(("values", survey_code, payload))
    return hmac.digest(key, text.encode("utf-8", "replace"), "sha256")[:_MAC]


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
