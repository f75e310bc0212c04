"""Names in Greek bylines, which stand in the genitive behind an article: ``Του Στέλιου Καρρά``."""

from __future__ import annotations

import re
from typing import Final

_BYLINE: Final = re.compile(
    r"(?P<article>Του|Της|ΤΟΥ|ΤΗΣ)\s(?P<name>[Α-ΩΆΈΉΊΌΎΏ]\S{1,20}(?:\s[Α-ΩΆΈΉΊΌΎΏ]\S{1,20}){1,3})\s?\*?"
)
_VOWELS: Final = "αεηιουωάέήίόύώϊϋΐΰ"
_ACCENTED: Final = "άέήίόύώΐΰ"
_SYLLABLE: Final = re.compile(
    r"ι?(?:αι|ει|οι|ου|αυ|ευ|υι|αί|εί|οί|ού|αύ|εύ|υί|[αεηουωάέήόύώϋΰ])|[ιίϊΐ]"
)
_INITIAL: Final = 2
_SAME: Final = ("ίου", "άου", "είου", "έου")
"""Family names that are genitives themselves: ``Δημητρίου``."""


def in_nominative(byline: str) -> str | None:
    """The name in a byline of article and name, as it is called; None for any other line.

    Where a word does not show what its nominative is, the name stands as it is written.
    """
    found = _BYLINE.fullmatch(byline.strip())
    if found is None:
        return None
    name = found["name"].rstrip("*").rstrip(".,:")
    turn = _of_man if found["article"].casefold() == "του" else _of_woman
    if any(word.isupper() and len(word) > _INITIAL for word in name.split()):
        return name  # capitals have lost their accents
    turned = [turn(word, is_given=at == 0) for at, word in enumerate(name.split())]
    return name if None in turned else " ".join(filter(None, turned))


def _of_man(word: str, *, is_given: bool) -> str | None:
    if word.endswith(("α", "ά", "η", "ή")):
        return f"{word}ς"
    if word.endswith("οπούλου"):
        return f"{word.removesuffix('οπούλου')}όπουλος"
    if word.endswith("ου"):
        if word.endswith(_SAME):
            return None if is_given else word
        return f"{word.removesuffix('ου')}ος" if _keeps_accent(word) else None
    return None if word[-1].casefold() in _VOWELS else word


def _keeps_accent(word: str) -> bool:
    """Whether a genitive in ``-ου`` has its accent where the nominative has it, as far as one sees.

    ``Στέλιου`` and ``Νίκου`` do; that of ``Αλεξάνδρου`` moved, that of ``Μαλλιού`` shows nothing.
    """
    syllables: list[str] = _SYLLABLE.findall(word.casefold())
    last, before, *others = [*reversed(syllables), "", ""]
    if any(letter in _ACCENTED for letter in last):
        return False
    is_before = any(letter in _ACCENTED for letter in before)
    return not any(others) if is_before else True


def _of_woman(word: str, *, is_given: bool) -> str | None:
    if is_given:
        return word[:-1] if word.endswith(("ας", "άς", "ης", "ής")) else None
    return None if word.endswith("ς") else word
