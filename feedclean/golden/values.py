"""A golden case: what is given, what is expected, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from feedclean.golden.compare import Difference
from feedclean.model.article import ArticleMeta, SourceId
from feedclean.model.plan import SiteTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a capture was read with."""

    location: str
    now: datetime
    """When it happens: what a date without a year is read against."""
    source: SourceId | None = None
    """Whose options and rules hold, as the configuration has them today; None: no source's."""
    entry: int = 1
    """Which article of the capture, from 1."""
    language: str | None = None
    """This and the next two: of a case without a source."""
    timezone: str | None = None
    dialect: str | None = None
    media_type: str | None = None
    charset: str | None = None
    listed: ArticleMeta | None = None
    """What the feed or list said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What the text of an article has to say, however it is cleaned."""

    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The files an outcome is compared with, as they are written."""

    meta: str
    """``meta.toml`` without ``[expect]``."""
    html: str
    removals: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case as its folder has it."""

    name: str
    folder: Path
    given: Given
    raw: bytes
    template: SiteTemplate | None = None
    """Learned from the articles of its source when the case was accepted."""
    expected: Expected | None = None
    """None: there are only words to be found in it."""
    expect: Expectation = Expectation()
    expect_text: str = ""
    """``[expect]`` as a person wrote it."""


class Status(StrEnum):
    """How a case ends."""

    SAME = "same"
    DIFFERS = "differs"
    BROKEN = "cannot run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a case."""

    name: str
    status: Status
    difference: Difference | None = None
    unmet: tuple[str, ...] = ()
    """Expectations that are not met, a sentence for each."""
    problem: str = ""
    """Why it cannot run."""
    updated: bool = False
    """Its files say now what came of it."""
