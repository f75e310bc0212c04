"""What is dear in reading a capture, as a function of it alone, wherever it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from feedclean.clean.digests import raw_digest
from feedclean.clean.rewrite import rewrite
from feedclean.clean.site_rules import rules_for
from feedclean.codec import digest
from feedclean.config.values import Config
from feedclean.learn import profile
from feedclean.model.article import Digest, Failure, RawArticle
from feedclean.model.entry import Reading
from feedclean.model.plan import BlockProfile, SiteRules
from feedclean.model.source import FEED_ENTRY, Capture, Source
from feedclean.packs.shelf import Pack
from feedclean.parse import read
from feedclean.rules.headers import unarmed, without_headers
from feedclean.work.captures import stand_in
from feedclean.work.plan import rules_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The articles of a capture, and what went wrong with others."""

    found: tuple[Reading | Failure, ...]
    profiles: tuple[tuple[Digest, BlockProfile], ...] = ()
    """Of the articles, by their digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads captures of one source; small enough to be sent to a worker, with all it needs."""

    source: Source
    rules: tuple[SiteRules, ...]
    packs: tuple[Pack, ...]

    def __call__(self, capture: Capture | Failure) -> Read:
        """What a capture holds; what could not be had is handed on."""
        if isinstance(capture, Failure):
            return Read(found=(capture,))
        found = read_capture(capture, self.source)
        profiles = {
            one.digest: profile_of(one.raw, self.source, self.rules, self.packs)
            for one in found
            if isinstance(one, Reading)
        }
        return Read(found=found, profiles=tuple(profiles.items()))


def reader_of(source: Source, config: Config) -> Reader:
    """What reads the captures of a source of a configuration."""
    packs = config.packs if source.rule_packs else ()
    rules = tuple(map(without_headers, config.rules))
    return Reader(source=unarmed(source), rules=rules, packs=tuple(packs))


def read_capture(capture: Capture, source: Source) -> tuple[Reading | Failure, ...]:
    """The articles of a capture; the first one with what the feed has of it."""
    body, spare = digest(capture.body), stand_in(capture)
    found: list[Reading | Failure] = []
    is_first = True
    for article in read(capture, source):
        if isinstance(article, Failure):
            found.append(article)
            continue
        mark = raw_digest(article)
        reading = Reading(raw=article, digest=mark, location=capture.location, body=body)
        if is_first and capture.media_type != FEED_ENTRY:
            both = mark if spare is None else digest(mark, raw_digest(spare))
            reading = replace(reading, digest=both, listed=capture.listed, spare=spare)
        is_first = False
        found.append(reading)
    return tuple(found)


def profile_of(
    raw: RawArticle, source: Source, book: Sequence[SiteRules], packs: Sequence[Pack]
) -> BlockProfile:
    """The profile of an article as cleaning will see it: with all replaced that is to be."""
    has_packs = bool(packs) and source.rule_packs
    if has_packs or any(one.replace for one in (source.rules, *book)):
        rules = rules_for(raw, rules_of(source, book, (raw.meta,), packs))
        if rules is not None:
            raw = replace(raw, html=rewrite(raw.html, rules.replace).html)
    return profile(raw)


def weight(capture: Capture | Failure) -> int:
    """Roughly how much work a capture is, in characters."""
    return len(capture.body) if isinstance(capture, Capture) else 0
