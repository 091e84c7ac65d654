"""Signatures, against the example of the specification and against a receiver written by its words."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pytest

from feedback.webhooks.signing import headers, new_secret, sign


def accepts(secret: str, sent: dict[str, str], body: bytes, moment: int) -> bool:
    """What a receiver does: not too old or new, and one of the signatures is that of `id.timestamp.body`."""
    if abs(moment - int(sent["webhook-timestamp"])) > 300:
        return False
    signed = f"{sent['webhook-id']}.{sent['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{mac}" in sent["webhook-signature"].split(" ")


def test_the_example_of_the_specification() -> None:
    """The vector of https://github.com/standard-webhooks/standard-webhooks (libraries, test of `sign`)."""
    signature = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_sees_what_was_changed() -> None:
    """Case 70: body altered, another id, the clock six minutes ahead."""
    secret, body = new_secret(), '{"type":"test","who":"ñ"}'.encode()
    sent = headers("msg_1", 1000, body, [secret])
    assert accepts(secret, sent, body, 1290)
    assert not accepts(secret, sent, body + b" ", 1290)
    assert not accepts(secret, {**sent, "webhook-id": "msg_2"}, body, 1290)
    assert not accepts(secret, {**sent, "webhook-timestamp": "1001"}, body, 1290)
    assert not accepts(secret, sent, body, 1360)
    assert not accepts(new_secret(), sent, body, 1290)


def test_two_secrets_sign_while_one_replaces_the_other() -> None:
    old, new = new_secret(), new_secret()
    sent = headers("msg_1", 1000, b"{}", [new, old])
    assert accepts(old, sent, b"{}", 1000)
    assert accepts(new, sent, b"{}", 1000)
    assert len({new_secret() for _ in range(50)}) == 50
    assert len(base64.b64decode(new.removeprefix("whsec_"))) == 32


def test_what_is_no_secret_signs_nothing() -> None:
    with pytest.raises(ValueError, match="secret"):
        sign("whsec_not base64!", "msg_1", 1, b"")
