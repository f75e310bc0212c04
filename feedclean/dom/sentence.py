"""Where in a tree a sentence stands that somebody has copied from a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from feedclean.dom.tree import Element, raw_text
from feedclean.text import excerpt, fold

_PIECE: Final = 4
"""Letters of the pieces by which texts are compared; a word or two where these are short."""
_SHOWN: Final = 160


def element_with(root: Element, sentence: str) -> Element | None:
    """The smallest element with all of a sentence, the first of several; None where there is none.

    White space, punctuation, case and tags within it are no matter: a browser shows them otherwise
    than they are written.
    """
    wanted = fold(sentence)
    if not wanted or not says(root, sentence):
        return None
    element = root
    while True:
        inner = (one for one in element.elements() if wanted in fold(raw_text(one)))
        smaller = next(inner, None)
        if smaller is None:
            return element
        element = smaller


def says(element: Element, sentence: str) -> bool:
    """Whether an element holds a sentence."""
    return fold(sentence) in fold(raw_text(element))


def likeness(a: str, b: str) -> float:
    """How much two texts have in common, 0.0 to 1.0, by the letters that follow each other."""
    first, second = _pieces(a), _pieces(b)
    return len(first & second) / max(1, len(first), len(second))


def most_alike(texts: Iterable[str], sentence: str) -> str:
    """The text that shares most with a sentence, as far as it can be shown; empty: none does."""
    wanted = _pieces(sentence)
    best, most = "", 0.0
    for text in texts:
        shared = _pieces(text)
        both = len(wanted & shared) / max(1, len(wanted) + min(len(shared), 2 * len(wanted)))
        if both > most:
            best, most = text, both
    return excerpt(best, _SHOWN)


def _pieces(text: str) -> set[str]:
    folded = fold(text)
    size = _PIECE if folded.isascii() else _PIECE // 2
    return {folded[at : at + size] for at in range(max(1, len(folded) - size + 1))} - {""}
