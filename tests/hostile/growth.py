"""How long a regular expression takes on what it likes least, and how that grows with the text."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

SIZES: Final = (24, 100, 1_600, 6_400)
"""Characters; the first ones for what would take for ever on the others."""
_ENOUGH_S: Final = 0.003
"""Below this the noise of a machine is as large as what is measured; 6,400 characters take most
patterns a tenth of it, and 80 times as much one whose time grows with their square."""
_MOST_GROWTH: Final = 9.0
"""Four times the text: four times the time if it is linear, sixteen times if it is quadratic."""
_PLAIN_GROWTH: Final = 6.0
"""Below this nothing is measured again: patterns of hundreds of words are slow, and linear."""
_PUMPS: Final = (
    *" \t\n\u3000aAé0中-_.,/<&=\"'([{\\|",
    *(
        " \n",
        "<a",
        "<a ",
        "a ",
        "0 ",
        "a-",
        "a.",
        "中 ",
        "a\n",
        "  a",
        "\n\n",
        "a,",
        "0,",
        "0-",
        "0:",
    ),
    *("<a>", "</", "<!--"),
)
_REPEATS: Final = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
_UNCOLLAPSED: Final = re.compile(r"\s\s|[^\S ]")
"""What is in no text that has single spaces only."""
_CATEGORIES: Final = {
    kinds.CATEGORY_DIGIT: "7",
    kinds.CATEGORY_NOT_DIGIT: "x",
    kinds.CATEGORY_SPACE: " ",
    kinds.CATEGORY_NOT_SPACE: "x",
    kinds.CATEGORY_WORD: "x",
    kinds.CATEGORY_NOT_WORD: "~",
}
_METHODS: Final[dict[str, Callable[[re.Pattern[Any], Any], object]]] = {
    "search": lambda pattern, text: pattern.search(text),
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "all": lambda pattern, text: sum(1 for _ in pattern.finditer(text)),
}

_LOOKS: Final = 8
"""How often a time is measured again before it counts: what else a machine does may make it ten
times as long."""
_LONG_S: Final = 0.05
"""A time that is long whatever else goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """A text on which a pattern takes more than its share."""

    method: str
    head: str
    pump: str
    tail: str
    chars: int
    seconds: float
    growth: float


def slow(
    pattern: re.Pattern[Any], methods: tuple[str, ...], *, is_collapsed: bool = False
) -> Slow | None:
    """The first text on which time grows faster than the text does."""
    is_bytes = isinstance(pattern.pattern, bytes)
    for head, pump, tail in texts_for(pattern):
        if is_collapsed and _UNCOLLAPSED.search(pump * 2):
            continue
        for method in methods:
            found = _growing(pattern, method, (head, pump, tail), is_bytes=is_bytes)
            if found is not None:
                return found
    return None


def _growing(
    pattern: re.Pattern[Any], method: str, parts: tuple[str, str, str], *, is_bytes: bool
) -> Slow | None:
    """One that is linear is known by the largest text alone: all but a few take no time for it."""

    def took(size: int) -> float:
        text: str | bytes = head + pump * (size // len(pump)) + tail
        if is_bytes:
            text = text.encode("utf-8")  # type: ignore[union-attr]
        return _seconds(_METHODS[method], pattern, text)

    head, pump, tail = parts
    for size in SIZES:
        seconds = took(size)
        if seconds < _ENOUGH_S or seconds < _PLAIN_GROWTH * took(size // 4):
            continue
        again = _LOOKS if seconds < _LONG_S else 2
        seconds = min(seconds, *(took(size) for _ in range(again)))
        before = min(took(size // 4) for _ in range(3))
        growth = seconds / max(before, 1e-6)
        if seconds > _ENOUGH_S and growth > _MOST_GROWTH:
            return Slow(
                method=method,
                head=head,
                pump=pump,
                tail=tail,
                chars=size,
                seconds=seconds,
                growth=growth,
            )
    return None


def _seconds(
    use: Callable[[re.Pattern[Any], Any], object], pattern: re.Pattern[Any], text: str | bytes
) -> float:
    started = time.thread_time()
    use(pattern, text)
    return time.thread_time() - started


def texts_for(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """Heads, pieces to be repeated, and tails that let a match fail at the very end."""
    shown = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    tree = _parser.parse(shown, flags & ~re.DEBUG)
    atoms = list(dict.fromkeys(_atoms(tree)))
    sample = "".join(_sample(tree))
    starts = [sample[:cut] for cut in range(1, min(len(sample), 8) + 1)]
    repeated = list(dict.fromkeys((*atoms, *(_repeats(tree)), *_PUMPS)))
    pairs = [a + b for a in atoms[:6] for b in atoms[:6] if a != b]
    demanded = "".join(_demanded(tree))
    for pump in dict.fromkeys((*repeated, *starts, *pairs)):
        if pump:
            yield "", pump, ""
            yield "", pump, "\x07"
            if demanded:
                yield "", pump, f"\x07{demanded}"
    heads = list(dict.fromkeys((sample, sample[:1], sample[: len(sample) // 2], sample[:-1])))
    for head in heads:
        for pump in repeated[:16]:
            if pump and head:
                yield head, pump, "\x07"
    for head, pump in dict.fromkeys(_endless(tree, "")):
        yield head, pump, "\x07"


_MANY: Final = 50
"""Times from which on a repeat is as good as endless."""


def _endless(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """What leads to each repeat that may go on for ever, and what keeps it going; or that alone.

    What keeps it going is what it repeats, white space, and what the pattern has behind it:
    ``<a[^>]*href=`` is tried anew at each ``href=``, and at each ``<a``.
    """
    items = list(tree)
    for at, (kind, value) in enumerate(items):
        if _is_endless(kind, value):
            behind = "".join(_sample(takewhile(lambda one: not _is_endless(*one), items[at + 1 :])))
            for pump in filter(None, ("".join(_sample(value[2])), " ", "\n", f" {behind} ")):
                yield before, pump
            yield "", f"{before} "
            yield "", f"{before}\n"
        for inner in _inner(kind, value):
            yield from _endless(inner, before)
        before += "".join(_sample([(kind, value)], 64))


def _is_endless(kind: Any, value: Any) -> bool:
    return kind in _REPEATS and value[1] > _MANY


def _demanded(tree: Any) -> Iterator[str]:
    """What a pattern wants to see ahead before it begins: without it nothing is tried at all."""
    for kind, value in tree:
        if kind is kinds.ASSERT and value[0] > 0:
            yield "".join(_sample(value[1]))


def _atoms(tree: Any) -> Iterator[str]:
    """One character for each place of a pattern where one may stand."""
    for kind, value in tree:
        yield from _of(kind, value)
        for inner in _inner(kind, value):
            yield from _atoms(inner)


def _of(kind: Any, value: Any) -> Iterator[str]:
    if kind is kinds.LITERAL:
        yield chr(value)
    elif kind is kinds.NOT_LITERAL:
        yield "x" if value != ord("x") else "y"
    elif kind is kinds.ANY:
        yield "x"
    elif kind is kinds.IN:
        yield _one_of(value)


def _one_of(members: Any) -> str:
    if members[0][0] is kinds.NEGATE:
        pattern = [(kinds.IN, members)]
        for letter in "x7 ~\u4e2d\u3000<":
            if not _holds(pattern, letter):
                continue
            return letter
        return "x"
    kind, value = members[0]
    if kind is kinds.RANGE:
        return chr(value[0])
    if kind is kinds.CATEGORY:
        return _CATEGORIES[value]
    return chr(value)


def _holds(pattern: Any, letter: str) -> bool:
    members = pattern[0][1][1:]
    for kind, value in members:
        if kind is kinds.LITERAL and chr(value) == letter:
            return False
        if kind is kinds.RANGE and value[0] <= ord(letter) <= value[1]:
            return False
        if kind is kinds.CATEGORY and _CATEGORIES[value] == letter:
            return False
    return True


def _inner(kind: Any, value: Any) -> list[Any]:
    if kind in _REPEATS:
        return [value[2]]
    if kind is kinds.SUBPATTERN:
        return [value[3]]
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    if kind is kinds.BRANCH:
        return list(value[1])
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [value[1]]
    return []


def _sample(tree: Any, most: int = 4) -> Iterator[str]:
    """A text that the pattern matches, or nearly; nothing is repeated more than ``most`` times."""
    for kind, value in tree:
        if kind in _REPEATS:
            least, _most, inner = value
            yield "".join(_sample(inner, most)) * min(max(least, 1), most)
        elif kind is kinds.BRANCH:
            yield from _sample(value[1][0], most)
        elif kind is kinds.SUBPATTERN:
            yield from _sample(value[3], most)
        elif kind is kinds.ATOMIC_GROUP:
            yield from _sample(value, most)
        else:
            yield from _of(kind, value)


def _repeats(tree: Any) -> Iterator[str]:
    """What stands under each repeat."""
    for kind, value in tree:
        if kind in _REPEATS:
            yield "".join(_sample(value[2]))
        for inner in _inner(kind, value):
            yield from _repeats(inner)
