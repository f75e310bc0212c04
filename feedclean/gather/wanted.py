"""Pages that are wanted, and those had before that their feed says have changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from feedclean.codec import digest
from feedclean.dom.tree import let_go, parse, raw_text
from feedclean.gather.base import Context
from feedclean.gather.due import LONGEST
from feedclean.model.article import ArticleMeta
from feedclean.model.memory import FetchRecord
from feedclean.text import fold

_REST: Final = timedelta(hours=1)
"""After a page was asked for again, before it may be once more; then twice as long each time."""
_FORGIVEN: Final = timedelta(days=7)
"""A page left alone for so long is asked for again as if it never had been."""
_A_FEW: Final = 3
_MOST: Final = 0.5
"""Share of its pages a feed may call changed at once: one that writes its dates or texts anew with
every answer calls all of them so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An article whose page is wanted, and the text that stands in for it, if there is any."""

    listed: ArticleMeta
    html: str | None = None
    said: str = ""
    """Digest of what its feed or list says that changes with the article; empty: not known."""


def wanted(listed: ArticleMeta, html: str | None = None) -> Wanted:
    """An article of a feed or a list, with what they say of its version."""
    return Wanted(listed=listed, html=html, said=_said(listed, html))


def _said(listed: ArticleMeta, html: str | None) -> str:
    """What a feed says that changes with an article: when it was, its title, its text.

    A list may write anything beside a link, such as how many have read it; of it the date counts.
    """
    updated = "" if listed.updated is None else listed.updated.isoformat()
    if html is None:
        return digest(updated)
    root = parse(html)
    text = fold(raw_text(root))
    let_go(root)
    return digest(updated, fold(listed.title), text)


def heed(context: Context, items: Sequence[Wanted]) -> None:
    """Has pages wait to be asked for once more that were had and that their feed says have changed.

    None of them where it says so of most: then it is the feed that is written anew each time.
    """
    known = []
    for item in items:
        record = None if item.listed.url is None else context.book.get(item.listed.url)
        if item.said and record is not None and record.digest is not None:
            known.append((item, record))
    changed = [record.said not in ("", item.said) for item, record in known]
    is_believed = sum(changed) <= max(_A_FEW, _MOST * len(known))
    for (item, record), is_another in zip(known, changed, strict=True):
        told = replace(record, said=item.said)
        if is_another and is_believed:
            told = replace(told, listed=item.listed, failures=0)
        context.book.put(told)


def is_awaited(record: FetchRecord) -> bool:
    """Whether a page that was had is to be asked for once more."""
    return record.digest is not None and record.listed is not None


def after_asking_again(record: FetchRecord, now: datetime) -> datetime | None:
    """Before when a page that was had is not asked for once more; None for one had just now."""
    if record.digest is None or record.last_fetched is None:
        return None
    last, due = record.last_fetched, record.next_due
    rest = timedelta() if due is None or now - last > _FORGIVEN else 2 * (due - last)
    return now + min(LONGEST, max(_REST, rest))
