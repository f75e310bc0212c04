"""A tree written as HTML."""

from __future__ import annotations

from html import escape

from feedclean.dom.tree import VOID, Child, Element


def to_html(root: Element) -> str:
    """The content of ``root`` as HTML, without the tag of ``root`` itself.

    An element with an empty tag is an anonymous box: only its content is written.
    """
    out: list[str] = []
    stack: list[Child | tuple[str]] = list(reversed(root.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(escape(node, quote=False))
        elif isinstance(node, tuple):
            out.append(node[0])
        else:
            tag = node.tag
            if tag:
                out.append(_start_tag(node))
                if tag in VOID:
                    continue
                stack.append((f"</{tag}>",))
            children = node.children
            stack.extend(children if len(children) == 1 else reversed(children))
    return "".join(out)


def _start_tag(element: Element) -> str:
    if not element.attrs:
        return f"<{element.tag}>"
    attrs = "".join(
        f' {name}="{escape(value)}"' if value is not None else f' {name}=""'
        for name, value in element.attrs.items()
    )
    return f"<{element.tag}{attrs}>"
