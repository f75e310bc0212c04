"""What sites say in the same words in every article goes, and sentences with these words stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.cleaning import EN, clean, lines

FOLDER = Path(__file__).with_name("fixed")
_TAG = re.compile(r"<[^>]+>")
_GOES, _LABEL, _STAYS = "- ", "* ", "= "
_LINKED = '<p><a href="/news/b">Ten walks along the river</a></p>'

Said = tuple[str, str, list[str]]
Place = Callable[[str], str]


def _said(mark: str) -> list[Said]:
    """The kind, the language and the lines below it that have the mark."""
    found: list[Said] = []
    for path in sorted(FOLDER.glob("*.txt")):
        for part in path.read_text("utf-8").split("\n[")[1:]:
            language, below = part.split("]\n", 1)
            said = [line[2:] for line in below.splitlines() if line.startswith(mark)]
            if said:
                found.append((path.stem, language, said))
    return found


def _within(line: str) -> str:
    return EN.replace("</p>", f"</p><p>{line}</p>", 1)


def _over_a_link(line: str) -> str:
    return EN.replace("</p>", f"</p><p>{line}</p>{_LINKED}", 1)


def _below(line: str) -> str:
    return f"{EN}<p>{line}</p>"


def _above(line: str) -> str:
    return f"<p>{line}</p>{EN}"


PLACES: Mapping[str, Place] = {
    "ads": _within,
    "further": _within,
    "dates": _above,
    "whole_above": _above,
}
"""Where lines of a kind stand; those of others stand below the text."""


def _left(said: list[str], place: Place) -> list[str]:
    """Those lines that are still there."""
    return [line for line in said if _TAG.sub("", line) in lines(clean(place(line)).html)]


@pytest.mark.parametrize(("kind", "language", "said"), _said(_GOES))
def test_what_sites_say_goes(kind: str, language: str, said: list[str]) -> None:
    assert _left(said, PLACES.get(kind, _below)) == []


@pytest.mark.parametrize("place", [_over_a_link, _below])
@pytest.mark.parametrize(("kind", "language", "said"), _said(_LABEL))
def test_labels_alone_go(kind: str, language: str, said: list[str], place: Place) -> None:
    assert _left(said, place) == []


@pytest.mark.parametrize("place", [_within, _below])
@pytest.mark.parametrize(("kind", "language", "said"), _said(_STAYS))
def test_sentences_with_their_words_stay(
    kind: str, language: str, said: list[str], place: Place
) -> None:
    assert _left(said, place) == said
