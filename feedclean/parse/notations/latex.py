"""LaTeX: the text of a document, without how it is typeset."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from feedclean.parse.notations.base import BARE_URL, Fence, Head, Mark, Notation

_COMMENT: Final = re.compile(r"(?<!\\)%.*(?:\n[ \t]*)?")
_DOCUMENT: Final = re.compile(
    r"\\begin\s*\{document\}(?P<text>.*?)(?:\\end\s*\{document\}|\Z)", re.DOTALL
)
_OPENING: Final = re.compile(
    r"\\(?P<name>title|author|date|keywords|subtitle)\s*+(?:\[[^\[\]]*+\]\s*+)?+\{"
)
_COMMAND: Final = re.compile(
    r"\\(?P<name>[a-zA-Z]+)\*?[ \t]*+(?:\[[^\[\]]{0,300}\])*+[ \t]*+\{(?P<text>[^{}]*)\}"
    r"(?:\{(?P<more>[^{}]*)\})?"
)
_BARE: Final = re.compile(r"\\(?P<name>[a-zA-Z]+)\*?(?P<option>\[[^\[\]\n]{0,200}\])?[ \t]?")
_ACCENT: Final = re.compile(
    r"\\(?P<accent>['`^\"~=.])\s*\{?\\?(?P<letter>[a-zA-Z])\}?"
    r"|\\(?P<name>[cvuHkr])\s*\{(?P<of>[a-zA-Z])\}"
)
_COMBINING: Final = dict(
    zip(
        "'`^\"~=.cvuHkr",
        "\u0301\u0300\u0302\u0308\u0303\u0304\u0307\u0327\u030c\u0306\u030b\u0328\u030a",
        strict=True,
    )
)
_LETTERS: Final = {
    **dict(zip("ss ae AE oe OE o O aa AA l L i".split(), "ßæÆœŒøØåÅłŁı", strict=True)),
    **dict(zip("ldots dots S P copyright pounds euro".split(), "……§¶©£€", strict=True)),
    **dict.fromkeys("quad qquad newline linebreak hfill".split(), " "),
    **dict(zip("textellipsis texteuro textendash textemdash".split(), "…€–—", strict=True)),
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "and": "; ",
    "par": "\n\n",
    "textbackslash": "\\",
    "vert": "∣",
    "Vert": "‖",
}
_HEADINGS: Final = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
}
_KEPT: Final = {
    "emph": "i",
    "textit": "i",
    "textsl": "i",
    "textbf": "b",
    "texttt": "code",
    "underline": "u",
}
_NO_TEXT: Final = frozenset(
    "cite citep citet citeauthor citeyear nocite ref eqref pageref autoref cref label bibliography "
    "bibliographystyle addbibresource usepackage documentclass input include vspace hspace vskip "
    "pagestyle thispagestyle setlength setcounter newcommand renewcommand geometry hypersetup "
    "pagenumbering index graphicspath fontsize selectfont color selectlanguage protect centering "
    "title author date".split()
)
_PICTURE: Final = "includegraphics"
_QUOTES: Final = frozenset(("quote", "quotation", "verse"))
_SIGNS: Final = (
    *(("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"), ("~", " "), ("\\,", "\u202f")),
    *(("\\ ", " "), ("\\;", " "), ("\\:", " "), ("\\-", ""), ("\\@", ""), ("\\/", ""), ("\\!", "")),
)
_ESCAPED: Final = re.compile(r"\\([%&$#_{}])")
_ROUNDS: Final = 20
"""Commands within each other."""
_BEGIN: Final = re.compile(
    r"\\(?P<way>begin|end)\s*\{(?P<name>[a-zA-Z]+\*?)\}(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})*"
)
_VERBATIM: Final = re.compile(
    r"\\begin\s*\{(?P<name>verbatim|lstlisting|minted)\}"
    r"(?P<code>(?:(?!\\(?:begin|end)\s*+\{(?P=name)\}).)*+)\\end\s*+\{(?P=name)\}",
    re.DOTALL,
)
_DISPLAYED: Final = re.compile(
    r"\\begin\s*\{(?P<name>(?:equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math)"
    r"\*?)\}(?P<maths>(?:(?!\\(?:begin|end)\s*+\{(?P=name)\}).)*+)\\end\s*+\{(?P=name)\}",
    re.DOTALL,
)
_LABEL: Final = re.compile(r"\\(?:label\s*\{[^{}]*\}|nonumber\b|notag\b)[ \t]*\n?")
_COLUMNS: Final = r"\{(?:[^{}]|\{[^{}]*\}){0,300}+\}"
_TABLE: Final = re.compile(
    rf"\\begin\s*+\{{(?P<name>tabular[x*]|(?P<one>tabular|longtable))\}}\s*+(?:\[[^\[\]\n]*\])?"
    rf"{_COLUMNS}(?(one)|{_COLUMNS})"
    r"(?P<rows>(?:(?!\\(?:begin|end)\s*+\{(?:tabular|longtable)).)*+)\\end\s*+\{(?P=name)\}",
    re.DOTALL,
)
_ROW_END: Final = re.compile(r"\\\\\*?(?:\[[^\[\]\n]*\])?|\\tabularnewline\b")
_LINES_OF_TABLE: Final = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot)\b"
    r"|\\(?:cline|cmidrule)\s*+(?:\([^()\n]*\)\s*+)?\{[^{}\n]*\}"
    r"|\\multi(?:column|row)\s*\{[^{}\n]*\}\s*\{[^{}\n]*\}"
)
"""How a table is ruled, and how many columns or rows a cell has; its text stands behind that."""
_CELL_END: Final = re.compile(r"(?<!\\)&")
_ITEM: Final = re.compile(r"\\(?:item(?![a-zA-Z])|bibitem\s*+(?:\[[^\[\]\n]*\]\s*+)?\{[^{}\n]*\})")
_MATHS: Final = re.compile(
    r"(?<!\\)\$\$?(?P<a>[^$]{1,2000}+)(?<!\\)\$\$?|\\\((?P<b>(?:[^\\]|\\(?![()]))++)\\\)"
    r"|\\\[(?P<c>(?:[^\\]|\\(?![\[\]]))++)\\\]"
)
_HOLD: Final = re.compile("\x0eheld\x0e(\\d+)\x0f")
_HELD: Final = re.compile(r"\x0e\w+\x0e|[\x0e\x0f]")


def _head(text: str) -> Head:
    """Title, authors and date as the document declares them; the document itself."""
    told: dict[str, tuple[str, ...]] = {}
    declared = _COMMENT.sub("", text)
    for found in _OPENING.finditer(declared):
        if found["name"] in told:
            continue
        value = _without_thanks(_group(declared, found.end()))
        first = value.replace("\\and", ";") if found["name"] == "author" else value
        if found["name"] == "author":
            first = ";".join(part.partition("\\\\")[0] for part in first.split(";"))
        told[found["name"]] = (" ".join(_plain(first).split()),)
    document = _DOCUMENT.search(text)
    return told, document["text"] if document else text


def _group(text: str, at: int) -> str:
    """What stands in braces that were opened before a place."""
    depth = 1
    for place in range(at, min(len(text), at + 2_000)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return text[at:place]
    return text[at : at + 200].partition("\n")[0]


def _without_thanks(text: str) -> str:
    return re.sub(r"\\(?:thanks|footnote)\s*\{[^{}]*\}", "", text)


def _plain(text: str) -> str:
    return _HELD.sub("", _prepared(text))


def _prepared(text: str) -> str:
    """Commands as what they show."""
    held: list[str] = []

    def hold(shown: str) -> str:
        held.append(_HOLD.sub(lambda found: held[int(found[1])], shown))
        return f"\x0eheld\x0e{len(held) - 1}\x0f"

    text = _VERBATIM.sub(lambda found: hold(_fenced("verbatim", found["code"].strip("\n"))), text)
    text = _COMMENT.sub("", text)
    text = _DISPLAYED.sub(
        lambda found: hold(
            _fenced("verbatim", _LABEL.sub("", found["maths"]).rstrip().lstrip("\n"))
        ),
        text,
    )
    text = _TABLE.sub(_table, text)
    text = _MATHS.sub(
        lambda found: hold(_token("code", found["a"] or found["b"] or found["c"])), text
    )
    text = _ACCENT.sub(_accented, text)
    text = _BEGIN.sub(_environment, _ITEM.sub("\n\n* ", text))
    notes: list[str] = []
    for _ in range(_ROUNDS):
        text, count = _COMMAND.subn(lambda found: _command(found, notes), text)
        if not count:
            break
    text += "".join(f"\n\n[{number}] {note}" for number, note in enumerate(notes, 1))
    text = re.sub("[ ~]?\x0egone\x0e", "", text)
    text = re.sub(r"\\\\(?:\[[^\[\]\n]*\])?", " ", text)
    for sign, shown in _SIGNS:
        text = text.replace(sign, shown)
    text = _BARE.sub(_bare, text)
    text = _ESCAPED.sub(r"\1", re.sub(r"(?<!\\)[{}]", "", text))
    return _HOLD.sub(lambda found: held[int(found[1])], text)


def _table(found: re.Match[str]) -> str:
    """A table with each row on a line of its own; bars would end its cells."""
    shown = _LINES_OF_TABLE.sub("", found["rows"])
    shown = shown.replace("\\|", "\\Vert ").replace("|", "\\vert ")
    rows = (" ".join(row.split()) for row in _ROW_END.split(shown))
    cells = (_CELL_END.sub(" | ", row) for row in rows if row)
    return _fenced("table", "\n".join(f"| {row} |" for row in cells))


def _bare(found: re.Match[str]) -> str:
    """What a command without braces shows; brackets behind a letter are text."""
    shown = _LETTERS.get(found["name"])
    return "" if shown is None else shown + "".join(found[0].partition("[")[1:])


def _accented(found: re.Match[str]) -> str:
    mark = _COMBINING[found["accent"] or found["name"]]
    return unicodedata.normalize("NFC", (found["letter"] or found["of"]) + mark)


def _environment(found: re.Match[str]) -> str:
    name = found["name"].rstrip("*")
    if name not in _QUOTES:
        return "\n\n"
    return "\n\n\x0equote\n\n" if found["way"] == "begin" else "\n\n\x0eunquote\n\n"


def _fenced(name: str, text: str) -> str:
    return f"\n\n\x0e{name}\n{text}\n\x0eun{name}\n\n"


def _token(name: str, text: str) -> str:
    return f"\x0e{name}\x0e{' '.join(text.split())}\x0f"


def _command(found: re.Match[str], notes: list[str]) -> str:
    name, text, more = found["name"], found["text"], found["more"]
    behind = f"{{{more}}}" if more is not None else ""
    if name in _HEADINGS:
        return f"\n\n\x0e{_HEADINGS[name]} {' '.join(text.split())}\n\n{more or ''}"
    if name == _PICTURE:
        return f"\n\n\x0epicture {text.strip()}\n\n"
    if name == "caption":
        return f"\n\n{text}\n\n"
    if name in ("footnote", "thanks", "endnote"):
        notes.append(" ".join(text.split()))
        return _token("sup", str(len(notes))) + behind
    if name == "href" and more is not None:
        return f"\x0eurl {text.strip()}\x0e{more}\x0f"
    if name in ("textcolor", "colorbox", "foreignlanguage") and more is not None:
        return more
    if name in _NO_TEXT:
        return f"\x0egone\x0e{behind}"
    if name in _KEPT:
        return _token(_KEPT[name], text) + behind
    return text + (f" {more}" if more else "")


LATEX: Final = Notation(
    name="latex",
    endings=(".tex", ".latex", ".ltx"),
    needles=("\\begin", "\\section", "\\chapter"),
    signs=(
        re.compile(r"\\documentclass\b"),
        re.compile(r"\\begin\s*\{document\}"),
        re.compile(r"\\(?:sub)?section\*?\{"),
        re.compile(r"\\(?:emph|textbf|textit|footnote|maketitle)\b"),
    ),
    opening=re.compile(r"(?:\s*+%.*\n)*+\s*+\\[a-zA-Z]"),
    head=_head,
    prepare=_prepared,
    headings=re.compile(r"\x0e(?P<mark>\d) (?P<text>.+)"),
    items=re.compile(r"(?P<mark>\*) +(?P<text>\S.*)"),
    figures=re.compile(r"\x0epicture (?P<url>\S+)(?P<text>)"),
    fences=(
        Fence(begin=re.compile("\x0equote"), end=re.compile("\x0eunquote"), tag="blockquote"),
        Fence(begin=re.compile("\x0etable"), end=re.compile("\x0euntable"), tag="table"),
        Fence(begin=re.compile("\x0everbatim"), end=re.compile("\x0eunverbatim"), tag="pre"),
    ),
    dropped=re.compile("\x0e(?:un)?(?:quote|table|verbatim)"),
    marks=(
        Mark(pattern=re.compile("\x0ecode\x0e(?P<text>[^\x0e\x0f]*)\x0f"), tag="code"),
        Mark(
            pattern=re.compile("\x0eurl (?P<url>[^\x0e\x0f]*)\x0e(?P<text>[^\x0e\x0f]*)\x0f"),
            tag="a",
        ),
        BARE_URL,
        *(
            Mark(pattern=re.compile(f"\x0e{tag}\x0e(?P<text>[^\x0e\x0f]*)\x0f"), tag=tag)
            for tag in ("sup", "i", "b", "u", "i", "b")  # twice, as they stand within each other
        ),
        Mark(pattern=re.compile("\x0e(?:url [^\x0e\x0f]*|\\w+)?\x0e?(?P<text>)|\x0f"), tag=""),
    ),
)
