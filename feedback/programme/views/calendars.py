"""`/u/calendar/<token>.ics`: what a member's calendar program fetches."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from feedback.db import inside
from feedback.errors import NotFound, message
from feedback.programme.ics import Entry, calendar
from feedback.programme.queries import calendars as queries
from feedback.programme.queries.calendars import Opened
from feedback.programme.rules.calendars import Dated
from feedback.web import limits
from feedback.web.addresses import absolute
from feedback.web.guards import respondent
from feedback.web.languages import INTERFACE
from feedback.web.templating import say

blueprint = Blueprint("calendars", __name__)
MISSES, OFTEN, MINUTE, HOUR = 30, 240, 60, 3600
"""Addresses that lead nowhere in a minute from one place; how often one calendar is read in an hour."""
KEPT = "private, max-age=300"


@blueprint.get("/u/calendar/<token>.ics")
@respondent
def feed(token: str) -> ResponseReturnValue:
    """The dates of one member; 304 to a program that has them already. No cookie, no sign-in: the address is it."""
    found = _opened(token)
    limits.hit("calendar", OFTEN, HOUR, str(found.feed_id), refuse=message("Too many requests. Wait a moment."))
    language = next((one for one in found.languages if one in INTERFACE), "en")
    with inside(found.organisation_id), force_locale(language):
        name = gettext("%(organisation)s: work", organisation=found.organisation_name)
        held = queries.dates(found.reach, found.user_id)
        body = calendar(name, language, [_entry(found, one) for one in held])
    headers = {"Cache-Control": KEPT, "Content-Disposition": 'inline; filename="work.ics"'}
    response = Response(body, content_type="text/calendar; charset=utf-8", headers=headers)
    response.add_etag()
    return cast(Response, response.make_conditional(request))


def _opened(token: str) -> Opened:
    """Guessing ends after some misses."""
    try:
        return queries.opened(token)
    except NotFound:
        refusal = message("Too many links that lead nowhere. Try again in a minute.")
        limits.hit("calendar misses", MISSES, MINUTE, limits.visitor(), refuse=refusal)
        raise


def _entry(found: Opened, one: Dated) -> Entry:
    url = absolute(one.endpoint, organisation=found.organisation_code, **one.about)
    return Entry(one.uid, one.on, say(one.words), url, one.changed.times, one.changed.at.replace(microsecond=0))
