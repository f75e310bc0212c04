"""The labelled data: where it lies, how it is scored, which pages are in a sample."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.environment import ROOT
from feedclean.text import language_of_script

CORE = ("scrapinghub", "trafilatura", "news424", "wcxb_article", "magic_article", "gne_zh")
"""Datasets of the headline mean; what else lies in the folder is shown beside it."""
VARIABLE = "FEEDCLEAN_BENCH"
_HTML_LANG = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?\s*([a-z]{2,3})\b", re.IGNORECASE)
_SHARED = {
    "cyrillic": (
        re.compile("[\u0400-\u04ff]"),
        frozenset("ru uk be bg sr mk kk ky mn tg tt".split()),
    ),
    "arabic": (
        re.compile("[\u0600-\u06ff]"),
        frozenset("ar fa ur ps ckb ug sd".split()),
    ),
    "devanagari": (re.compile("[\u0900-\u097f]"), frozenset("hi mr ne sa".split())),
}
"""Scripts of several languages: the page says which, and if it names none of them the script has
to do."""
_NOT_LATIN = frozenset("ja ko zh th he iw el ka hy my km".split()).union(
    *(languages for _, languages in _SHARED.values())
)
_ENOUGH = 0.2


def beside() -> Path | None:
    """Where the data is expected: the variable, else ``../shared/bench`` of the checkout.

    A linked worktree lies elsewhere than the checkout it belongs to, so both places are tried.
    """
    named = os.environ.get(VARIABLE)
    places = [Path(named)] if named else [r.parent / "shared" / "bench" for r in _checkouts()]
    return next((place.resolve() for place in places if is_data(place)), None)


def is_data(folder: Path) -> bool:
    """Whether a folder holds both kinds of labelled data."""
    return all((folder / kind / "score.py").is_file() for kind in ("extraction", "dumps"))


def _checkouts() -> Iterator[Path]:
    yield ROOT
    git = ROOT / ".git"
    if git.is_file():  # a worktree: "gitdir: <main checkout>/.git/worktrees/<name>"
        yield Path(git.read_text("utf-8").partition(":")[2].strip()).parents[2]


def scorer(folder: Path) -> ModuleType:
    """The ``score.py`` of a data folder, as a module; nothing is written beside it."""
    name = f"benchmarks_score_{folder.name}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, folder / "score.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
        try:
            spec.loader.exec_module(module)
        finally:
            sys.dont_write_bytecode = written
    return sys.modules[name]


def pages(data: Path, datasets: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Dataset, truth and bytes of every page of some datasets."""
    yield from scorer(data / "extraction").load(data / "extraction", list(datasets))


def labels(data: Path) -> list[dict[str, Any]]:
    """The labels of all dumps."""
    lines = (data / "dumps" / "labels.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def sample(data: Path, many: int) -> list[tuple[str, dict[str, Any], bytes]]:
    """A fixed choice of core pages: those of the smallest hashes, so it never depends on order."""
    found = sorted(pages(data, CORE), key=lambda page: rank(page[1]["id"]))
    return found[:many]


def rank(name: str) -> str:
    """Place of a page among all: as good as drawn by lot, and the same everywhere."""
    return hashlib.sha256(name.encode()).hexdigest()


def language(truth: Mapping[str, Any], html: bytes) -> str:
    """Language of a labelled page: as its truth says, else as its script or its markup shows.

    Pages in one script of their own often declare the ``en`` of the program that made them, so the
    script of the gold text comes before the ``lang`` of the page. Nothing is guessed from words.
    """
    if truth.get("lang"):
        return str(truth["lang"])[:2].lower()
    text = truth.get("gold_text") or " ".join(truth.get("with", ()))
    alone = language_of_script(text)
    if alone is not None:
        return alone
    head = _HTML_LANG.search(html[:20_000].decode("utf-8", "replace"))
    declared = head.group(1).lower() if head else "?"
    for script, (letters, languages) in _SHARED.items():
        if len(letters.findall(text)) > _ENOUGH * len(text):
            return declared if declared in languages else script
    # A language of another script cannot be right for a text in Latin letters.
    return declared if declared not in _NOT_LATIN else "?"


def version() -> str:
    """Version and commit of feedclean; ``+`` where something is not committed."""
    from importlib.metadata import version as installed

    git = ["git", "-C", str(ROOT)]
    try:
        commit = subprocess.run(
            [*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
        ).stdout.strip()
        changed = subprocess.run([*git, "diff", "--quiet", "HEAD"], check=False).returncode
    except (OSError, subprocess.CalledProcessError):
        return installed("feedclean")
    return f"{installed('feedclean')} ({commit}{'+' if changed else ''})"


def save(path: Path | None, what: str, result: Mapping[str, Any]) -> None:
    """Writes a run's figures as JSON, if a file was named."""
    if path is not None:
        whole = {"what": what, "feedclean": version(), "python": sys.version.split()[0], **result}
        path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"written: {path}", file=sys.stderr)
