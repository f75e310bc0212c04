"""Texts as Ghost kept them: Mobiledoc, sections of marked-up pieces → HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from feedclean.parse.records.json_runs import Shown, figure, joined_blocks
from feedclean.parse.records.json_unsaid import unsaid


def sections_of(value: Mapping[str, Any]) -> list[Any] | None:
    """The sections of Mobiledoc, the form in which Ghost kept its texts."""
    told = value.get("sections")
    return told if isinstance(told, list) and isinstance(value.get("markups"), list) else None


def mobiledoc_html(value: Mapping[str, Any], sections: list[Any]) -> str:
    """Source: Mobiledoc 0.3.2, the format's description."""
    markups, cards = value["markups"], value.get("cards") or []
    shown: list[Shown] = []
    for section in sections:
        match section:
            case [1, str(tag), [*runs], *_]:
                shown.append(
                    (
                        tag if re.fullmatch(r"p|h[1-6]|blockquote|aside", tag) else "p",
                        _spans(runs, markups),
                    )
                )
            case [2, str(url), *_]:
                shown.append(("figure", f'<img src="{escape(url)}">'))
            case [3, str(tag), [*items], *_]:
                shown += [
                    (tag if tag in ("ul", "ol") else "ul", _spans(item, markups)) for item in items
                ]
            case [10, int(number), *_] if 0 <= number < len(cards):
                card = list(_card(cards[number]))
                shown += card
                shown += (("p", text) for text in unsaid(cards[number], joined_blocks(card)))
    return joined_blocks(shown)


def _spans(runs: Any, markups: list[Any]) -> str:
    """Pieces of a line; each opens marks, and closes some of those that are open."""
    out: list[str] = []
    open_tags: list[str] = []
    for run in runs if isinstance(runs, list) else ():
        match run:
            case [int(kind), [*opened_here], int(closed), value]:
                for number in opened_here:
                    tag, attributes = _markup(markups, number)
                    out.append(f"<{tag}{attributes}>")
                    open_tags.append(tag)
                out.append("<br>" if kind else escape(str(value), quote=False))
                count = max(0, len(open_tags) - closed)
                out.extend(f"</{tag}>" for tag in reversed(open_tags[count:]))
                del open_tags[count:]
    return "".join(out) + "".join(f"</{tag}>" for tag in reversed(open_tags))


def _markup(markups: list[Any], number: Any) -> tuple[str, str]:
    match markups[number] if isinstance(number, int) and 0 <= number < len(markups) else None:
        case ["a", ["href", str(url), *_], *_]:
            return "a", f' href="{escape(url)}"'
        case [str(tag), *_] if re.fullmatch(r"strong|em|b|i|u|s|code|sub|sup", tag):
            return tag, ""
    return "span", ""


def _card(card: Any) -> Iterator[Shown]:
    match card:
        case [str(), {"html": str(html)}]:
            yield "html", html
        case [str(), {"markdown": str(text)}]:
            yield "p", escape(text, quote=False).replace("\n", "<br>\n")
        case [str(), dict(told)] if told.get("caption") or told.get("src"):
            yield "figure", figure(told)
        case [str(), {"code": str(code)}]:
            yield "pre", escape(code, quote=False)
