"""feedclean: a feed republisher that strips boilerplate.

The public names below are imported when they are first used, so that ``import feedclean`` is free.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from feedclean.build import Order, Tools, build_site
    from feedclean.clean.process import bind, process
    from feedclean.config import Config, load_config
    from feedclean.extract import extract_articles
    from feedclean.model.article import ArticleMeta, CleanArticle, Dropped, Failure, RawArticle
    from feedclean.model.output import BuildReport, Feed, Rendered, SourceReport
    from feedclean.model.plan import CleanOptions, CleanPlan
    from feedclean.model.removal import Removal
    from feedclean.model.source import Capture, Source, SourceKind

__version__ = "0.1.0"

__all__ = [
    "ArticleMeta",
    "BuildReport",
    "Capture",
    "CleanArticle",
    "CleanOptions",
    "CleanPlan",
    "Config",
    "Dropped",
    "Failure",
    "Feed",
    "Order",
    "RawArticle",
    "Removal",
    "Rendered",
    "Source",
    "SourceKind",
    "SourceReport",
    "Tools",
    "__version__",
    "bind",
    "build_site",
    "extract_articles",
    "load_config",
    "process",
]

_HOME: Final = {
    "build": ("Order", "Tools", "build_site"),
    "clean.process": ("bind", "process"),
    "config": ("Config", "load_config"),
    "extract": ("extract_articles",),
    "model.article": ("ArticleMeta", "CleanArticle", "Dropped", "Failure", "RawArticle"),
    "model.output": ("BuildReport", "Feed", "Rendered", "SourceReport"),
    "model.plan": ("CleanOptions", "CleanPlan"),
    "model.removal": ("Removal",),
    "model.source": ("Capture", "Source", "SourceKind"),
}
"""Which module a public name lives in."""


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"feedclean.{module}"), name)
    raise AttributeError(f"module 'feedclean' has no attribute {name!r}")
