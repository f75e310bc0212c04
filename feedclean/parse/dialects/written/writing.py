"""What shows that lines of plain text were written to be read, and are no data."""

from __future__ import annotations

import re
from typing import Final

from feedclean.parse.dialects.base import Head
from feedclean.parse.dialects.cjk import is_cjk, width
from feedclean.parse.dialects.written.named_tags import without_named
from feedclean.parse.records.record import has_markup
from feedclean.text import letters_in, weight

MEANT: Final = 0.501
"""How sure it is that a file is text of no marks, where nothing but its name says so."""
MEANT_MARKED: Final = 0.502
MARKDOWN_ENDS: Final = (".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd")
DATA_ENDS: Final = (".csv", ".ics", ".po", ".sql", ".srt", ".tsv", ".vcf", ".yaml", ".yml")
"""Of files whose lines are rows and fields, whatever markup stands in them."""
_TEXT_ENDS: Final = (".txt", ".text")
SENTENCE_END: Final = re.compile(r"[.。!！?？…][\"”’」』)）]*$")
_LONGEST_TITLE: Final = 150
_UNLIKE_PROSE: Final = re.compile(r"[{}<>=;\\|#$@^~_\t]|::|(?:^|,)[!-+\--~]*,[!-+\--~]*,")
_UNLIKE_VERSE: Final = re.compile(r"\w{1,20}(?::\s|：)|[-*+•]\s|\d")
"""How lines of fields and of lists begin."""
_PROGRAM: Final = re.compile(
    r"[#;\[]|//|--|\S+:\d|[\w.-]+\s*[:=]\s*\S*$"
    r"|[^\n]{0,40}\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ \S+:"
)
"""How comments, sections, settings and lines of logs begin."""
_SIGNS: Final = re.compile(r"(?m)^ {0,3}#{1,6} |!?\[([^\[\]\n]*)\]\([^()\s]*\)")
"""Of Markdown: headings and links, which show their words."""
_LINES_SEEN: Final = 400
_SHORTEST_SENTENCE: Final = 12
_WIDE_WORDS: Final = 8
"""Columns of a line that needs no spaces."""
_WIDE_VERSE: Final = 6
"""Three characters of Chinese or Japanese, as a line of a haiku has at least."""
PARTED: Final = re.compile(r"\S[ \t]{0,80}\n[ \t]{0,80}\n\s{0,80}\S")
"""Paragraphs with a blank line between them."""
_BLANK: Final = re.compile(r"\n[ \t\u3000]*\n\s*")


def is_title(line: str) -> bool:
    """Whether a line is short and does not end as sentences, items and code do."""
    line = line.strip()
    return len(line) <= _LONGEST_TITLE and not line.endswith((".", "。", ",", "，", ";", "{"))


def prose_share(lines: list[str]) -> float:
    """Share of the characters that stand in lines of sentences rather than of fields or code."""
    total = prose = 0
    for line in map(str.strip, lines):
        total += len(line)
        if (
            letters_in(line) >= 0.75 * len(line)
            and len(_UNLIKE_PROSE.findall(line)) <= len(line) / 80
            and (SENTENCE_END.search(line) or len(line) >= 50)
        ):
            prose += len(line)
    return prose / total if total else 0.0


def is_meant(head: Head) -> bool:
    """Whether somebody called a file text, and a person may have written what is in it."""
    location = head.location.lower()
    if not location.endswith((*_TEXT_ENDS, *MARKDOWN_ENDS)):
        return False
    text = without_named(head.text)  # what is named is no markup, and code in a sentence no program
    if has_markup(text):
        return False
    return _is_writing(_SIGNS.sub(r"\1", text) if location.endswith(MARKDOWN_ENDS) else text)


def _is_writing(text: str) -> bool:
    """Whether a text has a sentence or lines of words in it, and hardly any of a program."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_LINES_SEEN]
    written = [line for line in lines if not _is_of_program(line)]
    if 2 * len(written) < len(lines):
        return False
    if any(map(is_sentence, written)):
        return True
    worded = sum(map(_is_worded, written))
    return 2 * worded > len(lines) or (4 * worded >= len(lines) and _is_verse(text))


def _is_verse(text: str) -> bool:
    """Whether it is stanzas of lines of a few words: *comes / on / small feet*.

    Lists of words have no stanzas. Below a poem stand its author, a day, and where it is from.
    """
    stanzas = [stanza.split("\n") for stanza in _BLANK.split(text.strip())]
    lines = [line.strip() for stanza in stanzas for line in stanza if line.strip()]
    verses = sum(len(stanza) for stanza in stanzas if all(map(_may_be_verse, stanza)))
    return len(stanzas) > 1 and any(map(_is_several, stanzas)) and 2 * verses >= len(lines)


def _is_several(stanza: list[str]) -> bool:
    return len(stanza) > 1 and all(map(_may_be_verse, stanza))


def _may_be_verse(line: str) -> bool:
    line = line.strip()
    letters = letters_in(line) + line.count(" ") + line.count("'") + line.count("’")
    return letters >= 0.9 * len(line) and not _UNLIKE_VERSE.match(line)


def _is_of_program(line: str) -> bool:
    return (
        _PROGRAM.match(line) is not None
        or letters_in(line) < 0.6 * len(line)
        or len(_UNLIKE_PROSE.findall(line)) > len(line) / 40
    )


def is_sentence(line: str) -> bool:
    """Whether a line has some words, and ends as sentences do."""
    return weight(line) >= _SHORTEST_SENTENCE and SENTENCE_END.search(line) is not None


def _is_worded(line: str) -> bool:
    """Whether a line is several words, no field and no entry of a list."""
    if _UNLIKE_VERSE.match(line) or letters_in(line) < 0.75 * len(line):
        return False
    if len(line.split()) > 1:
        return True
    least = _WIDE_VERSE if is_cjk(line[0]) else _WIDE_WORDS
    return not line.isascii() and width(line) >= least
