"""Several copies of one article become one entry; different articles never do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Final

from feedclean.codec import digest, digest_of
from feedclean.dom.tree import parse, raw_text
from feedclean.generate.titles import title_key
from feedclean.model.article import ArticleId, CleanArticle, Dropped
from feedclean.model.removal import RuleId
from feedclean.text import shared, squeeze
from feedclean.urls import canonical

SAME_ID_SHARE: Final = 0.3
"""Shared text above which equal ids or addresses mean one article at two times. Low, because the id
speaks for it; not zero, because dumps exist in which every article carries one address, and then
taking the id's word would lose all texts but one."""
SAME_TITLE_SHARE: Final = 0.9
"""The same where only the titles agree. High, because daily notices share title and phrasing; the
same figures are asked for as well, because these notices differ by little else."""
SAME_TITLE_APART: Final = timedelta(days=3)
"""Copies under two addresses appear together; what returns later is a new article, unless its text
adds nothing."""
FULL_SHARE: Final = 0.8
"""A version with less than this share of the fullest one's text or images is a cut one."""

_SHORT: Final = 40
"""Below so many characters a text says too little to be told from another by it."""
_MOST_COMPARED: Final = 50
"""Keeps a source that gives thousands of articles one title from taking quadratic time."""
_NEVER: Final = datetime.max.replace(tzinfo=UTC)
_EVER: Final = datetime.min.replace(tzinfo=UTC)
_NONE_SEEN: Final[Mapping[ArticleId, datetime]] = {}
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Distinct:
    """Articles without copies, and the copies."""

    articles: tuple[CleanArticle, ...]
    """No two with one id; in no order that means anything, but always the same."""
    dropped: tuple[Dropped, ...]
    """Each reason names the article that stands for it."""
    renamed: tuple[tuple[ArticleId, ArticleId], ...] = ()
    """Ids that were given here, and those the articles had."""


@dataclass(slots=True)
class _Candidate:
    """An article with what comparing needs, worked out when first asked for."""

    article: CleanArticle
    rank: int
    """0 is the oldest."""
    copy_of: _Candidate | None = None
    why: str = ""
    _text: str | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = squeeze(raw_text(parse(self.article.html)))
        return self._text

    @property
    def first(self) -> _Candidate:
        first = self
        while first.copy_of is not None:
            first = first.copy_of
        return first


def distinct(
    articles: Sequence[CleanArticle], first_seen: Mapping[ArticleId, datetime] = _NONE_SEEN
) -> Distinct:
    """The articles with every copy but one left out; the same for any order of the input.

    The first of several copies is the one we saw first, then the one published first: what readers
    have seen under one id must not come to them under another because an older copy turned up.
    Articles ``first_seen`` does not name were there from the start.

    Copies are articles that share an id, an address or a title (but for marks such as ``(组图)``)
    and the text as well. Of the copies the latest full version stands, as an entry of the source of
    the first, under its id and publication date. Articles that share an id and nothing else are
    both kept; the later one gets an id of its own.
    """
    candidates = [
        _Candidate(article, rank) for rank, article in enumerate(_by_age(articles, first_seen))
    ]
    for key, alike in (
        (_id, _same_by_id),
        (_address, _same_by_address),
        (lambda article: title_key(article.meta.title), _same_by_title),
    ):
        for bucket in _buckets(candidates, key):
            _pair_up(bucket, alike)
    groups: dict[int, list[_Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(id(candidate.first), []).append(candidate)
    kept: list[CleanArticle] = []
    dropped: list[Dropped] = []
    renamed: list[tuple[ArticleId, ArticleId]] = []
    taken: set[str] = set()
    for group in groups.values():
        best = _best(group)
        first = _under_first(best, group)
        stands = _own_id(first, best, taken)
        taken.add(stands.meta.id)
        if stands is not first:
            renamed.append((stands.meta.id, first.meta.id))
        kept.append(stands)
        dropped.extend(_dropped(group, best, stands.meta.id))
    return Distinct(articles=tuple(kept), dropped=tuple(dropped), renamed=tuple(renamed))


def _by_age(
    articles: Sequence[CleanArticle], first_seen: Mapping[ArticleId, datetime]
) -> Iterator[CleanArticle]:
    """Oldest first, undated last; by content where date and id agree."""

    def age(article: CleanArticle) -> tuple[datetime, datetime, str]:
        return (first_seen.get(article.meta.id, _EVER), *_age(article))

    for _, run in groupby(sorted(articles, key=age), key=age):
        same = list(run)
        yield from sorted(same, key=digest_of) if len(same) > 1 else same


def _age(article: CleanArticle) -> tuple[datetime, str]:
    return (article.meta.published or article.meta.updated or _NEVER, article.meta.id)


def _id(article: CleanArticle) -> str:
    return article.meta.id


def _address(article: CleanArticle) -> str:
    """The scheme aside: the same page answers to http and https."""
    url = article.meta.url
    return canonical(url).partition("://")[2].rstrip("/") if url else ""


def _buckets(
    candidates: Sequence[_Candidate], key: Callable[[CleanArticle], str]
) -> Iterator[list[_Candidate]]:
    buckets: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        name = key(candidate.article)
        if name:
            buckets.setdefault(name, []).append(candidate)
    return (bucket for bucket in buckets.values() if len(bucket) > 1)


_Alike = Callable[[_Candidate, _Candidate], str | None]
"""Why the second is a copy of the first; None if it is not."""


def _pair_up(bucket: Sequence[_Candidate], alike: _Alike) -> None:
    """Marks each article as a copy of an earlier one of the bucket, where it is one."""
    seen: list[_Candidate] = []
    for candidate in bucket:
        for earlier in seen[-_MOST_COMPARED:]:
            if candidate.first is earlier.first:
                break
            why = alike(earlier, candidate)
            if why is not None:
                first, later = sorted((candidate.first, earlier.first), key=_rank)
                later.copy_of = first
                candidate.why = why
                break
        else:
            seen.append(candidate)


def _rank(candidate: _Candidate) -> int:
    return candidate.rank


def _same_by_id(a: _Candidate, b: _Candidate) -> str | None:
    return _same_by(a, b, "id")


def _same_by_address(a: _Candidate, b: _Candidate) -> str | None:
    return _same_by(a, b, "address")


def _same_by(a: _Candidate, b: _Candidate, what: str) -> str | None:
    if min(len(a.text), len(b.text)) < _SHORT:
        same = title_key(a.article.meta.title) == title_key(b.article.meta.title)
        return f"same {what} and title" if same else None
    return _told(a, b, f"same {what}", SAME_ID_SHARE)


def _same_by_title(a: _Candidate, b: _Candidate) -> str | None:
    if min(len(a.text), len(b.text)) < _SHORT:
        return "same title and content" if a.article.html == b.article.html else None
    one, other = a.article.meta.published, b.article.meta.published
    apart = abs(one - other) if one is not None and other is not None else timedelta(0)
    alike = apart <= SAME_TITLE_APART and _same_figures(a, b)
    needed = SAME_TITLE_SHARE if alike else 1.0
    return _told(a, b, "same title", needed)


def _told(a: _Candidate, b: _Candidate, what: str, needed: float) -> str | None:
    share = shared(a.text, b.text)
    return f"{what}, {share:.0%} of the shorter text is in the longer" if share >= needed else None


def _same_figures(a: _Candidate, b: _Candidate) -> bool:
    """Whether one text has no number that the other lacks."""
    one, other = (set(_NUMBER.findall(candidate.text)) for candidate in (a, b))
    return one <= other or other <= one


def _best(group: Sequence[_Candidate]) -> _Candidate:
    """The latest of the versions that are not cut short."""
    if len(group) == 1:
        return group[0]
    most = max(len(candidate.text) for candidate in group)
    full = [c for c in group if len(c.text) >= FULL_SHARE * most]
    images = max(c.article.stats.images_out for c in full)
    rich = [c for c in full if c.article.stats.images_out >= FULL_SHARE * images]
    return max(rich, key=_version)


def _version(candidate: _Candidate) -> tuple[float, int, int, int]:
    article = candidate.article
    when = article.meta.updated or article.meta.published
    return (
        when.timestamp() if when is not None else float("-inf"),
        article.stats.chars_out,
        len(article.meta.title),
        -candidate.rank,
    )


def _under_first(best: _Candidate, group: Sequence[_Candidate]) -> CleanArticle:
    """The best version as the entry readers may have seen already: same id, feed and date.

    A letter has no address; that of the page it was put on as well will do.
    """
    meta, own = group[0].article.meta, best.article.meta
    published = meta.published or own.published
    urls = [own.url] if meta.source == own.source else [meta.url, own.url]
    others = (one.article.meta.url for one in group)
    url = next(filter(None, (*urls, *others)), None)
    if (meta.id, meta.source, published, url) == (own.id, own.source, own.published, own.url):
        return best.article
    told = replace(own, id=meta.id, source=meta.source, url=url, published=published)
    return replace(best.article, meta=told)


def _own_id(article: CleanArticle, best: _Candidate, taken: set[str]) -> CleanArticle:
    """The article, with an addition to its id where another article has that id.

    The addition comes from title and beginning of the text: nothing else tells the two apart.
    """
    base = article.meta.id
    if base not in taken:
        return article
    mark = digest(title_key(article.meta.title), best.text[:200])
    own = ArticleId(f"{base}{'-' if '#' in base else '#'}{mark[:12]}")
    while own in taken:
        own = ArticleId(f"{own}-2")
    return replace(article, meta=replace(article.meta, id=own))


def _dropped(group: Sequence[_Candidate], best: _Candidate, stands: str) -> Iterator[Dropped]:
    whys = [candidate.why for candidate in group if candidate.why]
    for candidate in group:
        if candidate is not best:
            why, meta = candidate.why or whys[0], candidate.article.meta
            under = "the same id" if stands == meta.id else stands
            yield Dropped(
                meta=meta,
                rule=RuleId("feed/duplicate"),
                reason=f"another version stands under {under}: {why}",
            )
