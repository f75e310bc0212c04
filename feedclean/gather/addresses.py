"""Which network addresses may be asked: public ones, and private ones a person has named."""

from __future__ import annotations

import ipaddress


def is_public(address: str) -> bool:
    """Whether an IP address lies in the open internet.

    An IPv6 address that carries an IPv4 one is as public as what it carries; unspecified, loopback,
    link-local, private, shared, reserved and multicast addresses are not.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or _translated(ip)
        if carried is not None:
            return is_public(str(carried))
        if ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address behind a NAT64 one (RFC 6052, well-known prefix)."""
    if ip in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None
