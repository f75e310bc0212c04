"""Cases as folders: ``raw.*``, ``meta.toml``, ``expected.html``, ``removals.toml``, ``why.md``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from feedclean.codec import canonical_json, plain
from feedclean.errors import GoldenError
from feedclean.golden.notation import table
from feedclean.golden.shape import Shape, described, html_lines, receipt, text_lines, told
from feedclean.golden.values import Case, Expectation, Expected, Given
from feedclean.model.article import ArticleMeta, CleanArticle
from feedclean.model.plan import SiteTemplate
from feedclean.model.removal import Removal
from feedclean.state.bodies import read as value_of

META: Final = "meta.toml"
HTML: Final = "expected.html"
REMOVALS: Final = "removals.toml"
WHY: Final = "why.md"
TEMPLATE: Final = "template.json"
_EXPECT: Final = re.compile(r"^\[expect\][^\n]*\n(?:(?!\[)[^\n]*\n?)*", re.MULTILINE)
_EMPTY: Final = {"excerpt": "", "reason": ""}
"""Texts that a receipt leaves out where there are none."""
_NOT_IN_LISTED: Final = ("source",)
"""That of the case holds."""
_ANEW: Final = "put it right, or accept the article anew with feedclean accept --update"
_SUFFIXES: Final = {
    "application/json": ".json",
    "application/feed+json": ".json",
    "text/plain": ".txt",
    "text/markdown": ".md",
}


def case_folders(tests: Path) -> list[Path]:
    """The folders of all cases, sorted by name; empty where there are none."""
    return sorted(path for path in tests.glob("*") if path.is_dir() and path.name[:1] != ".")


def read_case(folder: Path) -> Case:
    """A case as its folder has it. Raises: GoldenError, naming the file and what to do."""
    _refuse_links(folder)
    values = _toml(folder, META)
    text = _text(folder, META)
    held = _EXPECT.search(text)
    expect = _expectation(folder, values.get("expect", {}))
    return Case(
        name=folder.name,
        folder=folder,
        given=_given(folder, values.get("given", {})),
        raw=_raw(folder).read_bytes(),
        template=_template(folder),
        expected=_expected(folder, _EXPECT.sub("", text), has_words=expect != Expectation()),
        expect=expect,
        expect_text=held[0].rstrip() if held else "",
    )


def _refuse_links(folder: Path) -> None:
    """A case holds all it needs; a link would show, or overwrite, what lies elsewhere."""
    for path in (folder, *sorted(folder.glob("*"))):
        if path.is_symlink():
            problem = f"{path.name} is a link; put what it leads to in its place"
            raise GoldenError(folder.name, problem)


def as_kept(given: Given, name: str) -> Given:
    """What was given, as it is read back from a case: without what no text file can hold.

    Raises: GoldenError.
    """
    return _given(Path(name), tomllib.loads("\n".join(_given_lines(given))).get("given", {}))


def written(case_given: Given, article: CleanArticle) -> Expected:
    """What an outcome looks like in the files of a case."""
    meta = [*_given_lines(case_given), "", *table("[article]", described(article.meta))]
    cautions = told({"cautions": list(article.cautions)})
    meta += [f"{name} = {value}" for name, value in cautions]
    removals = [line for removal in article.removals for line in (*receipt(removal), "")]
    return Expected(
        meta="\n".join(meta) + "\n",
        html=html_lines(article.html),
        removals="\n".join(removals),
    )


def expected_shape(case: Case) -> Shape:
    """What a case expects, to be compared. Raises: GoldenError."""
    assert case.expected is not None
    try:
        article = tomllib.loads(case.expected.meta).get("article", {})
        receipts = tomllib.loads(case.expected.removals).get("removal", [])
        removals = tuple(value_of(canonical_json(_EMPTY | plain(one)), Removal) for one in receipts)
    except ValueError as error:
        raise GoldenError(case.name, f"{REMOVALS}: {error}; {_ANEW}") from error
    return Shape(
        meta=told(article),
        lines=text_lines(case.expected.html),
        html=case.expected.html,
        removals=removals,
    )


def save_expected(case: Case, expected: Expected) -> bool:
    """Writes what is expected of a case; gives whether any file changed."""
    expect = f"\n{case.expect_text}\n" if case.expect_text else ""
    texts = {
        META: expected.meta + expect,
        HTML: expected.html,
        REMOVALS: expected.removals,
    }
    changed = [_put(case.folder / name, text.encode()) for name, text in texts.items()]
    return any(changed)


def save_case(case: Case, suffix: str, expected: Expected, why: str | None) -> None:
    """Writes all files of a case, in the place of those it had; ``why`` None: as it was.

    Raises: GoldenError, where they cannot be written.
    """
    _refuse_links(case.folder)
    try:
        case.folder.mkdir(parents=True, exist_ok=True)
        for old in case.folder.glob("raw.*"):
            if old.name != f"raw{suffix}":
                old.unlink()
        _put(case.folder / f"raw{suffix}", case.raw)
        if case.template is not None:
            _put(case.folder / TEMPLATE, _template_text(case.template).encode())
        else:
            (case.folder / TEMPLATE).unlink(missing_ok=True)
        if why is not None:
            _put(case.folder / WHY, f"{why}\n".encode())
        save_expected(case, expected)
    except OSError as error:
        problem = f"cannot be written to {case.folder} ({error.strerror}); choose another tests_dir"
        raise GoldenError(case.name, problem) from error


def _put(path: Path, data: bytes) -> bool:
    if path.exists() and path.read_bytes() == data:
        return False
    path.write_bytes(data)
    return True


def _given_lines(given: Given) -> list[str]:
    values: dict[str, object] = {
        "location": given.location,
        "source": given.source,
        "entry": given.entry if given.entry != 1 else None,
        "now": given.now,
        "language": given.language,
        "timezone": given.timezone,
        "dialect": given.dialect,
        "media_type": given.media_type,
        "charset": given.charset,
    }
    lines = table("[given]", values)
    if given.listed is not None:
        lines += ["", *table("[given.listed]", _listed_values(given.listed))]
    return lines


def _listed_values(listed: ArticleMeta) -> dict[str, object]:
    """Fields that say something; authors and enclosures as tables."""
    values: Mapping[str, object] = plain(listed)
    said = {name: value for name, value in values.items() if name not in _NOT_IN_LISTED}
    moments = {name: getattr(listed, name) for name in ("published", "updated")}
    return {
        name: [_without_none(one) for one in value] if isinstance(value, list) else value
        for name, value in (said | moments).items()
    }


def _without_none(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {name: one for name, one in value.items() if one is not None}


def _given(folder: Path, values: Mapping[str, Any]) -> Given:
    known = [field.name for field in fields(Given)]
    unknown = [name for name in values if name not in known]
    missing = [name for name in ("location", "now") if name not in values]
    problem = f"[given] lacks {missing[0]}" if missing else ""
    if unknown:
        problem = f"[given] has {unknown[0]}, which is none of {', '.join(known)}"
    if problem:
        raise GoldenError(folder.name, f"{META}: {problem}; {_ANEW}")
    told: dict[str, Any] = plain(values)
    if "listed" in told:
        told["listed"] |= {"source": told.get("source", "")}
    try:
        return value_of(canonical_json(told), Given)
    except ValueError as error:
        raise GoldenError(folder.name, f"{META}: [given]: {error}; {_ANEW}") from error


def _expectation(folder: Path, values: Mapping[str, Any]) -> Expectation:
    known = {field.name for field in fields(Expectation)}
    problem = ""
    for name, value in values.items():
        if name not in known:
            problem = f"[expect] has {name}; write contains or lacks"
        elif not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            problem = f'[expect] {name} is no list of texts; write {name} = ["…"]'
    if problem:
        raise GoldenError(folder.name, f"{META}: {problem}")
    return Expectation(**{name: tuple(value) for name, value in values.items()})


def _raw(folder: Path) -> Path:
    found = sorted(folder.glob("raw.*"))
    if len(found) != 1:
        names = ", ".join(path.name for path in found)
        problem = (
            f"several captures: {names}; leave one of them"
            if found
            else "raw.* is missing, the capture as it came; put it there, or remove the folder"
        )
        raise GoldenError(folder.name, problem)
    return found[0]


def _expected(folder: Path, meta: str, *, has_words: bool) -> Expected | None:
    """The files to compare with; None where there are only words to be found."""
    if has_words and not (folder / HTML).exists() and not (folder / REMOVALS).exists():
        return None
    return Expected(
        meta=meta.rstrip("\n") + "\n", html=_text(folder, HTML), removals=_text(folder, REMOVALS)
    )


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_bytes().decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError as error:
        problem = f"{name} is missing; accept the article anew with feedclean accept --update"
        raise GoldenError(folder.name, problem) from error
    except (OSError, UnicodeDecodeError) as error:
        raise GoldenError(folder.name, f"{name} cannot be read ({error}); {_ANEW}") from error


def _toml(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(folder, name))
    except tomllib.TOMLDecodeError as error:
        raise GoldenError(folder.name, f"{name} is not valid TOML: {error}; {_ANEW}") from error


def _template(folder: Path) -> SiteTemplate | None:
    if not (folder / TEMPLATE).exists():
        return None
    try:
        return value_of(_text(folder, TEMPLATE), SiteTemplate)
    except ValueError as error:
        raise GoldenError(folder.name, f"{TEMPLATE}: {error}; {_ANEW}") from error


def _template_text(template: SiteTemplate) -> str:
    """JSON with a line for each block."""
    blocks = ",\n".join(f"  {canonical_json(block)}" for block in template.blocks)
    head = f'"source": {canonical_json(template.source)}, "articles": {template.articles}'
    return f'{{{head}, "blocks": [\n{blocks}\n]}}\n'


def suffix_of(location: str, media_type: str | None) -> str:
    """What the name of a capture ends in: what its location says, else what its type does."""
    name = PurePosixPath(urlsplit(location).path if "://" in location else location).suffix
    if re.fullmatch(r"\.[A-Za-z0-9]{1,12}", name) and "://" not in location:
        return name.lower()
    kind = (media_type or "").partition(";")[0].strip().lower()
    return _SUFFIXES.get(kind, ".xml" if kind.endswith("xml") and "html" not in kind else ".html")
