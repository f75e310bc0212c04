"""Pieces of a line in texts that editors keep as trees → HTML: words, marks, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, Final

from feedclean.parse.records.json_keys import spelled
from feedclean.parse.records.json_wordpress import named_kind
from feedclean.urls import is_http

DEEPEST: Final = 24
"""Blocks within each other that anybody writes."""
_TYPES: Final = ("type", "nodeType", "_type", "blockType", "object")
INNER: Final = ("content", "children", "nodes", "blocks", "innerBlocks", "document", "root", "doc")
"""Keys under which a block has others."""
BESIDE: Final = ("data", "attrs", "attributes", "value", "imageData", "image", "fields", "file")
"""Keys under which a block tells more of itself."""
WORDS: Final = ("content", "html", "value", "body")
"""Under which of these keys a block that is no tree has its words, as HTML or as text."""
RUNS: Final = frozenset(
    "text span link hyperlink autolink a mention emoji inlinecode linebreak hardbreak br entry "
    "entryhyperlink assethyperlink equation inlineequation".split()
)
_BREAKS: Final = frozenset("linebreak hardbreak br softbreak".split())
_MARKS: Final[Mapping[str, str]] = {
    **dict.fromkeys("bold strong b".split(), "b"),
    **dict.fromkeys("italic em emphasis i".split(), "i"),
    **dict.fromkeys("underline underlined u".split(), "u"),
    **dict.fromkeys("strikethrough strike s linethrough".split(), "s"),
    **dict.fromkeys(("code", "inlinecode"), "code"),
    **dict.fromkeys(("superscript", "sup"), "sup"),
    **dict.fromkeys(("subscript", "sub"), "sub"),
}
_BITS: Final = ((1, "b"), (2, "i"), (4, "s"), (8, "u"), (16, "code"), (32, "sub"), (64, "sup"))
"""Marks as Lexical adds them up."""
_CAPTIONS: Final = ("caption", "title", "credit", "attribution")
_ALTS: Final = ("alt", "altText", "alt_text", "alternativeText")
_ADDRESSES: Final = ("src", "url", "href", "uri", "originalSrc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a text has beside its blocks: of Draft.js the entities, of Portable Text the links."""

    entities: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    is_compared: bool = False
    """Whether it is seen to elsewhere that nothing in a block stays unsaid."""


def kind_of(value: Mapping[str, Any]) -> str:
    """What a block says that it is, spelled as in our tables; empty where it does not."""
    named = (value.get(key) for key in _TYPES)
    kind = spelled(next((one for one in named if isinstance(one, str)), named_kind(value) or ""))
    style = value.get("style")
    if kind in ("block", "") and isinstance(style, str) and spelled(style) not in ("normal", ""):
        kind = spelled(style)  # of Portable Text
    listed = value.get("listItem")
    return spelled(listed) if isinstance(listed, str) else kind


def is_run(part: Any) -> bool:
    """Whether a part is a piece of a line: text, or a link around some."""
    if not isinstance(part, dict):
        return isinstance(part, str)
    kind = kind_of(part)
    if kind:
        return kind in RUNS
    return isinstance(part.get("text"), str) or isinstance(part.get("plain_text"), str)


def line(parts: Iterable[Any], around: Around, depth: int) -> str:
    """Pieces of a line as HTML."""
    return "".join(_run(part, around, depth) for part in parts)


def _run(part: Any, around: Around, depth: int) -> str:
    if isinstance(part, str):
        return escape(part, quote=False)
    kind = kind_of(part)
    if kind in _BREAKS:
        return "<br>"
    inner = next((part[key] for key in INNER if isinstance(part.get(key), list)), None)
    words = part.get("textData") if isinstance(part.get("textData"), dict) else part
    if inner and depth < DEEPEST:
        text = line(inner, around, depth + 1)
    else:
        told = next(strings(words, ("plain_text", "text", "value", "name")), "")
        told = told or next(strings(beside(part), ("label", "name", "text")), "")
        text = escape(told, quote=False).replace("\n", "<br>\n")
        text = text or words_of(next(strings(part, WORDS), ""))
    for tag in _tags(part, words):
        text = f"<{tag}>{text}</{tag}>" if text.strip() else text
    url = _address(part, words, around)
    return f'<a href="{escape(url)}">{text}</a>' if url and text.strip() else text


def _tags(part: Mapping[str, Any], words: Mapping[str, Any]) -> list[str]:
    names = {spelled(key) for place in (part, part.get("annotations")) for key, one in _true(place)}
    for key in ("marks", "decorations"):
        for one in words.get(key) or part.get(key) or ():
            names.add(spelled(str(one.get("type") if isinstance(one, dict) else one)))
    bits = part.get("format")
    found = [tag for bit, tag in _BITS if isinstance(bits, int) and bits & bit]
    return list(dict.fromkeys([*(tag for name, tag in _MARKS.items() if name in names), *found]))


def _true(place: Any) -> Iterator[tuple[str, Any]]:
    return (
        ((key, one) for key, one in place.items() if one is True)
        if isinstance(place, dict)
        else iter(())
    )


def _address(part: Mapping[str, Any], words: Mapping[str, Any], around: Around) -> str:
    """Where a piece of a line leads, in whichever place that is told."""
    marks = [one for key in ("marks", "decorations") for one in words.get(key) or ()]
    places = [part, *places_in(part)]
    for mark in marks:
        if isinstance(mark, str) and mark in around.links:
            return around.links[mark]
        if isinstance(mark, dict):
            places += [mark, *places_in(mark)]
            link = mark.get("linkData")
            places += (
                [link["link"]]
                if isinstance(link, dict) and isinstance(link.get("link"), dict)
                else []
            )
    url = next((url for place in places for url in strings(place, ("href", "url", "uri"))), "")
    return url if is_http(url) or url[:1] in ("/", "#") else ""


def with_links(value: Mapping[str, Any], around: Around) -> Around:
    """What is around the blocks within one, the links of Portable Text among it."""
    told = value.get("markDefs")
    if not isinstance(told, list) or not told:
        return around
    links = {
        str(one.get("_key")): str(one["href"])
        for one in told
        if isinstance(one, dict) and one.get("href")
    }
    return replace(around, links={**around.links, **links})


def places_in(value: Mapping[str, Any], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects in which a block tells more of itself, the nearest first."""
    for key in (*BESIDE, "external", "src", "asset"):
        inner = value.get(key)
        if isinstance(inner, dict) and depth < 3:
            yield inner
            yield from places_in(inner, depth + 1)


def strings(value: Mapping[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    """The texts under some keys."""
    return (one for key in keys if isinstance(one := value.get(key), str) and one)


Shown = tuple[str, str]
"""What tag a block is to stand in (``ul`` for an item of such a list), and its inside."""


def joined_blocks(shown: Iterable[Shown]) -> str:
    """Blocks as HTML, items that follow each other as one list."""
    out: list[str] = []
    items: list[str] = []
    of = ""
    for tag, inner in (*shown, ("", "")):
        if items and tag != of:
            out.append(f"<{of}>\n" + "\n".join(f"<li>{item}</li>" for item in items) + f"\n</{of}>")
            items = []
        if tag in ("ul", "ol"):
            of = tag
            items.append(inner)
        elif tag == "html":
            out.append(inner)
        elif tag == "hr":
            out.append("<hr>")
        elif inner.strip():
            out.append(f"<{tag}>{inner}</{tag}>")
    return "\n".join(out)


def beside(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """The object in which a block keeps what it says."""
    return next((value[key] for key in BESIDE if isinstance(value.get(key), dict)), {})


def figure(value: Mapping[str, Any], *others: Mapping[str, Any]) -> str:
    """A picture with what is written below it, as the block says or what it refers to."""
    places = [place for one in (value, *others) for place in (one, *places_in(one))]
    addresses = (url for place in places for url in strings(place, _ADDRESSES))
    url = next((url for url in addresses if is_http(url) or url[:1] == "/"), "")
    captions = (words_of(place.get(key)) for place in places for key in _CAPTIONS)
    caption = next(filter(None, captions), "")
    told = next((text for place in places for text in strings(place, _ALTS)), "")
    alt = f' alt="{escape(told)}"' if told else ""
    image = f'<img src="{escape(url)}"{alt}>' if url else ""
    return image + (f"<figcaption>{caption}</figcaption>" if caption else "")


def words_of(value: Any) -> str:
    """A caption or an attribution as HTML, whether it is kept as text or in pieces."""
    if isinstance(value, str):
        return value if "<" in value else escape(value, quote=False)
    if isinstance(value, list) and all(map(is_run, value)):
        return line(value, Around(), 0)
    return escape(" ".join(words_in(value)), quote=False)


def parted(text: str) -> list[str]:
    """A text in paragraphs of HTML: at its blank lines, or as it is, where it is HTML already."""
    if "<" in text:
        return [text]
    parts = re.split(r"\n\s*\n", text.strip())
    return [escape(part, quote=False).replace("\n", "<br>\n") for part in parts]


def words_in(value: Any) -> Iterator[str]:
    """The words in a value, however deep."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(reversed(here))
        elif isinstance(here, dict):
            yield from strings(here, ("text", "plain_text"))
            waiting.extend(one for one in reversed(here.values()) if isinstance(one, dict | list))
