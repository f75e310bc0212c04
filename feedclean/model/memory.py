"""What is remembered between builds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from feedclean.model.article import ArticleMeta, Digest
from feedclean.model.source import NO_VALIDATORS, Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHints:
    """What speaks for asking a feed more rarely; kept, as a 304 brings none of it."""

    interval_s: float | None = None
    """The longer one of ``ttl`` and ``sy:updatePeriod``."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day in UTC in which it asks to be left alone."""
    skip_days: tuple[int, ...] = ()
    """Monday is 0."""
    gap_s: float | None = None
    """The usual time between two entries."""
    newest: datetime | None = None
    """When its newest entry was published."""


NO_HINTS: Final = FeedHints()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFacts:
    """What a feed says of itself as a whole; kept, as a 304 brings none of it."""

    url: str | None = None
    """Where it was read."""
    site_url: str | None = None
    language: str | None = None
    subtitle: str | None = None
    """Plain text."""
    icon: str | None = None
    logo: str | None = None
    rights: str | None = None
    license: str | None = None


NO_FACTS: Final = FeedFacts()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRecord:
    """What is known of one address that has been asked: a source, a page, a robots.txt.

    Moments are aware and UTC. Kept per source, under ``url``.
    """

    url: str
    """As configured or listed, before any redirect."""
    validators: Validators = NO_VALIDATORS
    """Of the last body, verbatim."""
    digest: Digest | None = None
    """Of the last body; None: there was none yet."""
    last_fetched: datetime | None = None
    """When it was last asked, with success or not."""
    next_due: datetime | None = None
    """Not asked again before; None for a page that was fetched, and not asked for once more."""
    failures: int = 0
    """In a row."""
    retry_after: datetime | None = None
    """Until when the server itself asked for patience."""
    moved_to: str | None = None
    """Where permanent redirects lead."""
    moved_seen: int = 0
    """How often they were seen to lead there."""
    gone: bool = False
    """The server said 410; it is never asked again."""
    hints: FeedHints = NO_HINTS
    facts: FeedFacts = NO_FACTS
    feed_url: str | None = None
    """The feed found for a page that was given as a source."""
    listed: ArticleMeta | None = None
    """Of a page still to be fetched, or to be asked for once more: what the feed or list said of
    it."""
    said: str = ""
    """Of a page: digest of what its feed said of its version when it was last asked for."""
    by: str = ""
    """Of a page: digest of the rules that said which pages are to be asked for; empty: none did."""
    text: str = ""
    """Small texts needed again without a new request: the rules of a robots.txt, an OPML list, the
    digest of a page that showed only the beginning of its article, the addresses of a page in vain
    searched for a feed and of those it names."""
