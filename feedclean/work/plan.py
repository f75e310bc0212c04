"""What the articles of a source are cleaned by, from the profiles of those it has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from feedclean.clean.digests import plan_digest
from feedclean.codec import canonical_json, digest
from feedclean.learn import ENOUGH, learn_from
from feedclean.model.article import ArticleMeta, Digest
from feedclean.model.plan import NO_RULES, BlockProfile, CleanOptions, CleanPlan, SiteRules
from feedclean.model.source import Source
from feedclean.packs.shelf import Pack
from feedclean.rules.book import joined, rules_at
from feedclean.rules.headers import unarmed, without_headers
from feedclean.urls import host_of, without_tracking
from feedclean.work.intake import read_by


def options_of(source: Source) -> CleanOptions:
    """The options a source is cleaned with."""
    return CleanOptions(
        passes=source.passes,
        max_removed_share=source.max_removed_share,
        images=source.images,
        base_url=source.site_url,
        timezone=source.timezone,
    )


def rules_of(
    source: Source,
    book: Sequence[SiteRules],
    metas: Iterable[ArticleMeta],
    packs: Sequence[Pack] = (),
) -> tuple[SiteRules, ...]:
    """The site rules for every host that articles of a source are from.

    Those of other hosts are left out, so that a rule for one host does not concern every source;
    so is what only requests are made by: a new password cleans nothing anew.
    """
    urls = (meta.url for meta in metas if meta.url) if book or packs else ()
    hosts = {host_of(without_tracking(url)) for url in urls}
    found = rules_at_hosts(unarmed(source), [*map(without_headers, book)], hosts, packs)
    return tuple(replace(one, url_rewrite=()) for one in found)


def rules_at_hosts(
    source: Source, book: Sequence[SiteRules], hosts: Collection[str], packs: Sequence[Pack]
) -> tuple[SiteRules, ...]:
    """The same for some hosts."""
    packs = packs if source.rule_packs else ()
    rules = rules_at(source.rules, book, hosts)
    return (*rules, *_of_packs(rules, packs, hosts)) if packs else rules


def _of_packs(
    rules: Sequence[SiteRules], packs: Sequence[Pack], hosts: Collection[str]
) -> Iterator[SiteRules]:
    """What holds for whole pages, where packs say anything of their host; one's own come first."""
    from feedclean.packs.contents import generators_in, rules_in  # noqa: PLC0415 - loads parsers

    own = {one.host: one for one in rules}
    for host in sorted({host for host in hosts if host}):
        mine = own.get(host) or own.get("") or NO_RULES
        programs = {name for pack in packs for name in generators_in(pack, host)}
        for program in ("", *sorted(programs)):
            theirs = [rules_in(pack, host, program) for pack in packs]
            if any(one != NO_RULES for one in theirs):
                all_ = joined((mine, *theirs), host=host)
                yield replace(all_, of_pages=True, generator=program)


def plan_of(
    source: Source, rules: tuple[SiteRules, ...], profiles: Collection[BlockProfile]
) -> CleanPlan:
    """The plan of a source, with the template of its articles: one profile for each."""
    template = learn_from(source.id, profiles) if len(profiles) >= ENOUGH else None
    return CleanPlan(source=source.id, options=options_of(source), rules=rules, template=template)


def basis_of(source: Source, rules: tuple[SiteRules, ...], edition: Digest) -> Digest:
    """Digest of what the entries that stand are read and cleaned by, apart from what is learned.

    While it stays, a build leaves them alone until something new comes in.
    """
    return digest(edition, read_by(source), canonical_json((options_of(source), rules)))


def plan_key(edition: Digest, plan: CleanPlan) -> Digest:
    """What entries remember of the plan they were cleaned by, and of the program."""
    return digest(edition, plan_digest(plan))
