"""Labelled pages, read, cut and labelled."""

from __future__ import annotations

import glob
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks import adapters
from benchmarks.train.align import Label, labels
from feedclean.clean.scoring.evidence import Evidence, evidence
from feedclean.dom.blocks import Block
from feedclean.dom.cut import read_page
from feedclean.model.article import Scope
from feedclean.parse.encoding import decode
from feedclean.text import printable

FOLDS = 5
DATASETS = (
    "scrapinghub", "trafilatura", "news424", "wcxb_article", "magic_article", "gne_zh", "np4k",
    "readability",
)  # fmt: skip
"""``magic_forum`` is left out: its truth holds the replies, which are comments to us."""
_TWO_LEVELS = frozenset(("co", "com", "org", "net", "gov", "edu", "ac", "gouv"))
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


@dataclass(slots=True)
class LabelledPage:
    """A page, its blocks, and what each of them is."""

    dataset: str
    id: str
    site: str
    body: bytes = field(repr=False)
    truth: dict[str, Any] = field(repr=False)
    blocks: list[Block] = field(repr=False)
    evidence: Evidence = field(repr=False)
    labels: list[Label] = field(repr=False)

    @property
    def fold(self) -> int:
        """All pages of a site, of whatever dataset, are in one fold."""
        return int(hashlib.sha256(self.site.encode()).hexdigest(), 16) % FOLDS


def load(folder: Path, dumps: Path | None) -> Iterator[LabelledPage]:
    """All labelled pages below a folder, and the whole pages among the dumps."""
    for dataset in DATASETS:
        for truth, body in _dataset(folder, dataset):
            yield _page(dataset, truth, body)
    if dumps is not None:
        yield from _dumps(dumps)


def converted(folder: Path, pages: Iterable[LabelledPage]) -> Iterator[LabelledPage]:
    """The same pages as converters left them, as far as they are read as whole pages.

    Of each page two files, chosen by a hash of its name, so that none counts more than another.
    """
    for page in pages:
        paths = sorted(folder.joinpath(page.dataset).glob(f"{glob.escape(page.id)}.*.*"))
        if not paths:
            continue
        number = int(hashlib.sha256(page.id.encode()).hexdigest(), 16)
        for path in {paths[number % len(paths)]: None, paths[(number + 2) % len(paths)]: None}:
            raw = adapters.read_dump(path.read_bytes(), {"file": path.name})
            if raw is not None and raw.scope is Scope.PAGE:
                yield _measured(page, raw.html, raw.meta.headline)


def converted_path(folder: Path, page: LabelledPage, converter: str) -> Path:
    """Where a page is, or comes, that a converter has gone over."""
    return folder / page.dataset / f"{page.id}.{converter}"


def _measured(page: LabelledPage, html: str, title: str) -> LabelledPage:
    _, blocks = read_page(html)
    return replace(
        page,
        body=html.encode(),
        blocks=blocks,
        evidence=evidence(html, title),
        labels=labels([block.text for block in blocks], page.truth),
    )


def digest(pages: list[LabelledPage]) -> str:
    """Names the data in the header of the weights."""
    known = sorted(f"{page.dataset}/{page.id}:{len(page.blocks)}" for page in pages)
    return hashlib.sha256("\n".join(known).encode()).hexdigest()[:16]


def _dataset(folder: Path, name: str) -> Iterator[tuple[dict[str, Any], bytes]]:
    plain, packed = folder / name, folder / f"{name}.tar.xz"
    if plain.is_dir():
        for line in (plain / "truth.jsonl").read_text(encoding="utf-8").splitlines():
            truth = json.loads(line)
            yield truth, (plain / "pages" / f"{truth['id']}.html").read_bytes()
    elif packed.is_file():
        truths: list[dict[str, Any]] = []
        bodies: dict[str, bytes] = {}
        with tarfile.open(packed) as tar:
            for member in tar:
                stream = tar.extractfile(member)
                if stream is None:
                    continue
                if member.name.endswith("truth.jsonl"):
                    truths = [json.loads(x) for x in io.TextIOWrapper(stream, encoding="utf-8")]
                else:
                    bodies[Path(member.name).stem] = stream.read()
        yield from ((truth, bodies[truth["id"]]) for truth in truths)


def _dumps(folder: Path) -> Iterator[LabelledPage]:
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("dialect") != "html-page":
            continue
        truth = {
            "id": row["id"],
            "url": row.get("url") or f"http://{row['source']}",
            "with": row["keep"],
            "without": row["drop"],
        }
        yield _page("dumps", truth, (folder / "raw" / row["file"]).read_bytes())


def text_of_page(body: bytes) -> str:
    """The source of a page."""
    declared = CHARSET.search(body[:4096])
    return printable(decode(body, declared.group(1).decode("ascii") if declared else None).text)


def _page(dataset: str, truth: dict[str, Any], body: bytes) -> LabelledPage:
    html = text_of_page(body)
    _, blocks = read_page(html)
    return LabelledPage(
        dataset=dataset,
        id=truth["id"],
        site=_site(dataset, truth),
        body=body,
        truth=truth,
        blocks=blocks,
        evidence=evidence(html, ""),
        labels=labels([block.text for block in blocks], truth),
    )


def _site(dataset: str, truth: dict[str, Any]) -> str:
    """The registered domain; for pages without an address, the stem of their name."""
    host = (urlsplit(truth.get("url") or "").hostname or "").lower()
    if not host or host == "fakehost":
        return f"{dataset}:{re.split('[_-]', truth['id'])[0]}"
    parts = host.split(".")
    deep = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _TWO_LEVELS
    return ".".join(parts[-3:] if deep else parts[-2:])
