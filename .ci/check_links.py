"""Checks that relative links in Markdown files lead to files, and their anchors to headings.

And that each page of the docs has a place in the site.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def pages() -> Iterator[Path]:
    """The Markdown files a reader may open: those at the top and those under ``docs/``."""
    yield from sorted(ROOT.glob("*.md"))
    yield from sorted((ROOT / "docs").rglob("*.md"))


def anchors(page: Path) -> set[str]:
    """Anchors of a page's headings, made the way code hosts make them."""
    text = CODE.sub(lambda code: code[0].strip("`"), page.read_text("utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(text)
    }


def broken(page: Path) -> Iterator[str]:
    """Links of a page that lead nowhere."""
    for target in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
        path, _, anchor = unquote(target).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = (page.parent / path) if path else page
        if not there.exists():
            yield f"{page.relative_to(ROOT)}: {target}: no such file"
        elif anchor and there.suffix == ".md" and anchor not in anchors(there):
            yield f"{page.relative_to(ROOT)}: {target}: no such heading"


def unplaced() -> Iterator[str]:
    """Pages that the site leaves out, because the nav of mkdocs.yml does not name them."""
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2]
    named = set(re.findall(r"[-:] (\S+\.md)$", nav, re.MULTILINE))
    for page in pages():
        if page.is_relative_to(ROOT / "docs"):
            path = page.relative_to(ROOT / "docs").as_posix()
            if path not in named:
                yield f"{page.relative_to(ROOT)}: is not in the nav of mkdocs.yml"


if __name__ == "__main__":
    found = [problem for page in pages() for problem in broken(page)] + list(unplaced())
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))
