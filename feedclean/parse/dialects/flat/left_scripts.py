"""Scripts and styles that a bad converter left in Markdown as text, told apart from the text.

They are made elements of HTML again, so that nobody takes them for sentences, and what they say of
the article (JSON-LD) can be read. Code that an article shows stands in fences or is indented, and
is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.later import later

_FENCE: Final = re.compile(r"^ {0,3}(?:`{3,}|~{3,})", re.MULTILINE)
_PARAGRAPHS: Final = re.compile(r"(\n[ \t]*\n\s*)")
_CODE_MARKS: Final = re.compile(r"[{}();=<>&|\[\]:\"'$,]")
_SIGNS: Final = later(
    r"\bfunction\s*\w*\(|=>|\b(?:var|let|const)\s+[\w$]+\s*=|\b(?:window|document|self|this)\\?[.\[]"
    r"|\.push\(|\breturn\b[^.]{0,80};|[{;]\s*[\w-]+\s*:[^{};]{1,80}[;}]|\)\s*\{|\"[\w@\\-]+\"\s*:"
    r"|[.#][\w-]+\s*\{|@(?:media|font-face|import|charset|keyframes)\b|\bif\s*\([^)]{1,80}\)"
    r"|\{\s*[\w-]+\s*:[^{}]{1,200}[;}]|<!\[CDATA\[|//\s*\]\]|\w\(\)\s*;|^\s*[})\];]+\s*$"
)
_MARKDOWN: Final = ("    ", "\t", ">", "<", "![", "|", "# ", "## ", "### ", "* ", "- ", "**")
"""How paragraphs begin that are none, whatever stands in them: code that is shown, HTML, tables."""
_DENSE: Final = 0.09
"""Of prose with quotations and links less than this are such marks."""
_DENSE_IF_CLOSED: Final = 0.045
_CLOSED: Final = re.compile(r"[;})\]]\s*\Z")
_CLOSING: Final = re.compile(r"[\s{}()\[\];,/*<>!-]+")
_LINKED_DATA: Final = re.compile(r"\s*[\[{][\s\S]{0,400}\"@(?:context|graph|type)\"")
_ESCAPED: Final = re.compile(r"\\([_*<>`#~\[\]])")
_END: Final = re.compile(r"</(?=script)", re.IGNORECASE)


def with_scripts_apart(text: str) -> str:
    """The text with each such paragraph as ``<script>``; all else byte for byte."""
    if "{" not in text or _SIGNS.search(text) is None:
        return text
    return "".join(_parts(text))


def without_scripts(text: str) -> str:
    """The text without them, for those who only look at it."""
    return "".join("" if _is_script(part) else part for part in _PARAGRAPHS.split(text))


def _parts(text: str) -> Iterator[str]:
    is_fenced = False
    for part in _PARAGRAPHS.split(text):
        fences = len(_FENCE.findall(part))
        if fences or is_fenced or not _is_script(part):
            yield part
        else:
            yield _as_element(part)
        is_fenced ^= fences % 2 == 1


def _is_script(part: str) -> bool:
    if not part.strip() or part.startswith(_MARKDOWN):
        return False
    if _CLOSING.fullmatch(part):
        return any(mark in part for mark in "{}();") and "\n" not in part.strip("\n")
    sample = part[:4_000]
    least = _DENSE_IF_CLOSED if _CLOSED.search(part[-200:]) else _DENSE
    is_dense = len(_CODE_MARKS.findall(sample)) >= least * len(sample)
    return is_dense and _SIGNS.search(sample) is not None


def _as_element(part: str) -> str:
    code = _END.sub(r"<\\/", _ESCAPED.sub(r"\1", part))
    kind = ' type="application/ld+json"' if _LINKED_DATA.match(code) else ""
    return f"<script{kind}>{code}</script>"
