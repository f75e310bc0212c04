"""In which language articles are, and a feed of them: as declared, else as their letters tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from feedclean.model.article import ArticleMeta, CleanArticle
from feedclean.text import language_of_script

_MOST: Final = 0.75
"""Share of entries whose language is that of the feed: a title in English is usual anywhere."""
_BY_DEFAULT: Final = "en"
"""What programs declare that nobody has told another language."""


def language_of(meta: ArticleMeta) -> str | None:
    """The language declared; where none is, or but English, that of the title's script."""
    told = meta.language
    if told is not None and primary(told) != _BY_DEFAULT:
        return told
    return language_of_script(meta.title) or told


def common_language(entries: Sequence[CleanArticle]) -> str | None:
    """The language of all entries or of most; only what their tags share, where these differ."""
    spoken = [found for entry in entries if (found := language_of(entry.meta))]
    counts = Counter(map(primary, spoken))
    if not counts:
        return None
    most = min(counts, key=lambda one: (-counts[one], one))
    if counts[most] < _MOST * len(entries):
        return None
    tags = {tag for tag in spoken if primary(tag) == most}
    return tags.pop() if len(tags) == 1 else most


def credible(declared: str | None, entries: Iterable[CleanArticle]) -> str | None:
    """What upstream declares of a feed, unless that is English and most titles are not."""
    if declared is None or primary(declared) != _BY_DEFAULT:
        return declared
    titles = [entry.meta.title for entry in entries]
    others = sum(language_of_script(title) is not None for title in titles)
    return None if titles and others >= _MOST * len(titles) else declared


def in_own_language(article: CleanArticle) -> CleanArticle:
    """An article of a feed that calls itself English, and is not; in the language of its title."""
    return replace(article, meta=replace(article.meta, language=language_of(article.meta)))


def primary(tag: str) -> str:
    """The language of a tag, without region and script."""
    return tag.replace("_", "-").partition("-")[0].lower()
