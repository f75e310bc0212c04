"""What a name looks like: that of a person, of a group, written in full or as one."""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later
from feedclean.names.words import words
from feedclean.text import composed

CJK: Final = later(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HAN: Final = later(r"[\u3400-\u9fff]{2,4}")
_LONGEST_HAN: Final = 3
_MOST_PARTS: Final = 5
_LEAST_LOUD: Final = 3
_NUMERAL: Final = re.compile(r"[IVX]+\.?")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_PREFIX: Final = re.compile(r"\bMc[a-z]")
_SYLLABLE: Final = re.compile(r"\w[aeiouyAEIOUY]")
_TURKISH: Final = re.compile("[İĞ]")
_GREEK: Final = re.compile(r"[\u0370-\u03ff]")


def looks_like_person(name: str) -> bool:
    """Whether two to four words are written as a person's name is, and none is of an office."""
    parts = name.split()
    if not 2 <= len(parts) <= 4:
        return False
    groups = words().groups
    return all(
        (part[0].isupper() and part.casefold().strip(".,") not in groups)
        or part in words().particles
        for part in parts
    )


def may_begin_with_person(text: str) -> bool:
    """Whether the second word of a text is such a one, as it is of few sentences: a quick look."""
    parts = text.split(maxsplit=2)
    if len(parts) < 2:
        return False
    return parts[1][0].isupper() or parts[1].startswith(tuple(words().particles))


def is_nobody(name: str) -> bool:
    """Whether a name is none of anybody: ``admin``, ``Redaktion``, ``江边编辑部`` and no more."""
    said = " ".join(composed(name).casefold().split()).strip(".:")
    return said in words().unnamed or said.endswith(words().newsrooms)


def is_group(name: str) -> bool:
    """Whether a name is that of an agency, a paper or a desk rather than of somebody."""
    table, folded = words(), name.casefold()
    if folded in table.agencies:
        return True
    if CJK.search(name):
        return len(name) > 2 and name.endswith(table.group_endings)
    parts = [part.strip(".,") for part in folded.split()]
    if parts[:1] and (parts[0] in table.desks or parts[-1].endswith(table.desk_endings)):
        return True
    return bool((table.groups - table.role_words).intersection(parts))


def is_written_as_name(text: str) -> bool:
    """Whether the words of a Latin, Greek or Cyrillic text begin as those of a name do."""
    if CJK.search(text):
        return True
    parts = text.split()
    return bool(parts) and all(
        part[0].isupper() or not part[0].islower() or part.casefold() in words().particles
        for part in parts
    )


def is_full_name(name: str) -> bool:
    """Whether a name is more than one word, or in CJK."""
    return " " in name or CJK.search(name) is not None


def is_han_name(text: str) -> bool:
    """Whether two or three Chinese characters begin with one of the commonest family names.

    Nine of ten people in China and Taiwan have one of them; of words in headlines, one of ten has.
    Behind a family name of two characters there may be two more; other words of four are none.
    """
    if _HAN.fullmatch(text) is None:
        return False
    known = words()
    is_long = len(text) > _LONGEST_HAN
    return text.startswith(known.long_family_names if is_long else known.family_names)


def given_name_first(text: str) -> str:
    """``Roy, Aniruddha`` as libraries write it, the given name first."""
    last, comma, first = text.partition(",")
    if not comma or "," in first or len(first.split()) > 3 or len(last.split()) > 3:
        return text
    return f"{first.strip()} {last.strip()}"


def small(name: str) -> str:
    """A name as it is written in a text: ``Jean DUPONT`` and ``JEAN DUPONT`` are *Jean Dupont*.

    Capitals are the print of a byline. Two letters may be initials (``JD Vance``), a group is
    called as it is, and Greek capitals have lost their accents.
    """
    parts = name.split()
    if not 2 <= len(parts) <= _MOST_PARTS or not any(map(_is_loud, parts)) or is_group(name):
        return name
    if any(part.casefold() in words().agencies for part in parts) or _GREEK.search(name):
        return name
    if not all(part[0].isupper() or part in words().particles for part in parts):
        return name
    softened = " ".join(_softened(part, at) for at, part in enumerate(parts))
    loud = " ".join(parts)
    if _TURKISH.search(name) and len(loud) == len(softened):  # where the small I has no dot
        pairs = zip(loud, softened, strict=True)
        softened = "".join("ı" if (old, new) == ("I", "i") else new for old, new in pairs)
    return softened


def _is_loud(part: str) -> bool:
    letters = _LETTERS.findall(part)
    return max(map(len, letters), default=0) >= _LEAST_LOUD and part.isupper() and "." not in part


def _softened(part: str, at: int) -> str:
    if not part.isupper() or _NUMERAL.fullmatch(part):
        return part
    if at and part.lower() in words().particles:
        return part.lower()
    if not (_is_loud(part) or _SYLLABLE.fullmatch(part)):
        return part
    soft = _LETTERS.sub(lambda found: found[0][0] + found[0][1:].lower(), part)
    soft = soft.replace("i\u0307", "i")
    return _PREFIX.sub(lambda found: found[0][:2] + found[0][2].upper(), soft)
