"""Whose address is believed."""

from __future__ import annotations

import ipaddress

import pytest

from neolith_trio.protocols.forwarded import Trusted, forwarded_for

TRUSTED = Trusted(ipaddress.ip_network(each) for each in ("127.0.0.1", "10.0.0.0/8", "fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "headers", "user"),
    [
        ("127.0.0.1", {}, "127.0.0.1"),
        ("127.0.0.1", {b"x-forwarded-for": b"192.0.2.7"}, "192.0.2.7"),
        ("::ffff:127.0.0.1", {b"x-forwarded-for": b"192.0.2.7"}, "192.0.2.7"),
        # whoever is not trusted may say what he likes
        ("198.51.100.1", {b"x-forwarded-for": b"192.0.2.7"}, "198.51.100.1"),
        # what the user wrote himself stands to the left of what the proxy saw
        ("127.0.0.1", {b"x-forwarded-for": b"203.0.113.9, 192.0.2.7"}, "192.0.2.7"),
        # two proxies, one behind the other
        ("127.0.0.1", {b"x-forwarded-for": b"192.0.2.7, 10.1.2.3"}, "192.0.2.7"),
        # everybody is a proxy: the farthest of them
        ("127.0.0.1", {b"x-forwarded-for": b"10.0.0.9, 10.1.2.3"}, "10.0.0.9"),
        ("127.0.0.1", {b"x-forwarded-for": b"192.0.2.7:4711"}, "192.0.2.7"),
        ("127.0.0.1", {b"x-forwarded-for": b'"[2001:db8::7]:4711"'}, "2001:db8::7"),
        ("127.0.0.1", {b"x-forwarded-for": b"2001:DB8::7"}, "2001:db8::7"),
        ("127.0.0.1", {b"x-forwarded-for": b"unknown"}, "127.0.0.1"),
        ("127.0.0.1", {b"x-forwarded-for": b"192.0.2.7, junk, 10.0.0.1"}, "10.0.0.1"),
        ("127.0.0.1", {b"x-real-ip": b"192.0.2.7"}, "192.0.2.7"),
        ("127.0.0.1", {b"x-real-ip": b"203.0.113.9", b"x-forwarded-for": b"192.0.2.7"}, "192.0.2.7"),
    ],
)
def test_the_first_who_is_no_proxy_is_the_user(peer: str, headers: dict[bytes, bytes], user: str) -> None:
    """Read from the end of the list, and only as far as those are trusted who wrote it."""
    assert forwarded_for(peer, list(headers.items()), TRUSTED) == user


def test_several_headers_are_one_list() -> None:
    """In the order in which they stand."""
    headers = [(b"x-forwarded-for", b"192.0.2.7"), (b"x-forwarded-for", b"10.0.0.1")]

    assert forwarded_for("127.0.0.1", headers, TRUSTED) == "192.0.2.7"


def test_nobody_is_trusted_without_being_named() -> None:
    """Not even this machine itself, and no name that is not an address."""
    assert not Trusted()
    assert "127.0.0.1" not in Trusted()
    assert "localhost" not in TRUSTED
    assert "fd00::1" in TRUSTED
