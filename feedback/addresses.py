"""E-mail addresses and telephone numbers, as they are kept. Pure."""

from __future__ import annotations

from functools import lru_cache

from feedback.errors import message
from feedback.names import refusal

LONGEST_EMAIL = 254


def email_of(text: str) -> str:
    """An address in lower case, its domain in ASCII; Invalid at `email` where it could be two, or none."""
    # Loaded only here: it takes a while, and few processes read addresses.
    from email_validator import EmailNotValidError, validate_email

    plain = text.strip()
    try:
        if not plain.isprintable() or len(plain) > LONGEST_EMAIL:
            raise EmailNotValidError
        found = validate_email(
            plain, check_deliverability=False, allow_smtputf8=False, test_environment=True, strict=True
        )
    except EmailNotValidError:
        raise refusal("email", message("Write one e-mail address, such as ana@example.org.")) from None
    return (found.ascii_email or found.normalized).lower()


def phone_of(text: str, region: str = "") -> str:
    """A telephone number in E.164, such as +34911234567; Invalid at `phone`.

    `region`: the country (ISO 3166, such as ES) of numbers written without their country code; '' for none.
    """
    import phonenumbers
    from phonenumbers import NumberParseException, PhoneNumberFormat

    try:
        number = phonenumbers.parse(_international(text), region or None)
    except NumberParseException:
        raise _no_phone(region) from None
    if not phonenumbers.is_possible_number(number) or number.extension:
        raise _no_phone(region)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _international(text: str) -> str:
    """00 before the country code is what is dialled in most countries, and + everywhere."""
    digits = text.strip()
    return "+" + digits[2:] if digits.startswith("00") else digits


def _no_phone(region: str) -> Exception:
    if region:
        return refusal("phone", message("Write one telephone number, such as +34 911 23 45 67."))
    return refusal("phone", message("Write the telephone number with its country, such as +34 911 23 45 67."))


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """Every country whose telephone numbers are known, by ISO 3166 code."""
    import phonenumbers

    return frozenset(phonenumbers.SUPPORTED_REGIONS)
