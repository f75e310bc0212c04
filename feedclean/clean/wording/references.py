"""Lists of links that are part of an article: its sources, its documents, what it is about.

Links to other articles of the site have the same form. What tells the two apart is where they lead:
references lead away from the site, and each to another place, or to documents.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from feedclean.clean.wording.hosts import is_profile, is_share_dialog
from feedclean.clean.wording.tables import plain
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets
from feedclean.urls import absolute, is_http, same_site, site_of

_LEAST: Final = 2
_LONGEST_NAME: Final = 40
_DOCUMENT: Final = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|zip|epub|tex|bib)(?:[?#]|$)", re.IGNORECASE
)
_WORK: Final = re.compile(r"\w\s?[,，]\s?《[^《》]+》\s?[,，]\s?\w")
_A_FILE: Final = "a document"


@cache
def _names(key: str = "names") -> frozenset[str]:
    text = files(__package__).joinpath("references.toml").read_text("utf-8")
    return frozenset(map(plain, tomllib.loads(text)[key]))


def announces_references(block: Block) -> bool:
    """Whether a line is a name of such a list, as *Sources* or 参考资料."""
    return not block.links and is_name_of_references(block.text)


def is_name_of_references(text: str) -> bool:
    """Whether that is what such a list is called."""
    return 0 < len(text) <= 2 * _LONGEST_NAME and plain(text) in _names()


def recommends(block: Block) -> bool:
    """Whether a line stands over what a text recommends as often as over other articles."""
    return 0 < len(block.text) <= _LONGEST_NAME and plain(block.text) in _names("recommended")


def are_references(lines: Sequence[Block], own: str, *, named: bool) -> bool:
    """Whether lines of links are references of an article, given its address.

    Under a name of such a list it is enough that half of the lines lead away. Without one all have
    to, and each to another site: what a service puts below articles leads to that alone.
    """
    if len(lines) < _LEAST:
        return False
    homes = [_home(block, own) for block in lines]
    away = [home for home in homes if home]
    if named:
        return 2 * len(away) >= len(lines)
    return len(away) == len(lines) and (
        all(home == _A_FILE for home in away) or len(set(away)) == len(away)
    )


def leads_away(block: Block, own: str) -> bool:
    """Whether the links of a line lead to another site, or to a document."""
    return _home(block, own) is not None


def is_line_of_references(block: Block, own: str) -> bool:
    """Whether a line is such a name, a colon and links away: *Sources: the ministry, the paper*."""
    name, colon, _ = block.text.replace("：", ":").partition(":")
    if not colon or len(name) > _LONGEST_NAME or plain(name) not in _names():
        return False
    links = [absolute(link, own or None) or "" for link in targets(block)]
    return len(links) >= _LEAST and not any(same_site(link, own) for link in links if own)


def cites_a_work(block: Block) -> bool:
    """Whether a line is such a name, a colon and a work between its author and its edition.

    参考：张三，《自行车车轮》，第三版。 A source line names a paper and nothing else.
    """
    name, colon, value = block.text.replace("：", ":").partition(":")
    return bool(colon) and _WORK.search(value) is not None and plain(name) in _names()


def leads_to_documents(block: Block) -> bool:
    """Whether all links of a line are to documents, whoever keeps them."""
    links = targets(block)
    return bool(links) and all(map(_DOCUMENT.search, links))


def _home(block: Block, own: str) -> str | None:
    """Where a line of links leads: the site, or a document; None if to the article's own site.

    Profiles and dialogs are no references either.
    """
    links = [absolute(link, own or None) or "" for link in targets(block)]
    if not links:
        return None
    if leads_to_documents(block):
        return _A_FILE
    if not all(is_http(one) and not (is_profile(one) or is_share_dialog(one)) for one in links):
        return None
    if own and any(same_site(one, own) for one in links):
        return None
    return site_of(links[0])
