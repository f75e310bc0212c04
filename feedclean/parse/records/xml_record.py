"""Elements of XML that stand for articles, in whatever vocabulary, as objects for ``record_of``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any, Final

from lxml import etree

from feedclean.dom.bounds import MOST_ATTRIBUTES
from feedclean.dom.kinds import VOID
from feedclean.parse.feeds.fields import text_of
from feedclean.parse.feeds.xml import local_name, xml_parser
from feedclean.parse.records.json_find import weight
from feedclean.parse.records.json_keys import CONTENT, known, spelled

_ONE: Final = frozenset(
    "article note doc document item entry record row story post newsitem nitf news reuters "
    "tei".split()
)
"""What a single article is called; another name has to come several times."""
_BODIES: Final = CONTENT | {"main", "bodycontent", "datacontent", "inlinexml", "textbody"}
_APART: Final = frozenset(
    "resource media mediareference comments comment enclosure image images figure rightsinfo "
    "catalogref related relateditems documentinfo publishinfo".split()
)
"""What stands in an article and tells of something else."""
_TAGS: Final[Mapping[str, str]] = {
    "block": "div",
    "cell": "td",
    "emphasis": "em",
    "subtitle": "h3",
    "graphic": "img",
    "head": "h2",
    "hi": "b",
    "hl1": "h1",
    "hl2": "h2",
    "item": "li",
    "itemizedlist": "ul",
    "lb": "br",
    "list": "ul",
    "listitem": "li",
    "orderedlist": "ol",
    "para": "p",
    "programlisting": "pre",
    "quote": "blockquote",
    "ref": "a",
    "row": "tr",
    "simpara": "p",
    "title": "h2",
}
"""Elements of TEI, NITF and DocBook that HTML calls otherwise."""
_ATTRIBUTES: Final[Mapping[str, str]] = {"target": "href"}
_PARAGRAPHS: Final = frozenset(("para", "sect1", "section", "simpara"))
_NO_BODY: Final = frozenset(("articleinfo", "info", "subtitle", "title", "titleabbrev"))
"""What DocBook has in an article beside its text."""
_OTHER_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "doc": {"docno": "id", "date_time": "date", "hd": "title", "head": "title", "hl": "title"},
    "entry": {"eventtime": "date", "subject": "title"},
}
"""What corpora of agencies (``<DOC>``) and journals call what has another name everywhere else."""
_LEAST_ITSELF: Final = 20
"""Characters beside its children that make an element a text: fewer are signs of a wire."""
_NAMES: Final = ("name", "property", "type")
_VALUES: Final = ("content", "value", "target", "href")
_GONE: Final = frozenset(("script", "style", "en-media", "en-crypt"))
_DEEPEST: Final = 6
_PROLOGUE: Final = re.compile(
    r"\s*(?:<\?xml\b[^<>]*>\s*)?(?:<!DOCTYPE\b[^<>]*>\s*)?", re.IGNORECASE
)
_NAME: Final = re.compile(rb"<([^\s<>/]+)")
_LIMITS: Final = frozenset((etree.ErrorTypes.ERR_INTERNAL_ERROR, 114))
"""What the parser says that gives up at its own limits, of depth and of the length of a text; the
latter is ERR_RESOURCE_LIMIT, which lxml has no name for."""
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?:[\w.-]++:)?(?P<name>[\w.-]++)(?P<rest>(?:[\s/][^<>]*+)?+)"
)
_END: Final = 1_000
"""Characters in which the root of a whole document ends."""
_LEAST: Final = 3
_MOST_BLOCKS: Final = 20
_MOST_LOOKED_AT: Final = 200
_MANY: Final = frozenset(("author", "byline", "creator", "category", "tags", "keywords", "by"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A document, or several in one file."""

    root: etree._Element | None
    """None: there is nothing in it."""
    unread: str | None = None
    """Why it is not read to its end, where the parser came to a limit of its own."""
    is_broken: bool = False


def parsed(document: bytes) -> Parsed:
    """What is in a document in UTF-8; of a broken one what there is."""
    try:
        return Parsed(root=etree.fromstring(document, xml_parser()))
    except etree.XMLSyntaxError as error:
        is_limit = getattr(error, "code", None) in _LIMITS
        unread = f"is not read to its end ({error.msg}); split it" if is_limit else None
    name = _NAME.match(document)
    if name is not None and document.count(b"</" + name[1] + b">") > 1:
        document = b"<articles>" + document + b"</articles>"
    try:
        root = etree.fromstring(document, xml_parser(recover=True))
    except etree.XMLSyntaxError:
        return Parsed(root=None)
    return Parsed(root=root, unread=unread, is_broken=True)


def ends_within(text: str, root: etree._Element, last: etree._Element) -> bool:
    """Whether a broken document was cut off in its last article: neither that nor the root ends."""
    if f"</{root.tag.rpartition('}')[2]}" in text[-_END:]:
        return False
    name, tag = last.tag.rpartition("}")[2], None
    for found in _TAG.finditer(text):
        if found["name"] == name:
            tag = found
    return tag is not None and not (tag["end"] or tag["rest"].endswith("/"))


def find_elements(root: etree._Element) -> list[etree._Element]:
    """The elements that are articles, the outermost ones that are, in document order."""
    level = [root]
    for _ in range(_DEEPEST):
        below = [child for node in level for child in node if isinstance(child.tag, str)]
        names = [local_name(child) for child in below]
        several = {name for name, times in Counter(names).items() if times > 1 or name in _ONE}
        found = [
            child
            for child, name in zip(below, names, strict=True)
            if name in several and weight(value_of(child)) >= _LEAST
        ]
        if found:
            return found
        if len(level) == 1 and weight(value_of(level[0])) >= _LEAST and not _holds_one(level[0]):
            return level
        level = below[:_MOST_LOOKED_AT]
    return []


def _holds_one(node: etree._Element) -> bool:
    """Whether a blog or a journal has its only article further down."""
    if local_name(node) in _ONE:
        return False
    inner = (child for child in node.iterdescendants() if local_name(child) in _ONE)
    return any(weight(value_of(child)) >= _LEAST for child in islice(inner, _MOST_BLOCKS))


def value_of(node: etree._Element) -> dict[str, Any]:
    """What an element says, by the names of its attributes and of the elements in it.

    Of names given twice, people and terms keep all their values, texts that stand side by side
    become one, and else the first holds; what stands deeper does not hide what stands higher.
    """
    value: dict[str, Any] = {}
    for key in islice(node.attrib, MOST_ATTRIBUTES):
        value.setdefault(str(key).rpartition("}")[2], str(node.get(key)))
    for name, told in _told(node, 0):
        before = value.get(name)
        if before is None or before == "":
            value[name] = told
        elif known(name) == "authors" or known(name) in _MANY:
            value[name] = [*(before if isinstance(before, list) else [before]), told]
    if not any(known(name) in CONTENT for name in value):
        value.update(_own_text(node))
    for name, meant in _OTHER_NAMES.get(local_name(node), {}).items():
        if name in value:
            value.setdefault(meant, value[name])
    return value


def _own_text(node: etree._Element) -> Iterator[tuple[str, str]]:
    """The text of an article that has no element for it: of DocBook, its paragraphs themselves."""
    names = [local_name(child) for child in node]
    if local_name(node) == "doc" and not len(node) and node.get("title"):
        yield "body", text_of(node)  # of an encyclopedia, as its extractors write it
    if local_name(node) in _ONE and _PARAGRAPHS.intersection(names):
        left_out = [c for c, name in zip(node, names, strict=True) if name in _NO_BODY]
        yield "body", "".join(_write(node, left_out)).strip()


def _told(node: etree._Element, depth: int) -> Iterator[tuple[str, Any]]:
    """Names and values below an element, those nearest to it first."""
    deeper: list[etree._Element] = []
    texts: dict[str, list[str]] = {}
    for child in node:
        name = local_name(child)
        if not name or spelled(name) in _APART:
            continue
        told = _reading_text(child, name)
        if told is not None:
            texts.setdefault(told[0], []).append(told[1])
        elif name == "field" and child.get("name"):  # as search engines are fed
            yield str(child.get("name")), text_of(child)
        elif not len(child):
            text = text_of(child)
            yield from ((name, text),) if text else _attributes(child)
        elif (person := _person(child)) is not None:
            yield name, person
        else:
            deeper.append(child)
    for name, parts in texts.items():  # a text may be given in parts, one beside the other
        yield name, "\n\n".join(dict.fromkeys(filter(None, parts)))
    if depth < _DEEPEST:
        for child in deeper:
            yield from _attributes(child)
            yield from _told(child, depth + 1)


def _reading_text(node: etree._Element, name: str) -> tuple[str, str] | None:
    """The name and the content of an element that holds text for readers; None for any other."""
    if name == "field" and known(str(node.get("name"))) in CONTENT:
        return str(node.get("name")), text_of(node)
    return (_body_name(name), markup_of(node)) if _is_body(node) else None


def _attributes(node: etree._Element) -> Iterator[tuple[str, Any]]:
    """Names and values of attributes; one may have the name of what another one tells."""
    name = next((node.get(key) for key in _NAMES if node.get(key)), None)
    told = next((node.get(key) for key in _VALUES if node.get(key)), None)
    if name and told and known(name):
        yield str(name), str(told)
    for key in islice(node.attrib, MOST_ATTRIBUTES):
        yield str(key).rpartition("}")[2], str(node.get(key))


def _person(node: etree._Element) -> str | None:
    """The name in ``<author><name>`` and its like."""
    if known(local_name(node)) not in _MANY:
        return None
    told = {spelled(local_name(child)): text_of(child) for child in node}
    parts = (
        told.get("forename") or told.get("firstname"),
        told.get("surname") or told.get("lastname"),
    )
    return told.get("name") or " ".join(filter(None, parts)) or text_of(node) or None


def _is_body(node: etree._Element) -> bool:
    """Whether an element holds text for readers, and none of its children is what really does."""
    name = spelled(local_name(node))
    if name not in _BODIES and not (name == "event" and _is_of_journal(node)):
        return False
    pieces = (node.text, *(child.tail for child in node))
    is_text_itself = sum(len((piece or "").strip()) for piece in pieces) >= _LEAST_ITSELF
    least = len(text_of(node)) / 2
    return not any(
        (len(child) or (not is_text_itself and len(text_of(child)) > least))
        and spelled(local_name(child)) in _BODIES
        for child in node.iterdescendants()
    )


def _is_of_journal(node: etree._Element) -> bool:
    """Whether an event is what somebody wrote into a journal, which has its time beside it."""
    around = node.getparent()
    return around is not None and any(local_name(child) == "eventtime" for child in around)


def _body_name(name: str) -> str:
    return name if known(name) in CONTENT else "body"


def markup_of(node: etree._Element) -> str:
    """The content of an element as HTML; text alone may hold markup already."""
    if not len(node):
        return _PROLOGUE.sub("", node.text or "", count=1).strip()
    return "".join(_write(node, _leads(node))).strip()


def _leads(node: etree._Element) -> list[etree._Element]:
    """The blocks that a later one begins with, as corpora give leads twice."""
    blocks = [child for child in node if local_name(child) == "block"][:_MOST_BLOCKS]
    texts = list(map(text_of, blocks))
    return [
        block
        for at, block in enumerate(blocks[:-1])
        if texts[at] and any(later.startswith(texts[at]) for later in texts[at + 1 :])
    ]


def _write(node: etree._Element, left_out: Sequence[etree._Element] = ()) -> Iterator[str]:
    yield escape(node.text or "", quote=False)
    for child in node:
        name = local_name(child)
        if name and name not in _GONE and child not in left_out:
            tag = _TAGS.get(name, name)
            attributes = "".join(
                f' {_ATTRIBUTES.get(local, local)}="{escape(str(child.get(key)))}"'
                for key in islice(child.attrib, MOST_ATTRIBUTES)
                for local in (str(key).rpartition("}")[2],)
            )
            yield f"<{tag}{attributes}>"
            if tag not in VOID:
                yield from _write(child)
                yield f"</{tag}>"
        yield escape(child.tail or "", quote=False)
