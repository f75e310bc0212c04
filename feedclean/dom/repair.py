"""Markup that every parser misreads, put right: glued tags, quotes left open, comments without end.

A glued tag such as ``<asidedata-x="1">`` is one unknown element to every parser, and a sanitizer
then drops the tag and keeps its text. A quote left open swallows text up to the next quote, a
comment left open everything. No parser can know better; but what was meant is certain here.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later

_TAG_NAMES: Final = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink "
    "blockquote body br button canvas caption center cite code col colgroup data datalist dd del "
    "details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame "
    "frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins kbd label "
    "legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed "
    "noframes noscript object ol optgroup option output p param picture plaintext pre progress q "
    "rb rp rt rtc ruby s samp script search section select slot small source span strike strong "
    "style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track "
    "tt u ul var video wbr xmp "
    "circle clippath defs ellipse g line lineargradient mask path polygon polyline rect stop "
    "symbol text tspan use"
)
KNOWN_TAGS: Final = frozenset(_TAG_NAMES.split())
"""Tags of HTML, and the usual ones of SVG: nearly every element ends the look here."""

# names that begin real words (map, meta, time, form …) are left out: <metadata-box> is an element
_GLUED_TO_DATA: Final = (
    "a article aside b blockquote button div em figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "iframe img li nav ol p section span strong table td tr ul video"
)
_ATTRIBUTES: Final = (
    "align alt aria-[a-z]+ border cellpadding cellspacing class cite color colspan content "
    "data-[\\w-]+ datetime dir face frameborder height href id itemprop itemscope itemtype lang "
    "loading name on[a-z]+ property rel role rowspan sizes src srcset start style tabindex target "
    "title type typeof valign value width xml:lang"
)
_ODD_NAME: Final = re.compile(
    r"<(/?)([A-Za-z][^\s/>\"=-]{0,60}(?:[\"=]|data-)[^\s/>]*)", re.IGNORECASE
)
"""Two names are shorter; without an end, a name of 40,000 times ``<a`` took half a minute."""
_ODD_SPACE: Final = re.compile("<([A-Za-z][A-Za-z0-9]*)[\xa0\u2000-\u200b\u3000]+(?=[A-Za-z-]+=)")
# each begins with a literal, which the engine looks for fast
_OPEN_QUOTES: Final = tuple(
    re.compile(
        rf"{name}=(?P<quote>{quote})(?<=\s{name}={quote}){value}(?=\s*/?>[^{quote}<>]*(?:<|\Z))"
    )
    for quote in "\"'"
    for name, value in (
        ("href", rf"[^{quote}<>\s]*"),
        ("src", rf"[^{quote}<>\s]*"),
        ("class", r"[\w-]*(?: [\w-]+)*"),
        ("id", r"[\w-]*"),
    )
)
"""An address or a class list that runs into the end of its tag, with more markup or the end of the
file before the next quote: values of these never hold ``>``, so the quote was forgotten."""
_WHOLE_VALUE: Final = re.compile(r"=\s*+(?:\"[^\"]*\"|'[^']*')")
_BEGUN_VALUE: Final = re.compile(r"=\s*+([\"'])")
_LONGEST_COMMENT_START: Final = 200


def _longest_first(names: str) -> str:
    return "|".join(sorted(names.split(), key=lambda name: (-len(name), name)))


# a value is needed, or the name could be that of a custom element
_GLUED_VALUE: Final = later(
    rf"(?:{_longest_first(_TAG_NAMES)})(?=(?:{_longest_first(_ATTRIBUTES)})=)", re.IGNORECASE
)
_GLUED_DATA: Final = re.compile(
    rf"(?:{_longest_first(_GLUED_TO_DATA)})(?=data-[a-z])", re.IGNORECASE
)


def is_odd(tag: str) -> bool:
    """Whether a tag name is two things glued together; custom elements are not odd.

    Asked for every element: nearly all leave at the first line.
    """
    if tag in KNOWN_TAGS:
        return False
    return "=" in tag or '"' in tag or _GLUED_DATA.match(tag) is not None


def is_cut(html: str) -> bool:
    """Whether the end of the markup is inside something left open: a quoted value, a comment.

    Then parsers drop all from there to the end, text included, and the tree shows no trace of it.
    """
    quote = max(html.rfind('"'), html.rfind("'"))
    if quote > 0 and html[quote - 1] == "=":
        return True
    start = html.rfind("<!--")
    return start >= 0 and not _is_closed(html, start)


def mend(html: str) -> str:
    """The markup with glued tags parted, forgotten quotes put in, and the last comment closed.

    Only what is certain is touched, and no text is lost; sound markup comes back as it is.
    """
    html = _ODD_SPACE.sub(r"<\1 ", html)
    html = _ODD_NAME.sub(_part, html)
    for pattern in _OPEN_QUOTES:
        html = pattern.sub(_with_quote, html)
    start = html.rfind("<!--")
    return _close_comment(html, start) if start >= 0 and not _is_closed(html, start) else html


def _with_quote(found: re.Match[str]) -> str:
    """The value ended, unless its quote is the end of a value that holds what looks like a name.

    In ``<time datetime="today href=">`` nothing is missing.
    """
    start = max(found.string.rfind("<", 0, found.start()), 0)
    begun = _BEGUN_VALUE.search(_WHOLE_VALUE.sub("", found.string[start : found.start()]))
    is_end = begun is not None and begun[1] == found["quote"]
    return found[0] if is_end else found[0] + found["quote"]


def _part(found: re.Match[str]) -> str:
    name = found[2]
    if not is_odd(name.lower()):
        return found[0]
    glued = _GLUED_VALUE.match(name) or _GLUED_DATA.match(name)
    if glued is None:
        return found[0]
    return f"<{found[1]}{glued[0]} {name[glued.end() :]}"


def _is_closed(html: str, start: int) -> bool:
    return (
        html.find("-->", start + 2) >= 0
        or html.find("--!>", start + 4) >= 0
        or html.startswith("<!-->", start)
    )


def _close_comment(html: str, start: int) -> str:
    """The comment ends with its tag or line, as it did before HTML 5; the rest is text again."""
    ends = [end for end in (html.find(">", start), html.find("\n", start)) if end >= 0]
    end = min(ends, default=-1)
    if end < 0 or end - start > _LONGEST_COMMENT_START:
        return html  # no telling where it should have ended
    return f"{html[:end]}-->{html[end + (html[end] == '>') :]}"
