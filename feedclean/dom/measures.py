"""Measures of a block that several rooms share."""

from __future__ import annotations

import re
from typing import Final

from feedclean.codec import digest
from feedclean.dom.blocks import Block
from feedclean.dom.tree import find_all
from feedclean.model.article import Digest
from feedclean.text import weight

_SENTENCE_ENDS: Final = "。！？…．.!?”\"」』）)]：:;；’'؟۔।»"
_DIGITS: Final = re.compile(r"\d+")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
_QUERY: Final = re.compile(r"[?#].*$")
_LONG_LINE: Final = 110
_SENTENCE: Final = 36


def reads_like_body(block: Block) -> bool:
    """Whether a block has the length, punctuation and few links of running text."""
    if block.chars < 12 or block.link_density > 0.5:
        return False
    size = weight(block.text)
    if size >= _LONG_LINE:
        return True
    return size >= _SENTENCE and block.text[-1] in _SENTENCE_ENDS


def fingerprint(block: Block) -> Digest:
    """Equal for blocks that say or show the same, whatever the spacing, figures and addresses.

    Figures and addresses are masked, since they rotate within boilerplate; a picture is known by
    its address without the query.
    """
    if block.chars:
        text = _DIGITS.sub("0", _ADDRESS.sub("@", block.text))
        return digest("text", "".join(text.split()).casefold())
    sources = [
        image.get("data-src") or image.get("src") for image in [block.box, *find_all(block.box, "img")]
    ]
    return digest("picture", *(_QUERY.sub("", source) for source in sources if source))
