"""How often a process of ours looks for garbage."""

from __future__ import annotations

import gc
from typing import Final

_OBJECTS: Final = 50_000
"""More of them made than gone since the last look, before the next; Python has 700.

What an article is cleaned in is taken apart when it is done with, so that hardly anything is found;
but each look goes through what is in use, and every hundredth or so through all that is loaded,
32 ms. Reading and cleaning 150 pages by the first build took 8.0 s of processor time instead of
9.0, and 190 MB at most instead of 185.
"""


def collect_seldom() -> None:
    """Has the garbage collector of this process look around seldom.

    For processes that are ours alone: a library leaves that to the program it is a part of.
    """
    gc.set_threshold(_OBJECTS)
