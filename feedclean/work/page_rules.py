"""The site rules for a page that is still to be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feedclean.model.plan import NO_RULES, SiteRules
from feedclean.model.source import Source
from feedclean.packs.shelf import Pack
from feedclean.urls import host_of, same_site, without_tracking


def rules_of_page(
    source: Source, book: Sequence[SiteRules], packs: Sequence[Pack], url: str
) -> SiteRules:
    """What holds for the page at an address, as far as that tells; loads nothing where none do.

    Headers of a source go to its own site, and not to wherever its articles lead.
    """
    if source.rules.own_headers and not same_site(url, source.location):
        source = replace(source, rules=replace(source.rules, own_headers=()))
    if not book and not packs:
        return source.rules
    from feedclean.work.plan import rules_at_hosts  # noqa: PLC0415 - loads what cleans

    host = host_of(without_tracking(url))
    found = {
        (one.host, one.of_pages): one
        for one in rules_at_hosts(source, book, {host}, packs)
        if not one.generator
    }
    known = found.get((host, True)) or found.get((host, False)) or found.get(("", False))
    return known or NO_RULES
