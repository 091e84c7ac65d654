"""Case 66: where nothing is ever sent."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feedback.webhooks.addresses import REASONS, Refused, may_reach, reason_label, target

PUBLIC = "93.184.215.14"


def leads_to(*addresses: str) -> object:
    def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


def reason(url: str, *addresses: str, private: bool = False) -> str:
    with pytest.raises(Refused) as refused:
        target(url, private=private, **({"resolve": leads_to(*addresses)} if addresses else {}))
    assert str(reason_label(refused.value.reason))
    return refused.value.reason


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "10.0.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "[fd00::1]",
        "[fe80::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "224.0.0.1",
    ],
)
def test_an_address_inside_is_refused_however_it_is_written(host: str) -> None:
    """Through the system's own resolver, which reads numbers that `ipaddress` does not."""
    assert reason(f"https://{host}/hook") == "private_address"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://user:p@example.org/", "userinfo"),
        ("https://user@example.org/", "userinfo"),
        ("https://example.org:22/", "port"),
        ("https://example.org:6379/", "port"),
        ("http://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://example.org/", "scheme"),
        ("https://", "address"),
        ("https://example.org:0x50/", "address"),
        ("https://exa mple.org/", "address"),
        ("https://example.org\\@10.0.0.1/", "address"),
        ("https://example.org/\r\nHost: x", "address"),
        ("https://exämple.org/", "address"),
        ("https://example.org/#part", "address"),
        ("https://example.org/" + "a" * 1000, "address"),
    ],
)
def test_what_is_no_plain_https_address_is_refused(url: str, why: str) -> None:
    assert reason(url, PUBLIC) == why


def test_a_name_that_means_something_inside_is_refused() -> None:
    """`metadata.google.internal`, and names made to resolve inward; one bad address among good ones is enough."""
    assert reason("https://metadata.google.internal/", "169.254.169.254") == "private_address"
    assert reason("https://169.254.169.254.sslip.io/", "169.254.169.254") == "private_address"
    assert reason("https://example.org/", PUBLIC, "10.0.0.1") == "private_address"
    assert reason("https://example.org/", PUBLIC, "not an address") == "private_address"


def test_a_name_that_means_nothing_is_refused() -> None:
    assert reason("https://nothing.invalid/") == "unknown_name"


def test_a_public_address_is_taken() -> None:
    where = target("https://example.org/a/b?c=d", resolve=leads_to(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"))
    assert (where.scheme, where.host, where.port, where.path) == ("https", "example.org", 443, "/a/b?c=d")
    assert where.addresses[0] == PUBLIC
    assert where.authority == "example.org"
    assert target("https://example.org:8443", resolve=leads_to(PUBLIC)).authority == "example.org:8443"
    assert target(f"https://{PUBLIC}/").addresses == (PUBLIC,)


def test_private_addresses_are_reached_only_where_a_setting_says_so() -> None:
    assert target("http://127.0.0.1:9000/hook", private=True).port == 9000
    for address in ("169.254.169.254", "224.0.0.1", "0.0.0.0", "fe80::1", "::ffff:10.0.0.1"):
        assert not may_reach(address, private=True), address
    assert reason("http://127.0.0.1:9000/hook") == "scheme"


@pytest.mark.parametrize("address", ["2001:0:1::1", "fec0::1", "::7f00:1", "64:ff9b:1::1", "192.0.0.8", "240.0.0.1"])
def test_what_python_calls_global_is_not_always(address: str) -> None:
    assert not may_reach(address)


def test_every_reason_has_its_sentence() -> None:
    assert len({str(text) for text in REASONS.values()}) == len(REASONS)
