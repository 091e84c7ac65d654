from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]

import pytest

from feedback.analysis.redaction import numbers, patterns, phones

EVERY_PATTERN = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in (patterns, phones, numbers)
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
} | {f"documents.{place}": pattern for place, (pattern, _) in enumerate(patterns.DOCUMENTS)}
LOOPS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


def nested_without_bound(tree: object, inside: bool = False) -> Iterator[int]:
    """Repeats that an unbounded repeat holds: what makes a pattern take more than its share of time."""
    for operation, argument in tree:  # type: ignore[attr-defined]
        loops = operation in LOOPS and argument[1] > 1
        if loops and inside:
            yield argument[1]
        unbounded = loops and argument[1] is _constants.MAXREPEAT
        for part in argument if isinstance(argument, tuple | list) else [argument]:
            for sub in part if isinstance(part, list) else [part]:
                if isinstance(sub, _parser.SubPattern):
                    yield from nested_without_bound(sub, inside or unbounded)


@pytest.mark.parametrize("name", EVERY_PATTERN)
def test_no_repeat_within_an_unbounded_one(name: str) -> None:
    pattern = EVERY_PATTERN[name]
    assert list(nested_without_bound(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))) == []


@pytest.mark.parametrize("bad", [r"(a+)+", r"(?:x(?:a{1,3})?b)*", r"(a|b\d*)+"])
def test_the_check_sees_what_it_looks_for(bad: str) -> None:
    assert list(nested_without_bound(_parser.parse(bad))) != []


def found(text: str) -> list[tuple[str, str]]:
    pieces = [*patterns.addresses(text), *patterns.accounts(text), *patterns.documents(text)]
    return [(text[piece.start : piece.end], piece.kind) for piece in sorted(pieces)]


def test_addresses() -> None:
    assert found("ana.perez+hotel@mail.example.org.") == [("ana.perez+hotel@mail.example.org", "email")]
    assert found("ana @ example.org") == [("ana @ example.org", "email")]
    assert found("(ver https://example.org/a?b=1).") == [("https://example.org/a?b=1", "link")]
    assert found("www.example.org/ana, ok") == [("www.example.org/ana", "link")]
    assert found("facebook.com/ana.perez") == [("facebook.com/ana.perez", "link")]
    assert found("soy @ana_perez. Gracias") == [("@ana_perez", "handle")]
    assert found("síguenos en @ana.perez hoy") == [("@ana.perez", "handle")]


def test_what_addresses_are_not() -> None:
    assert found("reservé por booking.com, tod@s contentos, 5 @10€, abierto 24/7, bueno/malo") == []


def test_accounts_in_groups_with_words_after_them() -> None:
    assert found("ES91 2100 0418 4502 0005 1332 gracias") == [("ES91 2100 0418 4502 0005 1332", "account")]
    assert found("es9121000418450200051332") == [("es9121000418450200051332", "account")]
    assert found("ES92 2100 0418 4502 0005 1332") == []
    assert found("ES91 2100") == []


def test_documents_by_check_digit_and_by_name() -> None:
    assert found("12345678-Z") == [("12345678-Z", "document")]
    assert found("12345678-A") == []
    assert found("DNI: 12345678-A") == [("12345678-A", "document")]
    assert found("cédula de identidad nº 1.023.456.789") == [("1.023.456.789", "document")]
    assert found("pasaporte AAB123456 y maleta") == [("AAB123456", "document")]
    assert found("cc 125 y documento de 12 páginas") == []


def test_letters_of_other_alphabets_do_not_break_it() -> None:
    assert found("GODE561231\u0130R8 GODE561231\u0131R8") == []
