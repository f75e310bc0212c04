"""Golden cases: folders a person can read, with an article as it came and as it should leave.

``python -m tests.golden PATH|URL`` makes one, ``python -m tests.golden --update`` rewrites what is
expected of all of them. The difference is then read like code.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from feedclean.extract import extract_articles
from feedclean.model.article import ArticleMeta, CleanArticle, SourceId
from feedclean.model.removal import Removal
from feedclean.model.source import Capture, Source, SourceKind

ARTICLES = Path(__file__).resolve().parent / "articles"
AS_GIVEN = ("location", "entry", "now", "language", "timezone", "dialect", "media_type", "charset")
_BLOCK_END = re.compile(
    r"(</(?:p|h[1-6]|li|ul|ol|dl|dt|dd|figure|figcaption|blockquote|div|table|thead|tbody|tr|pre)>"
    r"|<[hb]r>)(?=[^\n])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """The files of a case that are compared: name and text."""

    meta: str
    html: str
    removals: str

    def files(self) -> Iterable[tuple[str, str]]:
        yield "meta.toml", self.meta
        yield "expected.html", self.html
        yield "removals.toml", self.removals


def cases() -> list[Path]:
    """All case folders, sorted by name."""
    return sorted(path.parent for path in ARTICLES.glob("*/meta.toml"))


def run(case: Path) -> Golden:
    """What the case gives today."""
    given = tomllib.loads((case / "meta.toml").read_text("utf-8"))["given"]
    [raw] = case.glob("raw.*")
    return golden(raw.read_bytes(), given)


def golden(body: bytes, given: Mapping[str, Any]) -> Golden:
    """What becomes of one article of a file, as texts to compare."""
    source = Source(
        id=SourceId("golden"),
        kind=SourceKind.DUMP,
        location=given["location"],
        title="Golden",
        language=given.get("language"),
        timezone=given.get("timezone"),
        dialect=given.get("dialect"),
    )
    capture = Capture(
        source=source.id,
        location=given["location"],
        body=body,
        media_type=given.get("media_type"),
        charset=given.get("charset"),
        captured_at=given["now"],
    )
    outcome = list(extract_articles(capture, source))[given.get("entry", 1) - 1]
    if not isinstance(outcome, CleanArticle):
        raise SystemExit(f"{given['location']}: no clean article came of it: {outcome}")
    ordered = {name: given[name] for name in AS_GIVEN if name in given}
    meta = [*_table("[given]", ordered), "", *_table("[article]", _meta(outcome.meta))]
    meta += [f"cautions = {_value(list(outcome.cautions))}"] if outcome.cautions else []
    removals = [line for removal in outcome.removals for line in (*_removal(removal), "")]
    return Golden(
        meta="\n".join(meta) + "\n",
        html=_BLOCK_END.sub(r"\1\n", outcome.html).rstrip("\n") + "\n",
        removals="\n".join(removals),
    )


def _meta(meta: ArticleMeta) -> dict[str, Any]:
    return {
        "id": meta.id,
        "url": meta.url,
        "title": meta.title,
        "authors": [author.name for author in meta.authors],
        "published": meta.published,
        "updated": meta.updated,
        "language": meta.language,
        "categories": list(meta.categories),
        "publisher": meta.publisher,
        "image": meta.image,
        "summary": meta.summary,
    }


def _removal(removal: Removal) -> list[str]:
    values = {
        "rule": removal.rule,
        "stage": removal.stage.value,
        "reason": removal.reason,
        "path": removal.path,
        "chars": removal.chars,
        "links": removal.links,
        "images": removal.images,
        "excerpt": removal.excerpt,
    }
    return _table("[[removal]]", values)


def _table(head: str, values: Mapping[str, Any]) -> list[str]:
    told = {name: value for name, value in values.items() if value not in (None, [], "")}
    return [head, *(f"{name} = {_value(value)}" for name, value in told.items())]


def _value(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    # JSON strings, numbers and lists are TOML as well, but for this one character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def write(case: Path, now: Golden) -> bool:
    """Writes what is expected of a case; gives whether anything changed."""
    changed = False
    for name, text in now.files():
        path = case / name
        if not path.exists() or path.read_bytes() != text.encode():
            path.write_bytes(text.encode())
            changed = True
    return changed


def make(arguments: argparse.Namespace) -> Path:
    """A new case from a file or a web address."""
    given: dict[str, Any] = {"now": datetime(2026, 1, 1, tzinfo=UTC)}
    for name in ("language", "timezone", "dialect", "entry"):
        if getattr(arguments, name):
            given[name] = getattr(arguments, name)
    if re.match(r"https?://", arguments.target):
        from feedclean.gather.fetcher import Fetcher

        fetched = Fetcher(contact=None).fetch(arguments.target)
        body, suffix = fetched.body, ".html"
        given |= {"location": fetched.url, "media_type": fetched.media_type}
        given |= {"charset": fetched.charset} if fetched.charset else {}
        stem = PurePosixPath(fetched.url.partition("?")[0]).stem
    else:
        path = Path(arguments.target)
        body, suffix, stem = path.read_bytes(), path.suffix or ".txt", path.stem
        given["location"] = path.name
    name = arguments.name or re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    case = ARTICLES / name
    found = golden(body, given)
    case.mkdir(parents=True)
    (case / f"raw{suffix}").write_bytes(body)
    (case / "why.md").write_text(f"{arguments.why}\n", encoding="utf-8")
    write(case, found)
    return case


def main() -> None:
    """``./run golden``."""
    parser = argparse.ArgumentParser(prog="./run golden", description=__doc__)
    parser.add_argument("target", nargs="?", metavar="PATH|URL")
    parser.add_argument("--name", help="of the folder; else made from the file name")
    parser.add_argument("--why", default="TODO: why this case is here.", help="text of why.md")
    parser.add_argument("--language")
    parser.add_argument("--timezone")
    parser.add_argument("--dialect")
    parser.add_argument("--entry", type=int, help="which article of the file, from 1")
    parser.add_argument("--update", action="store_true", help="rewrite what is expected of all")
    arguments = parser.parse_args()
    if arguments.update:
        changed = [case.name for case in cases() if write(case, run(case))]
        sys.stdout.write("".join(f"changed: {name}\n" for name in changed) or "nothing changed\n")
    elif arguments.target:
        sys.stdout.write(f"made {make(arguments)}\n")
    else:
        parser.error("name a file or an address, or write --update")


if __name__ == "__main__":
    main()
