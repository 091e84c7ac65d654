"""Numbers that prove themselves: card, account and identity document numbers carry check digits.

Each function takes the bare characters, without separators, letters in upper case, and says whether they check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_CURP_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
_RFC_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
_IBAN_LENGTHS_WRITTEN = (
    "AD24 AE23 AT20 BE16 BG22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 ES24 FI18 FR27 GB22 GI23 GR27 GT28"
    " HR21 HU28 IE22 IL23 IS26 IT27 LI21 LT20 LU20 LV21 MA28 MC27 MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24"
    " SM27 SV28 TR26 UA29"
)
IBAN_LENGTHS = {entry[:2]: int(entry[2:]) for entry in _IBAN_LENGTHS_WRITTEN.split()}
_NIT_WEIGHTS = (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)


def card(digits: str) -> bool:
    """A payment card: 13 to 19 digits of a known range whose Luhn sum is a multiple of ten (ISO/IEC 7812-1)."""
    if not 13 <= len(digits) <= 19 or not (digits[0] in "3456" or "2221" <= digits[:4] <= "2720"):
        return False
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def iban(characters: str) -> bool:
    """A bank account: country, two check digits, as long as the country's are, the whole 1 modulo 97 (ISO 13616-1)."""
    if IBAN_LENGTHS.get(characters[:2]) != len(characters) or not (characters.isascii() and characters.isalnum()):
        return False
    return int("".join(str(int(one, 36)) for one in characters[4:] + characters[:4])) % 97 == 1


def dni(characters: str) -> bool:
    """A Spanish DNI (8 digits and a letter) or NIE (X, Y or Z, 7 digits and a letter), modulo 23."""
    number = {"X": "0", "Y": "1", "Z": "2"}.get(characters[0], characters[0]) + characters[1:-1]
    return characters[-1] == _DNI_LETTERS[int(number) % 23]


def rut(characters: str) -> bool:
    """A Chilean RUT: 7 or 8 digits and a check character 0 to 9 or K, modulo 11."""
    total = _weighted(reversed(characters[:-1]), (2, 3, 4, 5, 6, 7, 2, 3))
    return characters[-1] == "0123456789K"[-total % 11]


def nit(digits: str) -> bool:
    """A Colombian NIT: up to 15 digits and a check digit, modulo 11 with prime weights."""
    rest = _weighted(reversed(digits[:-1]), _NIT_WEIGHTS) % 11
    return int(digits[-1]) == (rest if rest < 2 else 11 - rest)


def cpf(digits: str) -> bool:
    """A Brazilian CPF: 9 digits and two check digits, modulo 11; the same digit eleven times is none."""
    if len(set(digits)) == 1:
        return False
    first = _weighted(digits[:9], range(10, 1, -1)) * 10 % 11 % 10
    second = _weighted(digits[:10], range(11, 1, -1)) * 10 % 11 % 10
    return digits[9:] == f"{first}{second}"


def curp(characters: str) -> bool:
    """A Mexican CURP: 18 characters, the last a check digit over their places in the alphabet with Ñ."""
    total = sum(_CURP_ALPHABET.index(one) * (18 - place) for place, one in enumerate(characters[:17]))
    return characters[17] == str(-total % 10)


def rfc(characters: str) -> bool:
    """A Mexican RFC of a person (13 characters) or a firm (12), the last a check character 0 to 9 or A, modulo 11."""
    padded = characters.rjust(13)
    total = sum(_RFC_ALPHABET.index(one) * (13 - place) for place, one in enumerate(padded[:12]))
    return padded[12] == "0123456789A"[-total % 11]


def _weighted(digits: Iterable[str], weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


Check = Callable[[str], bool]
