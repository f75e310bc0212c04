"""Site rules of ``config.toml``: each with the line it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeGuard

from feedclean.config.places import Path as Key
from feedclean.config.places import lines_of_texts
from feedclean.model.plan import NO_RULES, SiteRules
from feedclean.rules.values import PAIRS, TEXTS, Written, Wrong


class RuleReader:
    """Reads the rules of one file, whose lines are looked for when a table has any."""

    def __init__(self, path: Path, text: str) -> None:
        self._name = path.name
        self._text = text
        self._lines: dict[Key, int] | None = None
        self.wrong: list[Wrong] = []

    def read(
        self, table: Mapping[str, Any], own: Mapping[str, Any], place: Key, *, owner: str
    ) -> SiteRules:
        """The rules of a table; what is not in ``own`` stands in ``[defaults]``."""
        held = [key for key in TEXTS if _are_texts(table.get(key))]
        paired = [(key, pairs) for key in PAIRS if _are_pairs(pairs := table.get(key))]
        if not held and not paired:
            return NO_RULES
        from feedclean.rules.written import site_rules  # noqa: PLC0415 - loads parsers

        rules = {}
        for key in held:
            at = (*(place if key in own else ("defaults",)), key)
            value = table[key]
            one_by_one = [((*at, n), text, "") for n, text in enumerate(value)]
            rules[key] = self._written([(at, value, "")] if isinstance(value, str) else one_by_one)
        for key, pairs in paired:
            at = (*(place if key in own else ("defaults",)), key)
            rules[key] = self._written(
                [((*at, n, 0), find, by) for n, (find, by) in enumerate(pairs)]
            )
        found, wrong = site_rules(rules, owner=owner)
        for one in wrong:
            where = _shown(place) if one.key in own else "defaults"
            self.wrong.append(replace(one, key=f"{where}.{one.key}"))
        return found

    def _written(self, texts: Sequence[tuple[Key, str, str]]) -> list[Written]:
        """Texts by their places, each with what is to stand for it, and with its line."""
        lines = [self._line(place) for place, _, _ in texts]
        return [
            Written(text=text, by=by, where=f"{self._name}, line {line}", line=line)
            for (_, text, by), line in zip(texts, lines, strict=True)
        ]

    def _line(self, place: Key) -> int:
        if self._lines is None:
            self._lines = lines_of_texts(self._text)
        return self._lines[place]


def _shown(place: Key) -> str:
    name, number = place
    return f"{name}[{int(number) + 1}]"


def _are_texts(value: object) -> bool:
    """Whether there are rules to look at; what is of another kind has been told of already."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def _are_pairs(value: object) -> TypeGuard[list[list[str]]]:
    """The same for replacements."""
    return isinstance(value, list) and all(
        isinstance(one, list) and len(one) == 2 and all(isinstance(part, str) for part in one)
        for one in value
    )
