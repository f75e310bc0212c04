"""Short lines whose form is that of text, wherever they stand: they stay, whatever they score."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.media.embeds import is_embed_link, is_played
from feedclean.clean.wording.prose import is_apart, is_prose
from feedclean.clean.wording.references import leads_to_documents
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets

_TELEPHONE: Final = re.compile(r"(?:\d[ ./()–-]{0,2}){7}")
"""Whom to call is told by articles, too."""
_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+")
"""The numbers in it are none to call."""
_DAY: Final = re.compile(
    r"(?<!\d)(?:\d{1,2}(?P<mark>[./-]) ?\d{1,2}(?P=mark) ?(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?P<sign>[./-])\d{1,2}(?P=sign)\d{1,2})(?:[ ,T]{1,2}\d{1,2}[:.]\d\d)?(?!\d)"
)
"""A day written in figures has as many as a telephone number."""
_QUOTED: Final = re.compile(r"[\"“„«»「『‘’“”].*[\"”“»«」』’‘]\W{0,2}", re.DOTALL)
_BRACKETED: Final = re.compile(r"[(（\[【].*[)）\]】]", re.DOTALL)
_LETTER_ENDS: Final = re.compile(r"(?:[^\W\d_]+ ){0,3}[^\W\d_]+,(?: [^\W\d_]+){0,2}")
"""*Dear readers,* and *Best wishes, Ole*."""
_FIGURE_OR_ADDRESS: Final = re.compile(r"\W*\d|https?://|www\.")
"""How data, chapters with their time and references begin."""
_STEP: Final = re.compile(r"(?<=[\w)] )[»›→](?= \w)")
_WAY: Final = 2
"""Steps of a way through menus: *Settings » Network » Proxy*. That to the article is a trail, and
another pass knows it."""


def is_short_text(block: Block) -> bool:
    """Whether a line has the form of a short text: figures, a film, a document."""
    if block.traits & traits.STRUCTURED or _FIGURE_OR_ADDRESS.match(block.text):
        return True
    if len(_STEP.findall(block.text)) >= _WAY and block.link_density < 1.0:
        return True
    if not block.links:
        return _QUOTED.fullmatch(block.text) is not None or ends_letter_or_names_number(block.text)
    if leads_to_documents(block):
        return True
    return is_embed_link(block) or any(map(is_played, targets(block)))


def ends_letter_or_names_number(text: str) -> bool:
    """Whether a line is the greeting or the end of a letter, or has a number to call."""
    if "," in text and _LETTER_ENDS.fullmatch(text):
        return True
    # most lines have no number, be it a day
    if not _TELEPHONE.search(text):
        return False
    return _TELEPHONE.search(_DAY.sub(" | ", _ADDRESS.sub(" | ", text))) is not None


def is_bracketed(text: str) -> bool:
    """Whether all of a line stands in brackets."""
    return _BRACKETED.fullmatch(text) is not None


def is_sentence(block: Block) -> bool:
    """Whether a line is a whole sentence without a link, set as the text is."""
    return not block.links and is_prose(block) and not is_apart(block)
