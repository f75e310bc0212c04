"""The lines of a menu or of a letter's notices that stand above the title of a text.

No page around them is seen: few lines of a page say too little for it to be read as one. Its title
is below its menu all the same; the lines stay in the text, for the cleaner to judge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.ways import has_steps, leads_to, steps_from_home, steps_of
from feedclean.later import later
from feedclean.parse.dialects.cjk import width
from feedclean.parse.dialects.whole_page import LINK, section_names, words_in
from feedclean.parse.dialects.writing import is_title

_MOST_LINES: Final = 60
_LEAST_ITEMS: Final = 3
_LEAST_WORDS: Final = 2
_WIDEST_ITEM: Final = 24
_PARTS: Final = later(r"[|｜·•/›＞>»\t]+|[ \xa0]{2,}|(?<=[\u3000-\u9fff])[ \u3000]")
_TAGS: Final = re.compile(r"(?:[#＃][^\s#＃]{1,60}[\s,，]*+){2,60}")
_PICTURE: Final = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*\)")
_MARKS: Final = " \t*+-_#|·•›»>/\\"
_BAR: Final = re.compile(r"\s?[|｜•·]\s?|\s[›＞>»]\s")
_MOST_NAMES: Final = 4
_FIRST: Final = 8
"""Lines of the top that say something."""
_MOST_ABOVE: Final = 24
_MOST_FRAMED: Final = 4
_LEAST_DRAWN: Final = 5
_LONGEST_DAY: Final = 80
_RULE: Final = re.compile(r"[=~_*\-─═━—]{3,}")
_ISSUE: Final = re.compile(
    r"[^\n。！？!?]{0,48}(?:第\s?[\d一二三四五六七八九十百〇]{1,6}\s?[期封号號回輯辑]"
    r"|(?:[-–—|｜#,:]|\b(?:no|nr|núm|num|vol|issue|ausgabe|numéro|número|numero|nummer|выпуск|номер)\b)"
    r"[.:#°º№ ]{0,3}\d{1,4}|№ ?\d{1,4}|\d{1,4}호)[^\n。！？!?]{0,24}",
    re.IGNORECASE,
)
"""What a letter is called, with its number: *The Bee Letter, no. 64*."""
_BROWSER: Final = (
    r"(?:browser|navigat(?:eur|or)|navegador|webb?läsare|nettleser|prohlížeč\w*|przeglądar\w+"
    r"|tarayıcı\w*|böngésző\w*|selai\w*|браузер\w*|浏览器|瀏覽器|ブラウザ|브라우저|متصفح|דפדפן"
    r"|on-?line|im (?:inter)?netz|en ligne|en línea|オンライン|온라인|онлайн"
    r"|[线線]上|在[线線]|[网網][页頁站])"
)
_SEEN: Final = (
    r"(?:view|read|see|open|display|having trouble|ansehen|lesen|anzeigen|öffnen|dargestellt"
    r"|voir|lire|afficher|ouvrir|ver|leer|abrir|visualiz\w+|legg\w+|apri|lees|bekijk\w*|openen|läs|visa|les|vis|læs|åpne|zobraz\w+|otwórz"
    r"|zobacz|görüntüle\w*|aç\w*|megtekint\w+|näytä|открыть|смотреть|прочита\w+|відкрити|查看|打[开開]|[阅閱][读讀]"
    r"|[开開][启啟]|正在[阅閱][读讀]|[观觀]看|見る|読む|開く|表示|보기|열기|عرض|הצג)"
)
_LETTER: Final = (
    r"(?:e-?mail|mail|letter|message|nachricht|courriel|correo|post[ae]\b|сообщени\w+|письм\w+"
    r"|\b(?:here|hier|ici|aquí|aqui|qui|tutaj|zde|her|här|tu|burada)\b|здесь|тут|此信|[这這]封|本期"
    r"|[邮郵]件|[电電]子[报報]|[书書][讯訊]|按此|[点點][击擊此]|メール|こちら|메일|여기|هنا|כאן)"
)
_IN_BROWSER: Final = later(
    rf"(?=[^\n]{{0,120}}{_BROWSER})(?=[^\n]{{0,120}}{_SEEN})(?=[^\n]{{0,120}}{_LETTER})[^\n]{{6,120}}",
    re.IGNORECASE,
)
"""*View this e-mail in your browser*, with or without an address."""
_LINKED_COPY: Final = later(
    rf"(?=[^\n]{{0,60}}{_BROWSER})(?=[^\n]{{0,60}}{_SEEN})[^\n:：(<]{{4,60}}[:：(<]?\s?"
    r"https?://[^\s()<>]{1,400}[)>]?",
    re.IGNORECASE,
)
"""*View in browser: https://…*"""
_BUTTON: Final = later(
    r"[<‹←«]?\s?(?:back|zurück|retour|volver|atrás|indietro|voltar|terug|tillbaka|tilbage|wstecz|zpět|geri|назад"
    r"|返回(?:上一[页頁]|列表|首[页頁])?|戻る|뒤로|رجوع)"
    r"|[^\n]{0,12}(?:打[开開]|下[载載]|安[装裝]|open|get|öffnen|ouvrir|abrir|apri|открыть|開く|열기)[^\n]{0,8}"
    r"(?:app|アプリ|앱|приложени\w+|客[户戶]端)[^\n]{0,8}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    items: int
    words: frozenset[str]
    is_way: bool = False
    """Whether it is the way from the front page: *Home > World > Chile*."""


def below_menu(lines: Sequence[str]) -> int:
    """Index of the first line that is of no menu; 0 where none stands at the top."""
    end = items = 0
    words: frozenset[str] = frozenset()
    is_way = False
    for at, raw in enumerate(lines[:_MOST_LINES]):
        if not raw.strip():
            continue
        line = _way(raw, "" if items else _below(lines, at)) or _menu_line(raw)
        if line is None:
            break
        end, items, words = at + 1, items + line.items, words | line.words
        is_way = is_way or line.is_way
    is_menu = items >= _LEAST_ITEMS and len(words) >= _LEAST_WORDS
    return end if is_menu or is_way else 0


def _menu_line(raw: str) -> _Line | None:
    """How many items a line has, and which words of sites; None where it may be of the text."""
    bare = _PICTURE.sub("", raw)
    linked = LINK.findall(bare)
    is_picture = bare != raw and not LINK.sub("", bare).replace("[](", "").strip(_MARKS)
    if raw.lstrip().startswith("#") and not linked:
        return None
    if linked and not LINK.sub("", bare).strip(_MARKS):
        if any(width(label) > _WIDEST_ITEM for label in linked):
            return None
        return _Line(items=len(linked), words=words_in("\n".join(linked)))
    if is_picture:
        return _Line(items=0, words=frozenset())
    parts = [part for part in map(str.strip, _PARTS.split(bare.strip(_MARKS))) if part]
    if not parts or max(map(width, parts)) > _WIDEST_ITEM:
        return None
    words = words_in(bare)
    known = len(words) + len(section_names().intersection(map(str.casefold, parts)) - words)
    if not (2 * known >= len(parts) or known >= _LEAST_WORDS):
        return None
    return _Line(items=len(parts), words=words)


def _way(raw: str, below: str) -> _Line | None:
    """A line that leads from the front page; the first one above a title, from anywhere.

    So do tags there, of which one alone may be the title.
    """
    line = LINK.sub(r"\1", raw).strip()
    steps = len(steps_from_home(line))
    is_titled = below and is_title(below) and not _has_day(below) and not steps_of(below)
    if not steps and is_titled and (has_steps(line) or _TAGS.fullmatch(line)):
        steps = _LEAST_ITEMS  # what a day stands below compares things
    return _Line(items=steps, words=frozenset(), is_way=True) if steps else None


def _below(lines: Sequence[str], at: int) -> str:
    return next((line for line in lines[at + 1 : at + _MOST_ABOVE] if line.strip()), "")


def below_notices(lines: Sequence[str]) -> int:
    """Index of the line a letter or a page of an app begins with, below its notices; else 0.

    These say how to see it in a browser, or are buttons; between two lines of marks stands what
    the letter is called, with its number and day. Below a button alone it must be seen that the
    next line is the title: one with a day follows.
    """
    filled = [at for at, line in enumerate(lines[:_MOST_ABOVE]) if line.strip()]
    sure = buttons = seen = 0
    for at in filled:
        line = lines[at].strip()
        if _IN_BROWSER.fullmatch(line) or _LINKED_COPY.fullmatch(line):
            sure += 1
        elif _BUTTON.fullmatch(line):
            buttons += 1
        else:
            break
        seen += 1
    rest = filled[seen:]
    heading = _framed(lines, rest)
    is_fence = bool(rest) and len(lines[rest[0]].strip()) < _LEAST_DRAWN  # of front matter
    is_issue = not is_fence and any(_has_day(lines[at]) for at in rest[:heading])
    if sure or is_issue:
        rest = rest[heading:]
    if sure and not heading and _is_masthead(lines, rest):
        rest = rest[1:]
    if not rest or not is_title(lines[rest[0]]) or not (sure or buttons or is_issue):
        return 0
    is_dated = any(_has_day(lines[at]) for at in rest[1:2]) and not _has_day(lines[rest[0]])
    return rest[0] if sure or is_issue or is_dated else 0


def below_way(lines: Sequence[str]) -> int:
    """Index of the title below a way that ends with it, from wherever: *The Bee > Soup*; else 0."""
    filled = _first(lines)
    for place, at in enumerate(filled):
        for below in filled[place + 1 :]:
            if leads_to(lines[at], lines[below]):
                return below
    return 0


def below_masthead(lines: Sequence[str]) -> int:
    """Index of the title below the names of a site and its section; 0 where there are none.

    *Harbour Post | News | Bridges* in a line of its own, the title, who and when below that.
    """
    filled = _first(lines)
    if len(filled) < _LEAST_ITEMS or filled[1] == filled[0] + 1:
        return 0
    names, title = lines[filled[0]].strip(), lines[filled[1]].strip()
    return filled[1] if _are_names(names, title) and _is_dated(lines, filled) else 0


def _first(lines: Sequence[str]) -> list[int]:
    return [at for at, line in enumerate(lines[:_MOST_ABOVE]) if line.strip()][:_FIRST]


def _are_names(line: str, title: str) -> bool:
    """Whether a line is a few names side by side, each shorter than the title below it."""
    parts = [part.strip() for part in _BAR.split(line)]
    if not 1 < len(parts) <= _MOST_NAMES or not is_title(title) or _BAR.search(title):
        return False
    widest = max(map(width, parts))
    if widest > _WIDEST_ITEM or widest >= width(title) or not all(map(_is_name, parts)):
        return False
    known = section_names().intersection(map(str.casefold, parts))
    return len(parts) > _LEAST_WORDS or line.isupper() or bool(known)


def _is_name(part: str) -> bool:
    return bool(part) and not any(one.isdigit() or one in ".!?:;,。！？：" for one in part)


def _is_dated(lines: Sequence[str], filled: Sequence[int]) -> bool:
    """Whether one of the lines right below the title has a day, and neither it nor the names."""
    if any(_has_day(lines[at]) for at in filled[:2]):
        return False
    return any(_has_day(lines[at]) for at in filled[2:5])


def _framed(lines: Sequence[str], places: Sequence[int]) -> int:
    """How many of the lines at some places stand between two lines of marks, with these."""
    rules = [count for count, at in enumerate(places) if _RULE.fullmatch(lines[at].strip())][:2]
    if rules[:1] != [0]:
        return 0
    is_framed = len(rules) > 1 and rules[1] <= _MOST_FRAMED + 1
    return rules[1] + 1 if is_framed else 1


def _is_masthead(lines: Sequence[str], places: Sequence[int]) -> bool:
    """Whether the first of the lines at some places is what a letter is called, over its title."""
    if len(places) < _LEAST_WORDS or not is_title(lines[places[1]]):
        return False
    return _ISSUE.fullmatch(lines[places[0]].strip()) is not None


def _has_day(line: str) -> bool:
    return len(line) <= _LONGEST_DAY and find_date(line, None) is not None
