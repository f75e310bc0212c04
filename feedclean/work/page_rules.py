"""The site rules for a page that is still to be asked for."""

from __future__ import annotations

from collections.abc import Sequence

from feedclean.dom.generator import generator_of
from feedclean.gather.base import Fetched
from feedclean.model.plan import NO_RULES, SiteRules
from feedclean.model.source import Source
from feedclean.packs.shelf import Pack
from feedclean.parse.encoding import decode, unpacked
from feedclean.rules.headers import unarmed
from feedclean.urls import host_of, same_site, without_tracking


def rules_of_page(
    source: Source,
    book: Sequence[SiteRules],
    packs: Sequence[Pack],
    url: str,
    page: Fetched | None = None,
) -> SiteRules:
    """What holds for the page at an address; loads nothing where no rules do.

    Once the page is there, the program that made it counts, too.
    Headers of a source go to its own site, and not to wherever its articles lead.
    """
    if source.rules.own_headers and not same_site(url, source.location):
        source = unarmed(source)
    if not book and not packs:
        return source.rules
    from feedclean.work.plan import rules_at_hosts  # noqa: PLC0415 - loads what cleans

    host = host_of(without_tracking(url))
    rules = rules_at_hosts(source, book, {host}, packs)
    programs = {one.generator: one for one in rules if one.of_pages}
    if page is not None and any(programs):
        made_by = generator_of(_text(page), [name for name in programs if name])
        if made_by:
            return programs[made_by]
    found = {(one.host, one.of_pages): one for one in rules if not one.generator}
    known = found.get((host, True)) or found.get((host, False)) or found.get(("", False))
    return known or NO_RULES


def _text(page: Fetched) -> str:
    try:
        return decode(unpacked(page.body), page.charset).text
    except ValueError:  # nothing one could read, which whoever parses it will tell
        return ""
