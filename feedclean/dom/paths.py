"""Where elements stand in the tree as it was first parsed."""

from __future__ import annotations

from feedclean.dom.tree import Child, Element


class Paths:
    """XPaths of elements, while nothing is edited: each parent is gone through once."""

    def __init__(self) -> None:
        self._known: dict[Element, str] = {}
        self._steps: dict[Element, dict[int, str]] = {}

    def of(self, element: Element) -> str:
        """``/html/body/div[2]/p[1]``; a box by what it starts with: ``/html/body/text()[3]``."""
        node: Child = element
        parent = element.parent
        while not isinstance(node, str) and not node.tag and node.children:
            parent, node = node, node.children[0]
        while parent is not None and not parent.tag and parent.parent is not None:
            parent = parent.parent
        if parent is None:
            return "/html/body"
        before = self._known.get(parent)
        if before is None:
            before = self._known[parent] = self.of(parent)
            self._steps[parent] = _steps(parent)
        name = "text()" if isinstance(node, str) else node.tag
        # what was unfolded from elsewhere has no place among the children first parsed
        return f"{before}/{self._steps[parent].get(id(node), name)}"


def _steps(parent: Element) -> dict[int, str]:
    """``p[2]`` or ``text()[2]`` of each child: its place among those of the same name."""
    counts: dict[str, int] = {}  # a Counter takes three times as long
    steps: dict[int, str] = {}
    for child in parent.original or parent.children:
        name = "text()" if isinstance(child, str) else child.tag
        many = counts[name] = counts.get(name, 0) + 1
        steps.setdefault(id(child), f"{name}[{many}]")
    return steps
