"""Whole pages kept as Markdown or as plain text: read as the pages they were."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from html import escape
from typing import Final

from feedclean.dom import cut
from feedclean.dom.blocks import Block
from feedclean.model.article import Scope
from feedclean.parse.dialects.base import HEAD_CHARS, Head
from feedclean.parse.dialects.common import Found
from feedclean.parse.dialects.flat.alone import begins_as_article
from feedclean.parse.dialects.flat.left_scripts import with_scripts_apart, without_scripts
from feedclean.parse.dialects.flat.lines import flat_html, unwrapped
from feedclean.parse.dialects.flat.marks import with_headline, with_marks
from feedclean.parse.dialects.flat.said_again import (
    below_title,
    has_links_below,
    is_said_again,
    is_said_below_menu,
)
from feedclean.parse.dialects.flat.whole_page import (
    LINK,
    Core,
    core_of,
    is_whole,
    weak_words,
    words_in,
)
from feedclean.parse.dialects.heads.headline import find_headline
from feedclean.parse.dialects.heads.name_line import name_below
from feedclean.parse.dialects.markup import render_markdown
from feedclean.parse.dialects.written.numbered_links import has_numbered_links
from feedclean.parse.pages.page import page_meta
from feedclean.parse.pages.title import is_title_of
from feedclean.text import letters_in, weight

_LEAST_WORDS: Final = 2
_SURE_WORDS: Final = 3
_MANY_WORDS: Final = 5
_MOST_CODE: Final = 12
_CODE: Final = re.compile(
    r"^#!|^[^\S\n]*+(?:import|from|def|class|return|const|let|var|public|#include|#define|if|for)\b"
    r"[^\n]*[;:{(=]|^[^\S\n]*+(?:[*+-] [\w./-]+\.(?:c|h|py|cc|cpp|pl|sh|java|in|am)\b|[-+@]{3} )",
    re.MULTILINE,
)
"""Lines of programs, of patches and of records of changes to them."""
_SCRIPT: Final = re.compile(r"[{};]\s*\n|\)\{|\};|\{\"@|:[^:\n{}]{1,60};\}?")
_IN_SIGHT: Final = 400_000
_LEAST_SENTENCES: Final = 3
_FEW_SENTENCES: Final = 2
"""Where there are many words."""
_LONG: Final = 60
_LETTERS: Final = 0.75
_STOP: Final = re.compile(
    r"[.!?…,][\"“”’»)]*(?:\s|$)|[。！？，、،।؟۔]|[\u0e00-\u0eff\u1780-\u17ff]{24}"
)
_INDENTED: Final = re.compile(r"^(?: {4}|\t)(?![ \t]*+(?:[-*+]|\d{1,3}[.)])\s)", re.MULTILINE)
"""Items of lists within lists aside: menus are full of them, and Markdown has a form for them."""
_INDENTED_SHARE: Final = 0.4
_FENCE: Final = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def is_like_page(head: Head, *, is_named: bool) -> bool:
    """Whether a text is surely that of a page: words of menus, and sentences somewhere.

    A list of words, or the texts of a program's buttons, has no sentences. ``is_named``: the name
    of the file says text or Markdown; then one word that other lists hardly have is enough.
    """
    text, end = head.text, head.whole[HEAD_CHARS:][-HEAD_CHARS:]
    if head.whole and _SCRIPT.search(text):
        text, end = without_scripts(head.whole[:_IN_SIGHT])[:HEAD_CHARS], without_scripts(end)
    words = words_in(f"{text}\n{end}")
    if len(words) < _SURE_WORDS or len(words - weak_words()) < (1 if is_named else _LEAST_WORDS):
        return False
    lines = text.split("\n")
    if len(_CODE.findall(text)) > len(lines) / _MOST_CODE:
        return False
    least = _LEAST_SENTENCES if len(words) < _MANY_WORDS else _FEW_SENTENCES
    if sum(map(_is_sentence, lines)) >= least:
        return True
    # at the width of a terminal few lines of a short page are long enough, or have a stop in them
    if sum(map(_is_sentence, unwrapped(text))) >= least:
        return True
    more = head.whole[HEAD_CHARS:_IN_SIGHT].split("\n") if len(words) >= _MANY_WORDS else []
    return sum(map(_is_sentence, more)) >= least


def _is_sentence(line: str) -> bool:
    line = LINK.sub(r"\1", line.strip()) if "](" in line or "][" in line else line.strip()
    if weight(line) < _LONG:
        return False
    return letters_in(line) >= _LETTERS * len(line) and _STOP.search(line) is not None


def may_be_whole(text: str) -> bool:
    """Whether a closer look is worth its time: there are words of a site, or a menu on top."""
    words = words_in(text)
    if len(words) >= _LEAST_WORDS and words - weak_words():
        return True
    return is_said_below_menu(text)


def read_whole(
    text: str, told: Found, zone: tzinfo | None, *, is_marked: bool, is_known: bool = False
) -> Found | None:
    """The page as HTML, with what it says of its article; None, where it holds an article alone.

    What ``told`` has stands. ``is_marked``: it is written in Markdown; ``is_known``: who wrote it
    says that it is a whole page.
    """
    is_known = is_known or (not is_marked and has_numbered_links(text))
    if not is_known and not may_be_whole(text):
        return None
    html = _markdown_html(text) if is_marked and not _is_indented(text) else flat_html(text)
    _, cut_blocks = cut.read(html)
    blocks = [block for block in cut_blocks if block.chars]
    core = core_of(blocks)
    if not is_known and not _is_page(text, blocks, core, is_marked=is_marked):
        return None
    if is_marked and is_said_again(text):  # else the headline would be what stands above the menu
        return read_whole(below_title(text), told, zone, is_marked=True, is_known=True)
    at = find_headline(blocks, core, told.title)
    headline = blocks[at].text if at is not None else ""
    if not is_marked:
        html = with_marks(html, blocks, core, at)
    elif at is not None:
        html = with_headline(html, blocks, at)
    found = _with_meta(told, html, headline, zone)
    name = name_below(blocks, core, at) if at is not None and not found.authors else None
    if name is not None:
        evidence = (*found.evidence, ("authors", "name by the day"))
        found = replace(found, authors=(name,), evidence=evidence)
    running = blocks[core.first : core.last][:1]
    return replace(found, opening="".join(f"<p>{escape(one.text)}</p>" for one in running))


def _is_page(text: str, blocks: Sequence[Block], core: Core, *, is_marked: bool) -> bool:
    if is_whole(blocks, core) and not begins_as_article(blocks):
        return True
    return is_marked and is_said_below_menu(text) and has_links_below(blocks, core)


def _markdown_html(text: str) -> str:
    return render_markdown(with_scripts_apart(text), is_whole=True).html


def _is_indented(text: str) -> bool:
    """Whether indentation only shows what stood in what, which Markdown would take for code."""
    if _FENCE.search(text):
        return False
    lines = sum(bool(line.strip()) for line in text.split("\n"))
    return len(_INDENTED.findall(text)) >= _INDENTED_SHARE * lines


def _shown(told: str, shown: str | None) -> str:
    """The title as the page shows it, where the one told has the name of the site as well."""
    return shown if shown and told and is_title_of(shown, told) else told


def _with_meta(told: Found, html: str, headline: str, zone: tzinfo | None) -> Found:
    title = told.title or headline
    head = f"<head><title>{escape(title, quote=False)}</title></head>" if title else ""
    page = f"<html>{head}<body>\n{html}\n</body></html>"
    meta = page_meta(page, told.url, zone)
    known = {field for field, _ in told.evidence}
    evidence = (*told.evidence, *(one for one in meta.evidence if one[0] not in known))
    return replace(
        told,
        title=_shown(told.title, meta.title) or meta.title or headline,
        html=page,
        scope=Scope.PAGE,
        url=told.url or meta.url,
        published=told.published or meta.published,
        updated=told.updated or meta.updated,
        authors=told.authors or tuple(author.name for author in meta.authors),
        language=told.language or meta.language,
        publisher=told.publisher or meta.publisher,
        image=told.image or meta.image,
        evidence=evidence,
    )
