"""Opening a link: which survey, which stage, in which language, and what is known of the visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app, g, request

from feedback.config import Config
from feedback.db import enter, everywhere, now, text_in
from feedback.surveys import submissions
from feedback.surveys.language import page_language
from feedback.surveys.queries import links
from feedback.surveys.queries.links import Edition, OpenLink
from feedback.surveys.route import Route
from feedback.surveys.rules import is_open
from feedback.surveys.submissions import Submission

OWN = frozenset({"lang", "stage", "resume", "embed", "participant", "thanks"})
"""Values of an address that mean something to the product itself."""
LONGEST, MOST = 100, 30
"""Characters of a value that a link brings along, and how many of them are looked at."""


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


def open_visit(survey: str, group: str) -> Visit | None:
    """What the address leads to; None where it leads nowhere."""
    link = links.known_link(survey, group)
    if link is None:
        return None
    enter(link.organisation_id)
    edition = links.edition(link.version_id)
    stage, stage_id = _stage(link, edition)
    if stage and stage_id is None:
        return None
    lang = g.language = _language(edition)
    return Visit(link, edition, stage, stage_id, lang, edition.route(stage), _brought(link))


def takes_answers(link: OpenLink) -> tuple[bool, date | None]:
    """Whether the survey takes answers now, and the day on which it stopped or will; read anew each time."""
    found = links.standing(link.survey_id)
    if found is None:
        return False, None
    stopped = found.closes_on or (found.closed_at.date() if found.closed_at else None)
    return is_open(closes_on=found.closes_on, closed_at=found.closed_at, today=now().date()), stopped


def config() -> Config:
    found: Config = current_app.config["FEEDBACK"]
    return found


def secret() -> bytes:
    return config().secret_key.encode()


def key_file() -> Path:
    return config().buffer_key_file


def _brought(link: OpenLink) -> tuple[tuple[str, str], ...]:
    """Of an anonymous survey nothing: a value in a link could be a name."""
    if link.anonymous or not request.query_string:
        return ()
    values = [(name, value) for name, value in request.args.items() if name not in OWN and len(value) <= LONGEST]
    return tuple(values[:MOST])


def _stage(link: OpenLink, edition: Edition) -> tuple[str | None, UUID | None]:
    """The stage the link asks about: of its address, else the one the survey was opened at."""
    code = request.args.get("stage") if request.query_string else None
    if code is None:
        return _own_stage(link, edition), link.stage_id
    found = edition.stage_ids.get(code) or _stage_named(link, code)
    if link.stage_id is not None and found != link.stage_id:
        found = None
    return code, found


def _own_stage(link: OpenLink, edition: Edition) -> str | None:
    if link.stage_id is None:
        return None
    known = next((code for code, one in edition.stage_ids.items() if one == link.stage_id), None)
    if known is not None:
        return known
    with everywhere():
        return links.stage_code(link.stage_id)


def _stage_named(link: OpenLink, code: str) -> UUID | None:
    with everywhere():
        return links.stage_of_organisation(link.organisation_id, code)


def _language(edition: Edition) -> str:
    asked = request.args.get("lang") if request.query_string else None
    accepted = (str(one) for one in request.accept_languages.values())
    return page_language(edition.document.languages, edition.document.base_language, asked, accepted)


def own_address(visit: Visit) -> str:
    """The form posts to its own address, with the other values of the link, in the language it is shown in."""
    values = [(name, value) for name, value in request.args.items(multi=True) if name not in ("lang", "resume")]
    return f"{request.path}?{urlencode([*values, ('lang', visit.lang)])}"
