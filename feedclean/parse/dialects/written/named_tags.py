"""Tags that a text names and does not use: *put the `<script>` tag at the end*.

A parser of HTML reads each as a tag, and some hide all that stands behind them, without a trace.
Who writes of HTML names them in code or as words of a sentence, and does not end them.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect
from collections.abc import Iterator
from itertools import chain
from typing import Final

from feedclean.dom.repair import KNOWN_TAGS
from feedclean.parse.dialects.mending import fenced_parts

_HIDING: Final = frozenset(
    "audio button frameset iframe noembed noframes object plaintext script select style template "
    "textarea title video xmp".split()
)
"""What stands in these is no text of an article, or is taken out whole."""
_ENDLESS: Final = ("frameset", "plaintext")
_PAIRS: Final = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_SPAN: Final = re.compile(r"(?<![`\\])(`{1,2})(?!`)((?:[^`\n]|\n(?![ \t]{0,80}\n)){1,500})\1(?!`)")
"""Code within a line, or over the end of one."""
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]{0,15})(?P<rest>(?:[\s/][^<>]{0,2000})?)>", re.IGNORECASE
)
_HIDES: Final = re.compile(
    rf"<(?:!--|\?|!\[CDATA\[|/?(?:{'|'.join(sorted(_HIDING))})\b)", re.IGNORECASE
)
_WORD_BEFORE: Final = re.compile(r"[^\W_][,;:]?(?:[ \u3000][(“\"'«‘「]?|[(“\"«‘「])\Z")
_BREAK_BEHIND: Final = re.compile(r"[\s.,;:!?)”\"'»’」、。，]|\Z")
_MAY_NAME: Final = re.compile(r"`|[ (\u3000“\"'«‘「]</?[A-Za-z][A-Za-z0-9]{0,15}>")
_BEGINS_BLOCK: Final = re.compile(r" {0,3}</?[a-z][^<>]{0,2000}>", re.IGNORECASE)
_NAMED_ALONE: Final = re.compile(
    r"<(?:!--|\?\w{0,15}|!\[CDATA\[|/?[a-z][a-z0-9]{0,15}(?:[\s/][^<>]{0,2000})?>)", re.IGNORECASE
)
_ANY_NAME: Final = re.compile(r"</?([a-z][^\s/<>:-]{0,40})[\s/>]", re.IGNORECASE)
"""Of tags, but for those that a program or a site has made up for itself: ``<o:p>``."""
_NO_BREAK: Final = re.compile(r"[^\n]")
_WITHOUT_END: Final = frozenset("br dd dt hr img input li option p td th tr wbr".split())
_SIGN: Final = "\ufdd1"
"""Stands for ``<`` while Markdown is rendered, which escapes it in code and nowhere else.

It is no character, and leaves every text that is read.
"""


def with_named(markdown: str) -> str:
    """Markdown in which tags that are only named cannot be read as tags; see ``shown``.

    One that has attributes and would hide all behind it ends at once: a frame without its end.
    """
    if "<" not in markdown:
        return markdown
    return _marked(markdown, _SIGN, is_markdown=True)


def shown(rendered: str) -> str:
    """What was rendered of it, as HTML that shows these tags."""
    return rendered.replace(_SIGN, "&lt;")


def as_read(text: str) -> str:
    """Words that were rendered of it, with these tags in them."""
    return text.replace(_SIGN, "<")


def with_named_escaped(html: str) -> str:
    """HTML that shows the tags it only names; a script that is cut off is none of these."""
    return _marked(html, "&lt;", is_markdown=False) if _MAY_NAME.search(html) else html


def names_tags(text: str) -> bool:
    """Whether a text names some, in code or among its words."""
    if not (_MAY_NAME.search(text) or _HIDES.search(text)):
        return False
    blocks = _blocks(text)
    code, prose = _parted(text, blocks)
    if any(True for _ in _in_code(text, code)):
        return True
    return any(at < end for at, end, _ in _unended(prose, "", blocks, is_markdown=True))


def without_named(text: str) -> str:
    """The text without its code, and without tags that stand among words as words do."""
    if not _MAY_NAME.search(text):
        return text
    _, prose = _parted(text, _blocks(text))
    return _TAG.sub(lambda tag: " " if _is_word(tag) else tag[0], prose)


def has_words_as_tags(text: str) -> bool:
    """Whether words stand in angle brackets: ``<anna> hello``. Read as tags, they would be lost."""
    return any(found[1].lower() not in KNOWN_TAGS for found in _ANY_NAME.finditer(text))


_Stretch = tuple[int, int]
"""Where something begins and ends in a text."""
_Change = tuple[int, int, str]
"""A stretch, and what is to stand there."""


def _marked(text: str, sign: str, *, is_markdown: bool) -> str:
    blocks = _blocks(text) if is_markdown else [(0, len(text))]
    code, prose = _parted(text, blocks)
    in_code = ((at, at + 1, sign) for at in _in_code(text, code))
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(
        {*in_code, *_unended(prose, sign, blocks, is_markdown=is_markdown)}
    ):
        parts += (text[done:start], new)
        done = end
    return "".join((*parts, text[done:]))


def _blocks(markdown: str) -> list[_Stretch]:
    """Where blocks of HTML are: they begin with a tag, and end where a line is blank.

    A tick is a tick there, and a stray tag no word.
    """
    found: list[_Stretch] = []
    at, is_html, is_first = 0, False, True
    for line in markdown.splitlines(keepends=True):
        is_blank = not line.strip()
        is_html = not is_blank and (_BEGINS_BLOCK.match(line) is not None if is_first else is_html)
        if is_html:
            found.append((at, at + len(line)))
        at, is_first = at + len(line), is_blank
    return found


def _is_in(blocks: list[_Stretch], at: int) -> bool:
    nearest = bisect(blocks, (at, sys.maxsize)) - 1
    return nearest >= 0 and at < blocks[nearest][1]


def _parted(text: str, blocks: list[_Stretch]) -> tuple[list[_Stretch], str]:
    """Where the code of a text is, and the text with as much of something else in its place."""
    code: list[_Stretch] = []
    prose: list[str] = []
    at = 0
    for is_code, part in fenced_parts(text):
        found = [(0, len(part))] if is_code else _spans(part, at, blocks)
        code += ((at + start, at + end) for start, end in found)
        done = 0
        for start, end in found:
            prose += (part[done:start], _NO_BREAK.sub("x", part[start:end]))
            done = end
        prose.append(part[done:])
        at += len(part)
    return code, "".join(prose)


def _spans(part: str, at: int, blocks: list[_Stretch]) -> list[_Stretch]:
    """Code in lines; within HTML what holds a tag and nothing else."""
    return [
        one.span()
        for one in _SPAN.finditer(part)
        if _NAMED_ALONE.fullmatch(one[2]) or not _is_in(blocks, at + one.start())
    ]


def _in_code(text: str, code: list[_Stretch]) -> Iterator[int]:
    """Where tags begin in code: those that hide something, and one that is all of it."""
    for start, end in code:
        if text.find("<", start, end) < 0:
            continue
        inner = text[start:end].strip("`").strip()
        if _TAG.fullmatch(inner):
            yield text.index("<", start)
            continue
        yield from (tag.start() for tag in _HIDES.finditer(text, start, end))


def _unended(
    prose: str, sign: str, blocks: list[_Stretch], *, is_markdown: bool
) -> Iterator[_Change]:
    """What keeps tags from hiding what stands behind them, or from marking it.

    Those in pairs are named where both stand as words: *between <script> and </script>*.
    """
    ends: dict[str, list[re.Match[str]]] = {}
    for tag in reversed(list(_TAG.finditer(prose))):
        name = tag["name"].lower()
        if tag["end"]:
            ends.setdefault(name, []).append(tag)
        elif ends.get(name):
            end = ends[name].pop()
            if name in _HIDING and _is_word(tag) and _is_word(end):
                yield from (_named(one, sign) for one in (tag, end))
        elif _is_word(tag) and name not in _WITHOUT_END and _may_be_word(tag, blocks):
            yield _named(tag, sign)
        elif is_markdown and name in _HIDING:
            has_more = tag["rest"] and name not in _ENDLESS
            yield (tag.end(), tag.end(), f"</{name}>") if has_more else _named(tag, sign)
    for end in chain.from_iterable(ends.values()):
        if _is_word(end) and _may_be_word(end, blocks):
            yield _named(end, sign)
    if is_markdown:  # of HTML the tree mends them
        yield from _unclosed(prose, sign)


def _named(tag: re.Match[str], sign: str) -> _Change:
    return tag.start(), tag.start() + 1, sign


def _unclosed(prose: str, sign: str) -> Iterator[_Change]:
    """Comments and the like that never end."""
    for opening, closing in _PAIRS:
        at = prose.find(opening, prose.rfind(closing) + 1)
        while at >= 0:
            yield at, at + 1, sign
            at = prose.find(opening, at + 1)


def _may_be_word(tag: re.Match[str], blocks: list[_Stretch]) -> bool:
    """Whether a tag would hide something, or stands outside of HTML: there one may be astray."""
    return tag["name"].lower() in _HIDING or not _is_in(blocks, tag.start())


def _is_word(tag: re.Match[str]) -> bool:
    """Whether a tag has no attributes, and stands as a word behind others of its line."""
    text, at = tag.string, tag.start()
    before = text[max(0, at - 4) : at]
    return (
        not tag["rest"]
        and _WORD_BEFORE.search(before) is not None
        and _BREAK_BEHIND.match(text, tag.end()) is not None
    )
