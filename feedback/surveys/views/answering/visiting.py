"""Opening a link, of a group or of one person: which survey, stage and language, and what is known of the visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app, g, request

from feedback.config import Config
from feedback.db import enter, everywhere, now, text_in
from feedback.errors import message
from feedback.surveys import link_values, submissions
from feedback.surveys.invited import Invited, Over, invitations, over
from feedback.surveys.language import page_language
from feedback.surveys.queries import links
from feedback.surveys.queries.links import Edition, OpenLink
from feedback.surveys.route import Route
from feedback.surveys.rules import takes
from feedback.surveys.submissions import Submission
from feedback.web import headers, limits

WRONG_TOKENS, WINDOW = 30, 60
"""Personal links that lead nowhere, from one address, before they are refused unread; in so many seconds."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One link as it is being looked at: what is asked, at which stage, in which language."""

    link: OpenLink
    edition: Edition
    stage: str | None
    stage_id: UUID | None
    lang: str
    route: Route
    brought: tuple[tuple[str, str], ...]
    """Values that the link brings along, by name."""
    invited: Invited | None = None
    """Whose link it is, where it is a personal one."""

    @property
    def embedded(self) -> bool:
        """Whether it is shown in a frame of a page that may do so."""
        return bool(self.invited is None and self.link.embed_origins and request.args.get("embed") == "1")

    def given(self) -> dict[str, str]:
        """What conditions may ask of the visit besides its answers."""
        known = {"group": self.link.group_code, "language": self.lang, "mode": self.link.mode}
        return {**known, "stage": self.stage or "", **{f"link:{name}": value for name, value in self.brought}}

    def named(self) -> dict[str, str]:
        """The same in words, for texts that repeat it."""
        base = self.edition.document.base_language
        names = self.edition.stage_names.get(self.stage or "", {})
        group, stage = (text_in(dict(one), self.lang, base) for one in (self.link.group_name, names))
        return {**self.given(), "group": group, "stage": stage or self.stage or ""}

    def seed(self, submission: Submission | None) -> int | None:
        """The random order of this submission; None where everybody sees the same."""
        if submission is None or not self.route.random:
            return None
        return submissions.seed(secret(), self.link.survey_id, submission)

    def in_language(self, lang: str) -> Visit:
        """The same visit in another of its languages."""
        found = page_language(self.edition.document.languages, self.lang, lang, ())
        g.language = found
        return replace(self, lang=found)


def open_visit(survey: str, group: str, invited: Invited | None = None) -> Visit | None:
    """What the address leads to; None where it leads nowhere. Of a personal link, what `invited` says."""
    link = links.known_link(survey, group)
    if link is None:
        return None
    enter(link.organisation_id)
    edition = links.edition(link.version_id)
    stage, stage_id = _stage(link, edition) if invited is None else _stage_of(invited, link, edition)
    if stage and stage_id is None:
        return None
    lang = g.language = _language(edition, invited)
    visit = Visit(
        link, edition, stage, stage_id, lang, edition.route(stage, stage_id), _brought(link, invited), invited
    )
    if visit.embedded:
        headers.allow_frames(link.embed_origins)
    return visit


def open_personal(token: str) -> Visit | None:
    """What a personal link leads to, without spending it; None where it leads nowhere.

    Raises:
        TooMany: very many links that lead nowhere came from this address. One that is ours is never refused.
    """
    keeper = invitations()
    invited = keeper.opened(token) if keeper else None
    visit = open_visit(invited.survey_code, invited.group_code, invited) if invited else None
    if visit is None:
        refusal = message("Too many links that do not exist. Try again in a minute.")
        limits.hit("invitation", WRONG_TOKENS, WINDOW, limits.visitor(), refuse=refusal)
    return visit


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no answer is taken, and the day since when or until when."""

    why: Literal["closed"] | Over
    when: date | None = None


def refusal(visit: Visit, submission: Submission | None = None) -> Refusal | None:
    """Why this visit cannot answer now, None where it can; whether the survey is open is read anew each time.

    `submission` is of the page that is being filled in: opened in time, it is taken for a while after the end.
    """
    invited, moment = visit.invited, now()
    if invited is not None:
        used, revoked, last = invited.used, invited.revoked, invited.expires_on
        if (why := over(used=used, revoked=revoked, expires_on=last, today=moment.date())) is not None:
            return Refusal(why, last if why == "expired" else None)
    found = links.standing(visit.link.survey_id)
    opened = submission.opened if submission else None
    if found is not None and takes(closes_on=found.closes_on, closed_at=found.closed_at, opened=opened, moment=moment):
        return None
    return closing(visit)


def closing(visit: Visit) -> Refusal:
    """That the survey takes no answers, and since when."""
    found = links.standing(visit.link.survey_id)
    if found is None:
        return Refusal("closed")
    days = [found.closes_on, found.closed_at.date() if found.closed_at else None]
    return Refusal("closed", min((day for day in days if day), default=None))


def config() -> Config:
    found: Config = current_app.config["FEEDBACK"]
    return found


def secret() -> bytes:
    return config().secret_key.encode()


def key_file() -> Path:
    return config().buffer_key_file


def _brought(link: OpenLink, invited: Invited | None) -> tuple[tuple[str, str], ...]:
    """Of an anonymous survey nothing: a value in a link could be a name. What we made ourselves has the last word."""
    if link.anonymous or not (request.query_string or invited):
        return ()
    sealed = request.args.get("v")
    ours = link_values.read(secret(), link.survey_code, sealed) if sealed else {}
    own = {name: str(value) for name, value in invited.values.items()} if invited else {}
    return tuple({**link_values.plain(request.args), **ours, **own}.items())


def _stage(link: OpenLink, edition: Edition) -> tuple[str | None, UUID | None]:
    """The stage the link asks about: of its address, else the one the survey was opened at."""
    code = request.args.get("stage") if request.query_string else None
    if code is None:
        return _own_stage(link, edition), link.stage_id
    found = edition.stage_ids.get(code) or _stage_named(link, code)
    if link.stage_id is not None and not edition.is_stage(found, link.stage_id):
        found = None
    return code, found


def _stage_of(invited: Invited, link: OpenLink, edition: Edition) -> tuple[str | None, UUID | None]:
    """The stage of an invitation; a survey that asks about one stage asks everybody about that one."""
    stage_id = link.stage_id or invited.stage_id
    return _named(stage_id, edition), stage_id


def _own_stage(link: OpenLink, edition: Edition) -> str | None:
    return _named(link.stage_id, edition)


def _named(stage_id: UUID | None, edition: Edition) -> str | None:
    if stage_id is None:
        return None
    known = next((code for code, one in edition.stage_ids.items() if one == stage_id), None)
    if known is not None:
        return known
    with everywhere():
        return links.stage_code(stage_id)


def _stage_named(link: OpenLink, code: str) -> UUID | None:
    with everywhere():
        return links.stage_of_organisation(link.organisation_id, code)


def _language(edition: Edition, invited: Invited | None) -> str:
    asked = request.args.get("lang") if request.query_string else None
    own = [invited.lang] if invited and invited.lang else []
    accepted = [*own, *(str(one) for one in request.accept_languages.values())]
    return page_language(edition.document.languages, edition.document.base_language, asked, accepted)


def own_address(visit: Visit) -> str:
    """The form posts to its own address, with the other values of the link, in the language it is shown in."""
    values = [(name, value) for name, value in request.args.items(multi=True) if name not in ("lang", "resume")]
    return f"{request.path}?{urlencode([*values, ('lang', visit.lang)])}"
