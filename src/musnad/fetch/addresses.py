"""Which addresses may be connected to: public ones, and those that a user names one by one."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from msgspec import Struct

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

ORDINARY_PORTS = frozenset({80, 443, 8080, 8443})
_EMBEDDING = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
"""IPv6 ranges that carry an IPv4 address inside (NAT64, 6to4, Teredo, compatible): where they lead is not seen."""


class Allowed(Struct, frozen=True):
    """One address and port that is fetched from although it is not public, such as a server in the house."""

    address: Address
    port: int


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet: not private, not this machine, not one that hides another."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _EMBEDDING) or address.scope_id is not None:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def parse_allowed(text: str) -> Allowed:
    """`127.0.0.1:8000` or `[::1]:8000` as an exception; ValueError where it is neither."""
    host, _, port = text.rpartition(":")
    try:
        found = Allowed(ip_address(host.strip("[]")), int(port))
    except ValueError:
        raise ValueError(f"{text}: not an address and a port, such as 10.0.0.5:8080 or [fd00::5]:8080") from None
    if not 0 < found.port < 65536:
        raise ValueError(f"{text}: no such port")
    return found


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the system's resolver gives them; `OSError` where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(host: str, port: int, allowed: Sequence[Allowed] = (), resolver: Resolve = resolve) -> list[str]:
    """The addresses of a host, each of them checked, so that what is connected to is what was looked at.

    A host with one address that may not be connected to is refused as a whole. `PermissionError` says why,
    `OSError` that the host is not known.
    """
    found = [ip_address(one) for one in resolver(host, port)]
    if not found:
        raise OSError("the host has no address")
    for address in found:
        if Allowed(_plain(address), port) in allowed:
            continue
        if not is_public(address):
            raise PermissionError(f"leads to {address}, which is not an address of the open internet")
        if port not in ORDINARY_PORTS:
            raise PermissionError(f"asks for port {port}; only {', '.join(map(str, sorted(ORDINARY_PORTS)))} are used")
    return [str(address) for address in found]


def _plain(address: Address) -> Address:
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
