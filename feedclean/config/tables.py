"""The keys of ``config.toml``: name, type, default, and what to write there."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, get_args

import msgspec
from msgspec import Meta

from feedclean.model.output import OutputFormat
from feedclean.model.plan import Images
from feedclean.model.source import FullText

Host = Literal["github-pages", "netlify", "cloudflare-pages", "nginx", "caddy", "s3"]
"""Where the files are hosted, as far as we know what helps there."""


Selectors = str | tuple[str, ...]
"""One selector or several."""
_EITHER: Final = "a CSS selector or XPath, or a list of them"
Strip = Annotated[Selectors, Meta(description=f'{_EITHER}: strip = ["div.promo"]')]
Keep = Annotated[Selectors, Meta(description=f'{_EITHER}: keep = ["p.note"]')]
Body = Annotated[Selectors, Meta(description=f'{_EITHER}: body = "div.article"')]
Unwrap = Annotated[Selectors, Meta(description=f'{_EITHER}: unwrap = ["a.glossary"]')]
SinglePage = Annotated[Selectors, Meta(description=f'{_EITHER}: single_page = "a.print"')]
NextPage = Annotated[Selectors, Meta(description=f'{_EITHER}: next_page = "a[rel=next]"')]
ArticleTitle = Annotated[Selectors, Meta(description=f'{_EITHER}: article_title = "h1"')]
ArticleAuthor = Annotated[Selectors, Meta(description=f'{_EITHER}: article_author = ".by"')]
ArticleDate = Annotated[Selectors, Meta(description=f'{_EITHER}: article_date = "time"')]
Block = Annotated[
    Selectors, Meta(description='what to look at and for what: block = ["title: advertisement"]')
]
Allow = Annotated[
    Selectors, Meta(description='what to look at and for what: allow = ["category: rivers"]')
]
Replace = Annotated[
    tuple[tuple[str, str], ...],
    Meta(description='pairs of what to find and what to put there: replace = [["<x>", ""]]'),
]
UrlRewrite = Annotated[
    tuple[tuple[str, str], ...],
    Meta(description='pairs of what to find and what to put there: url_rewrite = [["/a/", "/p/"]]'),
]
Headers = Annotated[
    Selectors,
    Meta(description='name and value, or a list: headers = "Accept-Language: de"'),
]


def _quoted(word: str) -> str:
    return f'"{word}"'


# The description of a key says what to write; it is what an error about the key shows, so it reads
# on from "write".
class SiteTable(msgspec.Struct, kw_only=True):
    """Keys of ``[site]``."""

    title: Annotated[str, Meta(min_length=1, description='text, such as title = "My feeds"')]
    base_url: Annotated[
        str,
        Meta(
            description="where the files will be hosted, "
            'such as base_url = "https://example.org/feeds/"'
        ),
    ]
    output: Annotated[str, Meta(min_length=1, description='a folder: output = "public"')] = "public"
    state: Annotated[str, Meta(min_length=1, description='a folder: state = ".feedclean"')] = (
        ".feedclean"
    )
    tests_dir: Annotated[
        str, Meta(min_length=1, description='a folder: tests_dir = "tests/goldens"')
    ] = "tests/goldens"
    formats: Annotated[
        tuple[OutputFormat, ...],
        Meta(min_length=1, description='some of "atom", "json", "rss", "html": formats = ["atom"]'),
    ] = ("atom", "json", "html")
    article_pages: Annotated[
        bool, Meta(description="true for a page of each article: article_pages = false")
    ] = False
    indexed: Annotated[
        bool, Meta(description="true to let search engines list the pages: indexed = false")
    ] = False
    hub: Annotated[
        str | None, Meta(description='a WebSub hub: hub = "https://pubsubhubbub.appspot.com/"')
    ] = None
    host: Annotated[
        Host | None,
        Meta(description=f"one of {', '.join(map(_quoted, get_args(Host)))}"),
    ] = None
    on_change: Annotated[
        tuple[str, ...],
        Meta(description='a command and its arguments: on_change = ["rsync", "-a", "public/", …]'),
    ] = ()
    status_feed: Annotated[
        bool, Meta(description="false for no feed of alarms: status_feed = true")
    ] = True
    metrics: Annotated[str | None, Meta(description='a file: metrics = "metrics.jsonl"')] = None
    prometheus: Annotated[str | None, Meta(description='a file: prometheus = "feedclean.prom"')] = (
        None
    )


class FetchTable(msgspec.Struct, kw_only=True):
    """Keys of ``[fetch]``."""

    contact: Annotated[
        str | None,
        Meta(description='an address people can reach you at: contact = "https://example.org/"'),
    ] = None
    allow_private_hosts: Annotated[
        tuple[str, ...],
        Meta(description='a list of "host:port": allow_private_hosts = ["localhost:8000"]'),
    ] = ()
    page_delay: Annotated[float, Meta(ge=0, le=600, description="seconds: page_delay = 1.0")] = 1.0


class RuleKeys(msgspec.Struct, kw_only=True):
    """Keys that are rules, of a source or of a host."""

    strip: Strip = ()
    keep: Keep = ()
    body: Body = ()
    article_title: ArticleTitle = ()
    article_author: ArticleAuthor = ()
    article_date: ArticleDate = ()
    unwrap: Unwrap = ()
    single_page: SinglePage = ()
    next_page: NextPage = ()
    replace: Replace = ()
    url_rewrite: UrlRewrite = ()
    headers: Headers = ()
    block: Block = ()
    allow: Allow = ()


class SourceTable(RuleKeys, kw_only=True):
    """Keys of ``[[source]]``, and of ``[defaults]`` apart from ``id``."""

    id: Annotated[str, Meta(description='a short name for the output file: id = "my-source"')]
    kind: Annotated[
        Literal["dump", "feed", "pages", "sitemap"],
        Meta(description='one of "dump", "feed", "pages", "sitemap"'),
    ]
    location: Annotated[
        str,
        Meta(min_length=1, description='files, a pattern, a folder or a URL: location = "dumps/"'),
    ]
    title: Annotated[str, Meta(min_length=1, description='the title of the feed: title = "News"')]
    site_url: Annotated[
        str | None, Meta(description='a web address: site_url = "https://example.org/"')
    ] = None
    language: Annotated[str | None, Meta(description='a language tag: language = "zh"')] = None
    dialect: Annotated[
        str | None, Meta(description='the name of a dialect, such as dialect = "plain-text"')
    ] = None
    timezone: Annotated[
        str | None, Meta(description='an IANA zone: timezone = "Asia/Shanghai"')
    ] = None
    full_text: Annotated[FullText, Meta(description='one of "auto", "always", "never"')] = "auto"
    icon: Annotated[
        str | None,
        Meta(description='the address of a picture: icon = "https://example.org/icon.png"'),
    ] = None
    license: Annotated[
        str | None,
        Meta(description='an address: license = "https://creativecommons.org/licenses/by/4.0/"'),
    ] = None
    archive: Annotated[
        bool, Meta(description="true to keep older entries in monthly archives: archive = true")
    ] = False
    max_entries: Annotated[
        int, Meta(ge=1, description="a whole number from 1: max_entries = 100")
    ] = 100
    keep_days: Annotated[
        Annotated[int, Meta(ge=1)] | None, Meta(description="a number of days: keep_days = 90")
    ] = None
    keep_captures_days: Annotated[
        int, Meta(ge=0, description="a number of days, 0 for none: keep_captures_days = 365")
    ] = 365
    interval_minutes: Annotated[
        int, Meta(ge=5, le=1440, description="minutes from 5 to 1440: interval_minutes = 60")
    ] = 60
    since_days: Annotated[
        Annotated[int, Meta(ge=1)] | None, Meta(description="a number of days: since_days = 30")
    ] = None
    links: Annotated[str | None, Meta(description='a CSS selector or XPath: links = "h2 > a"')] = (
        None
    )
    item_title: Annotated[
        str | None, Meta(description='a CSS selector or XPath: item_title = "h2"')
    ] = None
    item_date: Annotated[
        str | None, Meta(description='a CSS selector or XPath: item_date = "time"')
    ] = None
    item_author: Annotated[
        str | None, Meta(description='a CSS selector or XPath: item_author = ".by"')
    ] = None
    passes: Annotated[
        tuple[str, ...] | None,
        Meta(description='names of passes, or each with a minus: passes = ["-promo"]'),
    ] = None
    max_removed_share: Annotated[
        float, Meta(ge=0, le=1, description="a share from 0 to 1: max_removed_share = 0.6")
    ] = 0.6
    images: Annotated[
        Images, Meta(description='one of "keep", "lead", "none": images = "lead"')
    ] = "keep"
    rule_packs: Annotated[
        bool, Meta(description="false where no rule pack may have a say: rule_packs = false")
    ] = True
    rule_headers: Annotated[
        bool,
        Meta(description="true to send the User-Agent and Cookie of packs: rule_headers = true"),
    ] = False


class RulesTable(RuleKeys, kw_only=True):
    """Keys of ``[[rules]]``: what holds for the pages of a host, whatever source has them."""

    host: Annotated[
        str, Meta(description='a host, which stands for all below it: host = "example.org"')
    ]


class SourcesFromTable(msgspec.Struct, kw_only=True):
    """Keys of ``[[sources_from]]``; what else it holds goes to each of its sources."""

    opml: Annotated[
        str,
        Meta(min_length=1, description='a file or a web address: opml = "feeds.opml"'),
    ]


class FeedTable(msgspec.Struct, kw_only=True):
    """Keys of ``[[feed]]``: a feed combined of several sources."""

    id: Annotated[str, Meta(description='a short name for the output file: id = "everything"')]
    title: Annotated[str, Meta(min_length=1, description='the title of the feed: title = "All"')]
    sources: Annotated[
        tuple[str, ...],
        Meta(min_length=1, description='ids of sources, or "*" for all: sources = ["*"]'),
    ]
    language: Annotated[str | None, Meta(description='a language tag: language = "zh"')] = None
    max_entries: Annotated[
        int, Meta(ge=1, description="a whole number from 1: max_entries = 100")
    ] = 100


class RootTable(msgspec.Struct, kw_only=True):
    """Top level of ``config.toml``."""

    site: Annotated[dict[str, Any], Meta(description="a table [site] with title and base_url")]
    source: Annotated[
        tuple[dict[str, Any], ...],
        Meta(description="at least one [[source]] (two brackets)"),
    ] = ()
    sources_from: Annotated[
        tuple[dict[str, Any], ...],
        Meta(description="a table [[sources_from]] (two brackets) with opml"),
    ] = ()
    feed: Annotated[
        tuple[dict[str, Any], ...],
        Meta(description="a table [[feed]] (two brackets) with id, title and sources"),
    ] = ()
    rules: Annotated[
        tuple[dict[str, Any], ...],
        Meta(description="a table [[rules]] (two brackets) with a host"),
    ] = ()
    defaults: Annotated[dict[str, Any], Meta(description="a table [defaults]")] = {}
    fetch: Annotated[dict[str, Any], Meta(description="a table [fetch]")] = {}


TABLES: Final[Mapping[str, type[msgspec.Struct]]] = {
    "site": SiteTable,
    "fetch": FetchTable,
    "source": SourceTable,
    "sources_from": SourcesFromTable,
    "feed": FeedTable,
    "rules": RulesTable,
}
"""What may stand in ``config.toml``, for whoever documents it."""
