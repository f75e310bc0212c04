"""What is said of an alarm: the table ``words.toml``, filled in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from feedclean.discretion import discreet
from feedclean.model.article import SourceId
from feedclean.model.health import Alarm

NEVER_READ: Final = "never_read"
"""Fact of an alarm: nothing has come of this source so far, so that its address may be wrong."""
OF_PAGES: Final = "of_pages"
"""The same where the feed can be had, and pages of its articles cannot."""
_ADDRESS: Final = re.compile(
    r"[a-z][a-z0-9+.-]{0,30}://(?:[^\s/?#@]*@)?([^\s/?#)\]>\"']+)/?([^\s)\]>\"']*)", re.IGNORECASE
)
"""An address: its host, and whether there is more of it."""
_FACT: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An alarm in words."""

    title: str
    """A few words."""
    sentence: str
    """With the measured facts."""
    advice: str
    """What to type next."""


def told(alarm: Alarm, source: SourceId) -> Told:
    """An alarm in words: in what anyone may read an address is its host alone.

    The owner is told the whole address, but for passwords and tokens.
    """
    words = _table().get(alarm.code) or _unknown(alarm.code)
    facts = {name: in_public(value) for name, value in alarm.facts} | {"source": source}
    whole = {name: discreet(value) for name, value in alarm.facts} | {"source": source}
    special = next((f"advice_{name}" for name in (NEVER_READ, OF_PAGES) if name in facts), "")
    advice = words.get(special)
    return Told(
        title=words["title"],
        sentence=_filled(words["told"], facts),
        advice=_filled(advice or words["advice"], whole),
    )


def in_public(text: str) -> str:
    """A text in which addresses are their hosts alone: the rest of one may be a password."""
    return _ADDRESS.sub(lambda found: found[1] + ("/…" if found[2] else ""), text)


def codes() -> tuple[str, ...]:
    """Every code there is, sorted."""
    return tuple(sorted(_table()))


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))


def _unknown(code: str) -> Mapping[str, str]:
    """For an alarm that another edition of this program opened."""
    return {"title": code.replace("-", " "), "told": code.replace("-", " "), "advice": ""}


def _filled(template: str, facts: Mapping[str, str]) -> str:
    return _FACT.sub(lambda found: facts.get(found[1], "…"), template)
