"""Names out of bylines: taken apart, freed from what stands around them, or refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Final

from feedclean.dates import find_date
from feedclean.text import collapse, fold

_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 6
MOST_AUTHORS: Final = 12
_LONGEST_CJK: Final = 15
_LONGEST_HAN_NAME: Final = 5
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HARD: Final = re.compile(
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
_LEADING_AND: Final = re.compile(r"^(?:and|und|et|og|och|y|e|en|i|и|та|ve)\s+", re.IGNORECASE)
_SURE_AND: Final = re.compile(r"\s(?:and|und|et|og|och|&)\s", re.IGNORECASE)
_URL: Final = re.compile(
    r"https?:|www\.|[/\\]|\.(?:com|org|net|de|html?)\b|\w@\w|^@", re.IGNORECASE
)
_NOT_IN_NAMES: Final = re.compile(r"[<>{}\[\]=#*$%^~?!…:：]|\d{3,}|(?:^|\s)\d+\w{0,2}(?:\s|$|[.)])")
_NOT_WHO: Final = re.compile(
    r"^(?:photos?|photographs|pictures|images?|illustrations?|graphics|video|fotos?|bilder)\s"
    r"(?:by|von|par|de|di|door|af|av)\s"
    r"|(?:特约|特約|见习|見習|实习|實習|报道|報道|報導|整理|电|電|供图)$|^(?:作者|本报|本刊)"
    r"|^(?:摄影|攝影|写真|撮影|供图|供圖)[\s:：/／]?[\u3400-\u9fff]{2,4}$",
    re.IGNORECASE,
)
"""Who made the pictures, what somebody is, or how a report came about."""
_TAIL: Final = re.compile(
    r"\s*(?:\([^()]{0,60}\)?|\s[-–—]\s.*|\s@\w+.*|,?\s(?:in|für|for|at|on|am|um|vor|vom|le|el|il)\s.*"
    r"|\sim Gespräch.*|\s(?:via|from)\s.*)$"
)
_DANGLING: Final = re.compile(
    r"(?:\s(?:in|für|for|at|on|am|um|vor|vom|le|el|il|le|posted|published))+$"
)
_SHORT_END: Final = re.compile(r"\s(?:[JS]r|\w|\w\.\w)\.$")
_TYPED: Final = re.compile(r"[^\W\d_]")
_SMALL: Final = frozenset(
    "de da do dos das del della der den des di du e el la le les van von zu zum y bin ibn al af av "
    "ter ten und and i of the".split()
)


_MAIL: Final = re.compile(r"[(<\[]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?")
_DATELINE: Final = re.compile(
    r"(?:[（(【\[][^（()）]{0,12}记者[\s:：]{0,2}|^.{4,30}[电電讯訊]\s{0,4}[（(](?!记者))"
    r"(?P<names>(?:[\u3400-\u9fff·]{2,6}[、\s]?){1,4})[)）】\]]"
)
_DATELINES: Final = (
    _DATELINE,
    re.compile(
        r"^[（(][\u3400-\u9fff]{2,6}記者(?P<names>[\u3400-\u9fff]{3})"
        r"[\u3400-\u9fff]{2,6}\d{1,2}日[\u3400-\u9fff]{0,4}電[）)]"
    ),
    re.compile(
        r"^[\[(［（][^\])=］）]{1,20}=[^\])］）]{1,20}[\])］）]\s*"
        r"(?P<names>(?:[가-힣]{2,4}[\s·,]{1,2}){1,4})(?:기자|특파원)(?![가-힣])"
    ),
)
"""In China, in Taiwan, where a name of three characters stands right before the place, in Korea."""
_BETWEEN_NAMES: Final = re.compile(r"[、\s·,]+")
_DATELINE_REACH: Final = 200


def dateline_names(text: str) -> tuple[str, ...]:
    """Reporters named in the dateline a paragraph opens with, as agencies and papers write it.

    ``新华社巴黎12月9日电（记者唐霁）``, ``本报北京1月27日电（王亮、杨磊）``,
    ``（某社記者林小慧台北5日電）``, ``(서울=가나뉴스) 김하늘 기자 =``.
    """
    opening = text[:_DATELINE_REACH]
    if opening.isascii():
        return ()
    found = next((match for line in _DATELINES if (match := line.search(opening))), None)
    return tuple(_BETWEEN_NAMES.split(found["names"].strip("、·, "))) if found else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """``names.toml``, typed."""

    prefix: re.Pattern[str]
    """What stands in front of a name, up to the name."""
    suffixes: tuple[str, ...]
    roles: frozenset[str]
    role_words: frozenset[str]
    nobody: frozenset[str]
    groups: frozenset[str]
    agencies: frozenset[str]
    group_endings: tuple[str, ...]


@cache
def _words() -> _Words:
    data = tomllib.loads(files("feedclean").joinpath("names.toml").read_text("utf-8"))
    return _Words(
        prefix=_prefix(data["prefixes"]),
        suffixes=tuple(data["suffixes"]),
        roles=frozenset(data["roles"]),
        role_words=frozenset(data["role_words"]),
        nobody=frozenset(data["nobody"]),
        groups=frozenset(data["groups"]),
        agencies=frozenset(data["agencies"]),
        group_endings=tuple(data["group_endings"]),
    )


def _prefix(words: list[str]) -> re.Pattern[str]:
    """One pattern for all prefixes; one in CJK needs a mark behind it, another at least a space."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    joined = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?:{joined})(?:$|[\s:：|｜丨/／]+)", re.IGNORECASE)


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
    pattern = _words().prefix
    for _ in range(3):
        match = pattern.match(line)
        if match is None or (_PARTICLE.fullmatch(match[0]) and not _is_whole(line[match.end() :])):
            return line
        line = line[match.end() :]
    return line


_PARTICLE: Final = re.compile(r"(?:di|de|von|da|fra|van)\s+", re.IGNORECASE)


def _is_whole(rest: str) -> bool:
    """Whether what follows a particle is a name without it, or a list of names."""
    words = rest.split()
    if len(words) < 2 or not words[0][0].isupper():
        return not words or bool(_CJK.search(rest))
    return words[0].casefold().strip(".,") not in _SMALL


def looks_like_person(name: str) -> bool:
    """Whether two to four words are written as a person's name is, and none is of an office."""
    words = name.split()
    if not 2 <= len(words) <= 4:
        return False
    groups = _words().groups
    return all(
        (word[0].isupper() and word.casefold().strip(".,") not in groups) or word in _SMALL
        for word in words
    )


def is_group(name: str) -> bool:
    """Whether a name is that of an agency, a paper or a desk rather than of somebody."""
    table, folded = _words(), name.casefold()
    if folded in table.agencies:
        return True
    if _CJK.search(name):
        return len(name) > 2 and name.endswith(table.group_endings)
    words = {word.strip(".,") for word in folded.split()}
    return bool(words & (table.groups - table.role_words))


def is_written_as_name(text: str) -> bool:
    """Whether the words of a Latin, Greek or Cyrillic text begin as those of a name do."""
    if _CJK.search(text):
        return True
    words = text.split()
    return bool(words) and all(
        word[0].isupper() or not word[0].islower() or word.casefold() in _SMALL for word in words
    )


def is_full_name(name: str) -> bool:
    """Whether a name is more than one word, or in CJK."""
    return " " in name or _CJK.search(name) is not None


def given_name_first(text: str) -> str:
    """``Roy, Aniruddha`` as libraries write it, the given name first."""
    last, comma, first = text.partition(",")
    if not comma or "," in first or len(first.split()) > 3 or len(last.split()) > 3:
        return text
    return f"{first.strip()} {last.strip()}"


def _split(text: str) -> Iterator[str]:
    line = collapse(unescape(text))
    if not line or len(line) > 300 or (_URL.match(line) and " " not in line):
        return
    line = without_prefix(_MAIL.sub(" ", line).strip())
    if _CJK.search(line):
        line = _REMARK.sub(" ", line)
    found = find_date(line)
    if found is not None:
        line = line[: found.start] if found.start > 2 else line[found.end :]
    if _JAPANESE_LIST.fullmatch(line.strip()):
        yield from line.strip().split("、")
        return
    if _CJK.search(line):
        line = _HANDS.sub("", _OFFICES.sub("、", line))
    first = True
    full = False
    for part in _HARD.split(without_prefix(line.strip(" ,-–—|•·"))):
        if full and " " not in part.strip() and not _CJK.search(part):
            continue  # María López | Madrid
        for piece in _commas(part):
            name = _name(piece)
            if name and (first or not _is_role(piece)):
                yield name
                first = False
                full = full or " " in name


def _commas(part: str) -> list[str]:
    pieces = [_LEADING_AND.sub("", piece.strip()) for piece in _COMMA.split(part)]
    alone = len(pieces) == 2 and all(piece and " " not in piece for piece in pieces)
    if alone and not _CJK.search(part):
        return [part]  # ``Smith, John``
    full = len(pieces) > 1 and not _CJK.search(part) and " " in _name_part(pieces[0])
    out: list[str] = []
    for position, piece in enumerate(pieces):
        if full and position and (" " not in piece or _IN_A_PLACE.match(piece)):
            continue  # Anna Schmidt, Berlin
        halves = [half for half in _AND.split(piece) if half]
        whole = len(halves) == 2 and any(" " not in half for half in halves)
        out.extend([piece] if whole and _SURE_AND.search(piece) is None else halves)
    return out


def _name_part(piece: str) -> str:
    return without_prefix(piece.strip())


_OF_PICTURES: Final = re.compile(
    r"(?:fotos?|photos?|bilder?|beeld|zdjęcia|kuvat?|фото|ảnh|写真|摄影|攝影)\s*[:：]",
    re.IGNORECASE,
)
_IN_A_PLACE: Final = re.compile(r"(?:à|au|aux|en|in|aus|from|em|na|no|w|we|v|ve|i|из|в|у|te)\s")
"""How a place is given in lower case behind a name: ``Jean Dupont, à Paris``."""


_OFFICE: Final = re.compile(r"^[记記]者(?=[\u3400-\u9fff]{2,4}$)")
"""``记者王敬照``, without a mark between office and name."""


REPORTER: Final = (
    "(?:本报|本報|本网|本網|本刊)?(?:特约|特約|实习|實習|见习|見習)?(?:记者|記者|通讯员|通訊員)"
)
"""A pattern for what a Chinese paper calls whoever wrote for it."""
_OFFICES: Final = re.compile(
    rf"(?<=[\u3400-\u9fff])[\s、，,/／|]+{REPORTER}[\s:：]+(?=[\u3400-\u9fff]{{2}})"
)
"""``林秀珍 通讯员 陈渡``: an office between two names."""


_JAPANESE_LIST: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]{1,4} [\u3040-\u30ff\u3400-\u9fff]{1,4}"
    r"(?:、[\u3040-\u30ff\u3400-\u9fff]{1,4} [\u3040-\u30ff\u3400-\u9fff]{1,4}){1,8}"
)
"""``高橋 美咲、森田 健``: the space is within a name."""
_HANDS: Final = re.compile(
    r"(?<![\s、，,/／|])[\s、，,/／|]++(?:文[/／]?[图圖]?|[图圖][/／]?文|[摄攝](?:影)?|报道|報導)$"
)
"""What somebody did: ``陈渡 文/图``."""


def _is_role(name: str) -> bool:
    words = _words()
    if not name.split() or _OF_PICTURES.match(name):
        return True
    last = name.casefold().split()[-1].strip(".,:;")
    return last in words.role_words or name.casefold().startswith(("head of", "chief ", "leiter"))


def _name(piece: str) -> str | None:
    words = _words()
    whole = _DANGLING.sub("", without_prefix(_OFFICE.sub("", piece.strip(" &+"))))
    short = _TAIL.sub("", whole)
    cut = " " in short or whole[len(short) :].lstrip()[:1] in ("-", "–", "—")
    name = (short if cut else whole).strip(" .,;:-–—|·•/\"'“”‘’«»_&+)(")
    if _SHORT_END.search(piece) and not name.endswith("."):
        name += "."
    for suffix in words.suffixes:
        if name.endswith(suffix) and len(name) > len(suffix):
            name = name.removesuffix(suffix).strip()
            if _CJK.search(name) and len(name) > _LONGEST_HAN_NAME:
                return None  # an office and a paper, no name
    parts = name.split()
    half = len(parts) // 2
    if half and parts[:half] == parts[half:]:
        name = " ".join(parts[:half])
    folded = name.casefold()
    if not 2 <= len(name) <= _LONGEST_NAME or folded in words.nobody or folded in words.roles:
        return None
    if _URL.search(name) or _NOT_IN_NAMES.search(name) or find_date(piece) is not None:
        return None
    if _NOT_WHO.search(name):
        return None
    if len(name.split()) > _MOST_WORDS or not _TYPED.search(name):
        return None
    return None if _CJK.search(name) and len(name) > _LONGEST_CJK else name
