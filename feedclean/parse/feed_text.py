"""The text of an XML feed made fit for a reader: no declaration, no DTD, common faults mended."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from html.entities import html5
from typing import Final

from feedclean.dom import bounds
from feedclean.errors import ParseError
from feedclean.text import printable

NAMESPACES: Final[Mapping[str, str]] = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rss": "http://purl.org/rss/1.0/",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
"""The vocabularies feeds are made of, under their usual prefixes."""
RELATION: Final = "http://www.iana.org/assignments/relation/"
"""What a relation of links may be spelled with in front (RFC 4287, 4.2.7.2)."""


def is_text_type(kind: str | None) -> bool:
    """Whether the ``type`` of an Atom text says that it is one a reader can be shown."""
    kind = (kind or "text").lower()
    return (
        kind in ("text", "html", "xhtml") or kind.startswith("text/") or kind.endswith("xhtml+xml")
    )


# Atomic groups and possessive loops throughout: hostile prologues must not cost more than a look.
_DTD: Final = (
    r"<!DOCTYPE(?>[^\[>\"']|\"[^\"]*\"|'[^']*')*+"
    r"(?:\[(?>[^\]\"'<]|\"[^\"]*\"|'[^']*'|<!--.*?-->|<(?!!--))*+\]\s*)?>"
)
MOST_TAGS: Final = 1_000_000
"""In XML, end tags among them: a feed of 40,000 entries has so many. Five times as many, in 40 MB,
took 1 GB of memory."""
MOST_REFERENCES: Final = 5_000_000
"""In XML; HTML that was escaped has two for each of its tags. Ten million took 0.9 GB of memory."""
_DOCTYPE: Final = re.compile(_DTD, re.IGNORECASE | re.DOTALL)
_PROLOGUE: Final = re.compile(rf"(?>\s+|<\?.*?\?>|<!--.*?-->|{_DTD})*+", re.IGNORECASE | re.DOTALL)
_ROOT: Final = re.compile(
    r"<(?:rss\s[^<>]{0,400}?version|feed\s[^<>]{0,400}?(?:2005/Atom|purl\.org/atom)|"
    r"(?:\w+:)?RDF\s[^<>]{0,400}?rdf-syntax-ns)",
    re.IGNORECASE,
)
"""What no page and no warning has in it unless a feed follows."""
_FIRST_TAG: Final = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_MARKUP: Final = re.compile(r"<(?:\?xml|!--|!DOCTYPE|[A-Za-z])", re.IGNORECASE)
# No reference inside a value, so nothing can grow by more than the length of a value.
_ENTITY: Final = re.compile(r"<!ENTITY\s+(\w+)\s+[\"']([^\"'&%<>]{0,64})[\"']\s*>")
_REFERENCE: Final = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)(?:(?:#(?:[xX][0-9A-Fa-f]{1,8}|[0-9]{1,9})|\w{1,40});)?"
)
"""Or a bare ampersand; those that XML knows by itself are as they should be."""
_OPAQUE: Final = re.compile(r"<!\[CDATA\[|<!--")
_OPAQUE_ENDS: Final[Mapping[str, str]] = {"<![CDATA[": "]]>", "<!--": "-->"}
_TAG: Final = re.compile(r"<(/?)([A-Za-z_][\w:.-]*+)(?>\"[^\"]*\"|'[^']*'|[^<>\"'/]|/(?!>))*+(/?)>")
_COMMENT: Final = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
"""Or an instruction."""
_TITLE: Final = re.compile(r"<title\b.*?</title>", re.DOTALL | re.IGNORECASE)
_WRAPPER: Final = re.compile(r"<(?:body|pre|div|main)\b[^<>]*>$", re.IGNORECASE)
_WARNING: Final = re.compile(
    r"\b(?:warning|notice|deprecated|error|exception|strict standards|on line \d+)\b", re.IGNORECASE
)
_JUNK: Final = 4096
"""Characters of a server's warning that may stand before the document."""


def root_name(text: str) -> str | None:
    """Local name of the root element in lower case; None if none is in sight."""
    start = _start(text)
    prologue = _PROLOGUE.match(text, start)
    found = _FIRST_TAG.match(text, prologue.end() if prologue else start)
    return found[1].lower() if found else None


def sureness(text: str) -> float:
    """How sure the text before the root leaves us that a feed follows, 0 to 1.

    Servers write warnings before a feed, and viewers put it into a page; but an article about feeds
    may show one, and a script or a JSON document may hold one.
    """
    start = _start(text)
    before = _COMMENT.sub("", text[:start]).strip()
    if not before:
        return 1.0
    if before.startswith(("{", "[", "---")):
        return 0.0
    if re.match(r"<(?:!doctype\s+html|html)\b", before, re.IGNORECASE):
        shown = _TITLE.sub("", before)
        is_wrapping = len(re.sub(r"<[^<>]*>", "", shown).strip()) < 80 and _WRAPPER.search(before)
        return 0.95 if is_wrapping else 0.3
    if _WARNING.search(before):
        return 1.0
    is_short = len(before) < 40 or text.startswith("<?xml", start)
    return 0.55 if is_short and before[0] != "<" else 0.4


def bare(text: str) -> str:
    """The document from its root element on, without forbidden characters.

    What its DTD declares as short plain text is put in for the entities; nothing else is expanded.
    """
    text = printable(text)
    end, declared = _prologue(text)
    text = text[end:]
    if not declared:
        return text
    return _outside(text, lambda part: _changed(part, lambda m: declared.get(m[0], m[0])))


def bare_utf8(text: str) -> bytes:
    """The same in UTF-8, without a copy of the text: an emoji makes four bytes of each letter."""
    text = printable(text)
    end, declared = _prologue(text)
    if declared:
        return bare(text).encode("utf-8")
    return text.encode("utf-8")[len(text[:end].encode("utf-8")) :]


def _prologue(text: str) -> tuple[int, dict[str, str]]:
    """Where the root element begins, and the entities that are declared before it."""
    start = _start(text)
    prologue = _PROLOGUE.match(text, start)
    end = prologue.end() if prologue else start
    declared = {
        f"&{name};": value
        for dtd in _DOCTYPE.finditer(text[start:end])
        for name, value in _ENTITY.findall(dtd[0])
    }
    return end, declared


def refuse_endless(document: str, location: str) -> None:
    """Raises: ParseError, for XML of more elements, references or text than there is memory for."""
    try:
        bounds.refuse_endless(_longest_text(document))
    except bounds.TooMuchMarkup as error:
        raise ParseError(location, None, str(error)) from error
    tags = document.count("<")
    if tags > MOST_TAGS:  # perhaps within text
        tags = "".join(_parts(document)[::2]).count("<")
    if tags > MOST_TAGS:
        problem = f"holds {tags} tags, more than the {MOST_TAGS} allowed; split it"
        raise ParseError(location, None, problem)
    references = document.count("&")
    if references > MOST_REFERENCES:  # as above
        references = "".join(_parts(document)[::2]).count("&")
    if references > MOST_REFERENCES:
        problem = (
            f"holds {references} references, more than the {MOST_REFERENCES} allowed; split it"
        )
        raise ParseError(location, None, problem)


_REFERENCE_CHARS: Final = 10
"""Of the longest: ``&#1114111;``."""


def _longest_text(document: str) -> int:
    """Characters that the longest text between two tags has at least, its references read.

    A parser refuses what no article may have as well, and would be asked again with copies of the
    document that are mended.
    """
    longest = 0
    if len(document) <= bounds.MOST_CHARS:
        return longest
    start = document.find("<")
    while start >= 0:
        following = document.find("<", start + 1)
        end = following if following >= 0 else len(document)
        if end - start > bounds.MOST_CHARS:
            references = document.count("&", start, end)
            longest = max(longest, end - start - references * (_REFERENCE_CHARS - 1))
        start = following
    return longest


_ENTRY: Final = re.compile(r"<(/?)(?:\w+:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)
_END: Final = 1_000
"""Characters."""


def ends_within_an_entry(text: str) -> bool:
    """Whether a document was cut off: the last entry that begins is never closed."""
    for start in (len(text) - _END, 0):  # the last one is mostly near the end
        tags = [found[1] for found in _ENTRY.finditer(text, max(0, start))]
        if tags:
            return not tags[-1]
    return False


def mend(text: str) -> str:
    """The document with the usual faults of hand-made XML put right; text is never lost by it.

    Named HTML entities, bare ampersands and angle brackets, references to forbidden characters,
    prefixes that nobody declared, and an end that was cut off.
    """
    text = _closed(_outside(_with_end(text), _mend_text))
    declared = set(re.findall(r"\bxmlns:([\w.-]+)\s*=", text))
    used = set(re.findall(r"<([A-Za-z][\w.-]*):", "".join(_parts(text)[::2])))
    missing = "".join(
        f' xmlns:{prefix}="{NAMESPACES.get(prefix, "urn:undeclared:" + prefix)}"'
        for prefix in sorted(used - declared - {"xml"})
    )
    root = re.match(r"\s*<[\w:.-]+", text)
    return text[: root.end()] + missing + text[root.end() :] if root and missing else text


def _start(text: str) -> int:
    """Where the document begins: the prologue right before the root of a feed, or first markup."""
    root = _ROOT.search(text, 0, _JUNK)
    if root is None:
        found = _MARKUP.search(text, 0, _JUNK)
        return found.start() if found else 0
    for mark in ("<?xml", "<!DOCTYPE"):
        start = text.rfind(mark, 0, root.start())
        prologue = _PROLOGUE.match(text, start) if start >= 0 else None
        if prologue is not None and prologue.end() == root.start():
            return start
    return root.start()


def _parts(text: str) -> list[str]:
    """In turns, what is outside of CDATA sections and comments, and each of these.

    What never ends is outside. No end is looked for again where none was found: else a document of
    nothing but openings took time with the square of its length.
    """
    parts: list[str] = []
    endless: set[str] = set()
    done = 0
    for begun in _OPAQUE.finditer(text):
        ending = _OPAQUE_ENDS[begun[0]]
        if begun.start() < done or ending in endless:
            continue
        end = text.find(ending, begun.end())
        if end < 0:
            endless.add(ending)
            continue
        end += len(ending)
        parts += (text[done : begun.start()], text[begun.start() : end])
        done = end
    return [*parts, text[done:]]


def _outside(text: str, change: Callable[[str], str]) -> str:
    """Applies a change to all but CDATA sections and comments."""
    parts = _parts(text)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)


def _mend_text(part: str) -> str:
    return re.sub(r"<(?![A-Za-z_/!?])", "&lt;", _changed(part, _reference))


def _changed(text: str, change: Callable[[re.Match[str]], str]) -> str:
    """As ``_REFERENCE.sub``, which keeps two objects for each reference until it has found all."""
    made = io.StringIO(newline="")
    done = 0
    for found in _REFERENCE.finditer(text):
        made.write(text[done : found.start()])
        made.write(change(found))
        done = found.end()
    made.write(text[done:])
    return made.getvalue()


def _reference(found: re.Match[str]) -> str:
    reference = found[0]
    if reference == "&":
        return "&amp;"
    if reference[1] != "#":
        return html5.get(reference[1:], "&amp;" + reference[1:])
    code = int(reference[3:-1], 16) if reference[2] in "xX" else int(reference[2:-1])
    return reference if code < 0x110000 and printable(chr(code)) else ""


def _with_end(text: str) -> str:
    """Ends a CDATA section that was cut off, opens comments that never end, drops half a tag."""
    section = text.find("<![CDATA[", text.rfind("]]>") + 1)
    end = len(text) if section < 0 else section
    comment = text.find("<!--", text.rfind("-->", 0, end) + 1, end)
    if comment >= 0:
        text = text[:comment] + text[comment:end].replace("<!--", "") + text[end:]
    if section >= 0:
        return text + "]]>"
    tail = text.rfind("<")
    return text[:tail] if tail > text.rfind(">") and text[tail + 1 : tail + 2].strip() else text


def _closed(text: str) -> str:
    """Closes elements left open at the end; leaves text whose tags do not match as it is."""
    open_tags: list[str] = []
    for part in _parts(text)[::2]:
        for end, name, empty in _TAG.findall(part):
            if not end and not empty:
                open_tags.append(name)
            elif end and (not open_tags or open_tags.pop() != name):
                return text
    return text + "".join(f"</{name}>" for name in reversed(open_tags))
