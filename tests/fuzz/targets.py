"""What is fuzzed: bytes in, and what must hold whatever they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from feedclean import parse
from feedclean.clean.finishing.sanitize import sanitize
from feedclean.clean.process import process
from feedclean.dom.markup import to_html
from feedclean.dom.tree import parse as parse_html
from feedclean.errors import ParseError
from feedclean.model.article import CleanArticle, Dropped, Failure, RawArticle, Scope, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse.encoding import decode
from feedclean.parse.feeds.feed import parse_feed
from feedclean.rules.ftr import read_rules, trials_in
from feedclean.rules.pack import rules_of_files
from tests.cleaning import EN, PLAN, raw_article
from tests.hostile.harm import harm

CORPUS: Final = Path(__file__).parent / "corpus"
"""One folder per target."""
_SOURCE: Final = Source(id=SourceId("s"), kind=SourceKind.DUMP, location="a", title="S")
_EXPECTED: Final = ("ParseError", "UnknownDialect", "NotAFeed")


def dialects(data: bytes) -> None:
    """Any bytes are articles, or a failure that was meant."""
    capture = Capture(
        source=SourceId("s"),
        location="a",
        body=data,
        media_type=None,
        charset=None,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    for outcome in parse.read(capture, _SOURCE):
        if isinstance(outcome, Failure):
            assert outcome.error in _EXPECTED, outcome
        else:
            assert isinstance(outcome, RawArticle)
            assert outcome.meta.id


def feeds(data: bytes) -> None:
    """Any text is a feed, or is told not to be one."""
    try:
        feed = parse_feed(decode(data, None).text, "a")
    except ParseError:
        return
    for record in feed.records:
        assert all(isinstance(body.text, str) for body in record.bodies)


def processing(data: bytes) -> None:
    """Any markup is cleaned; no text is lost, and what is left is sound."""
    html = data[1:].decode("utf-8", "replace")
    scope = Scope.PAGE if data[:1] and data[0] % 2 else Scope.FRAGMENT
    article = process(raw_article(html, scope), PLAN)
    assert isinstance(article, CleanArticle), article
    stats, taken = article.stats, sum(removal.chars for removal in article.removals)
    assert stats.chars_in + stats.chars_written == stats.chars_out + taken
    assert sanitize(article.html).strip() == article.html
    assert sanitize(to_html(parse_html(article.html))).strip() == article.html


def sanitizer(data: bytes) -> None:
    """Whatever stands between two paragraphs, nothing leaves but what is allowed."""
    article = process(raw_article(f"{EN}{data.decode('utf-8', 'replace')}{EN}"), PLAN)
    assert isinstance(article, CleanArticle), article
    assert harm(article.html) == []


def rules(data: bytes) -> None:
    """Any text is a rule file and any markup a page: lines it costs, and text never."""
    text, _, html = data.decode("utf-8", "replace").partition("\f")
    file = read_rules(text, "example.org.txt")
    lines = [rule.line for rule in file.rules]
    assert lines == sorted(lines)
    assert not set(lines) & {remark.line for remark in file.remarks}
    assert len(trials_in(file)) <= len(lines)
    plan = replace(PLAN, rules=(rules_of_files([file], "fuzz"),))
    article = process(raw_article(html or EN, Scope.PAGE), plan)
    if isinstance(article, Dropped):
        return  # it is paid for, as a rule told
    assert isinstance(article, CleanArticle), article
    stats, taken = article.stats, sum(removal.chars for removal in article.removals)
    assert stats.chars_in + stats.chars_written == stats.chars_out + taken
    assert harm(article.html) == []


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "dialects": dialects,
    "feeds": feeds,
    "process": processing,
    "rules": rules,
    "sanitizer": sanitizer,
}
