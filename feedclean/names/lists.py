"""Names out of bylines: these are taken apart, freed from what stands around names, or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Final

from feedclean.dates import find_date, without_weekday
from feedclean.later import later
from feedclean.names.greek import in_nominative
from feedclean.names.japanese import japanese_byline
from feedclean.names.looks import CJK, small
from feedclean.names.offices import (
    is_office,
    without_life,
    without_office,
    without_offices,
    without_others,
)
from feedclean.names.words import words
from feedclean.text import collapse, composed, fold

_LONGEST_BYLINE: Final = 300
_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 6
MOST_AUTHORS: Final = 12
_LONGEST_CJK: Final = 15
_LONGEST_HAN_NAME: Final = 5
_HARD: Final = later(
    r"\s*[;；、|•⋅\n\t]\s*|\s+·\s+|\s+/\s+"
    r"|(?<=[A-Za-zÀ-ÿ])/(?=[A-Za-zÀ-Þ])"
    r"|(?<=[\u3400-\u9fff])[/／&，](?=[\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff]{2})\s(?=[\u3400-\u9fff]{2,4}(?:\s|$))"
)
_REMARK: Final = re.compile(r"[（(][^（）()]*[）)]")
_COMMA: Final = re.compile(r"\s*[,，]\s*")
_AND: Final = re.compile(
    r"\s+(?:and|und|et|og|och|with|mit|avec|con|y|e|en|i|oraz|и|та|ve|dan|và|και|&|＆|\+)\s+"
    r"|\s*＆\s*|\s+و\s?(?=\w)",
    re.IGNORECASE,
)
_DATE_LABEL: Final = re.compile(
    r"(?:(?:发布|發布|發佈|更新|发表|發表)?(?:时间|時間|日期)[:：]?|(?:发布|發布|發佈|发表|發表)[于於]"
    r"|(?:기사|최초|최종)?\s?(?:입력|등록|수정|승인|발행|게재|송고|작성)(?:일시?|시간|시각)?\s?[:：]?)$"
)
"""What stands before a day, and right behind a name where elements part them."""
_OF_DAY: Final = re.compile(
    r"(?:公開|更新|掲載|配信|投稿|入力|입력|승인|수정|등록|发布|發布|发表|發表)\s?"
)
"""What stands behind a day, where elements part it from the name that follows."""
_WEEKDAY: Final = re.compile(
    r"\s(?:on|am|le|el|il|lo|op|på|den|em|no|na|dne|dia|we?|ve?|в|у)\s[^\W\d_]{2,12}\.?,$"
)
"""``Jane Roe on Sat, 27/04/2019``."""
_LEADING_AND: Final = re.compile(r"^(?:and|und|et|og|och|y|e|en|i|и|та|ve)\s+", re.IGNORECASE)
_SURE_AND: Final = re.compile(r"\s(?:and|und|et|og|och|&)\s", re.IGNORECASE)
_URL: Final = re.compile(
    r"https?:|www\.|[/\\]|\.(?:com|org|net|de|html?)\b|\w@\w|^@", re.IGNORECASE
)
_NOT_IN_NAMES: Final = re.compile(
    r"[<>{}\[\]=#*$%^~?!…:：。]|\d{3,}|(?:^|\s)\d+\w{0,2}(?:\s|$|[.)])"
)
_NOT_WHO: Final = later(
    r"^(?:photos?|photographs|pictures|images?|illustrations?|graphics|video|fotos?|bilder)\s"
    r"(?:by|von|par|de|di|door|af|av)\s"
    r"|(?:特约|特約|见习|見習|实习|實習|报道|報道|報導|整理|电|電|供图)$|^(?:作者|本报|本刊)"
    r"|^[发發]自|^(?:摄影|攝影|写真|撮影|供图|供圖)[\s:：/／]?[\u3400-\u9fff]{2,4}$"
    r"|[（(](?:not verified|non vérifié|no verificado|sin verificar|nicht (?:überprüft|verifiziert)"
    r"|não verificado|non verificato|niet (?:gecontroleerd|geverifieerd)|не проверено"
    r"|niezweryfikowany|未[验驗][证證])(?:$|[）)])",
    re.IGNORECASE,
)
"""Who made the pictures, what somebody is, how a report came about, or that nobody knows who."""
_TAIL: Final = re.compile(
    r"\s*(?:\([^()]{0,60}\)?|\s[-–—]\s.*|\s@\w+.*"
    r"|,?\s(?:in|für|for|at|on|am|um|vor|vom|le|el|em|il|op|på)\s.*|\sim Gespräch.*"
    r"|\s(?:via|from)\s.*)$"
)
_DANGLING: Final = re.compile(
    r"(?:\s(?:in|für|for|at|on|am|um|vor|vom|le|el|em|il|op|på|posted|published))+$"
)
_SHORT_END: Final = re.compile(r"\s(?:[JS]r|\w|\w\.\w)\.$")
_GLUED: Final = re.compile(r"[a-zß-ÿ]{2}[A-ZÀ-Þ]")
"""Where two words of a menu meet, which in a name (``DeVito``) are so no more than once."""
_ASKS: Final = re.compile(r"^(?:如果|若|请|請|扫码|掃碼|扫一扫|感谢|感謝)|[你您]")
"""What speaks to a reader in Chinese."""
_TYPED: Final = re.compile(r"[^\W\d_]")
_NOT_ANOTHER: Final = re.compile(
    r"(?:à|au|aux|en|in|aus|from|em|na|no|w|we|v|ve|i|из|в|у|te|for|at|do|dal?|dell[ao']?|du|des)\s"
    r"|[^\W_]*\d"
)
"""How place or paper are given behind a name: ``Jean Dupont, à Paris``, ``Ana Lima, do Mar``."""
_JAPANESE_LIST: Final = later(
    r"[\u3040-\u30ff\u3400-\u9fff]{1,4} [\u3040-\u30ff\u3400-\u9fff]{1,4}"
    r"(?:、[\u3040-\u30ff\u3400-\u9fff]{1,4} [\u3040-\u30ff\u3400-\u9fff]{1,4}){1,8}"
)
"""``高橋 美咲、森田 健``: the space is within a name."""
_PAPER: Final = r"(?P<paper>[A-Za-z0-9 .&+-]{2,30}|[\u30a1-\u30faー]{2,20})"
_FRAMED: Final = later(
    r"[\[［【〔](?:(?P<name>[^\[\]，,]{2,20})"
    rf"[，,]\s?{_PAPER}|[^\[\]［］【】〔〕]+)[\]］】〕]"
)
"""A byline in brackets, in Japan with the paper behind the name: ``[高橋美咲，Bridges]``."""
_IN_BRACKETS: Final = re.compile(r"\s?\((?P<agency>[^()]{2,24})\)?$")
_MAIL: Final = re.compile(r"[(<\[]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?")
_PARTICLE: Final = re.compile(r"(?:di|de|von|da|fra|van)\s+", re.IGNORECASE)
_ROW: Final = 2
_FIGURE: Final = re.compile(r"\d")


def _nobody_else(name: str) -> bool:
    return False


def clean_names(
    texts: Iterable[str], refused: Callable[[str], bool] = _nobody_else
) -> tuple[str, ...]:
    """The names written in some texts, each once, in order.

    ``By Ana López and Jo Roe, staff writers`` gives two. What is an address, an office or nobody
    (``admin``) is no name, and neither is what ``refused`` says is none.
    """
    names: list[str] = []
    seen: set[str] = set()
    for text in texts:
        for name in _split(text):
            key = fold(name)
            if key and key not in seen and not refused(name):
                seen.add(key)
                names.append(name)
    return tuple(names[:MOST_AUTHORS])


def without_prefix(line: str) -> str:
    """The line without ``By``, ``Von``, ``作者：`` and their like in front.

    A word that also begins names goes only from a full one: ``Di Marco Rossi`` is by Marco Rossi,
    ``Di Wu`` and ``Von der Leyen`` are people.
    """
    pattern, whole = words().prefix, composed(line)
    rest = whole
    for _ in range(3):
        match = pattern.match(rest)
        if match is None or (_PARTICLE.fullmatch(match[0]) and not _is_whole(rest[match.end() :])):
            break
        rest = rest[match.end() :]
    return line if rest == whole else rest


def _is_whole(rest: str) -> bool:
    """Whether what follows a particle is a name without it, or a list of names."""
    parts = rest.split()
    if len(parts) < 2 or not parts[0][0].isupper():
        return not parts or bool(CJK.search(rest))
    return parts[0].casefold().strip(".,") not in words().particles


def _split(text: str) -> Iterator[str]:
    """The names in a byline, in order."""
    line = composed(collapse(unescape(text)))
    if not line or len(line) > _LONGEST_BYLINE or (_URL.match(line) and " " not in line):
        return
    if told := in_nominative(line):
        yield small(told)
        return
    if told_in_japan := japanese_byline(line):
        yield from told_in_japan
        return
    line = without_prefix(_MAIL.sub(" ", line).strip())
    line = _without_agency(line)
    line = unframed(line)
    if CJK.search(line):
        line = _REMARK.sub(" ", line)
    found = find_date(line)
    if found is not None:
        before = _DATE_LABEL.sub("", line[: found.start].rstrip())
        before = without_weekday(_WEEKDAY.sub("", before), found)
        line = (
            before
            if found.start > 2
            else unframed(_OF_DAY.sub("", line[found.end :].strip(" \u2060")))
        )
    if _JAPANESE_LIST.fullmatch(line.strip()):
        yield from line.strip().split("、")
        return
    line = without_others(line.strip())
    if CJK.search(line):
        line = without_life(without_offices(line))
    yield from _of_parts(_HARD.split(without_prefix(line.strip(" ,-–—|•·"))))


def _without_agency(line: str) -> str:
    """``Jane Roe, Oslo (AFP)`` without the agency, the last bracket of which may be gone."""
    found = _IN_BRACKETS.search(line)
    is_agency = found is not None and found["agency"].casefold() in words().agencies
    return line[: found.start()] if found and is_agency else line


def _of_parts(parts: list[str]) -> Iterator[str]:
    """The names in the parts of a byline; in a row of facts the first alone is one."""
    if len(parts) > _ROW and any(map(_FIGURE.search, parts)):
        parts = parts[:1]  # Jane Roe | Harbour Weekly | Issue 31 | 9 min read
    first = True
    full = False
    for part in parts:
        if full and " " not in part.strip() and not CJK.search(part):
            continue  # María López | Madrid
        for piece in _commas(part):
            name = _name(piece)
            if name and (first or not is_office(piece)):
                yield name
                first = False
                full = full or " " in name


def joins_names(text: str) -> bool:
    """Whether it is what stands between the last two names of a list: *and*, *und*, ``&``."""
    return text.casefold() in words().joining


def unframed(line: str) -> str:
    """A byline without the brackets around it, and without the paper in them."""
    framed = _FRAMED.fullmatch(line)
    if framed is None:
        return line
    is_apart = framed["paper"] is not None and CJK.search(framed["name"]) is not None
    return framed["name"] if is_apart else line[1:-1]


def _commas(part: str) -> list[str]:
    """What stands between commas and words for *and*, without places behind a full name."""
    pieces = [_LEADING_AND.sub("", piece.strip()) for piece in _COMMA.split(part)]
    alone = len(pieces) == 2 and all(piece and " " not in piece for piece in pieces)
    if alone and not CJK.search(part):
        return [part]  # ``Smith, John``
    full = len(pieces) > 1 and not CJK.search(part) and " " in without_prefix(pieces[0])
    out: list[str] = []
    for position, piece in enumerate(pieces):
        if full and position and (" " not in piece or _NOT_ANOTHER.match(piece)):
            continue  # Anna Schmidt, Berlin
        halves = [half for half in _AND.split(piece) if half]
        whole = len(halves) == 2 and any(" " not in half for half in halves)
        out.extend([piece] if whole and _SURE_AND.search(piece) is None else halves)
    return out


def _name(piece: str) -> str | None:
    """The name in a piece of a list; None where it holds none."""
    name = _without_suffixes(_bare(piece))
    parts = name.split()
    half = len(parts) // 2
    if half and parts[:half] == parts[half:]:
        name = " ".join(parts[:half])
    return small(name) if _is_name(name) and find_date(piece) is None else None


def _bare(piece: str) -> str:
    """A piece without office, place and remark around the name."""
    whole = _DANGLING.sub("", without_prefix(without_office(piece.strip(" &+"))))
    short = _TAIL.sub("", whole)
    is_full = " " in short or whole[len(short) :].lstrip()[:1] in ("-", "–", "—")
    name = (short if is_full else whole).strip(" .,;:-–—|·•/\"'“”‘’«»_&+)(©®™")
    return f"{name}." if _SHORT_END.search(piece) and not name.endswith(".") else name


def _without_suffixes(name: str) -> str:
    """A name without what is written right behind it; empty for an office and a paper."""
    for suffix in words().suffixes:
        if name.endswith(suffix) and len(name) > len(suffix):
            name = name.removesuffix(suffix).strip()
            if CJK.search(name) and len(name) > _LONGEST_HAN_NAME:
                return ""
    return name


def _is_name(text: str) -> bool:
    folded, table = text.casefold(), words()
    longest = _LONGEST_CJK if CJK.search(text) else _LONGEST_NAME
    if not 2 <= len(text) <= longest or folded in table.nobody or folded in table.roles:
        return False
    if len(text.split()) > _MOST_WORDS or not _TYPED.search(text):
        return False
    if folded.split()[0] in table.role_words and not text[0].isupper():
        return False  # corresponsal en Roma
    if len(_GLUED.findall(text)) > 1 or _ASKS.search(text):
        return False
    return not any(other.search(text) for other in (_URL, _NOT_IN_NAMES, _NOT_WHO))
