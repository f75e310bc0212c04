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
_OPTIONS = CleanOptions()
_META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def page(html_bytes: bytes, url: str) -> str:
    """The article of a web page, as HTML."""
    return cleaned_page(html_bytes, url).html


def dump(raw_bytes: bytes, hint: Mapping[str, str]) -> dict[str, Any]:
    """The first article of one raw dump, with its metadata."""
    article = cleaned_dump(raw_bytes, hint)
    return _result(article) if article is not None else {}


def source(dumps: Iterable[tuple[str, bytes]], hint: Mapping[str, str]) -> dict[str, Any]:
    """The articles of a whole source by file name, cleaned with what they have in common."""
    return {name: _result(article) for name, article in cleaned_source(dumps, hint).items()}


def cleaned_page(html_bytes: bytes, url: str, options: CleanOptions = _OPTIONS) -> CleanArticle:
    """The article of a web page, with the records of what was removed."""
    raw = read_page(html_bytes, url)
    outcome = process(raw, CleanPlan(source=raw.meta.source, options=options))
    if not isinstance(outcome, CleanArticle):
        raise RuntimeError(str(outcome))  # noqa: TRY004 - an outcome, not a wrong type
    return outcome


def read_page(html_bytes: bytes, url: str) -> RawArticle:
    """A web page, read and not yet cleaned."""
    declared = _META_CHARSET.search(html_bytes[:4096])
    text = decode(html_bytes, declared.group(1).decode("ascii") if declared else None).text
    source = SourceId("page")
    return RawArticle(
        meta=ArticleMeta(id=ArticleId(url or "page"), source=source, url=url or None, title=""),
        html=text,
        scope=Scope.PAGE,
        origin=Origin(dialect="html-page", location=url),
    )


def cleaned_dump(
    raw_bytes: bytes, hint: Mapping[str, str], options: CleanOptions = _OPTIONS
) -> CleanArticle | None:
    """The first clean article of one raw dump; None where there is none."""
    origin = _source(hint.get("source", "dump"))
    for raw in _read([(hint["file"], raw_bytes)], origin):
        outcome = process(raw, CleanPlan(source=origin.id, options=options))
        if isinstance(outcome, CleanArticle):
            return outcome
    return None


def read_dump(raw_bytes: bytes, hint: Mapping[str, str]) -> RawArticle | None:
    """The first article of one raw dump, read and not yet cleaned."""
    origin = _source(hint.get("source", "dump"))
    return next(_read([(hint["file"], raw_bytes)], origin), None)


def cleaned_source(
    dumps: Iterable[tuple[str, bytes]], hint: Mapping[str, str], options: CleanOptions = _OPTIONS
) -> dict[str, CleanArticle]:
    """The clean articles of a whole source by file name."""
    origin = _source(hint["source"])
    raws = read_source(dumps, hint)
    template = learn(origin.id, raws)
    plan = CleanPlan(source=origin.id, options=options, template=template)
    found: dict[str, CleanArticle] = {}
    for raw in raws:
        outcome = process(raw, plan)
        if isinstance(outcome, CleanArticle):
            found.setdefault(raw.origin.location, outcome)
    return found


def read_source(dumps: Iterable[tuple[str, bytes]], hint: Mapping[str, str]) -> list[RawArticle]:
    """The articles of a whole source, read and not yet cleaned."""
    return list(_read(dumps, _source(hint["source"])))


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
