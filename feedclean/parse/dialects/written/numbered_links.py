"""Links of a page that a browser for terminals numbered, with the list of where they lead.

``lynx``, ``w3m`` and ``elinks`` write a number before the words of each link, and the addresses
below the page. One cannot see there how far a link goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

_REFERENCE: Final = re.compile(
    r"\s{0,6}(?:(\d{1,5})\.|\[(\d{1,5})\]) ((?:https?|ftp|file|mailto|gopher|about|javascript):\S+)"
)
_OVER_REFERENCES: Final = re.compile(r"\s*[^\W\d_][\w ]{2,30}:?\s*")
"""*References*, *Visible links*, *Hidden links*, or the same in the language of the reader."""
_LEAST_REFERENCES: Final = 3
_MARK: Final = re.compile(r"\[(\d{1,5})\]")
_BEFORE_WORDS: Final = re.compile(r"(?<![\w.,)])\[\d{1,5}\](?=[^\s\d.,;:)\]\[])")
_OF_PAGE: Final = re.compile(r"^ {0,6}#\[\d{1,5}\]", re.MULTILINE)
_FIRST_WORD: Final = re.compile(r"[\w][\w'’-]{0,40}")
_LONGEST_LINKED: Final = 100
"""A longer line is running text: where in it a numbered link ends nobody says."""


def has_numbered_links(text: str) -> bool:
    """Whether a browser for terminals numbered the links of a page and listed where they lead."""
    return bool(without_references(text)[1])


def without_references(text: str) -> tuple[str, Mapping[int, str]]:
    """The text without lynx's list of addresses, and the addresses by number.

    It writes a number right before the words of a link: ``[8]Valparaiso``. Who cites by number
    writes it behind them, and the list is of the text.
    """
    if not _MARK.search(text):
        return text, {}
    lines = text.rstrip().split("\n")
    links: dict[int, str] = {}
    start = at = len(lines)
    while at:
        at -= 1
        found = _REFERENCE.match(lines[at])
        if found is not None:
            links[int(found[1] or found[2])] = found[3]
            start = at
        elif (lines[at].strip() and not _OVER_REFERENCES.fullmatch(lines[at])) or start - at > 4:
            break
    if len(links) < _LEAST_REFERENCES or 1 not in links:
        return text, {}
    above = "\n".join(lines[:start])
    before = [found for line in lines[:start] for found in _BEFORE_WORDS.finditer(line)]
    if 2 * len(before) <= len(_MARK.findall(above)) or not _is_of_browser(above, before):
        return text, {}
    while start and (not lines[start - 1].strip() or _is_over(lines, start)):
        start -= 1
    return "\n".join(lines[:start]), links


def _is_of_browser(text: str, marks: Sequence[re.Match[str]]) -> bool:
    """Whether lines are set in, and numbers are within them too; by hand they begin with them.

    What else lynx says of a page stands below ``#``.
    """
    if _OF_PAGE.search(text):
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    is_set_in = 2 * sum(line.startswith("  ") for line in lines) > len(lines)
    return is_set_in and any(map(str.isalnum, "".join(one.string[: one.start()] for one in marks)))


def _is_over(lines: Sequence[str], start: int) -> bool:
    """Whether the line above names the list, by itself between blank lines or right over it."""
    above = lines[start - 1]
    return _OVER_REFERENCES.fullmatch(above) is not None and lines[start - 2 : start - 1] == [""]


def with_links(text: str, links: Mapping[int, str]) -> str:
    """Numbers of links become links: of what follows in short lines, of a word in running text."""
    parts = _MARK.split(text)
    if len(parts) == 1 or any(int(number) not in links for number in parts[1::2]):
        return escape(text, quote=False)
    if len("".join(parts[::2])) > _LONGEST_LINKED and len(parts) < 9:
        return _with_words(parts, links)
    out = [escape(parts[0], quote=False)]
    for number, label in zip(parts[1::2], parts[2::2], strict=True):
        if label.strip():
            out.append(
                f'<a href="{escape(links[int(number)])}">{escape(label.strip(), quote=False)}</a> '
            )
    return "".join(out).strip()


def _with_words(parts: Sequence[str], links: Mapping[int, str]) -> str:
    """Running text in which the word behind each number leads there; where links end is not told.

    ``parts``: text and number by turns.
    """
    out = [escape(parts[0], quote=False)]
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        word = _FIRST_WORD.match(text)
        if word:
            url = escape(links[int(number)])
            out.append(f'<a href="{url}">{escape(word[0], quote=False)}</a>')
        out.append(escape(text[word.end() if word else 0 :], quote=False))
    return "".join(out)
