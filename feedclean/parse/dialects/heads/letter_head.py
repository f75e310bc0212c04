"""The notices a letter begins with, and its name between two lines of marks, above its title.

How to see it in a browser, and its number with the day; they stay in the text, for the cleaner to
judge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from feedclean.later import later
from feedclean.parse.dialects.heads.menu_head import MOST_ABOVE, has_day
from feedclean.parse.dialects.written.writing import is_title

_MOST_FRAMED: Final = 4
_LEAST_DRAWN: Final = 5
_LEAST_LINES: Final = 2
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


def below_notices(lines: Sequence[str]) -> int:
    """Index of the line a letter or a page of an app begins with, below its notices; else 0.

    These say how to see it in a browser, or are buttons; between two lines of marks stands what
    the letter is called, with its number and day. Below a button alone it must be seen that the
    next line is the title: one with a day follows.
    """
    filled = [at for at, line in enumerate(lines[:MOST_ABOVE]) if line.strip()]
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
    is_issue = not is_fence and any(has_day(lines[at]) for at in rest[:heading])
    if sure or is_issue:
        rest = rest[heading:]
    if sure and not heading and _is_masthead(lines, rest):
        rest = rest[1:]
    if not rest or not is_title(lines[rest[0]]) or not (sure or buttons or is_issue):
        return 0
    is_dated = any(has_day(lines[at]) for at in rest[1:2]) and not has_day(lines[rest[0]])
    return rest[0] if sure or is_issue or is_dated else 0


def _framed(lines: Sequence[str], places: Sequence[int]) -> int:
    """How many of the lines at some places stand between two lines of marks, with these."""
    rules = [count for count, at in enumerate(places) if _RULE.fullmatch(lines[at].strip())][:2]
    if rules[:1] != [0]:
        return 0
    is_framed = len(rules) > 1 and rules[1] <= _MOST_FRAMED + 1
    return rules[1] + 1 if is_framed else 1


def _is_masthead(lines: Sequence[str], places: Sequence[int]) -> bool:
    """Whether the first of the lines at some places is what a letter is called, over its title."""
    if len(places) < _LEAST_LINES or not is_title(lines[places[1]]):
        return False
    return _ISSUE.fullmatch(lines[places[0]].strip()) is not None
