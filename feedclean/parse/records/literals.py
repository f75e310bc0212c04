"""Values as programs write them into their sources and logs: Python's, JavaScript's, JSON5's."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice
from typing import Any, Final

from feedclean.parse.records.json_record import MOST_VALUES, TooManyValues

_DEEPEST: Final = 60
_SPACE: Final = re.compile(r"(?:\s++|//[^\n]*+|#[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)*+")
_TEXT: Final = re.compile(
    r"(?P<prefix>[bBfFrRuU]{0,2})(?:"
    r'"""(?P<a>(?:[^"\\]|\\.|"(?!""))*+)"""'
    r"|'''(?P<b>(?:[^'\\]|\\.|'(?!''))*+)'''"
    r'|"(?P<c>(?:[^"\\]|\\.)*+)"'
    r"|'(?P<d>(?:[^'\\]|\\.)*+)'"
    r"|`(?P<e>(?:[^`\\]|\\.)*+)`)",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|(.))",
    re.DOTALL,
)
_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SIGNS: Final = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "0": "",
    "\n": "",
}
_NUMBER: Final = re.compile(r"[-+]?(?:0x[0-9a-fA-F]++|(?:\d[\d_]*+)?\.?\d++(?:[eE][-+]?\d++)?)n?L?")
_NAME: Final = re.compile(r"(?:new\s++)?(?P<name>[^\W\d][\w$]*+(?:\.[\w$]++)*+)")
_KEYWORD: Final = re.compile(r"(?P<name>[^\W\d]\w*+)\s*+=(?!=)")
_BARE_KEY: Final = re.compile(r"[^\W\d][\w$-]*+|\$\w++|\d++")
_WORDS: Final = {"true": True, "false": False}
_CLOSING: Final = {"[": "]", "(": ")", "{": "}"}
_OF_A_DAY: Final = 3
"""Numbers that tell a day: ``date(2024, 1, 12)``."""


def value_at(text: str, at: int) -> tuple[Any, int]:
    """The value that is written at a place, and where it ends; what only programs know is None.

    Raises: ValueError, where nothing stands there that is one, with how it goes on; TooManyValues.
    """
    reader = _Reader(text)
    value = reader.value(at, 0)
    return value, reader.end


def after_space(text: str, at: int) -> int:
    """Where what comes next begins, comments passed over."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


class _Reader:
    """A text, and how far it is read: each value tells that by ``end``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = 0
        self.values = 0

    def value(self, at: int, depth: int) -> Any:
        """The value at a place. Raises: ValueError."""
        at = after_space(self.text, at)
        self.values += 1
        if self.values > MOST_VALUES:
            raise TooManyValues(f"holds more than the {MOST_VALUES} values allowed; split it")
        if depth > _DEEPEST:
            raise ValueError("is nested too deeply")
        sign = self.text[at : at + 1]
        if sign == "{":
            return self._object(at, depth)
        if sign in ("[", "("):
            values, _ = self._sequence(at, depth)
            is_one = sign == "(" and len(values) == 1 and not isinstance(values[0], tuple)
            return values[0] if is_one else values
        if (found := _TEXT.match(self.text, at)) is not None:
            return self._texts(found)
        if (found := _NUMBER.match(self.text, at)) is not None:
            self.end = found.end()
            return _number(found[0])
        if (found := _NAME.match(self.text, at)) is not None:
            return self._named(found, depth)
        raise ValueError(f"no value at {self.text[at : at + 20]!r}")

    def _texts(self, found: re.Match[str]) -> str:
        """Texts that stand side by side are one, as in Python, and so are those with a plus."""
        parts: list[str] = []
        following: re.Match[str] | None = found
        while following is not None:
            parts.append(_unescaped(following))
            self.end = following.end()
            at = after_space(self.text, self.end)
            at = after_space(self.text, at + 1) if self.text[at : at + 1] == "+" else at
            following = _TEXT.match(self.text, at)
        return "".join(parts)

    def _named(self, found: re.Match[str], depth: int) -> Any:
        """A word of the language, or what is called: a day, a number of a record."""
        self.end = found.end()
        name = found["name"]
        if self.text[self.end : self.end + 1] != "(":
            return _WORDS.get(name.lower())
        values, named = self._sequence(self.end, depth)
        return _made(name.rpartition(".")[2], values, named)

    def _sequence(self, at: int, depth: int) -> tuple[list[Any], dict[str, Any]]:
        """Values between brackets, those with a name apart, as calls have them."""
        closing = _CLOSING[self.text[at]]
        values: list[Any] = []
        named: dict[str, Any] = {}
        at = after_space(self.text, at + 1)
        while self.text[at : at + 1] != closing:
            keyword = _KEYWORD.match(self.text, at) if closing == ")" else None
            value = self.value(keyword.end() if keyword else at, depth + 1)
            if keyword:
                named[keyword["name"]] = value
            else:
                values.append(value)
            at = self._behind(closing)
        self.end = at + 1
        return values, named

    def _behind(self, closing: str) -> int:
        """Where the next value begins, or what closes them stands. Raises: ValueError."""
        at = after_space(self.text, self.end)
        sign = self.text[at : at + 1]
        if sign == ",":
            return after_space(self.text, at + 1)
        if sign != closing:
            raise ValueError(f"neither a comma nor {closing!r} at {self.text[at : at + 20]!r}")
        return at

    def _object(self, at: int, depth: int) -> Any:
        """Keys and values; values alone, which are a set, as a list."""
        told: dict[str, Any] = {}
        several: list[Any] = []
        at = after_space(self.text, at + 1)
        while self.text[at : at + 1] != "}":
            bare = _BARE_KEY.match(self.text, at)
            if bare and self.text[(end := after_space(self.text, bare.end())) : end + 1] == ":":
                key: Any = bare[0]
            else:
                key = self.value(at, depth + 1)
                end = after_space(self.text, self.end)
            if self.text[end : end + 1] == ":":
                told[str(key)] = self.value(end + 1, depth + 1)
            else:
                several.append(key)
            at = self._behind("}")
        self.end = at + 1
        return told or several


def _unescaped(found: re.Match[str]) -> str:
    text = next(part for part in found.group("a", "b", "c", "d", "e") if part is not None)
    if "\\" not in text or "r" in found["prefix"].lower():
        return text
    joined = _ESCAPE.sub(_sign, text)
    return _PAIR.sub(
        lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), joined
    )


def _sign(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3] or found[4]
    if digits:
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF else ""
    return _SIGNS.get(found[5], found[5])


def _number(text: str) -> int | float:
    text = text.rstrip("nL").replace("_", "")
    if "x" in text:
        return int(text, 16)
    return float(text) if any(sign in text for sign in ".eE") else int(text)


def _made(name: str, values: list[Any], named: dict[str, Any]) -> Any:
    """What a call makes: a day of its numbers, an object of its names, else what is put in."""
    if name.lower().endswith("dict"):
        told = values[-1] if values else None
        pairs = told if isinstance(told, list) else []
        made = {str(one[0]): one[1] for one in pairs if isinstance(one, list) and len(one) == 2}
        return {**(told if isinstance(told, dict) else made), **named}
    if name.lower() in ("date", "datetime") and len(values) >= _OF_A_DAY:
        return _day(values)
    return next(islice(values, 1), None)


def _day(values: list[Any]) -> str | None:
    try:
        return datetime(*values[:6]).isoformat()  # noqa: DTZ001 - as it was written, without a zone
    except (TypeError, ValueError):
        return None
