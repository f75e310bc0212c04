"""Replaces what a person's rules say in the source of an article, before it is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from feedclean.model.plan import Replacement
from feedclean.model.removal import RuleId
from feedclean.patterns import MOST_TEXT, compiled

TOO_LARGE: Final = "replace-page-too-large"
"""Caution: no regular expression was tried on this much text."""
MOST_TIMES: Final = 10_000
"""How often one replacement is made in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A source after all replacements, and those that found something."""

    html: str
    met: tuple[RuleId, ...] = ()
    cautions: tuple[str, ...] = ()


def rewrite(html: str, replacements: tuple[Replacement, ...]) -> Rewritten:
    """The source as replacements leave it, one after the other."""
    met: list[RuleId] = []
    cautions: tuple[str, ...] = ()
    for one in replacements:
        if not one.is_pattern:
            count = html.count(one.find)
            html = html.replace(one.find, one.by, MOST_TIMES)
        elif len(html) <= MOST_TEXT:
            html, count = compiled(one.find).subn(one.by, html, MOST_TIMES)
        else:
            count, cautions = 0, (TOO_LARGE,)
        met += [one.rule] if count else []
    return Rewritten(html=html, met=tuple(met), cautions=cautions)
