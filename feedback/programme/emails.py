"""The mail that reminds somebody of their work: what is late, what comes this week, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import force_locale, format_date, gettext, ngettext

from feedback.accounts.models import Organisation, User
from feedback.db import text_in
from feedback.mail import Mail
from feedback.programme.models import WorkDigest
from feedback.programme.queries.digests import token_of
from feedback.programme.rules.dues import Due, Dues
from feedback.web.addresses import absolute


def digest_mail(
    user: User, organisation: Organisation, digest: WorkDigest, dues: Dues, *, language: str, name: str
) -> Mail:
    """The mail in the person's language. `name`: what makes its Message-ID, the same at a retry."""
    leave = absolute("work_digests.leave_page", token=token_of(digest.id))
    with force_locale(language):
        subject, body = _subject(organisation, dues), "\n".join(_lines(user, organisation, dues, language, leave))
    return Mail(
        to=user.email,
        subject=subject,
        body=body,
        message_id=name,
        to_name=user.name,
        from_name=organisation.name,
        language=language,
        unsubscribe=leave,
    )


def _subject(organisation: Organisation, dues: Dues) -> str:
    if not dues.late:
        return str(gettext("%(organisation)s: what comes this week", organisation=organisation.name))
    subject = ngettext(
        "%(organisation)s: %(num)s thing of yours is late",
        "%(organisation)s: %(num)s things of yours are late",
        len(dues.late),
        organisation=organisation.name,
    )
    return str(subject)


def _lines(user: User, organisation: Organisation, dues: Dues, language: str, leave: str) -> Iterator[str]:
    yield gettext("Hello %(person)s,", person=user.name)
    for title, found in ((gettext("Late"), dues.late), (gettext("This week"), dues.soon)):
        if found:
            yield from ("", title, *_dated(found, organisation, language))
    if dues.stuck:
        yield from ("", gettext("Something stands in the way"), *_stuck(dues.stuck, language))
    yield from ("", gettext("Everything that is yours:"), absolute("my_work.mine", organisation=organisation.code))
    yield from (
        "",
        "-- ",
        gettext("You get this mail because you are in charge of work at %(name)s.", name=organisation.name),
    )
    yield from (gettext("No more of these mails: %(link)s", link=leave), "")


def _dated(found: Sequence[Due], organisation: Organisation, language: str) -> Iterator[str]:
    for one in found:
        title = text_in(one.title, language, "es", "en")
        yield f"- {format_date(one.due_on, 'long')}: {f'{title}: {one.part}' if one.part else title}"
        yield f"  {absolute('programme.implementation', organisation=organisation.code, number=one.number)}"


def _stuck(found: Sequence[tuple[int, Mapping[str, str], str]], language: str) -> Iterator[str]:
    for _number, title, blocker in found:
        yield f"- {text_in(title, language, 'es', 'en')}: {blocker}"
