"""Submission ids, receipt codes, and what of them may be kept. Pure: keys are handed in.

A page's own submission id is a random UUID signed with its day (where the answer is not anonymous: with its second);
any bare UUID is accepted too. Everything
derived from it is an HMAC, so that a replay shows the same receipt and the database holds nothing to replay.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from feedback.surveys.paging import SEEDS

KEPT = timedelta(hours=48)
"""How long an anonymous submission is remembered; an older form is shown again with a new id."""
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""
LENGTH = 12
LONGEST = 2**31 - 1
"""Seconds that fit into a column."""
_DAY = len("yyyymmdd")


@dataclass(frozen=True, slots=True)
class Submission:
    """One filling-in of a form; `day` is the day the form was made, None where the id is a bare UUID.

    `began` is the second it was made, None where only the day is known.
    """

    id: UUID
    day: date | None
    began: datetime | None = None

    @property
    def opened(self) -> date | datetime | None:
        """When its page was made, as finely as is known."""
        return self.began or self.day


def _mac(key: bytes, purpose: str, *parts: str) -> bytes:
    return hmac.digest(key, "\x1f".join((purpose, *parts)).encode(), "sha256")


def new_id(key: bytes, made: date | datetime) -> str:
    """A submission id for a page: `<uuid>.<yyyymmdd or yyyymmddhhmmss>.<signature>`.

    A date keeps the day only, as an anonymous form must; a moment (UTC) its second.
    """
    unique = str(uuid4())
    stamp = f"{made:%Y%m%d%H%M%S}" if isinstance(made, datetime) else f"{made:%Y%m%d}"
    return f"{unique}.{stamp}.{_mac(key, 'form', unique, stamp).hex()[:16]}"


def read_id(key: bytes, text: str) -> Submission | None:
    """The submission a posted id stands for; None where it is none, or its day was tampered with."""
    unique, _, rest = text.partition(".")
    try:
        identity = UUID(unique)
    except ValueError:
        return None
    if not rest:
        return Submission(identity, None)
    stamp, _, signature = rest.partition(".")
    if not hmac.compare_digest(_mac(key, "form", str(identity), stamp).hex()[:16].encode(), signature.encode()):
        return None
    moment = datetime(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]), tzinfo=UTC)
    if len(stamp) == _DAY:
        return Submission(identity, moment.date())
    began = moment.replace(hour=int(stamp[8:10]), minute=int(stamp[10:12]), second=int(stamp[12:14]))
    return Submission(identity, began.date(), began)


def seconds(submission: Submission, moment: datetime) -> int | None:
    """From the page being made to now, by our own clock; None where only the day is known."""
    if submission.began is None:
        return None
    return min(max(0, int((moment - submission.began).total_seconds())), LONGEST)


def seed(key: bytes, survey_id: UUID, submission: Submission) -> int:
    """0 to 999: the random order of one respondent, the same on each of their pages."""
    return int.from_bytes(_mac(key, "order", survey_id.hex, submission.id.hex)[:8]) % SEEDS


def resume_token(key: bytes, survey_id: UUID, submission: Submission) -> str:
    """The token of the link that opens saved answers again; the same however often they are saved."""
    return _mac(key, "resume", survey_id.hex, submission.id.hex)[:20].hex()


def token_mac(key: bytes, token: str) -> str:
    """What the database keeps of such a token."""
    return _mac(key, "token", token).hex()


def too_old(submission: Submission, today: date) -> bool:
    """Whether an anonymous survey no longer remembers submissions of that day, and could take one twice."""
    return submission.day is not None and today - submission.day > KEPT


def submission_mac(key: bytes, survey_id: UUID, submission: Submission) -> str:
    """What an identified response keeps of its submission."""
    return _mac(key, "submission", survey_id.hex, submission.id.hex).hex()


def content_mac(key: bytes, survey_id: UUID, lines: Iterable[str]) -> str:
    """What an identified response keeps of everything that was said: equal where every line is."""
    return _mac(key, "content", survey_id.hex, *lines).hex()[:32]


def seen_macs(key: bytes, survey_id: UUID, submission: Submission, today: date) -> list[tuple[date, str]]:
    """The (day, HMAC with that day's key) under which an anonymous submission may be known; the first is stored."""
    if submission.day is not None:
        days = [submission.day]
    else:
        days = [today - timedelta(days=back) for back in range(KEPT.days + 1)]
    return [(day, _mac(_day_key(key, day), survey_id.hex, submission.id.hex).hex()) for day in days]


def said_macs(key: bytes, survey_id: UUID, submission: Submission, today: date, said: str) -> list[tuple[date, str]]:
    """The (day, HMAC) under which what a submission said may be known, by the same days; the first is stored.

    `said` is a MAC with another key already: neither key alone could test what somebody may have answered.
    """
    days = [day for day, _ in seen_macs(key, survey_id, submission, today)]
    return [(day, _mac(_day_key(key, day), "said", survey_id.hex, submission.id.hex, said).hex()) for day in days]


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
