"""An article to a new case: from a file, or from bytes that were fetched or kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from feedclean.config.values import Config
from feedclean.discretion import discreet
from feedclean.errors import GoldenError
from feedclean.gather.loader import load, printable_name
from feedclean.gather.locate import locate
from feedclean.golden.folder import as_kept, read_case, save_case, suffix_of, written
from feedclean.golden.names import free_name, name_for, name_problem
from feedclean.golden.run import articles, clean_one, source_of
from feedclean.golden.values import Case, Given
from feedclean.model.article import CleanArticle
from feedclean.model.plan import SiteTemplate
from feedclean.model.source import Source, SourceKind

_SMALL_BYTES: Final = 1_000_000
"""Larger captures are worth a remark: they will lie in a repository for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a case is to be made of."""

    given: Given
    body: bytes
    template: SiteTemplate | None = None
    is_only: bool = False
    """Nobody said which article of it: there must be no more than one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person says of the case."""

    name: str | None = None
    """None: after the article."""
    why: str | None = None
    update: bool = False
    """Accept anew what there is a case of already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A case that has been made, and what it holds."""

    folder: Path
    article: CleanArticle
    is_new: bool
    remark: str = ""


def accept(subject: Subject, wish: Wish, tests: Path, config: Config | None) -> Accepted:
    """Makes a case, or with ``update`` makes it anew: what was written by hand in it stays.

    Raises: GoldenError, for a name that cannot be used or is taken, or without an article.
    """
    if wish.name is not None and (problem := name_problem(wish.name)):
        raise GoldenError("--name", problem)
    case = _case(subject, wish.name, config)
    source = source_of(case, config)
    found = articles(case, source)
    if subject.is_only and len(found) > 1:
        problem = f"holds {len(found)} articles; say which with --entry N"
        raise GoldenError(case.given.location, problem)
    article = clean_one(case, found, source, config)
    taken = {path.name.lower() for path in tests.glob("*")} if tests.is_dir() else set()
    name = wish.name or _own_name(case.given, article, tests, taken)
    is_new = name not in taken
    if not is_new and not wish.update:
        problem = f"there is such a case in {tests}; choose another --name, or --update it"
        raise GoldenError(name, problem)
    old = None if is_new else _old(tests / name)
    kept = "" if old is None else old.expect_text
    case = replace(case, name=name, folder=tests / name, expect_text=kept)
    why = wish.why if wish.why is not None or not is_new else f"Accepted: {article.meta.title}"
    suffix = suffix_of(case.given.location, case.given.media_type)
    save_case(case, suffix, written(case.given, article), why)
    size = len(case.raw)
    remark = f"its capture has {size:,} bytes" if size > _SMALL_BYTES else ""
    return Accepted(folder=case.folder, article=article, is_new=is_new, remark=remark)


def _case(subject: Subject, name: str | None, config: Config | None) -> Case:
    """What is to become a case, called after where it comes from until it has a name."""
    secrets = () if config is None else config.secrets
    given = replace(subject.given, location=shown(subject.given.location, secrets))
    if given.listed is not None and given.listed.url is not None:
        listed = replace(given.listed, url=shown(given.listed.url, secrets))
        given = replace(given, listed=listed)
    for key in ("language", "timezone", "dialect"):
        if given.source is not None and getattr(given, key) is not None:
            problem = f'source "{given.source}" has its own in {_path(config)}; leave it out here'
            raise GoldenError(f"--{key}", problem)
    name = name or given.location
    return Case(
        name=name,
        folder=Path(),
        given=as_kept(given, name),  # so that it is cleaned now as it will be from the case
        raw=subject.body,
        template=subject.template,
    )


def _path(config: Config | None) -> str:
    return "the configuration" if config is None else str(config.path)


def _own_name(given: Given, article: CleanArticle, tests: Path, taken: Collection[str]) -> str:
    """The name of the case an article has already, else a free one after it."""
    name = name_for(article.meta.url, article.meta.title, given.location)
    numbered = sorted(one for one in taken if one == name or one.startswith(f"{name}-"))
    known = next((one for one in numbered if _is_of(tests / one, given)), None)
    return known or free_name(name, taken)


def _is_of(folder: Path, given: Given) -> bool:
    """Whether a case is of the same article of the same capture."""
    old = _old(folder) if folder.is_dir() else None
    if old is None:
        return False
    return (old.given.location, old.given.entry, old.given.source) == (
        given.location,
        given.entry,
        given.source,
    )


def _old(folder: Path) -> Case | None:
    """The case as it is; None where it cannot be read, so that it can be made anew."""
    try:
        return read_case(folder)
    except GoldenError:
        return None


def file_subject(
    path: Path, config: Config | None, subject: Subject, source: Source | None
) -> Subject:
    """The subject as a file has it; one of a configured dump brings its source with it.

    Raises: LoadError.
    """
    body = load(path, str(path)).body
    found = dump_of(path, config, source)
    given = replace(subject.given, location=printable_name(path.name))
    if found is not None:
        owner, name = found
        given = replace(given, location=printable_name(name), source=owner.id)
    return replace(subject, given=given, body=body)


def dump_of(path: Path, config: Config | None, wanted: Source | None) -> tuple[Source, str] | None:
    """The dump a file belongs to, and what it is called there; the first of several."""
    sources = () if config is None else config.sources
    here = path.resolve()
    for source in sources:
        if source.kind is not SourceKind.DUMP or wanted not in (None, source):
            continue
        assert config is not None
        located = locate(source.location, config.folder)
        for name in located.names:
            if (located.root / name).resolve() == here:
                return source, name
    return None


def shown(location: str, secrets: Iterable[str]) -> str:
    """An address without what opens doors: a case is shown to others."""
    if "://" not in location:
        return location
    parts = urlsplit(location)
    host = parts.netloc.rpartition("@")[2]
    return discreet(urlunsplit(parts._replace(netloc=host)), secrets)
