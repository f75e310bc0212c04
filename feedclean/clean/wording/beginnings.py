"""What a text must begin with for a pattern to match it: a look-up in the place of many tries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

SIZE: Final = 5
"""Characters looked at."""
_MOST: Final = 500
"""Beginnings of one pattern; where it may begin in more ways, less of each is told."""
_MOST_RUNS: Final = SIZE // 2 + 1
_DIGIT: Final = "0"
_NO_WORD: Final = " "
_NO_LETTER: Final = (_DIGIT, _NO_WORD)
_CLASSES: Final = {"d": _DIGIT, "W": _NO_WORD, "s": _NO_WORD}
_EDGES: Final = "bBAZ"
_SPECIAL: Final = ".^$*+?{}[]()|\\"
_GROUP: Final = re.compile(r"\?(?:[a-z-]*:|(?P<look><?[=!]))")
_COUNT: Final = re.compile(r"(?:(?P<maybe>[?*])|\+|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_RUN: Final = re.compile(r"[\W\d]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?![*+?{])")
"""Letters that stand for themselves, each of them once."""
_TOKEN: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[|()]|[^\\\[|()]+", re.DOTALL)
_WIDEST_RANGE: Final = 80

_Beginnings = Mapping[str, bool]
"""Ways in which something may begin; whether that is all of it, so that what follows joins on."""
_ANYTHING: Final[_Beginnings] = {"": False}
_NOTHING: Final[_Beginnings] = {"": True}


def beginning(text: str) -> str:
    """The first characters of a text as ``beginnings`` tells them.

    Whatever is neither letter nor digit is a space, digits are ``0``, and several of these in a row
    are as the first of them: *1,024 views* begins with ``0view``.
    """
    start = text[:SIZE]
    if start.isalpha():
        return start
    return _RUN.sub(_first_kind, text, _MOST_RUNS)[:SIZE]


def _first_kind(run: re.Match[str]) -> str:
    return _kind(run[0][0])


def _kind(char: str) -> str:
    if char.isdecimal():
        return _DIGIT
    return char if char.isalnum() or char == "_" else _NO_WORD


def beginnings(pattern: str) -> frozenset[str]:
    """One of these is what each text that a pattern matches begins with, or all of ``beginning``.

    The empty one is among them if there is no telling. Raises: ValueError, for a pattern with what
    is not known here.
    """
    reader = _Reader(pattern)
    found = reader.alternatives()
    if reader.at < len(pattern):
        raise ValueError(f"not understood: {pattern!r}")
    return frozenset(found)


class _Reader:
    """Goes through a pattern once; of what it may match, never too little is told."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self.at = 0

    def alternatives(self) -> _Beginnings:
        """Of all that bars part, up to the end of the group."""
        found = dict(self._sequence())
        while self._takes("|"):
            _add(found, self._sequence())
        return found

    def _sequence(self) -> _Beginnings:
        found = _NOTHING
        while self.at < len(self._pattern) and self._pattern[self.at] not in "|)":
            if not any(found.values()):
                self._pass_over()
                break
            found = _joined(found, self._letters() or self._counted(self._one()))
        return found

    def _letters(self) -> _Beginnings | None:
        letters = _LETTERS.match(self._pattern, self.at)
        if letters is None:
            return None
        self.at = letters.end()
        return {letters[0]: True}

    def _pass_over(self) -> None:
        """Goes to the end of a sequence of which enough is known."""
        depth = 0
        for token in _TOKEN.finditer(self._pattern, self.at):
            if depth == 0 and token[0] in ("|", ")"):
                self.at = token.start()
                return
            depth += (token[0] == "(") - (token[0] == ")")
        self.at = len(self._pattern)

    def _counted(self, one: _Beginnings) -> _Beginnings:
        """What was read, as often as it may stand there."""
        count = _COUNT.match(self._pattern, self.at)
        if count is None:
            return one
        self.at = count.end()
        is_optional = count["maybe"] is not None or count["least"] in ("", "0")
        # another one of it may follow, which makes a difference unless both are as one
        if not count[0].startswith("?") and not _is_of_a_run(one):
            one = {text: is_whole and not text for text, is_whole in one.items()}
        if is_optional:
            one = dict(one)
            _add(one, _NOTHING)
        return one

    def _one(self) -> _Beginnings:
        char = self._pattern[self.at]
        self.at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            char = self._pattern[self.at]
            self.at += 1
            return _NOTHING if char in _EDGES else _escaped(char)
        if char in "^$":
            return _NOTHING
        return _ANYTHING if char in _SPECIAL else {_kind(char): True}

    def _group(self) -> _Beginnings:
        opening = _GROUP.match(self._pattern, self.at)
        if opening is not None:
            self.at = opening.end()
        elif self._pattern.startswith("?", self.at):
            raise ValueError(f"not understood: {self._pattern!r}")
        found = self.alternatives()
        if not self._takes(")"):
            raise ValueError(f"not understood: {self._pattern!r}")
        return _NOTHING if opening is not None and opening["look"] else found

    def _class(self) -> _Beginnings:
        is_open = self._takes("^") or self._takes("]")
        found = dict(_ANYTHING if is_open else {})
        while not self._takes("]"):
            char = self._pattern[self.at]
            self.at += 1
            if char == "\\":
                _add(found, _escaped(self._pattern[self.at]))
                self.at += 1
            elif self._is_range():
                _add(found, _range(char, self._pattern[self.at + 1]))
                self.at += 2
            else:
                found[_kind(char)] = True
        return found

    def _is_range(self) -> bool:
        return self._pattern.startswith("-", self.at) and self._pattern[self.at + 1] != "]"

    def _takes(self, char: str) -> bool:
        is_there = self._pattern.startswith(char, self.at)
        self.at += is_there
        return is_there


def _escaped(char: str) -> _Beginnings:
    if char in _CLASSES:
        return {_CLASSES[char]: True}
    return _ANYTHING if char.isalnum() else {_kind(char): True}


def _range(first: str, last: str) -> _Beginnings:
    if last == "\\" or ord(last) - ord(first) > _WIDEST_RANGE:
        return _ANYTHING
    return {_kind(chr(code)): True for code in range(ord(first), ord(last) + 1)}


def _is_of_a_run(one: _Beginnings) -> bool:
    """Whether it is all digits or no word, of which several are as one."""
    return all(is_whole and (not text or text in _NO_LETTER) for text, is_whole in one.items())


def _add(found: dict[str, bool], other: _Beginnings) -> None:
    """Adds those of something that may stand in its place.

    A beginning of both goes on as the one of which less is told.
    """
    for text, is_whole in other.items():
        found[text] = is_whole and found.get(text, True)


def _joined(first: _Beginnings, then: _Beginnings) -> _Beginnings:
    """Of one thing with another behind it."""
    found: dict[str, bool] = {}
    for text, is_whole in first.items():
        if not is_whole:
            found[text] = False
            continue
        for more, goes_on in then.items():
            # in a row with what is no letter either
            absorbed = text[-1:] in _NO_LETTER and more[:1] in _NO_LETTER
            longer = text + more[absorbed:]
            if len(longer) >= SIZE:
                found[longer[:SIZE]] = False
            elif found.get(longer, True):
                found[longer] = goes_on
    return found if len(found) <= _MOST else dict.fromkeys(_cut(found), False)


def _cut(texts: _Beginnings) -> set[str]:
    return next(
        cut for size in range(SIZE - 1, -1, -1) if len(cut := {t[:size] for t in texts}) <= _MOST
    )
