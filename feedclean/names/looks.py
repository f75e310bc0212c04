"""What a name looks like: that of a person, of a group, written in full or as one."""

from __future__ import annotations

import re
from typing import Final

from feedclean.names.words import words

CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
PARTICLES: Final = frozenset(
    "de da do dos das del della der den des di du e el la le les van von zu zum y bin ibn al af av "
    "ter ten und and i of the".split()
)
"""Words in names that stand in small letters."""


def looks_like_person(name: str) -> bool:
    """Whether two to four words are written as a person's name is, and none is of an office."""
    parts = name.split()
    if not 2 <= len(parts) <= 4:
        return False
    groups = words().groups
    return all(
        (part[0].isupper() and part.casefold().strip(".,") not in groups) or part in PARTICLES
        for part in parts
    )


def is_group(name: str) -> bool:
    """Whether a name is that of an agency, a paper or a desk rather than of somebody."""
    table, folded = words(), name.casefold()
    if folded in table.agencies:
        return True
    if CJK.search(name):
        return len(name) > 2 and name.endswith(table.group_endings)
    parts = {part.strip(".,") for part in folded.split()}
    return bool(parts & (table.groups - table.role_words))


def is_written_as_name(text: str) -> bool:
    """Whether the words of a Latin, Greek or Cyrillic text begin as those of a name do."""
    if CJK.search(text):
        return True
    parts = text.split()
    return bool(parts) and all(
        part[0].isupper() or not part[0].islower() or part.casefold() in PARTICLES for part in parts
    )


def is_full_name(name: str) -> bool:
    """Whether a name is more than one word, or in CJK."""
    return " " in name or CJK.search(name) is not None


def given_name_first(text: str) -> str:
    """``Roy, Aniruddha`` as libraries write it, the given name first."""
    last, comma, first = text.partition(",")
    if not comma or "," in first or len(first.split()) > 3 or len(last.split()) > 3:
        return text
    return f"{first.strip()} {last.strip()}"
