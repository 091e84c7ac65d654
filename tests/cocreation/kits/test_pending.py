"""A kit in a page: only the organisation that looked at it can take it over."""

from __future__ import annotations

from uuid import uuid4

import pytest

from feedback.cocreation.kits.pending import LARGEST, hand_out, take_back
from feedback.errors import Gone, Invalid


def test_it_comes_back_as_it_was() -> None:
    organisation = uuid4()
    assert take_back(hand_out("{“ñ”}".encode(), "secret", organisation), "secret", organisation) == "{“ñ”}".encode()


def test_another_organisation_cannot_take_it() -> None:
    token = hand_out(b"{}", "secret", uuid4())
    with pytest.raises(Gone):
        take_back(token, "secret", uuid4())


def test_what_fits_no_page_is_refused() -> None:
    noise = "".join(str(uuid4()) for _ in range(LARGEST // 12)).encode()
    with pytest.raises(Invalid):
        hand_out(noise, "secret", uuid4())
