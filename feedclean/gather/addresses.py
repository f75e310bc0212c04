"""Which network addresses may be asked: public ones, and private ones a person has named."""

from __future__ import annotations

import ipaddress
from typing import Final

_GIVEN: Final = ipaddress.IPv6Network("2000::/3")
"""All that IANA has ever given out of IPv6. Beyond it lie forms that a host may take for an address
within (``::127.0.0.1``, a NAT64 prefix of its own, site-local), and Python calls some global."""
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address lies in the open internet.

    An IPv6 address that carries an IPv4 one is as public as what it carries; of the others those
    are public that anybody has been given. Unspecified, loopback, link-local, private, shared,
    reserved and multicast addresses are not.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or _translated(ip)
        if carried is not None:
            return is_public(str(carried))
        if ip not in _GIVEN or ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address behind a NAT64 one (RFC 6052, well-known prefix)."""
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
