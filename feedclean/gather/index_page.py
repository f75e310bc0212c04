"""Whether a file of a folder is only a list of links to the others: an index, and no article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from posixpath import basename, normpath, splitext
from typing import Final
from urllib.parse import unquote

from feedclean.text import weight

_CALLED: Final = frozenset("_index contents default home index readme sitemap toc".split())
"""A poem with links to others around it has the form of an index, too; it is called otherwise."""
_MOST_BYTES: Final = 500_000
_FEWEST: Final = 3
"""Links to other files; two may stand below a text."""
_COVERED: Final = 0.5
"""Of the files of its folder."""
_MOST_ELSEWHERE: Final = 0.2
"""Of the links: the way home, a feed."""
_LONGEST: Final = 30
"""Of what stands in no link, in Latin letters: a date, a number, a name."""
_SENTENCE: Final = 12
"""The least of what ends like one."""
_ENDS: Final = (".", "!", "?", "…", "。", "！", "？")
_PER_LINK: Final = 40

_LINK: Final = re.compile(
    r"""<a\s(?>[^<>]*?(?<=\s)href\s*+=)\s*+["']?(?P<page>[^"'\s<>]*+)[^<>]*+>"""
    r"""(?:[^<]|<(?!/?a[\s>]))*+</a\s*>"""
    r"""|(?<!!)\[[^\[\]\n]*+\]\(\s*+<?(?P<markdown>[^()\s<>]*+)[^()\n]*+\)"""
    r"""|(?<!!)\[\[(?P<wiki>[^\[\]|#\n]*+)[^\[\]\n]*+\]\]""",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(
    r"<(?P<tag>head|script|style|h[1-6])\b(?:[^<]|<(?!/?(?P=tag)\b))*+</(?P=tag)\s*>"
    r"|<!--(?:[^<-]|-(?!->)|<(?!!--))*+-->|^ {0,3}#{1,6}\s[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands over the links, or is not shown."""
_SHOWN: Final = re.compile(
    r"<(?:img|picture|video|audio|iframe|object|embed|svg|canvas)\b|!\[", re.IGNORECASE
)
_APART: Final = re.compile(r"<[^<>]*>|\n")
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def may_be_index(name: str) -> bool:
    """Whether a file is called as indexes are."""
    return splitext(basename(name))[0].lower() in _CALLED


def stems_of(names: Iterable[str]) -> frozenset[str]:
    """Names of files without their endings: so links may name them as they are or as pages."""
    return frozenset(splitext(name)[0] for name in names)


def may_list_others(body: bytes) -> bool:
    """Whether something links to as many files of its folder as an index does."""
    return len(body) <= _MOST_BYTES and len(set(_here(body.decode("utf-8", "ignore")))) >= _FEWEST


def is_index(name: str, body: bytes, beside: frozenset[str]) -> bool:
    """Whether it is called an index, and all that it says is links to most files of its folder.

    ``beside`` has the stems of these.
    """
    others = beside - stems_of([basename(name)])
    if not may_be_index(name) or len(others) < _FEWEST or len(body) > _MOST_BYTES:
        return False
    text = body.decode("utf-8", "ignore")
    targets = [_stem(found) for found in _links(text)]
    linked = others.intersection(filter(None, targets))
    elsewhere = sum(one not in beside for one in targets)
    if len(linked) < max(_FEWEST, _COVERED * len(others)):
        return False
    if elsewhere > _MOST_ELSEWHERE * len(targets) or _SHOWN.search(text):
        return False
    pieces = list(_outside_of_links(text))
    is_told = any(map(_says_something, pieces))
    return not is_told and sum(map(weight, pieces)) <= _PER_LINK * len(linked)


def _links(text: str) -> Iterator[str]:
    return (found[found.lastgroup or 0] for found in _LINK.finditer(text))


def _here(text: str) -> Iterator[str]:
    """The files of the same folder that are linked."""
    return filter(None, map(_stem, _links(text)))


def _stem(target: str) -> str | None:
    """The file of the same folder that a link leads to, without its ending; None: elsewhere."""
    path = normpath(unquote(target.partition("#")[0].partition("?")[0]))
    is_here = "/" not in path and not _ELSEWHERE.match(path)
    return splitext(path)[0] if is_here else None


def _outside_of_links(text: str) -> Iterator[str]:
    """Each piece of text that is in no link and no heading."""
    rest = _LINK.sub("\n", _ASIDE.sub("\n", text))
    return map(str.strip, _APART.split(rest))


def _says_something(piece: str) -> bool:
    size = weight(piece)
    return size > _LONGEST or (size >= _SENTENCE and piece.endswith(_ENDS))
