"""Whether a feed carries its articles whole, entry by entry, judged by their texts alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from feedclean.dom import tree
from feedclean.model.article import RawArticle
from feedclean.text import chars, collapse, weight

LONG: Final = 1_800
"""Weight (see ``text.weight``) beyond which a text that ends like one is no teaser: some 300 words.

A feed that cuts its texts cuts them shorter; one that cuts at a length leaves a mark or half a
sentence.
"""
SHORT: Final = 700
"""Weight below which a text alone does not tell: a teaser, or a short notice given whole."""
_MARGIN: Final = 2.5
"""A text this many times as long as its own summary is what was summarised."""
_WHOLE_SHARE: Final = 0.5
"""Where this share of a feed is surely whole, its short entries are short notices."""
_TAIL: Final = 320
_LAST_LINES: Final = 3
"""Where a mark may stand: feeds write a line or two of their own behind it."""
_LINK: Final = 50
"""Characters of a line, or at its end, that may be a link to the rest."""

_BREAKS: Final = re.compile(r"<(?:/p|/div|/li|/h[1-6]|br|/blockquote|/figure)\b", re.IGNORECASE)
_MORE: Final = (
    "read more|read on|continue reading|read the (?:full|rest|whole)|full (?:story|article|text)"
    "|view (?:full|original|more)|keep reading|more »|more…|weiterlesen|mehr lesen|zum artikel"
    "|ganzer artikel|lire la suite|lire plus|en savoir plus|la suite|leer más|seguir leyendo"
    "|sigue leyendo|continuar leyendo|leggi tutto|continua a leggere|leia mais|continue lendo"
    "|lees verder|lees meer|läs mer|les mer|læs mere|lue lisää|czytaj (?:dalej|więcej)"
    "|читать (?:далее|дальше|полностью)|подробнее|читати далі|devamını oku|阅读全文|閱讀全文"
    "|查看全文|阅读更多|閱讀更多|繼續閱讀|继续阅读|全文阅读|点击查看|続きを読む|続きはこちら|全文を読む"
    "|더 ?보기|계속 읽기|전체 기사|اقرأ المزيد|ادامه مطلب|קרא עוד|ดูเพิ่มเติม|xem thêm|đọc tiếp"
)
_MORE_LINK: Final = re.compile(rf"(?:^|[\n\s\[(（»>.…])(?:{_MORE})", re.IGNORECASE)
_CUT: Final = re.compile(r"(?:\[\s*(?:…|\.{2,}|&hellip;)\s*\]|…|\.\.\.|\(\s*…\s*\))\W*$")
_CUT_WITHIN: Final = re.compile(r"\[\s*(?:…|\.{3})\s*\]")
_SENTENCE_END: Final = re.compile(r"[.!?。！？．؟।…\"”’»」』）)\]:：]\s*$")


def lacks_text(articles: Sequence[RawArticle]) -> tuple[bool, ...]:
    """For each entry of a feed whether its page should be fetched for the rest of the text.

    An entry without an address has no page; one with sound or film attached is whole with its
    notes. Between what is surely whole and what is surely cut the rest of the feed decides.
    """
    verdicts = [_verdict(article) for article in articles]
    sure = [verdict for verdict in verdicts if verdict is not None]
    mostly_whole = bool(sure) and sure.count(False) >= _WHOLE_SHARE * len(articles)
    return tuple(not mostly_whole if lacks is None else lacks for lacks in verdicts)


def ends_whole(html: str) -> bool:
    """Whether a text ends with a sentence and says nothing of more, however short it is."""
    text = _text(html)
    last = text.split("\n")[-_LAST_LINES:]
    return not _is_cut(text) and any(_SENTENCE_END.search(line) for line in last)


def _verdict(article: RawArticle) -> bool | None:
    """True: its text is cut; False: it is whole, or there is no page; None: cannot be told."""
    meta = article.meta
    if meta.url is None or any(_is_av(each.media_type) for each in meta.enclosures):
        return False
    text = _text(article.html)
    if not chars(text):
        return True
    if _is_cut(text):
        return True
    size = weight(text)
    if meta.summary and size > _MARGIN * weight(meta.summary) and size > SHORT:
        return False
    if size >= LONG:
        return False
    if size < SHORT:
        return None if _SENTENCE_END.search(text) else True
    return None if len(text.split("\n")) < 2 or not _SENTENCE_END.search(text) else False


def _is_cut(text: str) -> bool:
    if _CUT_WITHIN.search(text[-_TAIL:]):
        return True
    last = text.split("\n")[-_LAST_LINES:]
    if any(_CUT.search(line) for line in last[-2:]):
        return True
    return any(_MORE_LINK.search(line if len(line) <= _LINK else line[-_LINK:]) for line in last)


def _is_av(media_type: str | None) -> bool:
    return (media_type or "").partition("/")[0] in ("audio", "video")


def _text(html: str) -> str:
    marked = _BREAKS.sub(lambda found: f"\n{found[0]}", html)
    lines = (collapse(line) for line in tree.raw_text(tree.parse(marked)).split("\n"))
    return "\n".join(line for line in lines if line)
