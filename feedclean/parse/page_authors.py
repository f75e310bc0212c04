"""Who wrote a page: names from its head, its marks and its byline, and nothing that is no name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.marks import Line, Marks, Spot, nearest
from feedclean.parse.page_jsonld import Linked
from feedclean.parse.page_title import fold, is_site
from feedclean.parse.page_words import page_words
from feedclean.text import collapse

_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 6
_MOST_AUTHORS: Final = 12
_LONGEST_BYLINE: Final = 140
_NEIGHBOURS: Final = 6
"""Marked elements between two authors of one article; beyond, they are of another."""

_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_HARD: Final = re.compile(
    r"\s*[;；、|•⋅\n\t]\s*|\s+·\s+|\s+/\s+|(?<=[A-Za-zÀ-ÿ])/(?=[A-ZÀ-Þ])|(?<=[\u3400-\u9fff])[/／&，](?=[\u3400-\u9fff])"
)
_COMMA: Final = re.compile(r"\s*[,，]\s*")
_AND: Final = re.compile(
    r"\s+(?:and|und|et|og|och|with|mit|avec|con|y|e|en|i|oraz|и|та|ve|dan|và|και|&|＆|\+)\s+"
    r"|\s*＆\s*|\s+و\s?(?=\w)",
    re.IGNORECASE,
)
_SURE_AND: Final = re.compile(r"\s(?:and|und|et|og|och|&)\s", re.IGNORECASE)
_URL: Final = re.compile(
    r"https?:|www\.|[/\\]|\.(?:com|org|net|de|html?)\b|\w@\w|^@", re.IGNORECASE
)
_NOT_IN_NAMES: Final = re.compile(r"[<>{}\[\]=#*$%^~?!…:]|\d{3,}|(?:^|\s)\d+\w{0,2}(?:\s|$|[.)])")
_TAIL: Final = re.compile(
    r"\s*(?:\([^()]{0,60}\)?|\s[-–—]\s.*|\s@\w+.*|,?\s(?:in|für|for|at|on|am|um|vor|vom|le|el|il)\s.*"
    r"|\sim Gespräch.*|\s(?:via|from)\s.*)$"
)
_DANGLING: Final = re.compile(
    r"(?:\s(?:in|für|for|at|on|am|um|vor|vom|le|el|il|le|posted|published))+$"
)
_TYPED: Final = re.compile(r"[^\W\d_]")
_SMALL: Final = frozenset(
    "de da do dos das del della der den des di du e el la le les van von zu zum y bin ibn al af av "
    "ter ten und and i of the".split()  # noqa: SIM905
)
_REPORTER: Final = re.compile(
    r"[（(【\[][^（()）]{0,12}记者[\s:：]{0,2}((?:[\u3400-\u9fff·]{2,6}[、\s]?){1,4})[)）】\]]"
)
"""``新华社巴黎12月9日电（记者唐霁）``: agencies name the reporter in the dateline."""
_BY_SOURCE: Final = re.compile(
    r"([\u3400-\u9fff·]{2,4}(?:[、\s][\u3400-\u9fff·]{2,4}){0,3})\s?/\s?\S{2,20}"
)
"""``石佳/中国青年报``: a reporter and the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authors:
    """Names and where they came from."""

    names: tuple[str, ...]
    evidence: str


def find_authors(
    marks: Marks, linked: Linked, heading: Spot | None, sites: frozenset[str]
) -> Authors | None:
    """The authors, from the first place that names any in full.

    A single word or an account name stands only where no fuller name is found; a name that is also
    the site's counts only if it is said to be a person, or looks like one in a byline.
    """
    weak: Authors | None = None
    for evidence, names in _places(marks, linked, heading, sites):
        if not names:
            continue
        if any(_is_full(name) for name in names):
            return Authors(names=names, evidence=evidence)
        weak = weak or Authors(names=names, evidence=evidence)
    return weak


def _places(
    marks: Marks, linked: Linked, heading: Spot | None, sites: frozenset[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    head = marks.head
    if linked.author_groups and not linked.authors:
        groups = tuple(name for name in linked.author_groups if not is_site(name, sites))
        yield "json-ld", groups[:_MOST_AUTHORS]
    yield "json-ld", clean_names(linked.authors, sites, own=_never)
    for name in page_words().metas["author"]:
        texts = head.all_metas(name)
        if texts:
            turned = name.startswith(("citation", "dc"))
            texts = tuple(map(_turned, texts)) if turned else texts
            yield f"meta {name}", clean_names(texts, sites, own=_never)
    for number in ("1", "2"):
        label = head.meta(f"twitter:label{number}")
        if label and without_prefix(label) == "":
            yield (
                "meta twitter:data",
                clean_names([head.meta(f"twitter:data{number}") or ""], sites),
            )
    yield "itemprop author", clean_names(_by_property(marks, heading), sites)
    yield "rel author", clean_names(_by_rel(marks, heading), sites)
    yield "byline", clean_names(_by_class(marks, heading), sites)
    yield "byline", clean_names(_by_line(marks, heading), sites)
    yield "author link", clean_names(_by_link(marks, heading), sites)
    yield "dateline", clean_names(_by_dateline(marks, heading), sites)
    yield "json-ld", clean_names(linked.authors, sites, own=looks_like_person)
    for name in page_words().metas["author"][:3]:
        yield f"meta {name}", clean_names(head.all_metas(name), sites, own=looks_like_person)


def _never(name: str) -> bool:
    return False


def _turned(text: str) -> str:
    """``Roy, Aniruddha`` as libraries write it, the given name first."""
    last, comma, first = text.partition(",")
    if not comma or "," in first or len(first.split()) > 3 or len(last.split()) > 3:
        return text
    return f"{first.strip()} {last.strip()}"


def _is_full(name: str) -> bool:
    return " " in name or _CJK.search(name) is not None


def looks_like_person(name: str) -> bool:
    """Whether two to four words are written as a person's name is, and none is of an office."""
    words = name.split()
    if not 2 <= len(words) <= 4:
        return False
    groups = page_words().groups
    return all(
        word[0].isupper() and word.casefold().strip(".,") not in groups or word in _SMALL
        for word in words
    )


def clean_names(
    texts: Iterable[str],
    sites: frozenset[str] = frozenset(),
    own: Callable[[str], bool] | None = None,
) -> tuple[str, ...]:
    """The names written in some texts, each once, in order.

    ``By Ana López and Jo Roe, staff writers`` gives two. What is an address, an office or nobody
    (``admin``) is no name; what is the name of the site is one only where ``own`` says so.
    """
    may_be_own = looks_like_person if own is None else own
    names: list[str] = []
    seen: set[str] = set()
    for text in texts:
        for name in _split(text):
            key = fold(name)
            if key and key not in seen and (not is_site(name, sites) or may_be_own(name)):
                seen.add(key)
                names.append(name)
    return tuple(names[:_MOST_AUTHORS])


def _split(text: str) -> Iterator[str]:
    line = collapse(unescape(text))
    if not line or len(line) > 300 or (_URL.match(line) and " " not in line):
        return
    line = without_prefix(line)
    found = find_date(line)
    if found is not None:
        line = line[: found.start] if found.start > 2 else line[found.end :]
    first = True
    for part in _HARD.split(without_prefix(line.strip(" ,-–—|•·"))):
        for piece in _commas(part):
            name = _name(piece)
            if name and (first or not _is_role(piece)):
                yield name
                first = False


def _commas(part: str) -> list[str]:
    pieces = [piece.strip() for piece in _COMMA.split(part)]
    alone = len(pieces) == 2 and all(piece and " " not in piece for piece in pieces)
    if alone and not _CJK.search(part):
        return [part]  # ``Smith, John``
    out: list[str] = []
    for piece in pieces:
        halves = [half for half in _AND.split(piece) if half]
        whole = len(halves) == 2 and any(" " not in half for half in halves)
        out.extend([piece] if whole and _SURE_AND.search(piece) is None else halves)
    return out


def without_prefix(line: str) -> str:
    """The line without ``By``, ``Von``, ``作者：`` and their like in front."""
    pattern = page_words().prefix
    for _ in range(3):
        match = pattern.match(line)
        if match is None:
            return line
        line = line[match.end() :]
    return line


def _is_role(name: str) -> bool:
    words = page_words()
    if not name.split():
        return True
    last = name.casefold().split()[-1].strip(".,:;")
    return last in words.role_words or name.casefold().startswith(("head of", "chief ", "leiter"))


def _name(piece: str) -> str | None:
    words = page_words()
    whole = _DANGLING.sub("", without_prefix(piece.strip(" &+")))
    short = _TAIL.sub("", whole)
    name = (short if " " in short else whole).strip(" .,;:-–—|·•/\"'“”‘’«»_&+")
    if piece.rstrip().endswith((" Jr.", " Sr.")) and not name.endswith("."):
        name += "."
    for suffix in words.suffixes:
        name = name.removesuffix(suffix).strip() or name
    parts = name.split()
    half = len(parts) // 2
    if half and parts[:half] == parts[half:]:
        name = " ".join(parts[:half])
    folded = name.casefold()
    if not 2 <= len(name) <= _LONGEST_NAME or folded in words.nobody or folded in words.roles:
        return None
    if _URL.search(name) or _NOT_IN_NAMES.search(name) or find_date(piece) is not None:
        return None
    if len(name.split()) > _MOST_WORDS or not _TYPED.search(name):
        return None
    return None if _CJK.search(name) and len(name) > _LONGEST_CJK else name


def _is_written_name(text: str) -> bool:
    """Whether the words of a Latin, Greek or Cyrillic text begin as those of a name do."""
    if _CJK.search(text):
        return True
    words = text.split()
    return bool(words) and all(
        word[0].isupper() or not word[0].islower() or word.casefold() in _SMALL for word in words
    )


def _cluster(found: list[Spot]) -> list[Spot]:
    """The nearest, and those that stand beside it, in the order of the page."""
    if not found:
        return []
    at = found[0].order
    beside = [spot for spot in found if abs(spot.order - at) <= _NEIGHBOURS]
    return sorted(beside, key=lambda spot: spot.order)


def _by_property(marks: Marks, heading: Spot | None) -> Iterator[str]:
    found = [
        spot
        for _, spot in nearest(marks.spots, heading)
        if "author" in spot.get("itemprop").lower().split() and not spot.is_chrome
    ]
    for spot in _cluster(found):
        inner = spot.inside("name")
        named = inner if inner is not None else spot
        yield named.get("content") or named.text


def _by_rel(marks: Marks, heading: Spot | None) -> Iterator[str]:
    found = [
        spot
        for _, spot in nearest(marks.spots, heading)
        if "author" in spot.get("rel").lower().split()
        and spot.tag != "link"
        and not spot.is_chrome
        and spot.text
    ]
    for spot in _cluster(found):
        yield spot.text


def _by_class(marks: Marks, heading: Spot | None) -> Iterator[str]:
    """The element nearest the headline that is called an author and reads like one."""
    classes = page_words().author_classes
    rated: list[tuple[int, int, Spot]] = []
    for place, (apart, spot) in enumerate(nearest(marks.spots, heading)):
        if spot.tag not in _BOXES and -_BEHIND <= apart <= _AHEAD:
            label = f"{spot.get('class')} {spot.get('id')}".lower()
            sure = next((i for i, word in enumerate(classes) if word in label), None)
            if sure is not None and not any(w in label for w in page_words().not_author_classes):
                rated.append((sure, place, spot))
    for _, _, spot in sorted(rated, key=lambda item: item[:2]):
        if spot.is_chrome or not 2 < len(spot.text) <= _LONGEST_BYLINE:
            continue
        found = [name for name in clean_names([spot.text]) if _is_written_name(name)]
        if found:
            yield from found
            return


def _by_link(marks: Marks, heading: Spot | None) -> Iterator[str]:
    """Links to a page about an author, near the headline."""
    found = [
        spot
        for apart, spot in nearest(marks.author_links, heading)
        if spot.tag == "a"
        and abs(apart) <= _LINK_REACH
        and _AUTHOR_PATH.search(spot.get("href"))
        and not spot.is_chrome
        and looks_like_person(spot.text)
    ]
    for spot in _cluster(found):
        yield spot.text


def _by_line(marks: Marks, heading: Spot | None) -> Iterator[str]:
    """The first line at the headline that begins like a byline, else one anywhere with a colon."""
    if heading is None:
        return
    after, before = marks.lines_near(heading)
    near = [*after[:15], *before[:5]]
    for line in near:
        rest = _after_prefix(line)
        if rest and len(rest.split()) <= _MOST_BYLINE_WORDS:
            names = [name for name in clean_names([rest]) if _is_written_name(name)]
            if names:
                yield from names
                return
    for line in marks.lines_after(heading, _FAR_LINES):
        rest = _after_prefix(line)
        if rest and line.text[: len(line.text) - len(rest)].rstrip().endswith((":", "：")):
            names = [name for name in clean_names([rest]) if _is_written_name(name)]
            if names:
                yield from names
                return


def _after_prefix(line: Line) -> str | None:
    """What stands behind ``By`` and its like in a short line, a date in front left aside."""
    text = line.text
    if len(text) > _LONGEST_BYLINE or any(word in line.label for word in _OTHERS):
        return None
    rest = without_prefix(text)
    if rest == text and text[:1].isdigit():
        found = find_date(text)
        if found is not None and found.start <= 2:
            text = text[found.end :].lstrip(" -–—|•·,:")
            rest = without_prefix(text)
    return rest if rest != text else None


def _by_dateline(marks: Marks, heading: Spot | None) -> Iterator[str]:
    if heading is None:
        return
    for line in marks.lines_near(heading)[0][:8]:
        match = _REPORTER.search(line.text[:200]) or _BY_SOURCE.fullmatch(line.text)
        if match:
            yield from match[1].split()
            return


_LONGEST_CJK: Final = 15
_MOST_BYLINE_WORDS: Final = 14
_FAR_LINES: Final = 150
_LINK_REACH: Final = 15
_BEHIND: Final = 15
_AHEAD: Final = 60
"""Marked elements around the headline among which its author is looked for."""
_BOXES: Final = frozenset(("article", "main", "body", "section", "img", "form", "ul", "ol"))
_OTHERS: Final = (
    "photo",
    "image",
    "caption",
    "credit",
    "comment",
    "related",
    "teaser",
    "copyright",
)
_AUTHOR_PATH: Final = re.compile(
    r"/(?:authors?|autor(?:en|es|a)?|auteurs?|contributors?|staff|profiles?|people|writers?|redaktion"
    r"|redakteure?|by)/[^/?#]{2,}",
    re.IGNORECASE,
)
