"""feedclean in the three shapes that extraction scorers call: a page, a dump, a whole source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from feedclean import parse
from feedclean.clean import process
from feedclean.learn import learn
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    CleanArticle,
    Origin,
    RawArticle,
    Scope,
    SourceId,
)
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse.encoding import decode

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def page(html_bytes: bytes, url: str) -> str:
    """The article of a web page, as HTML."""
    declared = _META_CHARSET.search(html_bytes[:4096])
    text = decode(html_bytes, declared.group(1).decode("ascii") if declared else None).text
    source = SourceId("page")
    raw = RawArticle(
        meta=ArticleMeta(id=ArticleId(url or "page"), source=source, url=url or None, title=""),
        html=text,
        scope=Scope.PAGE,
        origin=Origin(dialect="html-page", location=url),
    )
    outcome = process(raw, CleanPlan(source=source, options=CleanOptions()))
    if not isinstance(outcome, CleanArticle):
        raise RuntimeError(str(outcome))  # noqa: TRY004 - an outcome, not a wrong type
    return outcome.html


def dump(raw_bytes: bytes, hint: Mapping[str, str]) -> dict[str, Any]:
    """The first article of one raw dump, with its metadata."""
    origin = _source(hint.get("source", "dump"))
    for raw in _read([(hint["file"], raw_bytes)], origin):
        outcome = process(raw, CleanPlan(source=origin.id, options=CleanOptions()))
        if isinstance(outcome, CleanArticle):
            return _result(outcome)
    return {}


def source(dumps: Iterable[tuple[str, bytes]], hint: Mapping[str, str]) -> dict[str, Any]:
    """The articles of a whole source by file name, cleaned with what they have in common."""
    origin = _source(hint["source"])
    raws = list(_read(dumps, origin))
    template = learn(origin.id, raws)
    plan = CleanPlan(source=origin.id, options=CleanOptions(), template=template)
    found: dict[str, Any] = {}
    for raw in raws:
        outcome = process(raw, plan)
        if isinstance(outcome, CleanArticle):
            found.setdefault(raw.origin.location, _result(outcome))
    return found


def _source(name: str) -> Source:
    return Source(id=SourceId(name), kind=SourceKind.DUMP, location=name, title=name)


def _read(dumps: Iterable[tuple[str, bytes]], origin: Source) -> Iterator[RawArticle]:
    for location, body in dumps:
        capture = Capture(
            source=origin.id,
            location=location,
            body=body,
            media_type=None,
            charset=None,
            captured_at=_EPOCH,
        )
        yield from (raw for raw in parse.read(capture, origin) if isinstance(raw, RawArticle))


def _result(article: CleanArticle) -> dict[str, Any]:
    meta = article.meta
    return {
        "title": meta.title,
        "published": _written(meta),
        "authors": [author.name for author in meta.authors],
        "url": meta.url,
        "html": article.html,
    }


def _written(meta: ArticleMeta) -> str | None:
    """The publication date as exactly as the source wrote it: a moment, or only a day."""
    if meta.published is None:
        return None
    day_only = dict(meta.evidence).get("published", "").endswith("day only")
    return meta.published.date().isoformat() if day_only else meta.published.isoformat()
