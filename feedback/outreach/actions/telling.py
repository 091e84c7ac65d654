"""Telling the contacts of a group what came of answers, by the same sending as invitations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from feedback import mail
from feedback.db import db, now
from feedback.errors import Conflict, message
from feedback.outreach.actions import delivering, listing
from feedback.outreach.models import Mailing
from feedback.outreach.queries import deliveries, telling
from feedback.outreach.rules import mailings as rules
from feedback.outreach.rules.mail_texts import Texts
from feedback.stakeholders.models import Contact


def tell(
    *,
    about: UUID,
    group_id: UUID,
    texts: Texts,
    segment: Mapping[str, str],
    asked: Sequence[Contact] | None = None,
    sender: str = "",
    reply_to: str = "",
) -> Mailing:
    """Send it now to everybody of the group and segment who said yes to mail and was not told before.

    `about` is the id of what it tells of; `texts` go out as they are, under a greeting. `asked`: to these people of the
    group alone, who asked for it under their name. Conflict without a mail server.
    """
    if not mail.is_set_up():
        raise Conflict(message("No mail server is set up, so no mail leaves. Ask whoever runs this installation."))
    made = Mailing(
        kind=rules.NOTICE,
        about=about,
        group_id=group_id,
        segment=dict(segment),
        whom="" if asked is None else rules.ASKED,
        texts=texts,
        sender=sender,
        reply_to=reply_to,
        state=rules.SCHEDULED,
        send_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    if asked is not None:
        listing.list_only(made, asked)
    delivering.go_on(made.id)
    return made


def stop(mailing_id: UUID) -> Mailing:
    """Nobody else gets it; Conflict where it is over already."""
    mailing = deliveries.held(telling.mailing(mailing_id).id)
    rules.must("stop", mailing.state)
    delivering.end(mailing, rules.BY_HAND)
    return mailing


def stop_all(about: UUID) -> int:
    """Nobody else gets anything about this, whatever is still under way; how many mailings that stopped."""
    under_way = [one.id for one in telling.mailings([about]) if rules.may("stop", one.state)]
    for mailing_id in under_way:
        delivering.end(deliveries.held(mailing_id), rules.BY_HAND)
    return len(under_way)
