"""Reporters named where a paragraph says from when and where it reports."""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later
from feedclean.names.looks import is_han_name

_PLACES: Final = (
    "台北|臺北|新北|桃園|台中|臺中|台南|臺南|高雄|基隆|新竹|苗栗|彰化|南投|雲林|嘉義|屏東|宜蘭|花蓮"
    "|台東|臺東|澎湖|金門|連江|馬祖|東京|大阪|首爾|北京|上海|香港|澳門|曼谷|新加坡|吉隆坡|雅加達"
    "|馬尼拉|河內|新德里|華盛頓|紐約|洛杉磯|舊金山|芝加哥|溫哥華|多倫多|倫敦|巴黎|柏林|布魯塞爾"
    "|日內瓦|羅馬|馬德里|維也納|華沙|莫斯科|基輔|伊斯坦堡|耶路撒冷|開羅|雪梨|坎培拉|聖保羅"
)
"""Where agencies in Taiwan report from; before them a name may have any length."""
_KNOWN_PLACES: Final = frozenset(_PLACES.split("|"))
_DATELINE: Final = later(
    r"(?:[（(【\[][^（()）]{0,12}记者[\s:：]{0,2}|^.{4,30}[电電讯訊]\s{0,4}[（(](?![^（()）]{0,12}[记記]者))"
    r"(?P<names>(?:[\u3400-\u9fff·]{2,6}?[、\s]?){1,4}?)(?<![报報][导導道])"
    r"(?:撰文|(?:综合|綜合|采访|採訪)?[报報][导導道]|編譯|编译)?[)）】\]]"
)
_DATELINES: Final = (
    _DATELINE,
    later(
        r"^[（(〔【［\[](?:[\u3400-\u9fff]{2,8}[／/]?)?(?:特派|特約)?記者"
        r"(?P<names>[\u3400-\u9fff]{2,4}(?:、[\u3400-\u9fff]{2,4}){0,3})"
        r"[／/][\u3400-\u9fff]{2,6}(?:報導|報道|電)[）)〕】］\]]"
    ),
    later(
        r"^[（(〔【［\[][^（()）]{0,12}[记記]者\s?"
        r"(?P<names>[A-Za-z][\w.]{1,20}(?: [A-Za-z][\w.]{1,20})?)"
        r"\s?(?:[／/][\u3400-\u9fff]{2,6})?(?:[报報][導导道]|[编編][译譯]|撰[文稿])[）)〕】］\]]"
    ),
    later(
        rf"^[（(][\u3400-\u9fff]{{2,6}}記者(?P<names>[\u3400-\u9fff]{{2,4}}?)(?:{_PLACES})"
        r"\d{1,2}日[\u3400-\u9fff]{0,4}電[）)]"
    ),
    later(
        r"^[（(][\u3400-\u9fff]{2,6}記者(?P<names>[\u3400-\u9fff]{3})"
        r"[\u3400-\u9fff]{2,6}\d{1,2}日[\u3400-\u9fff]{0,4}電[）)]"
    ),
    later(
        r"^[（(〔【［\[][\u3400-\u9fff]{0,6}記者(?P<names>[\u3400-\u9fff]{2,4}?)"
        rf"(?:{_PLACES})(?:報導|報道|電)[）)〕】］\]]"
    ),
    later(
        r"^(?:本[报報网網台刊社]|[\u3400-\u9fff]{2,6}[台臺报報网網社])[\u3400-\u9fff]{0,8}(?:\d{1,2}月)?\d{1,2}日[电電讯訊]\s{0,2}"
        r"[记記]者\s?(?P<names>[\u3400-\u9fff]{2,4}?(?:[、\s][\u3400-\u9fff]{2,4}?){0,3})[报報][道導导][:：]"
    ),
    later(
        r"^[\[(［（【][가-힣A-Za-z\d]{2,12}[\s·/](?P<names>[가-힣]{2,4})\s?(?:기자|특파원)[\])］）】](?=\s?[^\s])"
    ),
    later(
        r"^[\[(［（【][^\])=］）】]{1,20}=[^\])］）】]{1,20}[\])］）】]\s*"
        r"(?P<names>(?:[가-힣]{2,4}[\s·,]{1,2}){1,4})(?:기자|특파원)(?![가-힣])"
    ),
    later(
        r"^(?:【[^【】]{2,30}】|\[[^\[\]]{2,30}\]|［[^［］]{2,30}］)?\s?[（(〔]?"
        r"(?:本[台臺报報网網社刊站]|[\u3400-\u9fff]{2,6}[台臺报報网網社刊])?(?:特[约約派]|[驻駐][\u3400-\u9fff]{2,4})?"
        r"[记記]者[\s:：]{0,2}(?P<names>[\u3400-\u9fff]{2,4}?(?:、[\u3400-\u9fff]{2,4}?){0,3})\s?"
        r"(?:[综綜]合|[采採][访訪]|[编編][译譯]|[专專]題|[专專][访訪]|[现現][场場]|特[别別])?[报報][导導道]"
        r"(?:[）)〕]|[:：])"
    ),
)
"""In China; in Taiwan, with a slash, in Latin letters, right before a known place, or three
characters before any, and before a known place; behind the day; in Korea."""
_REPORTED: Final = re.compile("者|[电電讯訊]|기자|특파원")
"""What none of these lacks: found in a twentieth of the time."""
_LAST_LINE: Final = later(
    r"[^。！？]{0,30}(?:[报報网網社刊聞闻]|[报報网網社刊聞闻][）)])\s?(?P<name>[\u3400-\u9fff·]{2,5})\s[\u3400-\u9fff]{2,6}[报報][道導导]"
)
"""``某报（中文版：某网）藤崎美绪 兵库报道``, which closes an article."""
_REPORTS: Final = re.compile(r"[报報][道導导]")
_BETWEEN_NAMES: Final = re.compile(r"[、\s·,]+")
_DATELINE_REACH: Final = 200
_LONGEST_LAST: Final = 60


def is_place(text: str) -> bool:
    """Whether a word is one of these places; the first character of some is a family name."""
    return text in _KNOWN_PLACES


def dateline_names(text: str) -> tuple[str, ...]:
    """Reporters named in the dateline a paragraph opens with, as agencies and papers write it.

    ``新华社巴黎12月9日电（记者唐霁）``, ``本报北京1月27日电（王亮、杨磊）``,
    ``（某社記者林小慧台北5日電）``, ``(서울=가나뉴스) 김하늘 기자 =``.
    """
    opening = text[:_DATELINE_REACH]
    if opening.isascii() or not _REPORTED.search(opening):
        return ()
    found = next((match for line in _DATELINES if (match := line.search(opening))), None)
    if found is None:
        return ()
    names = _BETWEEN_NAMES.split(found["names"].strip("、·, "))
    told = opening[found.end("names") : found.end()]
    is_place = len(names) > 1 and _REPORTS.match(told) is not None and not is_han_name(names[-1])
    return tuple(names[:-1] if is_place else names)  # 记者 陈渡 南京报道


def closing_dateline(line: str) -> tuple[str, ...]:
    """Who reported, where a line is nothing but paper, name and place, as it closes an article."""
    found = None if line.isascii() or len(line) > _LONGEST_LAST else _LAST_LINE.fullmatch(line)
    return (found["name"],) if found else ()
