"""Markdown as people and programs write it, made what the standard can read; no text is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Final
from unicodedata import category

from feedclean.parse.dialects.written.note_marks import (
    keep_lone,
    read_callouts,
    read_highlights,
    read_listings,
    read_notes,
    read_written_links,
)

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_DIV: Final = re.compile(
    r" {0,3}(:{3,}+)[ \t]*+(?:\{(?P<attrs>[^{}]*+)\}|(?P<name>[\w-]++)[ \t]*+:*+)?[ \t]*+:*+[ \t]*+"
)
_ATTRS: Final = re.compile(
    r"#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|(?<![\w-])(?P<key>[\w-]++)=(?:\"(?P<q>[^\"]*)\"|(?P<v>\S+))"
)
_BROKEN_URL: Final = re.compile(
    r"(\]\(\s*<?https?:[^()\s<>\"]*)((?:\n[ \t]*[^()\s<>\"]+){1,9})(>?\))"
)
_SPACED_URL: Final = re.compile(r"(\]\()(https?://[^()\s<>\"]*(?: [^()\s<>\"]+)+)(\))")
_IMAGE_ATTRS: Final = re.compile(
    r"(!\[(?:[^\]\n!]|!(?!\[))*+\]\([^()\n]*+\))\{[^{}\n=.#]*+[=.#][^{}\n]*+\}"
)
_GLUED_HEADING: Final = re.compile(r"^( {0,3}#{2,6})(?=[^\s#])", re.MULTILINE)
_HEADING_ATTRS: Final = re.compile(
    r"^( {0,3}#{1,6}[ \t].*?)(?:(?<![ \t])[ \t]++)?\{[#.:][^{}\n]*+\}[ \t]*+$", re.MULTILINE
)
_KRAMDOWN: Final = re.compile(r"^ {0,3}\{:[^{}\n]*\}[ \t]*$\n?", re.MULTILINE)
_LIQUID: Final = re.compile(r"\{%-?\s*(?:raw|endraw|comment|endcomment|toc)\s*-?%\}")
_FIGURE: Final = re.compile(r"\{\{[<%]\s*+(?:figure|img|image)\s++([^{}]*+)(?<=[%>])\}\}")
_PARAM: Final = re.compile(r"(?<![\w-])([\w-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`)")
_RAW_BLOCK: Final = re.compile(
    r"^(`{3,})\{=html\}\n((?:(?!\1[ \t]*$|`{3,}\{=html\}$).*\n)*+)\1[ \t]*$", re.MULTILINE
)
_LINE_WITH_STARS: Final = re.compile(r"^.*\*\*.*$", re.MULTILINE)
_FOUR_STARS: Final = re.compile(r"(?<=[^\s*])\*{4}(?=[^\s*])")

Fix = Callable[[str], str]


def mend_markdown(text: str, *, is_whole: bool = False) -> str:
    """The same text with broken addresses joined, fenced divs as ``<div>``, and CJK bold as bold.

    Code blocks are left alone. A star alone on a line of a whole page shows nothing.
    """
    text = _RAW_BLOCK.sub(lambda found: found[2], text)
    if "highlight" in text:
        text = read_listings(text)
    fix = _mended if is_whole else lambda part: keep_lone(_mended(part))
    return "".join(part if is_code else fix(part) for is_code, part in fenced_parts(text))


def fenced_parts(text: str) -> Iterator[tuple[bool, str]]:
    """The text in stretches, code blocks apart."""
    if "```" not in text and "~~~" not in text:
        yield False, text
        return
    fence = ""
    part: list[str] = []
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line)
        if found and not fence:
            yield False, "".join(part)
            fence, part = found[1], [line]
        elif found and found[1].startswith(fence) and not line[found.end() :].strip():
            part.append(line)
            yield True, "".join(part)
            fence, part = "", []
        else:
            part.append(line)
    yield bool(fence), "".join(part)


def _mended(text: str) -> str:
    for sign, fix in _FIXES:
        if sign in text:
            text = fix(text)
    return text


def _join_urls(text: str) -> str:
    text = _BROKEN_URL.sub(lambda found: found[1] + "".join(found[2].split()) + found[3], text)
    text = _IMAGE_ATTRS.sub(r"\1", text)
    return _SPACED_URL.sub(lambda found: found[1] + found[2].replace(" ", "%20") + found[3], text)


def _bold(text: str) -> str:
    """Bold that CommonMark's flanking rule does not see: beside CJK punctuation, or with spaces in.

    In ``**“X”**以及`` the closing stars stand between punctuation and a letter, so they may not
    close; Chinese has no spaces that would let them. Stars pair up within a line or not at all.
    """
    return _LINE_WITH_STARS.sub(_bold_line, text)


def _bold_line(found: re.Match[str]) -> str:
    line = found[0]
    joined = _FOUR_STARS.sub("", line)  # the end of one run and the start of the next
    if "**" in joined:  # else the stars hide a word: "I****D"
        line = joined
    if "***" in line or "`" in line:
        return line
    parts = line.split("**")
    if len(parts) % 2 == 0:
        return line
    for at in range(1, len(parts), 2):
        inner = parts[at]
        if not inner.strip():
            return line
        before, after = parts[at - 1][-1:] or "\n", parts[at + 1][:1] or "\n"
        if _is_seen(before, inner, after):
            parts[at] = f"**{inner}**"
        else:
            start, end = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            parts[at] = f"{start}<strong>{inner.strip()}</strong>{end}"
    return "".join(parts)


def _is_seen(before: str, inner: str, after: str) -> bool:
    """Whether CommonMark lets stars between these characters open and close.

    Source: CommonMark 0.31, section 6.2, left-flanking and right-flanking delimiter runs.
    """
    first, last = inner[0], inner[-1]
    if first.isspace() or last.isspace():
        return False
    opens = not _is_mark(first) or before.isspace() or _is_mark(before)
    closes = not _is_mark(last) or after.isspace() or _is_mark(after)
    return opens and closes


def _is_mark(char: str) -> bool:
    return category(char)[0] in "PS"


def _divs(text: str) -> str:
    """Pandoc's fenced divs as raw tags; a closing fence closes the innermost open div."""
    lines = text.split("\n")
    opened = 0
    for at, line in enumerate(lines):
        found = _DIV.fullmatch(line)
        if found is None:
            continue
        if found["attrs"] is not None or found["name"]:
            lines[at] = f"\n<div{_html_attrs(found)}>\n"
            opened += 1
        elif opened:
            lines[at] = "\n</div>\n"
            opened -= 1
    return "\n".join(lines) + "\n\n</div>\n" * opened


def _html_attrs(found: re.Match[str]) -> str:
    if found["name"]:
        return f' class="{found["name"]}"'
    classes: list[str] = []
    attrs: dict[str, str] = {}
    for attr in _ATTRS.finditer(found["attrs"]):
        if attr["cls"]:
            classes.append(attr["cls"])
        elif attr["id"]:
            attrs["id"] = attr["id"]
        else:
            attrs[attr["key"]] = attr["q"] if attr["q"] is not None else attr["v"]
    if classes:
        attrs = {"class": " ".join(classes), **attrs}
    return "".join(f' {name}="{escape(value)}"' for name, value in attrs.items())


def _figure(found: re.Match[str]) -> str:
    """Hugo's figure shortcode as a figure."""
    params = {p[1]: p[2] or p[3] or p[4] or "" for p in _PARAM.finditer(found[1])}
    src = params.get("src") or params.get("link")
    if not src:
        return found[0]
    caption = params.get("caption") or params.get("title") or ""
    note = f"<figcaption>{caption}</figcaption>" if caption else ""
    alt = escape(params.get("alt", ""))
    return f'\n<figure><img src="{escape(src)}" alt="{alt}">{note}</figure>\n'


_FIXES: Final[tuple[tuple[str, Fix], ...]] = (
    ("{", read_written_links),
    ("](", _join_urls),
    ("[[", read_notes),
    ("[!", read_callouts),
    ("==", read_highlights),
    ("**", _bold),
    ("##", lambda text: _GLUED_HEADING.sub(r"\1 ", text)),
    (":::", _divs),
    ("{:", lambda text: _KRAMDOWN.sub("", text)),
    ("{", lambda text: _HEADING_ATTRS.sub(r"\1", text)),
    ("{%", lambda text: _LIQUID.sub("", text)),
    ("{{", lambda text: _FIGURE.sub(_figure, text)),
)
"""What to look for, and what to do where it is found."""
