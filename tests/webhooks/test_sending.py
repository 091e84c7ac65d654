"""One attempt against real servers that do everything wrong."""

from __future__ import annotations

import datetime
import ssl
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from feedback.webhooks import connecting, sending
from feedback.webhooks.sending import OUTCOMES, Outcome, send
from tests.factories.listener import Listener, byte_by_byte, flood, listening, silent, status

BODY = b'{"type":"test"}'
SIGNED = {"webhook-id": "msg_1"}


def here(host: str, port: int) -> Sequence[str]:
    return ("127.0.0.1",)


def to(listener: Listener, **values: object) -> Outcome:
    return send(listener.url(), SIGNED, BODY, **{"private": True, **values})


def test_a_message_arrives_as_it_was_written() -> None:
    with listening(status(204)) as other:
        assert to(other) == Outcome(204)
        [(headers, body)] = other.requests
        assert headers["request"] == "POST /hook?from=feedback HTTP/1.1"
        assert (headers["webhook-id"], headers["host"], body) == ("msg_1", f"127.0.0.1:{other.port}", BODY)


@pytest.mark.parametrize("code", [200, 299, 400, 410, 500])
def test_the_status_decides(code: int) -> None:
    with listening(status(code)) as other:
        outcome = to(other)
    assert outcome == Outcome(code, "" if code < 300 else "status")
    assert (outcome.delivered, outcome.gone) == (code < 300, code == 410)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_nobody_is_followed(code: int) -> None:
    """Case 67."""
    with listening() as inside, listening(status(code, f"location: {inside.url()}")) as other:
        assert to(other) == Outcome(code, "redirect")
        assert (other.connections, inside.connections) == (1, 0)


def test_nothing_inside_is_connected_to() -> None:
    """Case 66 at delivery: a name that was public when it was saved and leads inside by now."""
    with listening() as inside:
        for url in (inside.url(), inside.url("localhost"), inside.url("2130706433"), inside.url("[::ffff:127.0.0.1]")):
            assert not send(url, SIGNED, BODY).delivered
        rebound = send(f"https://example.org:{8443}/", SIGNED, BODY, resolve=here)
        assert rebound == Outcome(None, "private_address")
        assert inside.connections == 0
        assert to(inside).delivered
        assert inside.connections == 1


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """Whatever the name means by then: it is looked up once."""
    asked: list[str] = []

    def once(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ("127.0.0.1",)

    with listening(status(200)) as other:
        assert send(other.url("hooks.invalid"), SIGNED, BODY, private=True, resolve=once) == Outcome(200)
        assert other.requests[0][0]["host"] == f"hooks.invalid:{other.port}"
    assert asked == ["hooks.invalid"]


@pytest.mark.parametrize("answer", [byte_by_byte, silent])
def test_a_slow_server_is_left_at_the_deadline(answer: object) -> None:
    """Case 69, with a shorter deadline: a byte now and then does not stretch it."""
    with listening(answer) as other:
        began = time.monotonic()
        assert to(other, seconds=1.2) == Outcome(None, "timeout")
        assert time.monotonic() - began < 2
    assert (sending.SECONDS, connecting.CONNECT_SECONDS) == (10, 3)


def test_an_endless_answer_is_not_read() -> None:
    """Case 69: what was taken is what the system's buffers held before we hung up."""
    with listening(flood) as other:
        began = time.monotonic()
        assert to(other) == Outcome(200)
        assert time.monotonic() - began < 2
        time.sleep(0.2)
        taken = other.taken
        time.sleep(0.2)
        assert other.taken == taken < 20_000_000


def test_who_is_not_there_is_not_waited_for() -> None:
    with listening() as other:
        url = other.url()
    assert send(url, SIGNED, BODY, private=True) == Outcome(None, "no_connection")
    assert send("https://nothing.invalid/", SIGNED, BODY) == Outcome(None, "unknown_name")


def certificate(folder: Path, name: str) -> Path:
    """A certificate for this name that nobody else signed, with its key, in one file."""
    key, moment = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(moment - datetime.timedelta(days=1))
        .not_valid_after(moment + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / f"{name}.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def test_the_certificate_has_to_be_that_of_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pinned to an address, and the name is verified all the same; an unknown issuer is refused."""
    file = certificate(tmp_path, "hooks.example")
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(file)
    with listening(status(200), tls=server) as other:

        def under(name: str) -> Outcome:
            return send(other.url(name), SIGNED, BODY, private=True, resolve=here)

        assert under("hooks.example") == Outcome(None, "tls")
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        assert under("hooks.example") == Outcome(200)
        assert under("other.example") == Outcome(None, "tls")
        assert len(other.requests) == 1


def test_every_outcome_has_its_sentence() -> None:
    assert len({str(text) for text in OUTCOMES.values()}) == len(OUTCOMES)
