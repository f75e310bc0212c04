"""Marks of notebooks and of site generators in Markdown, made what the standard can read.

Obsidian, Logseq and Bear link notes by name; Hugo and Jekyll have programs write addresses. Both
leave their brackets in the text of a reader who has neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_CODE: Final = re.compile(
    r"(`[^`\n]{1,500}`|^(?: {4}| {0,3}\t).*$|<(?:pre|code)\b(?:(?!</(?:pre|code)>)[\s\S]){0,9000})",
    re.IGNORECASE | re.MULTILINE,
)
_PICTURE: Final = re.compile(
    r"!\[\[([^\[\]\n|]{1,200}\.(?:png|jpe?g|gif|webp|svg|bmp|avif))(?:\|([^\[\]\n]{0,200}))?\]\]",
    re.IGNORECASE,
)
_NOTE_LINK: Final = re.compile(
    r"(?<![A-Za-z0-9_)\]])!?\[\[(?!_?toc_?\]\])(?=[^\s\[\]|])"
    r"(?:[^\[\]\n|]{1,200}\|)?([^\[\]\n|]{1,200})\]\](?![(\[:])",
    re.IGNORECASE,
)
"""``[[1]](#note)`` is a link whose words stand in brackets; ``df[[name]]`` is code."""
_SIZE: Final = re.compile(r"\d{1,5}(?:x\d{1,5})?")
_CALLOUT: Final = re.compile(r"^((?: {0,3}>)+ ?)\[!\w[\w-]{0,30}\][+-]? ?(.{0,300})$", re.MULTILINE)
_LIT: Final = re.compile(r"(?<![=\w])==([^=\s](?:[^=\n]{0,300}[^=\s])?)==(?![=\w])")
_WRITTEN_LINK: Final = re.compile(
    r"(?<!!)\[([^\[\]\n]{1,500})\]\(\s?(?:\{\{[<%][^{}\n]{1,300}[>%]\}\}|\{%[^{}\n]{1,300}%\})"
    r"[^()\s]{0,300}\)"
)
_BASE: Final = re.compile(r"(\]\()\{\{-? ?(?:site|page)\.[\w.]{1,60}(?: ?\|[^{}\n]{1,80})? ?-?\}\}")
_LISTING: Final = re.compile(
    r"^ {0,3}\{(?:%-? ?|\{< ?)highlight ?([\w+-]{0,30})[^{}\n]{0,200}\}{1,2}[ \t]*\n"
    r"((?:(?! {0,3}\{(?:%|\{<)).*\n){1,2000}?)"
    r" {0,3}\{(?:%-? ?end|\{< ?/ ?)highlight[^{}\n]{0,40}\}{1,2}[ \t]*$",
    re.MULTILINE,
)
_LONE: Final = re.compile(
    r"^( {0,3}\d{1,9})([.)])[ \t]*$(?!\n[ \t]{2,}\S)"
    r"|(?:\A|(?<=\n\n))( {0,3})([*+-])[ \t]*$(?!\n[ \t]{2,}\S)",
    re.MULTILINE,
)


def read_notes(text: str) -> str:
    """Links to other notes as their words, and pictures of the notebook under their names."""
    return _outside_code(lambda part: _NOTE_LINK.sub(_words, _PICTURE.sub(_picture, part)), text)


def read_callouts(text: str) -> str:
    """``> [!note] Remember``: the words in bold, without the mark of its kind."""
    return _CALLOUT.sub(_titled, text)


def read_highlights(text: str) -> str:
    """``==lit==`` as ``<mark>``."""
    return _outside_code(lambda part: _LIT.sub(r"<mark>\1</mark>", part), text)


def read_written_links(text: str) -> str:
    """Links whose address a site generator would write, as their words; ``{{ site.url }}`` goes."""
    return _outside_code(lambda part: _BASE.sub(r"\1", _WRITTEN_LINK.sub(r"\1", part)), text)


def read_listings(text: str) -> str:
    """Code between ``{% highlight %}`` and its end as a fenced block."""
    return _LISTING.sub(r"```\1\n\2```", text)


def keep_lone(text: str) -> str:
    """A number or a star alone on its line stays text: the number of a stanza, a break of scenes.

    The standard makes an empty item of a list of it, which shows nothing.
    """
    return _LONE.sub(_escaped, text)


def _outside_code(fix: Callable[[str], str], text: str) -> str:
    parts = _CODE.split(text)
    return "".join(part if at % 2 else fix(part) for at, part in enumerate(parts))


def _words(found: re.Match[str]) -> str:
    words = found[1].strip()
    return words if any(map(str.isalpha, words)) else found[0]


def _picture(found: re.Match[str]) -> str:
    words = (found[2] or "").strip()
    return f"![{'' if _SIZE.fullmatch(words) else words}](<{found[1].strip()}>)"


def _titled(found: re.Match[str]) -> str:
    title = found[2].strip()
    return found[1] + (f"**{title}**" if title else "")


def _escaped(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] is not None else f"{found[3]}\\{found[4]}"
