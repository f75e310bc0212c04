"""reStructuredText, as Python's documentation and some blogs are written in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import takewhile
from typing import Final

from feedclean.parse.notations.base import BARE_URL, Fence, Head, Mark, Notation, lines_like

_MARKS: Final = r"[!-/:-@\[-`{-~]"
_TITLE: Final = re.compile(
    rf"\s*+(?:(?P<over>{_MARKS})(?P=over){{2,}}[ \t]*\n)?[ \t]*(?P<title>\S.*)\n"
    r"(?P<under>[=\-~#*^\"'+`])(?P=under){2,}[ \t]*\n"
)
_FIELD: Final = re.compile(
    r"(?::|\.\. (?=[^:\n]{1,41}:(?!:)))(?P<key>[\w][\w -]{0,40}):(?:\s+(?P<value>.*\S))?\s*"
)
"""Also in comments, as Nikola has them: ``.. date: 2024-01-12``."""
_DIRECTIVE: Final = re.compile(r"(?P<indent>\s*)\.\. (?P<name>[\w-]+)::\s*(?P<value>.*)")
_OPTION: Final = re.compile(r"\s+:[\w-]+:.*")
_NOTE: Final = re.compile(r"\s*\.\. \[(?P<mark>[#\w*-]+)\]\s+(?P<text>.*)")
_TARGET: Final = re.compile(r"\s*\.\. _`?(?P<name>[^:`]+)`?:(?:\s+(?P<url>\S+))?\s*")
_REPLACED: Final = re.compile(r"\s*\.\. \|(?P<name>[^|]+)\|\s+replace::\s*(?P<text>.*)")
_NAMED: Final = re.compile(r"(?<!\w)\|(?P<name>\w[^|\n]*)\|(?!\w)")
_OPEN_TAG: Final = re.compile(r"(?is)<(?P<name>script|style)\b[^<>]*>|</(?P<end>script|style)\s*>")
_TAG: Final = re.compile(r"<[^<>]*>")
_OF_PICTURES: Final = frozenset(("figure", "image"))
_OF_CODE: Final = frozenset(
    ("code", "code-block", "highlight", "literalinclude", "math", "sourcecode")
)
_NO_TEXT: Final = frozenset(
    ("contents", "include", "index", "meta", "role", "toctree", "default-role")
)
_FENCE: Final = "\x0e\x0e\x0e"
_REFERENCE: Final = re.compile(
    r"(?<![:\w`])`(?P<a>[^`<>\n]+(?:\n[^`<>\n]+)?)`__?(?!\w)|(?<![\w.`<-])(?P<b>\w[\w.-]*\w)_(?![\w`])"
)


def _head(text: str) -> Head:
    """The title, and the list of fields below it."""
    told: dict[str, tuple[str, ...]] = {}
    title = _TITLE.match(text)
    if title is not None:
        told["title"] = (title["title"].strip(),)
        text = text[title.end() :]
    lines = text.lstrip("\n").split("\n")
    size, key = 0, ""
    for line in lines:
        found = _FIELD.fullmatch(line)
        if title is not None and line.startswith(".. "):  # a comment on the text below its title
            break
        if found is None and not (size and line[:1] in " \t" and line.strip()):
            break
        if found is not None:
            key = found["key"].lower().replace("-", "_")
            told.setdefault(key, (found["value"] or "",))
        elif key:
            told[key] = (f"{told[key][0]} {line.strip()}",)
        size += 1
    return (told, "\n".join(lines[size:])) if size else (told, text)


def _prepared(text: str) -> str:
    """Directives as what they show, literal blocks in fences, and links with their addresses."""
    lines = text.split("\n")
    urls = {
        found["name"].lower(): found["url"]
        for line in lines
        if (found := _TARGET.fullmatch(line)) and found["url"]
    }
    instead = {
        found["name"]: found["text"] for line in lines if (found := _REPLACED.fullmatch(line))
    }
    told = _with_targets("\n".join(_shown(lines)), urls)
    return _NAMED.sub(lambda found: instead.get(found["name"], found[0]), told)


def _shown(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        found = _DIRECTIVE.fullmatch(line)
        if found is not None:
            size = _body(lines, at + 1)
            yield from _directive(found, lines[at + 1 : at + size])
            at += size
            continue
        note = _NOTE.fullmatch(line)
        if note is not None:
            yield from ("", f"[{note['mark'].strip('#*')}] {note['text']}".replace("[] ", ""))
        elif line.rstrip().endswith("::") and not line.startswith(".."):
            size = _body(lines, at + 1)
            yield line.rstrip().removesuffix("::").rstrip() + ("" if line.strip() == "::" else ":")
            yield from ("", _FENCE, *lines[at + 1 : at + size], _FENCE, "")
            at += size
            continue
        elif _TARGET.fullmatch(line):
            yield ""
        elif line.strip() == ".." or line.startswith(".. "):
            at += _body(lines, at + 1)  # a comment
            continue
        else:
            yield line
        at += 1


def _body(lines: list[str], at: int) -> int:
    """How many lines from the one before on belong to it: blank ones and what is indented."""
    size = 1
    for place in range(at, len(lines)):
        if lines[place].strip() and lines[place][:1] not in " \t":
            break
        if lines[place].strip():
            size = place - at + 2
    return size


def _directive(found: re.Match[str], body: list[str]) -> Iterator[str]:
    name = found["name"].lower()
    options = list(takewhile(_OPTION.fullmatch, body))
    rest = body[len(options) :]
    yield ""
    if name in _OF_CODE:
        yield from (_FENCE, *rest, _FENCE)
    elif name in _OF_PICTURES:
        alts = [line.split(":", 2)[2].strip() for line in options if ":alt:" in line]
        yield f"\x0e{found['value'].strip()} {'' if any(map(str.strip, rest)) else ''.join(alts)}"
        yield from ("", *(line.strip() for line in rest))
    elif name == "raw":
        yield from _words(rest) if found["value"].strip().lower() == "html" else ()
    elif name not in _NO_TEXT:
        yield found["value"]
        yield from (line.strip() for line in rest)
    yield ""


def _words(lines: list[str]) -> Iterator[str]:
    """The words in lines of HTML; scripts and styles have none."""
    inside = ""
    for line in lines:
        kept, at = "", 0
        for tag in _OPEN_TAG.finditer(line):
            kept += "" if inside else line[at : tag.start()]
            inside, at = "" if tag["end"] else tag["name"], tag.end()
        kept += "" if inside else line[at:]
        yield unescape(_TAG.sub("", kept)).strip()


def _with_targets(text: str, urls: dict[str, str]) -> str:
    def linked(found: re.Match[str]) -> str:
        name = found["a"] or found["b"]
        url = urls.get(" ".join(name.lower().split()))
        return f"`{name} <{url}>`_" if url else found["a"] or found[0]

    return _REFERENCE.sub(linked, text)


RESTRUCTURED: Final = Notation(
    name="restructuredtext",
    endings=(".rst", ".rest"),
    needles=("\n.. ", "``", ":`"),
    signs=(
        lines_like(r"^\.\. [\w-]+::"),
        lines_like(r"^\.\. _[^:\n]+:"),
        re.compile(r"`[^`\n]+`_\b|``[^`\n]+``"),
        re.compile(r"\A\s*([=\-~#*^\"'+`])\1{2,}\n.+\n\1{3,}\n"),
        lines_like(r"^\.\. \[[#\w*]+\] "),
        re.compile(r":\w+:`[^`\n]+`"),
    ),
    head=_head,
    prepare=_prepared,
    underlines="=-~#*^\"'+`:._",
    items=re.compile(r"\s*(?P<mark>[*+•-]|(?:\d{1,3}|#)[.)]) +(?P<text>\S.*)"),
    figures=re.compile(r"\x0e(?P<url>\S+) ?(?P<text>.*)"),
    fences=(Fence(begin=re.compile(_FENCE), tag="pre"),),
    marks=(
        Mark(pattern=re.compile(r"``(?P<text>[^`\n]+)``"), tag="code"),
        Mark(pattern=re.compile(r"`(?P<text>[^`<>\n]*+)<(?P<url>[^`<>\n]++)>`__?"), tag="a"),
        Mark(
            pattern=re.compile(
                r"(?<![\w:]):[\w+-]++(?::[\w+-]++)?:`(?P<text>[^`<\n]++)(?:<[^<>`\n]*+>)?`"
            ),
            tag="",
        ),
        BARE_URL,
        Mark(pattern=re.compile(r"\s?\[#?(?P<text>[\w-]+|\*)\]_(?!\w)"), tag="sup"),
        Mark(pattern=re.compile(r"\*\*(?P<text>[^\s*](?:[^*\n]*[^\s*])?)\*\*"), tag="b"),
        Mark(
            pattern=re.compile(r"(?<![\w*])\*(?P<text>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"),
            tag="i",
        ),
        Mark(pattern=re.compile(r"(?<![\w`])`(?P<text>[^`\n]+)`(?![\w`_])"), tag="i"),
        Mark(pattern=re.compile(r"(?<!\w)\|(?P<text>[\w][\w -]*)\|_?(?!\w)"), tag=""),
        Mark(pattern=re.compile(r"^\| (?P<text>.*)"), tag=""),
    ),
)
