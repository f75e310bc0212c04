"""Site rules of ``config.toml``: each with the line it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from feedclean.config.places import Path as Key
from feedclean.config.places import lines_of_texts
from feedclean.model.plan import NO_RULES, SiteRules
from feedclean.rules.values import KEYS, Written, Wrong


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
        held = [key for key in KEYS if _are_texts(table.get(key))]
        if not held:
            return NO_RULES
        from feedclean.rules.written import site_rules  # noqa: PLC0415 - loads parsers

        rules = {}
        for key in held:
            at = (*(place if key in own else ("defaults",)), key)
            value = table[key]
            places = [at] if isinstance(value, str) else [(*at, n) for n in range(len(value))]
            texts = [value] if isinstance(value, str) else value
            lines = [self._line(one) for one in places]
            rules[key] = [
                Written(text=text, where=f"{self._name}, line {line}", line=line)
                for text, line in zip(texts, lines, strict=True)
            ]
        found, wrong = site_rules(rules, owner=owner)
        for one in wrong:
            where = _shown(place) if one.key in own else "defaults"
            self.wrong.append(replace(one, key=f"{where}.{one.key}"))
        return found

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
