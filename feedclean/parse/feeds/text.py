"""The text of an XML feed made fit for a reader: no declaration, no DTD, common faults mended."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html.entities import html5
from typing import Final

from feedclean.parse.feeds.bounds import opaque_parts
from feedclean.parse.feeds.names import NAMESPACES
from feedclean.text import printable

# Atomic groups and possessive loops throughout: hostile prologues must not cost more than a look.
_DTD: Final = (
    r"<!DOCTYPE(?>[^\[>\"']|\"[^\"]*\"|'[^']*')*+"
    r"(?:\[(?>[^\]\"'<]|\"[^\"]*\"|'[^']*'|<!--.*?-->|<(?!!--))*+\]\s*)?>"
)
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


def mend(text: str) -> str:
    """The document with the usual faults of hand-made XML put right; text is never lost by it.

    Named HTML entities, bare ampersands and angle brackets, references to forbidden characters,
    prefixes that nobody declared, and an end that was cut off.
    """
    text = _closed(_outside(_with_end(text), _mend_text))
    declared = set(re.findall(r"\bxmlns:([\w.-]+)\s*=", text))
    used = set(re.findall(r"<([A-Za-z][\w.-]*):", "".join(opaque_parts(text)[::2])))
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


def _outside(text: str, change: Callable[[str], str]) -> str:
    """Applies a change to all but CDATA sections and comments."""
    parts = opaque_parts(text)
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
    for part in opaque_parts(text)[::2]:
        for end, name, empty in _TAG.findall(part):
            if not end and not empty:
                open_tags.append(name)
            elif end and (not open_tags or open_tags.pop() != name):
                return text
    return text + "".join(f"</{name}>" for name in reversed(open_tags))
