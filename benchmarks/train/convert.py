"""Writes the labelled pages as converters to Markdown and plain text leave them.

    python -m benchmarks.train.convert --data DIR --output DIR

People keep whole pages that way, menus and all. Needs html2text, markdownify and inscriptis, which
nothing else here does, and lynx and w3m as commands; files that are there already stay.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import html2text
import inscriptis
import markdownify

from benchmarks.train import pages

_CODE: Final = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_AROUND: Final = re.compile(
    r"<(nav|header|footer|aside|form|script|style|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
"""What crawlers leave out that are asked for the main content only."""
_WIDTH: Final = "100"
_SECONDS: Final = 60


def _html2text(html: str) -> str:
    converter = html2text.HTML2Text()
    converter.body_width = 0
    return converter.handle(html)


def _lynx(html: str) -> str:
    charsets = ("-display_charset=utf-8", "-assume_charset=utf-8")
    return _said(("lynx", "-dump", "-stdin", "-force_html", *charsets, f"-width={_WIDTH}"), html)


def _w3m(html: str) -> str:
    charsets = ("-I", "utf-8", "-O", "utf-8")
    return _said(("w3m", "-dump", "-T", "text/html", *charsets, "-cols", _WIDTH), html)


def _said(command: tuple[str, ...], html: str) -> str:
    done = subprocess.run(
        command,
        input=html.encode("utf-8", "replace"),
        capture_output=True,
        check=True,
        timeout=_SECONDS,
    )
    return done.stdout.decode("utf-8", "replace")


CONVERTERS: Final[Mapping[str, Callable[[str], str]]] = {
    "html2text.md": _html2text,
    "main.md": lambda html: _html2text(_AROUND.sub("", html)),
    "markdownify.md": lambda html: markdownify.markdownify(
        _CODE.sub("", html), heading_style="ATX"
    ),
    "inscriptis.txt": inscriptis.get_text,
    "lynx.txt": _lynx,
    "w3m.txt": _w3m,
}
"""By what the names of their files end with."""


def main(arguments: list[str] | None = None) -> int:
    """Converts all pages with all converters, and tells which gave up."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder of the labelled pages")
    options.add_argument("--output", type=Path, required=True, help="folder to write to")
    given = options.parse_args(arguments)
    for page in pages.load(given.data, None):
        html = pages.text_of_page(page.body)
        for name, convert in CONVERTERS.items():
            path = pages.converted_path(given.output, page, name)
            if path.exists():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                path.write_text(convert(html), encoding="utf-8", errors="replace")
            except Exception as error:  # noqa: BLE001 - converters give up in many ways
                print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
