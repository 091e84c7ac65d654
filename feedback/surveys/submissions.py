"""Submission ids, receipt codes, and what of them may be kept. Pure: keys are handed in.

A page's own submission id is a random UUID signed with its day; any bare UUID is accepted too. Everything
derived from it is an HMAC, so that a replay shows the same receipt and the database holds nothing to replay.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

KEPT = timedelta(hours=48)
"""How long an anonymous submission is remembered; an older form is shown again with a new id."""
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
LENGTH = 12


@dataclass(frozen=True, slots=True)
class Submission:
    """One filling-in of a form; `day` is the day the form was made, None where the id is a bare UUID."""

    id: UUID
    day: date | None


def _mac(key: bytes, purpose: str, *parts: str) -> bytes:
    return hmac.new(key, "\x1f".join((purpose, *parts)).encode(), hashlib.sha256).digest()


def new_id(key: bytes, today: date) -> str:
    """A submission id for a page: `<uuid>.<yyyymmdd>.<signature>`."""
    unique = str(uuid4())
    day = today.strftime("%Y%m%d")
    return f"{unique}.{day}.{_mac(key, 'form', unique, day).hex()[:16]}"


def read_id(key: bytes, text: str) -> Submission | None:
    """The submission a posted id stands for; None where it is none, or its day was tampered with."""
    unique, _, rest = text.partition(".")
    try:
        identity = UUID(unique)
    except ValueError:
        return None
    if not rest:
        return Submission(identity, None)
    day, _, signature = rest.partition(".")
    if not hmac.compare_digest(_mac(key, "form", str(identity), day).hex()[:16], signature):
        return None
    return Submission(identity, date(int(day[:4]), int(day[4:6]), int(day[6:8])))


def too_old(submission: Submission, today: date) -> bool:
    """Whether an anonymous survey no longer remembers submissions of that day, and could take one twice."""
    return submission.day is not None and today - submission.day > KEPT


def submission_mac(key: bytes, survey_id: UUID, submission: Submission) -> str:
    """What an identified response keeps of its submission."""
    return _mac(key, "submission", survey_id.hex, submission.id.hex).hex()


def seen_macs(key: bytes, survey_id: UUID, submission: Submission, today: date) -> list[tuple[date, str]]:
    """The (day, HMAC with that day's key) under which an anonymous submission may be known; the first is stored."""
    if submission.day is not None:
        days = [submission.day]
    else:
        days = [today - timedelta(days=back) for back in range(KEPT.days + 1)]
    return [(day, _mac(_day_key(key, day), survey_id.hex, submission.id.hex).hex()) for day in days]


def _day_key(key: bytes, day: date) -> bytes:
    return _mac(key, "day", day.isoformat())


def receipt_code(key: bytes, survey_id: UUID, submission: Submission) -> str:
    """Twelve characters of Crockford base 32 that only the respondent holds; the same at every replay."""
    number = int.from_bytes(_mac(key, "receipt", survey_id.hex, submission.id.hex)[:8])
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))


def read_code(text: str) -> str:
    """A code as a person types it: any case, with spaces or hyphens, O for 0, I or L for 1."""
    plain = text.upper().translate(str.maketrans("OIL", "011", " -"))
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else ""


def receipt_mac(key: bytes, code: str) -> str:
    """What the database keeps of a receipt code."""
    return _mac(key, "code", code).hex()
