"""What was meant by a word that nothing is called: for errors, and for nothing else."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_LISTED: Final = 20
"""Of names that are no secret and no help either, once there are more."""


def nearest(word: str, known: Collection[str], *, alike: float = 0.6) -> str:
    """The known word that is spelt most alike; empty where none is, ``alike`` from 0 to 1."""
    import difflib  # noqa: PLC0415 - for messages about errors only

    folded = {one.casefold(): one for one in sorted(known, reverse=True)}
    close = difflib.get_close_matches(word.casefold(), sorted(folded), n=1, cutoff=alike)
    return folded[close[0]] if close else ""


def meant(word: str, known: Collection[str]) -> str:
    """What to say of it: the nearest word, or else which there are."""
    close = nearest(word, known)
    if close:
        return f'did you mean "{close}"?'
    if not known:
        return "there are none"
    listed = sorted(known)[:_LISTED]
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    return f"there are: {', '.join(listed)}{more}"
