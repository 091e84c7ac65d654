"""What a contact reads."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from feedback.outreach import emails
from feedback.outreach.actions.delivering import Letter
from feedback.outreach.queries import mailings as queries
from feedback.outreach.rules import mail_texts
from feedback.surveys.queries import surveys as launched
from tests.factories.mailbox import text_of
from tests.factories.mailings import GROUP, posting
from tests.factories.people import Member


def test_each_person_reads_it_in_their_language_with_everything_filled_in(acme: Member) -> None:
    with posting(acme, closes_on=date(2099, 7, 1)) as post:
        texts = mail_texts.starting_texts("invitation", ("es", "en"), mode="identified", closes=True)
        post.of.app.config["FEEDBACK"] = post.of.app.config["FEEDBACK"].replaced(BASE_URL="https://acme.example")
        for number, lang, name in ((1, "en", "Ann"), (2, "es", "José"), (3, "pt", ""), (4, None, "Eva")):
            post.people_with(number, lang=lang, name=name)
        post.sent(texts=texts, sender="Zoë")
        read = {to: text_of(mail) for to, mail in zip(post.mailbox.addresses(), post.mailbox.mails, strict=True)}
        languages = [
            post.mailbox.to(f"person{number}@{GROUP}.example")[0]["Content-Language"] for number in range(1, 5)
        ]
        assert languages == ["en", "es", "es", "es"]
        english = read[f"person1@{GROUP}.example"]
        assert english.startswith("Hello Ann,\n\n")
        assert "“Your visit”" in english
        assert "July 1, 2099" in english
        assert "Thank you,\nZoë" in english
        assert read[f"person2@{GROUP}.example"].startswith("Hola José:\n\n")
        assert "1 de julio de 2099" in read[f"person2@{GROUP}.example"]
        assert read[f"person3@{GROUP}.example"].startswith("Hola:\n\n")
        for mail, text in zip(post.mailbox.mails, read.values(), strict=True):
            (link,) = [word for word in text.split() if "/u/" in word]
            assert link.startswith("https://acme.example/u/")
            assert mail["List-Unsubscribe"] == f"<{link}>"
            assert text.count("https://acme.example/i/") == 1


def test_every_address_begins_with_the_one_people_reach_us_at(acme: Member) -> None:
    """Whatever host a request named: mails are written without a request."""
    with posting(acme) as post:
        mailing = post.draft()
        with post.of.at_work():
            row = queries.mailing(mailing)
            writing = emails.writing_of(row, launched.survey(post.survey.code))
            nobody = Letter(UUID(int=1), UUID(int=2), UUID(int=3), "ana@example.com", "Ana", "es")
            mail = emails.mail_to(nobody, writing)
        assert mail.unsubscribe.startswith("http://localhost/u/")
        assert "http://localhost/i/" in mail.body
