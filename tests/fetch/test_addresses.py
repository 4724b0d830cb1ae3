from __future__ import annotations

from ipaddress import ip_address

import pytest

from musnad.fetch.addresses import Allowed, checked, is_public, parse_allowed

PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"]
NOT_PUBLIC = {
    "127.0.0.1": "this machine",
    "127.8.9.1": "this machine",
    "0.0.0.0": "no address",  # noqa: S104
    "10.1.2.3": "private",
    "172.16.0.1": "private",
    "192.168.1.1": "private",
    "169.254.169.254": "link-local, where clouds keep their keys",
    "100.64.0.1": "shared by a carrier",
    "192.0.2.7": "for examples",
    "198.18.0.1": "for benchmarks",
    "224.0.0.1": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "broadcast",
    "::1": "this machine",
    "::": "no address",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local with its interface",
    "fc00::1": "private",
    "fd12::1": "private",
    "ff02::1": "multicast",
    "::ffff:127.0.0.1": "this machine, mapped",
    "::ffff:10.0.0.1": "private, mapped",
    "::7f00:1": "this machine, compatible",
    "64:ff9b::7f00:1": "this machine, through NAT64",
    "64:ff9b::808:808": "NAT64 leads where we cannot see",
    "64:ff9b:1::1": "NAT64 of the house",
    "2002:7f00:1::": "this machine, through 6to4",
    "2001:0:7f00:1::": "Teredo",
    "2001:db8::1": "for examples",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


def test_a_host_with_one_bad_address_is_refused() -> None:
    with pytest.raises(PermissionError, match=r"10\.0\.0\.1"):
        checked("news.example", 443, resolver=lambda *_: ["8.8.8.8", "10.0.0.1"])


def test_only_ordinary_ports() -> None:
    with pytest.raises(PermissionError, match="port 22"):
        checked("news.example", 22, resolver=lambda *_: ["8.8.8.8"])
    assert checked("news.example", 443, resolver=lambda *_: ["8.8.8.8"]) == ["8.8.8.8"]


def test_an_exception_is_one_address_and_one_port() -> None:
    allowed = [parse_allowed("127.0.0.1:8001")]
    assert checked("house", 8001, allowed, lambda *_: ["127.0.0.1"]) == ["127.0.0.1"]
    assert checked("house", 8001, allowed, lambda *_: ["::ffff:127.0.0.1"]) == ["::ffff:7f00:1"]
    for port, address in ((8002, "127.0.0.1"), (8001, "127.0.0.2")):
        with pytest.raises(PermissionError):
            checked("house", port, allowed, lambda *_, address=address: [address])


def test_parse_allowed() -> None:
    assert parse_allowed("[::1]:80") == Allowed(ip_address("::1"), 80)
    for bad in ("localhost:80", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000", ""):
        with pytest.raises(ValueError, match=r"address and a port|no such port"):
            parse_allowed(bad)


def test_unknown_host() -> None:
    with pytest.raises(OSError, match="no address"):
        checked("nowhere.example", 80, resolver=lambda *_: [])
