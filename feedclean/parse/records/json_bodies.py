"""The texts that a JSON object offers as its content, in the order in which they are believed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from feedclean.parse.dialects.body import is_html as is_html_throughout
from feedclean.parse.dialects.body import is_markdown
from feedclean.parse.dialects.written.named_tags import names_tags, without_named
from feedclean.parse.records.bodies import is_page
from feedclean.parse.records.json_blocks import tree_html
from feedclean.parse.records.json_find import pages_in
from feedclean.parse.records.json_keys import KEYS, MOST_KEYS, fields_in, known
from feedclean.parse.records.json_kinds import is_tree
from feedclean.parse.records.json_text import body_of
from feedclean.parse.records.json_unsaid import is_sentence, unsaid
from feedclean.parse.records.record import Body, has_markup
from feedclean.urls import is_http

_FIELDS: Final = ("html", "markdown", "either", "text")
_ESCAPED: Final = re.compile(r"\s*+&(?:amp;)*+lt;(?:p|div|h[1-6]|article|section|figure|img)\b")

Values = Callable[[str], Iterator[tuple[str, Any]]]
"""Key as written, and value, of all that stands for a field."""
_LEAST_RUNNING: Final = 300
_LEAST_IN_PARTS: Final = 150
_LEAST_STOPS: Final = 3
_STOP: Final = re.compile(r"[.!?…][\"”’»)]*\s|[。！？]")


def bodies_of(value: Mapping[str, Any], values: Values) -> tuple[Body, ...]:
    """What is offered as content, HTML first; under no key we know, a text in blocks.

    Its blocks hold sentences: galleries and trails of sections are written in blocks, too.
    Of content in a form we do not know, the sentences.
    """
    named = ((field, one) for field in _FIELDS for _, one in values(field))
    found = [body for field, one in named for body in _offered(field, one)]
    found += [Body(text=page, is_html=True, is_page=True) for page in pages_in(value)]
    found.sort(key=lambda body: (not body.is_html, not body.is_markdown))
    found = found or list(_trees(value)) or list(_sentences(values)) or list(_unnamed(value))
    found = found or list(_in_parts(value))
    return tuple(dict.fromkeys(found))


def _offered(field: str, value: Any) -> Iterator[Body]:
    """The texts under a key: one, or several in an object that says how each is written."""
    if isinstance(value, dict) and not is_tree(value):
        inner = {name: child for name, _, child in fields_in(value) if isinstance(child, str)}
        there = [(kind, inner[name]) for kind in _FIELDS for name in KEYS[kind] if inner.get(name)]
        if len(there) > 1:
            yield from (body for kind, text in there for body in _offered(kind, text))
            return
    text, is_html = body_of(value)
    if not text.strip():
        return
    if is_html is None:
        is_html = _is_html(field, text)
    yield Body(
        text=text,
        is_html=is_html,
        is_markdown=not is_html and (field == "markdown" or _is_marked(text)),
        is_page=is_html and is_page(text),
        may_be_page=not is_html,
    )


def _is_html(field: str, text: str) -> bool:
    if field == "html":
        return True
    if field == "text" or not (has_markup(without_named(text)) or _ESCAPED.match(text)):
        return False
    return is_html_throughout(text) if field == "markdown" or _is_marked(text) else True


def _is_marked(text: str) -> bool:
    """Whether it is Markdown: by its marks, or since it has tags and only names others."""
    return is_markdown(text) or (names_tags(text) and has_markup(without_named(text)))


def _trees(value: Mapping[str, Any]) -> Iterator[Body]:
    for child in islice(value.values(), MOST_KEYS):
        html = tree_html(child) if is_tree(child) else ""
        if any(map(is_sentence, html.split("\n"))):
            yield Body(text=html, is_html=True)


def _unnamed(value: Mapping[str, Any]) -> Iterator[Body]:
    """The longest text under a key nobody has heard of, where it runs to paragraphs."""
    texts = [
        child
        for key, child in islice(value.items(), MOST_KEYS)
        if isinstance(child, str) and known(key) is None and len(child) >= _LEAST_RUNNING
    ]
    running = [text for text in texts if len(_STOP.findall(text)) >= _LEAST_STOPS]
    yield from _offered("either", max(running, key=len, default=""))


def _in_parts(value: Mapping[str, Any]) -> Iterator[Body]:
    """The sentences of a list of parts under a key nobody has heard of, headings among them.

    Lists of pictures or of other articles have addresses; parts of a text have none.
    """
    for key, child in islice(value.items(), MOST_KEYS):
        if known(key) is not None or not isinstance(child, list) or not all(map(_is_part, child)):
            continue
        parts = (
            part for one in child for part in (one.values() if isinstance(one, dict) else [one])
        )
        texts = [part.strip() for part in parts if isinstance(part, str) and part.strip()]
        whole = "\n\n".join(texts)
        if len(whole) >= _LEAST_IN_PARTS and len(_STOP.findall(whole)) >= _LEAST_STOPS - 1:
            yield from _offered("either", whole)


def _is_part(value: object) -> bool:
    """Whether something is words alone: a paragraph, or an object of texts without addresses."""
    if isinstance(value, dict):
        return all(isinstance(one, str) and not is_http(one) for one in value.values())
    return isinstance(value, str) and not is_http(value)


def _sentences(values: Values) -> Iterator[Body]:
    for field in _FIELDS:
        for _, value in values(field):
            html = "\n".join(f"<p>{text}</p>" for text in unsaid(value, ""))
            if html:
                yield Body(text=html, is_html=True)
