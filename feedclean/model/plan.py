"""All that cleaning knows besides the article itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from feedclean.model.article import Digest, SourceId
from feedclean.model.removal import RuleId

PASSES = ("ads", "repeats", "bylines", "related", "trending", "promo", "share", "footer", "ends")
"""Names of the block passes, in running order."""


Images = Literal["keep", "lead", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """One CSS or XPath expression, and the rule it belongs to."""

    syntax: Literal["css", "xpath"]
    expression: str
    rule: RuleId
    """Names owner, key and expression: ``site/example.org/strip/div.promo``."""
    where: str = field(default="", compare=False)
    """Where it is written, for whoever reads the report: ``config.toml, line 41``.

    Not compared: a rule that moves down a line says the same as before.
    """
    said: str = field(default="", compare=False)
    """How it is written, where that is not as an expression: ``strip_id_or_class: share``."""
    guard: str = ""
    """Of a link: an XPath that has to find something on the page, or the link is not followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapping:
    """What is to stand within an element of its own."""

    selector: Selector
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What is to stand elsewhere: at the end of the first element that ``into`` finds."""

    selector: Selector
    into: Selector


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What stands in the source of an article, and what is to stand there instead."""

    find: str
    by: str
    is_pattern: bool
    """Whether ``find`` is a regular expression, see ``feedclean.patterns``."""
    rule: RuleId
    where: str = field(default="", compare=False)
    """As for a ``Selector``."""


FilterPart = Literal["title", "author", "category", "text", "url"]
"""What of an entry a filter looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Words by which an entry is told from those that are wanted."""

    part: FilterPart
    find: str
    is_pattern: bool
    """Whether ``find`` is a regular expression, see ``feedclean.patterns``."""
    rule: RuleId
    where: str = field(default="", compare=False)
    """As for a ``Selector``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRules:
    """What a person wrote down about one host or source; one shape for every notation."""

    host: str = ""
    """Empty: whatever the host."""
    of_pages: bool = False
    """Whether they hold for whole pages alone, where they stand in the place of the others."""
    generator: str = ""
    """For pages of one program alone, in the place of the others: ``wordpress.com``."""
    strip: tuple[Selector, ...] = ()
    """What leaves, with all it holds."""
    keep: tuple[Selector, ...] = ()
    """What stays, whatever else wants it."""
    body: tuple[Selector, ...] = ()
    """What is the main content: all that the first of them finds that finds anything."""
    title: tuple[Selector, ...] = ()
    """Where the title is written: the text, or attribute, that the first of them finds."""
    author: tuple[Selector, ...] = ()
    date: tuple[Selector, ...] = ()
    unwrap: tuple[Selector, ...] = ()
    """What leaves and lets stay what it holds."""
    replace: tuple[Replacement, ...] = ()
    """Done to the source, one after the other, before it is parsed."""
    block: tuple[Filter, ...] = ()
    """Entries in which any of these finds something are not published."""
    allow: tuple[Filter, ...] = ()
    """Where there are any: entries in which none of these finds something are not published."""
    single_page: tuple[Selector, ...] = ()
    """Links from a part of an article to all of it on one page."""
    next_page: tuple[Selector, ...] = ()
    """Links from a part of an article to the next one."""
    url_rewrite: tuple[Replacement, ...] = ()
    """Done to the address of an article, before its page is asked for."""
    headers: tuple[tuple[str, str], ...] = ()
    """Of rule packs: sent when pages are asked for, as far as the source allows."""
    own_headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """A person's own, sent when pages are asked for, before those of packs."""
    wrap: tuple[Wrapping, ...] = ()
    move: tuple[Move, ...] = ()
    strip_attributes: tuple[Selector, ...] = ()
    """Attributes that count as not written."""
    lazy: tuple[str, ...] = ()
    """Attributes in which pictures have their address."""
    sponsored: tuple[Selector, ...] = ()
    """What shows that an article is paid for, by being there."""
    prune: bool | None = None
    """Whether guesses are made within what ``body`` finds; None: nobody says, and they are."""


NO_RULES: Final = SiteRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockCount:
    """How often one block was seen in a source."""

    articles: tuple[int, ...]
    """Smallest keys of the distinct articles it stands in, sorted, at most ``learn.SKETCH`` many.

    Copies of one article have one key, so they count once. Source: Bar-Yossef et al. 2002,
    "Counting Distinct Elements in a Data Stream" (the k minimum values).
    """
    head: int
    """Times seen before the running text of an article."""
    tail: int
    """Times seen after it."""
    between: int
    """Times seen within it."""
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockProfile:
    """Block counts of some articles of one source; profiles merge in any grouping."""

    source: SourceId
    articles: tuple[int, ...]
    """Smallest keys of the distinct articles profiled, as in ``BlockCount``."""
    blocks: Mapping[Digest, BlockCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateBlock:
    """A block that belongs to the source rather than to an article."""

    fingerprint: Digest
    articles: int
    share: float
    """0 to 1 of the articles profiled."""
    position: Literal["head", "tail", "anywhere"]
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTemplate:
    """Boilerplate learned from the articles of one source."""

    source: SourceId
    articles: int
    blocks: tuple[TemplateBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """Switches a person may set per source."""

    passes: tuple[str, ...] = PASSES
    max_removed_share: float = 0.6
    """Above this share of running text lost to guesses, they are reverted, with a caution."""
    images: Images = "keep"
    """Which pictures stay: all, the first, or none."""
    excerpt_chars: int = 160
    """Longest excerpt kept in a removal record, in characters."""
    base_url: str | None = None
    """What relative addresses of an article without an address of its own are relative to."""
    timezone: str | None = None
    """IANA name of the zone in which the source writes dates without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPlan:
    """The whole of what ``process`` is told."""

    source: SourceId
    options: CleanOptions
    rules: tuple[SiteRules, ...] = ()
    """One for each host that has any, and one without a host for all others."""
    template: SiteTemplate | None = None
