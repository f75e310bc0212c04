"""What comes in of a source, held against what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from feedclean.model.article import ArticleId, ArticleMeta, Digest, SourceId
from feedclean.model.entry import Kept, SourceMemory
from feedclean.model.source import FEED_ENTRY, Capture, Source, SourceKind
from feedclean.work.intake import Intake

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SOURCE = Source(
    id=SourceId("s"), title="S", kind=SourceKind.SITEMAP, location="https://x.example/map.xml"
)


class Counting(tuple[Kept, ...]):
    """Captures that know how often somebody went through them."""

    __slots__ = ()
    times = 0

    def __iter__(self) -> Iterator[Kept]:
        Counting.times += 1
        return super().__iter__()


def listed(number: int) -> ArticleMeta:
    url = f"https://x.example/{number}"
    return ArticleMeta(id=ArticleId(url), source=SOURCE.id, url=url, title="Quay")


def kept(number: int, media_type: str, body: str) -> Kept:
    return Kept(
        location=f"https://x.example/{number}",
        body=Digest(body),
        mark=Digest("mark"),
        raws=(),
        media_type=media_type,
        charset=None,
        captured_at=NOW,
        listed=listed(number),
        fallback=None,
    )


def page(number: int) -> Capture:
    return Capture(
        source=SOURCE.id,
        location=f"https://x.example/{number}",
        body=b"<p></p>",
        media_type="text/html",
        charset=None,
        captured_at=NOW,
        listed=listed(number),
    )


def test_texts_of_a_feed_are_found_for_many_pages_without_going_through_all_for_each() -> None:
    captures = [kept(number, FEED_ENTRY, f"text {number}") for number in range(30)]
    captures.append(kept(30, "text/html", "a page"))
    memory = SourceMemory(
        source=SOURCE.id,
        is_new=False,
        plan=Digest(""),
        basis=Digest(""),
        feed=Digest(""),
        outputs=(),
        published=0,
        entries=(),
        captures=Counting(captures),
        records=(),
    )
    stored = {Digest(f"text {number}"): f"<p>{number}".encode() for number in range(29)}
    Counting.times = 0
    intake = Intake(source=SOURCE, memory=memory, edition=Digest("e"), stored=stored.get)

    found = [intake._with_text_of_feed(page(number)) for number in range(31)]

    assert [one.fallback_html for one in found[:29]] == [f"<p>{number}" for number in range(29)]
    assert [one.fallback_html for one in found[29:]] == [None, None]  # of these none is kept
    assert Counting.times == 1
