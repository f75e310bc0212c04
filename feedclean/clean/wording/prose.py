"""Sentences that merely speak of newsletters, donations or copyright, told from those that are it.

A paragraph of an article may say anything. So a whole sentence keeps a label only where its first
words already earn it (``Subscribe to our newsletter …``), where it has links or is set small, or
where the lines beside it have gone.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label, label_text, label_whole, names_in_sentences
from feedclean.clean.wording.marks import BULLETS
from feedclean.clean.wording.of_itself import names_this_text, told_of_itself
from feedclean.clean.wording.words import any_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element
from feedclean.later import later
from feedclean.text import wide

_ENDS: Final = re.compile(r"[.。!！?？…؟۔।][\s\"”»』」’'）)\]]*$")
_LEAST_WORDS: Final = 5
_LEAST_WIDE: Final = 8
_OPENING_WORDS: Final = 5
_OPENING_WIDE: Final = 20
_LINKED: Final = 0.3
_BY_OPENING: Final = (
    Label.PROMO | Label.PLATFORM | Label.COOKIE | Label.COMMENTS | Label.INTERFACE | Label.AD
)
"""Labels that an imperative or a set phrase at the beginning makes sure of."""
_BY_LINK: Final = (
    Label.PROMO | Label.PLATFORM | Label.COPYRIGHT | Label.RELATED | Label.COOKIE | Label.COMMENTS
)
_CLAIM: Final = later(
    r"©|\d{4}|[\u3040-\u9fff\uac00-\ud7af]"
    r"|^\W{0,2}(?:disclaimer|penafian|paunawa|अस्वीकरण|डिस्क्लेमर|डिस्क्लैमर)\s?[:：]",
    re.IGNORECASE,
)
"""What a copyright notice has in its first words and a sentence on copyright law has not."""
_ALL_RIGHTS: Final = later(rf"\W{{0,2}}{any_of('all_rights')}\s?[.!۔|©]", re.IGNORECASE)
"""*All rights reserved.* Nothing follows but who has them, since when, and which: a text tells
of the words themselves (*All rights reserved. So the new show is called.*)."""
_OF_THE_PAPER: Final = later(rf"(?<![^\W_]){any_of('of_the_paper')}(?![^\W_])", re.IGNORECASE)
"""Whose views are not those of the text, or who is to allow that it is used: *the views of the
editors*. A sentence that is worded like a notice and names them is one."""
_ONCE: Final = later(rf"(?<![^\W_]){any_of('once_was')}(?![^\W_])", re.IGNORECASE)
"""*Without leave of the editors it was reprinted everywhere*: a notice has no past."""
_CITES: Final = later(r"[“„«‹「『\"][^“”„«»「」『』\"]+[”“»›」』\"]\s?[^\s\"”’)）].{4}")
"""Words of somebody, and what is told of them: “Subscribe now,” she said."""
_SAYS_WHO: Final = later(
    rf"[^\w\s]\)? (?:\w{{1,7}}[ '’-]){{0,3}}{any_of('said_so')}(?![^\W_])"
    r"(?:[^.:;!?…]{0,70}[.…])?$"
    r"|[,،，](?: ?[^\s,،，.。]{1,6}){0,2} ?(?:说|說|写道|寫道|قال|قالت|يقول|گفت|نوشت|אמר|אמרה|פקד)"
    r"[^,،，.。]{0,40}[.。]$",
    re.IGNORECASE,
)
"""*…, dit le fermier.* Somebody says what stands before, whatever it is worded like."""
_TELLS: Final = later(
    r"(?:[^\s니]다\.|(?:[ただる]|ない)。)[”’」』)）]?$"
    r"|, (?:kata|ujar|tutur|ucap|seru|sabi|wika|ani|sigaw|tanong)\w* \w"
    r"|, (?:ông|bà|anh|chị|cô|họ)(?: \w+){0,3} (?:nói|kể|viết|cho biết|nhớ lại)\.$"
)
"""A sentence that tells of something: sites ask their readers politely in Korean and Japanese, and
papers tell plainly what was; *…, kata Melati* names who said it."""
_HELPED: Final = re.compile(
    r"(?:with )?(?:additional|further) reporting (?:by|from)\b"
    r"|(?:copy[- ]?edited|fact[- ]?checked|proofread|researched) by\b",
    re.IGNORECASE,
)
_BETWEEN_NAMES: Final = frozenset(
    "and by in of for at the & de van von der la et y e i und con avec da di do del dos".split()
)
_LONGEST_BYLINE: Final = 160
_MOST_BEFORE_NAMES: Final = 4
"""Words of a byline before the first name: *Propos recueillis par*."""
_SENTENCE: Final = re.compile(r"[a-z\u00df-\u024f\u0430-\u045f]{3} ?[.!?] (?=\w)")
"""The end of a sentence before another; in French a space stands before its mark."""
_COLON: Final = re.compile("[:：]")
"""A label before a sentence: what an editor adds is no credit."""
_BY_PLACE: Final = traits.FOOTER | traits.ASIDE | traits.FORM | traits.HIDDEN
_SMALL: Final = frozenset(("small", "em", "i", "sub", "sup", "address"))


def is_prose(block: Block) -> bool:
    """Whether a block is at least one whole sentence, mostly without links."""
    text = block.text
    if block.is_heading or block.link_density > _LINKED or not _ENDS.search(text):
        return False
    if text[0] in "（([【" and text[-1] in "）)]】":
        return False  # a note in brackets
    if _is_byline(text):
        return False
    return len(text.split()) >= _LEAST_WORDS or wide(text) >= _LEAST_WIDE


def _is_byline(text: str) -> bool:
    """Whether a line with its full stop says who wrote and no more.

    Names of people stand behind few words (*Interview by Jane Roe and John Doe.*), or each behind a
    label of its own (*Text: Jane Roe. Photos: John Doe.*).
    """
    if len(text) > _LONGEST_BYLINE:
        return False
    if names_in_sentences(text):
        return True
    if not label_text(text) & Label.AUTHOR:
        return False
    words = text.rstrip(".").split()
    first = next((at for at, word in enumerate(words) if at and word[0].isupper()), len(words))
    names = [word for word in words[first:] if word.lower() not in _BETWEEN_NAMES]
    return first <= _MOST_BEFORE_NAMES and len(names) > 1 and all(n[0].isupper() for n in names)


def sure_label(block: Block) -> Label:
    """The labels that more than the wording somewhere in a sentence speaks for."""
    if not block.links and not is_apart(block) and _SAYS_WHO.search(block.text):
        return Label(0)
    opening = label_text(_opening(block.text))
    is_told = _CITES.match(block.text) or _TELLS.search(block.text)
    found = Label(0) if is_told else opening & _BY_OPENING
    if opening & Label.COPYRIGHT and _CLAIM.search(block.text):
        found |= Label.COPYRIGHT
    if _claims_all(block.text) or _names_its_views(block.text):
        found |= label(block) & Label.COPYRIGHT
    found |= label(block) & told_of_itself(block.text)
    if (last := _last_sentence(block.text)) and not _CITES.search(block.text):
        found |= label_text(_opening(last)) & Label.PROMO
    found |= label(block) & Label.STAND_IN | label_whole(block.text)
    if label(block) & Label.CREDIT and _thanks(block.text):
        found |= Label.CREDIT
    if block.links:
        found |= _BY_LINK
    if is_apart(block):
        found |= label(block)
    return found


def _claims_all(text: str) -> bool:
    """Whether a line reserves all rights, and goes on to speak of them if it goes on."""
    claim = _ALL_RIGHTS.match(text)
    if claim is None:
        return False
    rest = text[claim.end() :].strip()
    return not rest or bool(_CLAIM.search(rest) or label_text(rest) & Label.COPYRIGHT)


def _names_its_views(text: str) -> bool:
    """Whether a sentence speaks of what the editors think or allow, and not of how it once was."""
    return bool(_OF_THE_PAPER.search(text)) and not _ONCE.search(text)


def _thanks(text: str) -> bool:
    """Whether a sentence may tell who helped: *Additional reporting by Jane Roe* with its stop."""
    if _COLON.search(text):
        return False
    helped = _HELPED.match(text)
    if helped is None:
        return names_this_text(text)
    words = text[helped.end() :].split()
    return all(word[0].isupper() or word in _BETWEEN_NAMES for word in words)


def is_apart(block: Block) -> bool:
    """Whether its place, its print or a mark before it sets a sentence apart from the text."""
    if block.traits & _BY_PLACE or is_set_small(block.box):
        return True
    return BULLETS.match(block.text) is not None


def _last_sentence(text: str) -> str:
    """The last of several sentences of a line in a script that has spaces; empty for one."""
    found = _SENTENCE.findall(text)
    return text[text.rindex(found[-1]) + len(found[-1]) :] if found else ""


def _opening(text: str) -> str:
    if wide(text) >= _LEAST_WIDE:
        return text[:_OPENING_WIDE]
    return " ".join(text.split()[:_OPENING_WORDS])


def is_set_small(box: Element) -> bool:
    """Whether all of a block is in small print or italics, as notes about an article are."""
    if box.tag in _SMALL:
        return True
    parts = box.parts()
    return len(parts) == 1 and not isinstance(parts[0], str) and is_set_small(parts[0])
