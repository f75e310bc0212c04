"""One word of a few, and numbers: what cannot be meant is answered in plain words."""

from __future__ import annotations

from typing import Any

import click

from feedclean.spelling import nearest


class OneOf(click.Choice):  # type: ignore[type-arg]  # generic from click 8.2 on only
    """A choice that says what may be meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word. Raises: BadParameter, for one that is none of them."""
        if isinstance(value, str) and value not in self.choices:
            # Nobody who types 45m means 5m, though it is spelt most alike.
            alike = [one for one in self.choices if _figures(one) == _figures(value)]
            close = nearest(value, alike)
            told = f'did you mean "{close}"?' if close else f"there are: {', '.join(self.choices)}"
            self.fail(f'"{value}" is none of them; {told}', param, ctx)
        return super().convert(value, param, ctx)


class Number(click.IntRange):
    """A whole number within bounds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number. Raises: BadParameter, for what is none or lies outside."""
        if isinstance(value, str) and not value.strip().lstrip("+-").isdecimal():
            self.fail(f'"{value}" is no whole number', param, ctx)
        return super().convert(value, param, ctx)


def _figures(word: str) -> str:
    return "".join(filter(str.isdigit, word))
