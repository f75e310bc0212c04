"""What says that an article is to be cleaned anew: digests of all that cleaning sees of it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from feedclean import codec
from feedclean.clean.metadata.long_lists import first_names
from feedclean.clean.template import essence
from feedclean.model.article import ArticleMeta, Digest, Fingerprint, RawArticle
from feedclean.model.plan import CleanPlan
from feedclean.text import utf8

CLEANER_VERSION: Final = "1"
"""Part of every plan fingerprint: a better cleaner redoes everything by itself."""
_LONGEST_ENTRY: Final = 20_000
"""Characters of markup that are remembered with their digest."""
_LONGEST_TOLD: Final = 20_000
"""Characters of title and summary, in metadata that is remembered as JSON."""


def fingerprint(raw: RawArticle, plan: CleanPlan, mark: Digest | None = None) -> Fingerprint:
    """What says "same as last time" for an article under a plan, whose digest may be known."""
    return Fingerprint(raw=raw_digest(raw), plan=mark or plan_digest(plan))


def raw_digest(raw: RawArticle) -> Digest:
    """Digest of all that cleaning sees of an article.

    Where it was read from is left out: each new entry on top of a feed shifts all others.
    """
    return _of_entry(raw) if _is_short(raw) else _digest_of(raw)


def _is_short(raw: RawArticle) -> bool:
    """Whether an article may be remembered with its digest: 128 of them are 3 MB at most."""
    return len(raw.html) <= _LONGEST_ENTRY and not raw.more and _is_brief(raw.meta)


@lru_cache(maxsize=128)  # asked for when an entry is read, and when it has been cleaned
def _of_entry(raw: RawArticle) -> Digest:
    return _digest_of(raw)


def _digest_of(raw: RawArticle) -> Digest:
    # html apart: as JSON a page of 250 kB took 2 ms, as it is 0.2
    further = (raw.base or "", *(text for page in raw.more for text in (page.url, page.html)))
    return codec.digest(
        _told(raw.meta) if _is_brief(raw.meta) else codec.canonical_json(raw.meta),
        raw.scope.value,
        raw.origin.dialect,
        utf8(raw.html) or raw.html,
        *(further if any(further) else ()),
    )


def _is_brief(meta: ArticleMeta) -> bool:
    """Whether metadata is worth remembering; of endless text five hundred would fill the memory."""
    size = len(meta.title) + len(meta.summary or "")
    return size <= _LONGEST_TOLD and first_names(meta) is meta


@lru_cache(maxsize=512)  # asked for of a page as well
def _told(meta: ArticleMeta) -> str:
    return codec.canonical_json(meta)


def plan_digest(plan: CleanPlan) -> Digest:
    """Digest of all that cleaning does according to a plan."""
    learned = essence(plan.template) if plan.template is not None else ()
    rest = codec.canonical_json(replace(plan, template=None))
    return codec.digest(CLEANER_VERSION, rest, *learned)
