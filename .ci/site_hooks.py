"""What MkDocs is told beyond mkdocs.yml: pages at the top of the repository are part of the site.

So each text is there once, can be read on a code host, and has links that lead somewhere in both.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
AT_THE_TOP = {
    "README.md": "index.md",
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    "LICENSE": "licence.md",
    "SECURITY.md": "security.md",
}
"""Files of the repository, and the pages of the site that they become."""

_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*([^)\s]+)\s*\)")
_SOURCE = re.compile(r'(?<=\bsrc=")([^":]+)(?=")')
_FENCED = re.compile(r"^(```|~~~).*?^\1$", re.MULTILINE | re.DOTALL)


def on_files(files: Files, config: Any) -> Files:
    """Adds the pages that are not in docs/."""
    for name, page in AT_THE_TOP.items():
        text = (ROOT / name).read_text("utf-8")
        if not name.endswith(".md"):
            text = f"# Licence\n\n```text\n{text}```\n"
        files.append(File.generated(config, page, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Turns links within the repository into links within the site."""
    here = page.file.src_uri
    at = next((name for name, into in AT_THE_TOP.items() if into == here), f"docs/{here}")

    def within_site(target: str) -> str | None:
        path, hash_, anchor = target.partition("#")
        there = posixpath.normpath(posixpath.join(posixpath.dirname(at), path)) if path else at
        into = AT_THE_TOP.get(there) or (there[5:] if there.startswith("docs/") else None)
        if into is None:
            return None
        return posixpath.relpath(into, posixpath.dirname(here) or ".") + hash_ + anchor

    def moved(link: re.Match[str]) -> str:
        mark, text, target = link.groups()
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            return link[0]
        into = within_site(target)
        # What is no page of the site can be seen in the repository only.
        return text if into is None else f"{mark}[{text}]({into})"

    def outside_of_blocks(change: Any) -> str:
        done, parts = 0, []
        for code in _FENCED.finditer(markdown):
            parts += [change(markdown[done : code.start()]), code[0]]
            done = code.end()
        return "".join([*parts, change(markdown[done:])])

    def changed(text: str) -> str:
        text = _SOURCE.sub(lambda source: within_site(source[1]) or source[1], text)
        return _LINK.sub(moved, text)

    return outside_of_blocks(changed)
