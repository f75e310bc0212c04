"""A published entry to what a case is made of, from what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from typing import Final

from feedclean.clean.digests import raw_digest
from feedclean.config.values import Config
from feedclean.errors import GoldenError
from feedclean.golden.accept import Subject
from feedclean.golden.compare import Difference, compare
from feedclean.golden.shape import shape_of
from feedclean.golden.values import Given
from feedclean.model.article import NOBODY, ArticleId, CleanArticle, Digest, RawArticle
from feedclean.model.entry import Standing
from feedclean.model.source import Capture, Source
from feedclean.parse import read
from feedclean.state.edition import edition
from feedclean.state.opening import look_in
from feedclean.text import excerpt, printable
from feedclean.work.captures import text_of_feed
from feedclean.work.lists import with_lists
from feedclean.work.lookback import Outlook, Past, last_part, look_back, recall, search
from feedclean.work.place import Tools, no_network

_SHOWN: Final = 8
"""Entries listed."""
_TITLE: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An entry as a subject, and as it is published."""

    subject: Subject
    published: CleanArticle
    is_same: bool
    """Whether the capture is the one the published text was made of."""


@contextmanager
def outlook(config: Config, now: datetime) -> Iterator[Outlook]:
    """The state of a configuration, with the sources of its lists as they are remembered."""
    with look_in(config.site.state) as store:
        tools = Tools(now=now, fetch=no_network)
        listed = with_lists(config, tools, store)
        yield Outlook(config=listed.config, store=store, edition=edition(), now=now)


def entry_subject(wanted: str, sources: Sequence[Source], view: Outlook) -> Kept | None:
    """What a published entry was made of; None where no entry is called so.

    Raises: GoldenError, where several are, or what it was made of is not kept.
    """
    found = search(wanted, sources, view)
    if not found:
        return None
    if len(found) > 1:
        raise GoldenError(wanted, candidates(found))
    [(past, one)] = found
    return _kept(past, one, view)


def candidates(found: Iterable[tuple[Past, Standing]]) -> str:
    """What to say where several entries are meant."""
    some = sorted(found, key=lambda one: (one[0].source.id, place_in_file(one[1])))
    lines = [
        f"\n  {past.source.id}: {printable(one.entry.id)}  "
        f"“{excerpt(printable(one.article.meta.title), _TITLE)}”"
        for past, one in some[:_SHOWN]
    ]
    if len(some) > _SHOWN:
        lines.append(f"\n  … and {len(some) - _SHOWN} more")
    told = "entries are called so; name one by its id, with --source, or --entry N of a file"
    return f"{len(some)} {told}:{''.join(lines)}"


def place_in_file(one: Standing) -> tuple[int, str]:
    """What entries of one file are sorted by."""
    numbers = [name.rpartition("#")[2] for name in one.entry.names if name.startswith("place:")]
    return min((int(n) for n in numbers if n.isdigit()), default=0), one.entry.id


def template_subject(subject: Subject, view: Outlook) -> Subject:
    """The subject with what has been learned of its source."""
    known = {source.id: source for source in view.config.sources}
    owner = known.get(subject.given.source or NOBODY)
    if owner is None:
        return subject
    return replace(subject, template=look_back(owner, view).plan.template)


def nearest_entries(wanted: str, sources: Sequence[Source], view: Outlook) -> list[str]:
    """Ids and addresses that are spelt much like something, most alike first, three at most.

    What is meant may also be typed in short: ``hp-4`` for ``harbor-post-4``.
    """
    entries = [one for source in sources for one in view.store.recall(source.id).entries]
    urls = {name[4:] for one in entries for name in one.names if name.startswith("url:")}
    close = get_close_matches(wanted, sorted({one.id for one in entries} | urls), n=3)
    if close:
        return close
    tails = {last_part(one.id).casefold(): one.id for one in entries}
    typed = wanted.casefold()
    near = get_close_matches(typed, sorted(tails), n=3)
    short = sorted(
        (tail for tail in tails if _is_short_for(typed, tail)), key=lambda t: (len(t), t)
    )
    return [str(tails[tail]) for tail in (near or short)[:3]]


def _is_short_for(short: str, word: str) -> bool:
    """Whether its letters come in a word in their order, from its first one on."""
    rest = iter(word)
    return len(short) > 1 and word[:1] == short[0] and all(letter in rest for letter in short)


def unlike_published(kept: Kept, article: CleanArticle) -> Difference:
    """What a case says otherwise than what is published; ids and dates aside, which stand."""
    own = kept.published.meta
    meta = replace(article.meta, id=own.id, published=own.published, updated=own.updated)
    return compare(shape_of(kept.published), shape_of(replace(article, meta=meta)))


def _kept(past: Past, one: Standing, view: Outlook) -> Kept:
    [recalled] = recall(past, [one], view)
    capture, raw = recalled.capture, recalled.raw
    if capture is None or raw is None:
        raise GoldenError(one.entry.id, f"{recalled.missing}; accept its file or address instead")
    if recalled.page is not None:
        capture = text_of_feed(capture) or capture
    given = Given(
        location=capture.location,
        now=capture.captured_at,
        source=past.source.id,
        entry=_number(capture, past.source, raw_digest(raw), one.entry.id),
        media_type=capture.media_type,
        charset=capture.charset,
        listed=capture.listed,
    )
    subject = Subject(given=given, body=capture.body, template=past.plan.template)
    return Kept(subject=subject, published=one.article, is_same=recalled.is_same)


def _number(capture: Capture, source: Source, wanted: Digest, name: ArticleId) -> int:
    """Which article of a capture it is, from 1."""
    for number, article in enumerate(read(capture, source), 1):
        if isinstance(article, RawArticle) and raw_digest(article) == wanted:
            return number
    raise GoldenError(name, f"{capture.location} is kept, but holds it in another form now")
