"""The title of a page: its visible headline if the head agrees, else the head's own, cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.marks import Marks, Spot
from feedclean.dom.ways import leads_to
from feedclean.later import later
from feedclean.parse.pages.words import page_words
from feedclean.urls import host_of, site_of

_BARS: Final = ("|", "｜", "│")
"""What parts the name of a site with one of its sections from a title: ``… | The Post Opinion``."""
_SEPARATOR: Final = re.compile(
    r"(?<!\s)\s++[|–—\-·•»«›:∙⋅/~>‹]++\s+|(?:(?<!\s)\s++)?[|｜»]\s*|(?<!_)_++(?=[^\W\d_a-z])"
)
_QUOTED: Final = re.compile("«[^«»]*»")
_WORD: Final = re.compile(r"[^\W_]+")
_CJK: Final = later(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FIRST_AGREES: Final = 0.2
_OTHER_AGREES: Final = 0.75
"""A first-level heading is likely the headline whatever the head says; any other must prove it."""
_ENOUGH: Final = 1.0
"""A first-level heading that agrees this well needs no rival."""
_BONUS: Final = {"h1": 0.3, "h2": 0.05}
_SHORTEST_LONE: Final = 10
_SHORTEST_TAIL: Final = 12
_MOST_HEADINGS: Final = 40
_FEWEST_WORDS: Final = 3
"""A line of fewer words, or pairs of letters in CJK, may name a section."""
_BOXES: Final = frozenset(("div", "p", "span", "strong", "header", "td", "font", "b"))
_TAIL: Final = re.compile(r"\s?[-_|｜—–·»]+\s?\w")
_LONGEST_BADGE: Final = 8
_SHORTEST_BARE: Final = 6
_PARTED: Final = re.compile(rf"{_SEPARATOR.pattern}|—|–")
_FRONT: Final = re.compile(r"(?:https?:)?(?://[^/]+)?/(?:index\.\w{3,5})?")
_LONGEST: Final = 500
_EARLY: Final = 40
_FIRST_LINES: Final = 40
_BELOW: Final = 2
_LONGEST_DAY: Final = 80
_MARKDOWN: Final = re.compile(r"^ {0,3}#{1,3}[ \t]+(\S[^\n]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title, where it came from, and the headline it agrees with."""

    text: str
    evidence: str
    heading: Spot | None = None


def find_title(
    candidates: tuple[tuple[str, str], ...],
    marks: Marks,
    sites: frozenset[str],
) -> Title | None:
    """The title; ``candidates`` are evidence and text from the head, the most trusted first."""
    cuts = tuple(without_site(text, sites) for _, text in candidates)
    texts = (*cuts, *(text for _, text in candidates), *map(_longest_part, cuts))
    titles = tuple({text: tokens(text) for text in texts}.values())
    headings = tuple(spot for spot in marks.headings if not _is_masthead(spot))
    called = tuple(spot for spot in marks.spots if _is_called_title(spot))
    heading = (
        _best_heading(titles, headings, sites)
        or _best_heading(titles, called, sites)
        or _opening_one(texts, (*headings, *called), sites)
    )
    if heading is not None:
        text = _headline(heading, cuts, sites)
        return Title(text=text, evidence=f"<{heading.tag}>", heading=heading)
    if led := _led_to(candidates, marks):
        return Title(text=led, evidence="way from the front page")
    for (evidence, _), cut in zip(candidates, cuts, strict=True):
        if not is_site(cut, sites):
            return Title(text=_shown_part(cut, marks) or cut, evidence=evidence)
    return Title(text=candidates[0][1], evidence=candidates[0][0]) if candidates else None


def dated_heading(marks: Marks) -> Title | None:
    """The first heading of the text, if a line with a date stands below it."""
    shown = (spot for spot in marks.headings if not spot.is_chrome and not _is_masthead(spot))
    spot = next(shown, None)
    if spot is None or len(fold(spot.headline)) < _SHORTEST_LONE:
        return None
    after, _ = marks.lines_near(spot)
    dated = any(find_date(line.text) for line in after[:_BELOW] if len(line.text) <= _LONGEST_DAY)
    return Title(text=spot.headline, evidence=f"<{spot.tag}>", heading=spot) if dated else None


def _led_to(candidates: tuple[tuple[str, str], ...], marks: Marks) -> str | None:
    """The line that a way from the front page ends with, where no title of the head is shown.

    Then that is the name of the site on each of its pages: *Home > World > Rain at last*.
    """
    if not candidates:
        return None
    lines = [line.text for line in marks.first_lines(_FIRST_LINES)]
    folded = [fold(line) for line in lines]
    told = [fold(text) for _, text in candidates]
    for at, line in enumerate(lines):
        for below, its in zip(lines[at + 1 :], folded[at + 1 :], strict=True):
            if len(its) >= _SHORTEST_LONE and leads_to(line, below):
                is_told = any(its in text or (text and text in folded) for text in told)
                return None if is_told or len(tokens(below)) < _FEWEST_WORDS else below
    return None


def _opening_one(
    titles: tuple[str, ...], spots: tuple[Spot, ...], sites: frozenset[str]
) -> Spot | None:
    """The one heading that a title begins with, a mark and the name of a site behind it."""
    found: dict[str, Spot] = {}
    for spot in spots[:_MOST_HEADINGS]:
        text = spot.headline
        if len(fold(text)) < _SHORTEST_LONE or is_site(text, sites):
            continue
        if any(one.startswith(text) and _TAIL.match(one, len(text)) for one in titles):
            found.setdefault(text, spot)
    return max(found.items(), key=lambda item: len(item[0]))[1] if found else None


def _longest_part(title: str) -> str:
    """What a title has most words of, where sections stand in front of it or behind."""
    return max(_parts(title), key=lambda part: len(tokens(part)), default=title)


def _shown_part(title: str, marks: Marks) -> str | None:
    """The part of a title that is a line of the page, where no heading says which part it is.

    Site and section stand above the headline, so of several such lines it is the last to begin.
    """
    parts = [part for part in map(str.strip, _parts(title)) if fold(part)]
    if len(parts) < 2:
        return None
    lines = [line.text for line in marks.first_lines()]
    shown = {part: _line_of(part, lines) for part in (parts[0], parts[-1])}
    last = max((part for part in shown if shown[part] >= 0), key=shown.__getitem__, default="")
    is_section = len(fold(last)) < _SHORTEST_LONE or len(tokens(last)) < _FEWEST_WORDS
    return None if is_section else last


def _line_of(part: str, lines: list[str]) -> int:
    """The line that is a part of a title, or ends with it behind the name of the board; else -1."""
    if part in lines:
        return lines.index(part)
    is_long = len(fold(part)) >= _SHORTEST_LONE
    ending = (at for at, line in enumerate(lines) if line.endswith((f" {part}", f"』{part}")))
    return next(ending, -1) if is_long else -1


def _headline(heading: Spot, titles: tuple[str, ...], sites: frozenset[str]) -> str:
    """The text of a heading without kicker, date or site, where the head agrees to that."""
    text = heading.headline
    found = find_date(text)
    if found is not None and titles:
        written = fold(text[found.start : found.end])
        if not any(written in fold(title) for title in titles):
            rest = (text[: found.start], text[found.end :])
            text = max(rest, key=len).strip(" •|·-–—,:") or text
    text = without_site(text, sites)
    folded = fold(text)
    for title in titles:
        tail = fold(title)
        if len(tail) >= _SHORTEST_TAIL and len(tail) < len(folded) and folded.endswith(tail):
            if _is_within_sentence(title, text):
                continue
            return title
    return _without_badge(text, titles)


def _without_badge(text: str, titles: tuple[str, ...]) -> str:
    """A heading without a word behind it that the title in the head has not: … 精选."""
    shorter, gap, badge = text.rpartition(" ")
    if not gap or len(badge) > _LONGEST_BADGE or len(fold(shorter)) < _SHORTEST_BARE:
        return text
    bare = fold(shorter)
    parts = {fold(part) for title in titles for part in _PARTED.split(title)}
    is_told = any(fold(text) in fold(one) for one in titles)
    return shorter if bare in parts and not is_told else text


def _is_within_sentence(title: str, text: str) -> bool:
    """Whether a title is an end of a headline where that goes on in small letters.

    Then what stands before it is a part of the sentence, and no kicker.
    """
    return title[:1].isupper() and text.endswith(title[:1].lower() + title[1:])


def _best_heading(
    titles: tuple[frozenset[str], ...], spots: tuple[Spot, ...], sites: frozenset[str]
) -> Spot | None:
    firsts = [spot for spot in spots if spot.tag == "h1"][:_MOST_HEADINGS]
    others = [spot for spot in spots if spot.tag != "h1"][:_MOST_HEADINGS]
    rated: list[tuple[float, float, Spot]] = []
    for place, spot in enumerate((*firsts, *others)):
        if spot.tag != "h1" and any(worth >= _ENOUGH for worth, _, _ in rated):
            break
        text = spot.headline
        if not text or is_site(text, sites):
            continue
        words = tokens(text)
        score = max((agreement(words, title) for title in titles), default=0.0)
        needed = _FIRST_AGREES if spot.tag == "h1" else _OTHER_AGREES
        worth = score + _BONUS.get(spot.tag, 0.0) - place * 0.002
        worth += 0.1 if "headline" in spot.label.split() else 0.0
        worth -= 0.3 if spot.tag != "h1" and spot.is_chrome else 0.0
        if score >= needed:
            rated.append((worth, -place, spot))
    if rated:
        return max(rated, key=lambda rating: rating[:2])[2]
    shown = [s for s in firsts if not is_site(s.headline, sites) and not s.is_chrome]
    if len(shown) == 1 and (not titles or len(fold(shown[0].headline)) >= _SHORTEST_LONE):
        return shown[0]
    return None


def _is_masthead(spot: Spot) -> bool:
    """Whether all of a heading leads to the front page: it is the name of the site."""
    link, shown = spot.link
    return _FRONT.fullmatch(link) is not None and fold(shown) == fold(spot.text)


def _is_called_title(spot: Spot) -> bool:
    return spot.tag in _BOXES and ("title" in spot.label or "headline" in spot.label)


def agreement(left: frozenset[str], right: frozenset[str]) -> float:
    """How much of two titles is the same, 0 to 1."""
    return len(left & right) / max(len(left), len(right)) if left and right else 0.0


def tokens(text: str) -> frozenset[str]:
    """What titles are compared by: words, or pairs of letters in CJK."""
    folded = text.casefold()
    words = _WORD.findall(folded)
    if _CJK.search(folded):
        joined = "".join(words)
        return frozenset(joined[i : i + 2] for i in range(max(1, len(joined) - 1)))
    return frozenset(words)


def without_site(title: str, sites: frozenset[str]) -> str:
    """The title without the name of the site in front or behind; never cut to nothing."""
    for _ in range(3):
        parts = list(_gaps(title))
        if not parts:
            return title
        last, first = parts[-1], parts[0]
        tail = title[last.end() :]
        section = tail.rpartition(" ")[0] if last[0].strip() in _BARS else ""
        is_of_site = is_site(tail, sites) or (section and is_site(section, sites))
        if is_of_site and title[: last.start()].strip():
            title = title[: last.start()].strip()
        elif is_site(title[: first.start()], sites) and title[first.end() :].strip():
            title = title[first.end() :].strip()
        else:
            return title
    return title


def _gaps(title: str) -> Iterator[re.Match[str]]:
    """What parts a title; a mark that closes a quotation does not."""
    quoted = [found.end() for found in _QUOTED.finditer(title)]
    for gap in _SEPARATOR.finditer(title):
        at = title.find("»", gap.start(), gap.end())
        if at + 1 not in quoted:
            yield gap


def _parts(title: str) -> list[str]:
    """What stands between these."""
    ends = [(gap.start(), gap.end()) for gap in _gaps(title)]
    starts = [0, *(end for _, end in ends)]
    return [
        title[start:end] for start, (end, _) in zip(starts, [*ends, (len(title), 0)], strict=True)
    ]


def is_title_of(part: str, title: str) -> bool:
    """Whether a title is the other one, or that with the name of a site or section at an end."""
    wanted = fold(part)
    if len(title) > _LONGEST:
        return wanted == fold(title)
    cuts = ((title[: gap.start()], title[gap.end() :]) for gap in _gaps(title))
    return wanted in (fold(title), *(fold(one) for cut in cuts for one in cut))


def title_in(text: str, title: str, *, is_marked: bool = True) -> str:
    """The title as a heading of Markdown, or an early line, has it: without the name of a site.

    What has a figure in it is no name of a site, but the part of a series.
    """
    lines = _MARKDOWN.findall(text) if is_marked else text.split("\n", _EARLY)[:_EARLY]
    headings = [" ".join(line.rstrip("# \t").split()) for line in lines]
    same = [one for one in headings if is_title_of(one, title) and 2 * len(one) >= len(title)]
    if not is_marked:  # the first line of a page's text is the title in its head
        same = [one for one in same if fold(one) != fold(title)]
    found = max(same, key=len, default=title)
    return found if _figures_in(found) == _figures_in(title) else title


def _figures_in(text: str) -> int:
    return sum(map(str.isdigit, text))


def is_site(text: str, sites: frozenset[str]) -> bool:
    """Whether a text is no more than the name of the site."""
    folded = fold(text)
    if not folded:
        return True
    if folded in sites:
        return True
    fillers = page_words().fillers
    kept = fold(
        " ".join(word for word in text.casefold().split() if word.strip(".,'") not in fillers)
    )
    return bool(kept) and kept in sites


def site_names(names: tuple[str | None, ...], url: str | None) -> frozenset[str]:
    """Folded names of the site: as it calls itself, and as its host spells it."""
    found: set[str] = set()
    for name in names:
        if name and len(name) < 80:
            found.add(fold(name))
            found.update(fold(part) for part in _SEPARATOR.split(name) if len(fold(part)) > 2)
    if url:
        host, site = host_of(url).removeprefix("www."), site_of(url)
        found.update({fold(host), fold(site), fold(site.partition(".")[0])})
        found.add(fold(host.rsplit(".", 1)[0]))
    return frozenset(found - {""})


def fold(text: str) -> str:
    """Letters and digits only, case folded."""
    return "".join(_WORD.findall(text.casefold()))
