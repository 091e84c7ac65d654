"""Ways to pass a link on: how long a message is, what fits on paper, which names a list holds."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from feedback.errors import Invalid
from feedback.outreach.rules import channels
from feedback.outreach.rules.channels import SHEETS, Length

TEXT = "¡Hola! ¿Cómo fue? 50 % & más: https://x.example/s/a?stage=b"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", Length(0, 1, False)),
        ("a" * 160, Length(160, 1, False)),
        ("a" * 161, Length(161, 2, False)),
        ("a" * 306, Length(306, 2, False)),
        ("a" * 307, Length(307, 3, False)),
        ("ñ¿¡éèü", Length(6, 1, False)),
        ("€" * 80, Length(160, 1, False)),
        ("€" * 81, Length(162, 2, False)),
        ("á" * 70, Length(70, 1, True)),
        ("á" * 71, Length(71, 2, True)),
        ("á" * 135, Length(135, 3, True)),
        ("a🙂", Length(3, 1, True)),
    ],
)
def test_how_long_a_message_is(text: str, length: Length) -> None:
    assert channels.sms_length(text) == length


def test_a_text_arrives_whole_in_whatsapp_and_in_an_sms() -> None:
    whatsapp = urlsplit(channels.whatsapp(TEXT))
    assert (whatsapp.scheme, whatsapp.netloc, parse_qs(whatsapp.query)) == ("https", "wa.me", {"text": [TEXT]})
    sms = urlsplit(channels.sms(TEXT))
    assert (sms.scheme, sms.path, parse_qs(sms.query)) == ("sms", "", {"body": [TEXT]})


def test_only_an_anonymous_survey_takes_no_values() -> None:
    assert [bool(channels.why_no_values(mode)) for mode in ("identified", "confidential", "anonymous")] == [
        False,
        False,
        True,
    ]


def test_names_are_taken_once_each_in_order() -> None:
    assert channels.names_of(" Norte \n\nSur\r\nNorte\n  Este  centro ") == ["Norte", "Sur", "Este centro"]


@pytest.mark.parametrize("typed", ["", " \n ", "x" * 101, "\n".join(str(number) for number in range(101))])
def test_lists_that_cannot_be(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        channels.names_of(typed)
    assert list(refused.value.fields) == ["names"]


def test_a_hundred_names_are_not_too_many() -> None:
    assert len(channels.names_of("\n".join(str(number) for number in range(100)))) == 100


@pytest.mark.parametrize("kind", SHEETS)
def test_no_square_of_a_code_is_smaller_than_a_phone_reads(kind: str) -> None:
    sheet = SHEETS[kind]
    assert sheet.side_of(41) == sheet.side_mm
    for modules in (29, 61, 85):
        assert sheet.side_of(modules) / modules >= 0.5
