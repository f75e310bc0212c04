"""What blocks an article has, and the same for many articles at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from feedclean.codec import digest
from feedclean.dom.blocks import Block
from feedclean.dom.cut import read
from feedclean.dom.kept import keep
from feedclean.dom.measures import fingerprint, reads_like_body
from feedclean.dom.tree import let_go
from feedclean.model.article import Digest, RawArticle, Scope, SourceId
from feedclean.model.plan import BlockCount, BlockProfile
from feedclean.text import shortened

SKETCH: Final = 256
"""Most article keys kept for a block: below that counts are exact, above it a good estimate."""

_SAMPLE_CHARS: Final = 60


def profile(raw: RawArticle) -> BlockProfile:
    """The profile of one article."""
    root, blocks = read(raw.html)
    marks = [fingerprint(block) for block in blocks]
    body = [index for index, block in enumerate(blocks) if reads_like_body(block)]
    key = _article_key([marks[index] for index in body] or marks)
    first, last = (body[0], body[-1]) if body else (len(blocks), len(blocks))
    counts: dict[Digest, BlockCount] = {}
    for index, (mark, block) in enumerate(zip(marks, blocks, strict=True)):
        if mark in counts:
            continue
        counts[mark] = BlockCount(
            articles=(key,),
            head=int(index < first),
            tail=int(index > last),
            between=int(first <= index <= last),
            sample=_sample(block),
        )
    if raw.scope is Scope.FRAGMENT:
        keep(raw.html, root, blocks)
    else:
        let_go(root)
    return BlockProfile(source=raw.meta.source, articles=(key,), blocks=counts)


def _sample(block: Block) -> str:
    return shortened(block.text, _SAMPLE_CHARS) if block.chars else "(picture)"


def _article_key(marks: Iterable[Digest]) -> int:
    """A number that exact copies of one article share: of all its running text, if it has any.

    Copies under other names, in other templates, are the worst trap of counting: the article itself
    would become template. Edited copies are told by ``settle``.
    """
    return int(digest(*sorted(set(marks)))[:13], 16)  # 52 bits: exact in JSON


def merge(source: SourceId, profiles: Iterable[BlockProfile]) -> BlockProfile:
    """One profile for all articles of some profiles of a source; of none of them an empty one.

    The same in whatever order they come, and if some have been merged before. All at once, since in
    pairs it took 60 us an article of 16 blocks, this takes 5: most blocks are of one article.

    Raises: ValueError, if one is of another source.
    """
    found: dict[Digest, list[BlockCount]] = {}
    articles: set[int] = set()
    for one in profiles:
        if one.source != source:
            raise ValueError(f"profiles of different sources: {source} and {one.source}")
        articles.update(one.articles)
        for mark, count in one.blocks.items():
            found.setdefault(mark, []).append(count)
    return BlockProfile(
        source=source,
        articles=tuple(sorted(articles)[:SKETCH]),
        blocks={mark: _sum(counts) for mark, counts in found.items()},
    )


def _sum(counts: Sequence[BlockCount]) -> BlockCount:
    if len(counts) == 1:
        return counts[0]
    keys = {key for count in counts for key in count.articles}
    return BlockCount(
        articles=tuple(sorted(keys)[:SKETCH]),
        head=sum(count.head for count in counts),
        tail=sum(count.tail for count in counts),
        between=sum(count.between for count in counts),
        sample=min(count.sample for count in counts),
    )
