"""What stands around the words of a line and is none of them: pictures, brackets, counts.

Also what nobody sees between their letters.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.wording.words import any_of
from feedclean.later import later

_PICTURES: Final = (
    r"\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d"
)
BULLETS: Final = re.compile(rf"^(?:[{_PICTURES}※＞>]\s*)+(?=\w|[\"“「『【《\[(（])")
"""Arrows, triangles and small pictures that somebody set before a line to be seen."""
_BEHIND: Final = re.compile(rf"[\s{_PICTURES}＞>»~～]")
"""The same behind it: *Subscribe now* 👇, 关注我们 >>."""
_FRAMES: Final = {
    "(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "〔": "〕", "<": ">", "＜": "＞",
    "*": "*", "＊": "＊", "~": "~", "～": "～", "-": "-", "—": "—", "–": "–", "=": "=",
    "|": "|", "｜": "｜",
}  # fmt: skip
_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
)
_BETWEEN: Final = "\u200b"
"""Where a line may be broken: some sites part their buttons by nothing else."""
_WRITTEN_TOGETHER: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts in which it parts the words of a sentence."""
_FULL_WIDTH: Final = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_WIDTH: Final = 0xFEE0
_ODD: Final = re.compile(f"{_UNSEEN.pattern[:-2]}{_FULL_WIDTH.pattern[1:]}")
"""Either of them."""
_BEFORE_A_LINE: Final = later(
    r"[\[［【〔＜]\s?([^\[\]［］【】〔〕＜＞]{1,16})[\]］】〕＞]\s?[:：]?\s?(?=\S)"
)
_UNIT: Final = (
    r"(?:[kKmM万萬]|[mM]in(?:s|\.|utes?|ut[aeiot]s?|uten|uuttia)?|minit|menit|phút|perc"
    r"|dak\.?|dakika|dk\.?|мин\.?|минут[аыи]?|хв\.?|хвилин[аи]?|дк|λεπτά|λεπτό|دقيقة|دقائق|دقیقه|منٹ"
    r"|דקות|דקה|मिनट|মিনিট|นาที|分[钟鐘間间]?|분"
    r"|comm?ent(?:s|[oi]|aires?|arios?)?|comentários?|[kK]omment(?:are?|arer|aaria?)|reacties?|yorum"
    r"|комментари[йяи]|комментариев|коментар(?:ів?|и)?|komentarz[ey]?|komentář[eů]?|תגובות|تعليقات?"
    r"|[条條则則件個个](?:[评評][论論]|留言|コメント)?|[评評][论論]|留言)"
)
"""Of minutes, thousands and comments."""
_COUNT_BEHIND: Final = re.compile(
    rf"(?<=\S)\s?[(（\[【]\s?(?:{_UNIT}\s|ca\.?\s|[约約~≈]\s?)?\d[\d.,:]{{0,7}}"
    rf"\s?{_UNIT}?\s?[)）\]】]$"
    r"|(?<=\S)\s\d{1,3}$"
)
"""A figure in brackets, with its unit or without: (4 min), (dakika 4), 23; but not (Track 3)."""
_COUNT_BEFORE: Final = re.compile(r"(?:\d{1,3}|\d[\d.,]{0,7}[kKmM万萬])\s(?=\D)")
_LEAST: Final = 3
"""Characters of a line in brackets."""
_SWITCH: Final = later(
    rf"(?<=\S)\s?(?:[\[(（【]\s?{any_of('switches')}\s?[\])）】]| toggle)$", re.IGNORECASE
)
_NOTE: Final = later(rf"[*※(（【\[]?\s?{any_of('notes')}\s?[:：]\s?", re.IGNORECASE)
_QUOTES: Final = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』"}
_LONGEST_ROLES: Final = 200
"""Characters of a line of roles in brackets, each with who had it."""
_ROLE: Final = later(
    r"[\[［【〔]\s?([^\[\]［］【】〔〕\s]{1,12})\s?[\]］】〕]\s?([^\[\]［］【】〔〕。！？!?]{1,40})"
)
_ROLES: Final = later(f"(?:{_ROLE.pattern}){{2,12}}")


def as_read(text: str) -> str:
    """A line as its readers see it: no marks nobody sees, figures and Latin letters as usual.

    ``\u200f`` before a call in Arabic, soft hyphens in German, ``ＡＰＰ``.
    """
    if text.isascii() or _ODD.search(text) is None:
        return text
    text = _UNSEEN.sub(_seen, text).strip()
    return _FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - _WIDTH), text)


def _seen(found: re.Match[str]) -> str:
    if _BETWEEN not in found[0]:
        return ""
    around = found.string[max(0, found.start() - 1) : found.end() + 1]
    return "" if _WRITTEN_TOGETHER.search(around) else " "


def without_pictures(text: str) -> str:
    """A line without what was set before and behind it to be seen: ``▶ Subscribe now 👇``."""
    bare = BULLETS.sub("", text)
    end = len(bare)
    while end and _BEHIND.match(bare[end - 1]):
        end -= 1
    return bare[:end] or text


def without_frame(text: str) -> str:
    """A line without one pair of marks around it: ``（关注我们）``, ``*** Read also ***``."""
    while len(text) > _LEAST and _FRAMES.get(text[0]) == text[-1]:
        inside = text[1:-1]
        if text[0] in inside.strip(text[0]) or text[-1] in inside.strip(text[-1]):
            break  # (one) and (another)
        text = inside.strip()
    return text


def without_count(text: str) -> str:
    """A button without how often it was pressed or how long it takes.

    ``Share 23``, ``收聽 (3:12)``; empty where there is no such count.
    """
    bare = _COUNT_BEHIND.sub("", text)
    if found := _COUNT_BEFORE.match(bare):
        bare = bare[found.end() :]
    return bare if bare != text else ""


def without_switch(text: str) -> str:
    """A label without the button that hides what stands below it: ``Contents [hide]``, 目录 Toggle.

    Empty where there is none.
    """
    bare = _SWITCH.sub("", text)
    return bare if bare != text else ""


def without_note(text: str) -> str:
    """What an editor says behind *Note:*, 注：; empty where a line does not begin so."""
    found = _NOTE.match(text)
    return "" if found is None else text[found.end() :]


def bracketed(text: str) -> tuple[str, str] | None:
    """What stands in brackets before a line, and the line: ``[PR] New boots``, ``【相关】…``."""
    found = _BEFORE_A_LINE.match(text)
    return None if found is None else (found[1].strip(), text[found.end() :])


def without_open_quote(text: str) -> str:
    """A line without a quotation mark that begins it and is never closed; as it is otherwise."""
    closing = _QUOTES.get(text[:1])
    is_open = closing is not None and text.count(text[0], 1) >= text.count(closing, 1)
    return text[1:].lstrip() if is_open else text


def roles_in_brackets(text: str) -> list[tuple[str, str]]:
    """Labels in brackets with what stands behind each: ``【主播】林晚　【封面】陈渡``.

    Empty where a line is anything else.
    """
    if len(text) > _LONGEST_ROLES or not _ROLES.fullmatch(text):
        return []
    return [(found[1], found[2].strip()) for found in _ROLE.finditer(text)]
