"""Which rules hold for which host, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any, Final

from feedclean.model.plan import NO_RULES, SiteRules

LISTS: Final = tuple(
    field.name for field in fields(SiteRules) if isinstance(getattr(NO_RULES, field.name), tuple)
)
"""Keys that hold several rules."""


def rules_at(
    own: SiteRules, book: Sequence[SiteRules], hosts: Collection[str]
) -> tuple[SiteRules, ...]:
    """The rules of a source for each host its articles are from, and for all other hosts.

    Those of the source come first, then those of the host, then those of the hosts above it:
    what is written for ``example.org`` holds for ``news.example.org`` too.
    """
    found = [own] if own != NO_RULES else []
    for host in sorted({host for host in hosts if host}):
        named = [one for one in book if _is_at(host, one.host)]
        if named:
            named.sort(key=lambda one: -len(one.host))  # stable: as written where hosts are equal
            found.append(joined((own, *named), host=host))
    return tuple(found)


def joined(parts: Sequence[SiteRules], *, host: str = "") -> SiteRules:
    """All rules of some tables as one, in their order; of switches the first that says anything."""
    rules: dict[str, Any] = {
        name: tuple(dict.fromkeys(rule for part in parts for rule in getattr(part, name)))
        for name in LISTS
    }
    prune = next((part.prune for part in parts if part.prune is not None), None)
    return SiteRules(host=host, prune=prune, **rules)


def _is_at(host: str, above: str) -> bool:
    """Whether a host is another one, or below it; both may be written in any script."""
    host, above = _in_ascii(host), _in_ascii(above)
    return host == above or host.endswith(f".{above}")


def _in_ascii(host: str) -> str:
    """How a name of any script is asked for: ``xn--…``."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:  # no name at all, such as a label of 64 letters
        return host
