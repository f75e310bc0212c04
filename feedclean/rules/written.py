"""Rules as a person writes them, key by key, to ``SiteRules``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from feedclean.dom.match import problem
from feedclean.model.plan import Selector, SiteRules
from feedclean.model.removal import RuleId
from feedclean.rules.values import KEYS, Written, Wrong

_XPATH: Final = re.compile(r"\s*(?:\(+\s*)?\.{0,2}/|\s*\(")
_NAMED: Final = "xpath:"
"""Before an XPath that does not look like one: ``xpath:id('main')``."""


def site_rules(
    rules: Mapping[str, Sequence[Written]], *, owner: str, host: str = ""
) -> tuple[SiteRules, tuple[Wrong, ...]]:
    """The rules of one host or source by their keys, and those that cannot be used.

    ``owner`` is what their ids are named after: the host, or the id of the source.
    """
    wrong: list[Wrong] = []
    selectors: dict[str, tuple[Selector, ...]] = {}
    for key in KEYS:
        read = [(one, _selector(key, one, owner)) for one in rules.get(key, ())]
        for one, selector in read:
            if told := problem(selector):
                shown = one.text if len(one.text) <= _SHOWN else one.text[: _SHOWN - 1] + "…"
                wrong.append(Wrong(key=key, line=one.line, problem=f"{shown!r}: {told}"))
        selectors[key] = tuple(dict.fromkeys(selector for _, selector in read))
    return SiteRules(host=host, **selectors), tuple(wrong)


_SHOWN: Final = 120
"""Characters of an expression quoted in an error."""


def _selector(key: str, one: Written, owner: str) -> Selector:
    text = one.text.strip()
    is_named = text.lower().startswith(_NAMED)
    expression = text[len(_NAMED) :].strip() if is_named else text
    return Selector(
        syntax="xpath" if is_named or _XPATH.match(expression) else "css",
        expression=expression,
        rule=RuleId(f"site/{owner}/{key}/{expression}"),
        where=one.where,
    )
