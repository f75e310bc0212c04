"""Keys at the top of a text that no fence stands around, and that are no metadata: text.

Notes and reviews begin with facts (``Rating: 4/5``, ``Serves: four``) among what says who wrote
them and when. What only a program reads goes, as it does within a fence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from feedclean.parse.records.json_keys import CONTENT, known
from feedclean.text import composed

_LINE: Final = re.compile(r"(?P<key>\w[\w .-]{0,40}?)[ \t]*::?[ \t]+(?P<value>\S.*)")
_ONLY_NOTES: Final = re.compile(r"(?:\[\[[^\[\]]*\]\][\s,;]*)+")
"""Links to other notes of a notebook."""
_LONGEST_NAMES: Final = 100
"""Characters of what ``Text:`` may stand before as a credit; what is longer is the text."""
_OF_PROGRAMS: Final = frozenset(
    "aliases base_header_level bibliography biblio_style charset class comments csl css cssclass "
    "cssclasses disqus docinfo draft encoding format generator gallery html_header id kind lang "
    "latex_footer latex_header latex_input latex_mode layout math menu menu_order next nocite "
    "noindex order page_id parent parent_id permalink pin pinned position post_id post_type prev "
    "previous private publish published quotes_language quoteslanguage redirect_from robots "
    "save_as share sidebar slug status stylesheet template theme toc translation transclude_base "
    "transcludebase type up url uuid version visibility weight xhtml_header xhtmlheader".split()
)
"""What programs that make sites or books want to know."""


def unread_lines(lines: Sequence[str], is_read: Callable[[str, str], bool]) -> list[str]:
    """The lines that stay in the text, as they were written; ``is_read`` tells what goes to fields.

    An indented line goes on with the one above it.
    """
    kept: list[str] = []
    is_kept = False
    for line in lines:
        found = _LINE.fullmatch(composed(line.rstrip()))
        if found and line[:1] not in " \t":
            key = re.sub(r"[\s-]+", "_", found["key"].lower())
            is_kept = not (
                key in _OF_PROGRAMS
                or _ONLY_NOTES.fullmatch(found["value"])
                or is_read(key, found["value"])
            )
        elif line[:1] not in " \t":
            is_kept = False
        if is_kept:
            is_text = found is not None and known(found["key"]) in CONTENT
            is_whole = is_text and found is not None and len(found["value"]) > _LONGEST_NAMES
            kept.append(found["value"] if is_whole and found is not None else line.strip())
    return kept
