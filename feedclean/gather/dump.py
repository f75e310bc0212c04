"""Gathers a dump: one capture per file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from feedclean.errors import LoadError
from feedclean.gather.base import Context
from feedclean.gather.loader import is_article_file, load, printable_name
from feedclean.gather.locate import locate
from feedclean.model.article import Failure
from feedclean.model.source import Capture, Gathered, Source

_PAGE_ENDS: Final = (".html", ".htm", ".xhtml", ".shtml")
_FOLDER_ENDS: Final = (
    *("_files", ".files", "-files", "_file", "-Dateien", "_fichiers", "_archivos", "_arquivos"),
    *("_ficheiros", "-filer", "_tiedostot", "_soubory", "_pliki", "_bestanden", "_elemei"),
    *("_fails", "_datoteke", "_dosyalar", "_文件", "的文件", ".fichiers", " pliki"),
)
"""What browsers add to the name of a page for the folder beside it, in their languages."""


def gather_dump(source: Source, context: Context) -> Iterator[Gathered]:
    """One capture per file of the dump, in the order of the names, one in memory at a time."""
    located = locate(source.location, context.folder)
    within = None if located.named else located.root
    names = frozenset(located.names)
    for name in located.names:
        path = located.root / name
        if not is_article_file(path) or _belongs_to_page(name, names):
            continue
        location = printable_name(name)
        try:
            body = load(path, location, within=within)
        except LoadError as error:
            yield Failure(
                source=source.id,
                location=location,
                stage="gather",
                error=type(error).__name__,
                message=str(error),
            )
            continue
        yield Capture(
            source=source.id,
            location=location,
            body=body,
            media_type=None,
            charset=None,
            captured_at=context.now,
        )


def _belongs_to_page(name: str, names: Collection[str]) -> bool:
    """Whether a file lies in the folder a browser made for the scripts and frames of a page.

    ``Save page as`` writes ``x.html`` and ``x_files/``; only with the former is the latter meant.
    """
    parts = name.split("/")[:-1]
    for depth, folder in enumerate(parts):
        for end in _FOLDER_ENDS:
            if folder.endswith(end) and len(folder) > len(end):
                page = "/".join((*parts[:depth], folder.removesuffix(end)))
                if any(f"{page}{page_end}" in names for page_end in _PAGE_ENDS):
                    return True
    return False
