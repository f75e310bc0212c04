"""feedclean: a feed republisher that strips boilerplate.

The public names below are imported when they are first used, so that ``import feedclean`` is free.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from feedclean.api import Reading, build, extract, extract_all
    from feedclean.clean.process import bind, process
    from feedclean.conductor import Order, Tools, build_site
    from feedclean.config import Config, load_config
    from feedclean.errors import (
        CleanError,
        ConfigError,
        FeedcleanError,
        GatherError,
        ParseError,
        StateError,
    )
    from feedclean.extraction import extract_articles
    from feedclean.model.article import (
        ArticleMeta,
        Author,
        CleanArticle,
        CleanStats,
        Dropped,
        Enclosure,
        Failure,
        Origin,
        Outcome,
        RawArticle,
        Scope,
        SourceId,
    )
    from feedclean.model.output import BuildReport, Feed, Rendered, SourceReport
    from feedclean.model.plan import CleanOptions, CleanPlan
    from feedclean.model.removal import Removal
    from feedclean.model.source import Capture, Source, SourceKind
    from feedclean.parse import read

__version__ = "0.1.0"

__all__ = [
    "ArticleMeta",
    "Author",
    "BuildReport",
    "Capture",
    "CleanArticle",
    "CleanError",
    "CleanOptions",
    "CleanPlan",
    "CleanStats",
    "Config",
    "ConfigError",
    "Dropped",
    "Enclosure",
    "Failure",
    "Feed",
    "FeedcleanError",
    "GatherError",
    "Order",
    "Origin",
    "Outcome",
    "ParseError",
    "RawArticle",
    "Reading",
    "Removal",
    "Rendered",
    "Scope",
    "Source",
    "SourceId",
    "SourceKind",
    "SourceReport",
    "StateError",
    "Tools",
    "__version__",
    "bind",
    "build",
    "build_site",
    "extract",
    "extract_all",
    "extract_articles",
    "load_config",
    "process",
    "read",
]

_HOME: Final = {
    "api": ("Reading", "build", "extract", "extract_all"),
    "clean.process": ("bind", "process"),
    "conductor": ("Order", "Tools", "build_site"),
    "config": ("Config", "load_config"),
    "errors": (
        "CleanError",
        "ConfigError",
        "FeedcleanError",
        "GatherError",
        "ParseError",
        "StateError",
    ),
    "extraction": ("extract_articles",),
    "model.article": (
        "ArticleMeta",
        "Author",
        "CleanArticle",
        "CleanStats",
        "Dropped",
        "Enclosure",
        "Failure",
        "Origin",
        "Outcome",
        "RawArticle",
        "Scope",
        "SourceId",
    ),
    "model.output": ("BuildReport", "Feed", "Rendered", "SourceReport"),
    "model.plan": ("CleanOptions", "CleanPlan"),
    "model.removal": ("Removal",),
    "model.source": ("Capture", "Source", "SourceKind"),
    "parse": ("read",),
}
"""Which module a public name lives in."""


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"feedclean.{module}"), name)
    raise AttributeError(f"module 'feedclean' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, also those that nobody has used yet."""
    return sorted(__all__)
