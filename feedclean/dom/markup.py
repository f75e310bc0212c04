"""A tree written as HTML."""

from __future__ import annotations

from typing import Final

from feedclean.dom.kinds import VOID
from feedclean.dom.tree import Child, Element

_IN_TEXT: Final = (("&", "&amp;"), ("\xa0", "&nbsp;"), ("<", "&lt;"), (">", "&gt;"))
_IN_VALUES: Final = (*_IN_TEXT, ('"', "&quot;"))


def to_html(root: Element) -> str:
    """The content of ``root`` as HTML, without the tag of ``root`` itself.

    An element with an empty tag is an anonymous box: only its content is written. Whoever reads it
    as the standard has it and writes it again mostly gets the very same.

    Source: HTML Living Standard, serialising HTML fragments.
    """
    out: list[str] = []
    _write(root.children, out)
    return "".join(out)


def _write(children: list[Child], out: list[str]) -> None:
    for child in children:
        if isinstance(child, str):
            out.append(_escaped(child, _IN_TEXT))
            continue
        tag = child.tag
        if tag:
            out.append(f"<{tag}{_attributes(child)}>" if child.attrs else f"<{tag}>")
            if tag in VOID:
                continue
        _write(child.children, out)
        if tag:
            out.append(f"</{tag}>")


def _attributes(element: Element) -> str:
    return "".join(
        f' {name}="{_escaped(value, _IN_VALUES)}"' if value else f' {name}=""'
        for name, value in element.attrs.items()
    )


def _escaped(text: str, what: tuple[tuple[str, str], ...]) -> str:
    for character, written in what:
        if character in text:
            text = text.replace(character, written)
    return text
