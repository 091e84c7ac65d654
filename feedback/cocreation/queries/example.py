"""The example organisation, as it stands: whether it is there, and what somebody needs to look at it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from feedback.accounts.models import AuditEntry, Organisation
from feedback.cocreation.loading.content import BEGUN, EMAIL, LOADED, PASSWORD
from feedback.db import db, everywhere, text_in
from feedback.errors import Conflict, message
from feedback.outreach.queries.channels import OpenLink, open_links
from feedback.stakeholders.queries import groups as stakeholders


def organisation(code: str) -> Organisation | None:
    """The example; None where it is not there. Conflict where somebody has an organisation of their own by its code."""
    with everywhere():
        found = db.session.scalar(select(Organisation).where(Organisation.code == code))
        if found is not None and not _marked(found, BEGUN):
            raise Conflict(message("“%(code)s” is an organisation of your own, not the example.", code=code))
    return found


def is_whole(found: Organisation) -> bool:
    """Whether all of it was loaded: a command that was killed leaves a part."""
    with everywhere():
        return _marked(found, LOADED)


def _marked(found: Organisation, act: str) -> bool:
    wanted = select(AuditEntry.id).where(AuditEntry.organisation_id == found.id, AuditEntry.act == act)
    return db.session.scalar(wanted.limit(1)) is not None


def summary(code: str) -> dict[str, Any]:
    """What the command prints: how to sign in, the groups, and every open link."""
    return {
        "organisation": code,
        "email": EMAIL,
        "password": PASSWORD,
        "groups": [{"code": group.code, "kind": group.kind} for group in stakeholders.top_groups()],
        "surveys": [_link(one) for one in open_links()],
    }


def _link(one: OpenLink) -> dict[str, str | None]:
    stage = one.stage.code if one.stage else None
    return {"title": text_in(one.title, "es", "en"), "group": one.group.code, "stage": stage, "url": one.url}
