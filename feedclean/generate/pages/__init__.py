"""Feeds → pages one can read in a browser: static, and complete without anything loaded."""

from feedclean.generate.pages.addresses import anchor, article_path, index_path, page_path
from feedclean.generate.pages.article import render_article_pages
from feedclean.generate.pages.feed import render_page
from feedclean.generate.pages.index import render_index

__all__ = [
    "anchor",
    "article_path",
    "index_path",
    "page_path",
    "render_article_pages",
    "render_index",
    "render_page",
]
