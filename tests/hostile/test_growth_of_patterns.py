"""Regular expressions take time in proportion to the text.

They are found by looking: at what modules hold, at calls of ``re`` in the source, and at what is
compiled while tables are read. A new one is tried without being named here.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Final

import pytest

import feedclean
from feedclean.clean.wording import tables as wording
from feedclean.later import Later
from feedclean.parse.notations.base import Fence, Mark, Notation, between, lines_like
from feedclean.parse.notations.small import _bb
from tests.hostile.growth import slow

_OF_NOTATIONS: Final = (Fence, Mark, Notation)
ROOT: Final = Path(feedclean.__file__).parent
_METHODS: Final = {
    "search": "search",
    "match": "match",
    "fullmatch": "fullmatch",
    **dict.fromkeys(("finditer", "findall", "split", "sub", "subn"), "all"),
}
BOUNDED: Final = {
    "clean.wording.beginnings._TOKEN": 700,  # of a pattern in our tables
    "clean.layout._MADE_UP": 40,  # _LONGEST, of a class or an id
    "clean.wording.labels._MARK": 48,  # _WIDEST_HEAD, and blocks have single spaces
    "clean.opening._RIGHT_TO_LEFT": 4_000,  # _HEAD_CHARS
    "dom.xpath_form._TOKEN": 1_000,  # LONGEST, of an expression
    "clean.wording.labels._SENTENCE": 150,  # _LONGEST_REST
    "generate.pages.paper._COMMENT": 0,  # of our own style sheets, where every comment ends
    "moving.miniflux._ARGUMENT": 1_000,  # of an argument, as the pattern says
    "parse.dialects.prose._CREDIT": 200,  # _LONGEST_CAPTION
    "parse.feeds.text._COMMENT": 4_096,  # _JUNK, before a document
    "parse.feeds.text._TITLE": 4_096,
    "patterns._TOKEN": 1_000,  # LONGEST, of what compiles: every class in it ends
    **{  # of an author: 300, with single spaces
        f"names.lists.{name}": 300
        for name in ("_AND", "_COMMA", "_DANGLING", "_HARD", "_MAIL", "_TAIL")
    },
    "cli.man._EXIT": 0,  # of our own help
    "parse.feeds.text._DOCTYPE": 0,  # of a prologue that was found, where every one ends
    "dom.tokens.TOKEN": 0,  # looks through what has no end fifty times: tests/dom/test_bounds.py
    "dom.bounds._LONG_TAG": 0,  # so it is with this
}
"""Patterns that are tried on a few characters only; how many, which must take no time."""
CALLED: Final = {
    **dict.fromkeys(
        (
            "names.posts._OPENERS",
            "parse.dialects.prose._NUMBERED",
            "parse.dialects.prose._BULLETED",
        ),
        "fullmatch",
    ),
}
"""Methods of patterns that are called by another name than their own."""
CALLED_OF_TABLES: Final = {"clean/media/embeds.py": {"match"}, "clean/speech/lexicon.py": {"all"}}
"""The same for patterns out of tables, by the module that reads the table."""
COLLAPSED: Final = frozenset({"clean/wording/tables.py"})
"""Modules whose patterns out of tables are tried on blocks, which have single spaces."""
CALLED_OF_FIELDS: Final = {
    **dict.fromkeys(("begin", "end", "headings", "items", "quotes", "rows"), "fullmatch"),
    **dict.fromkeys(("figures", "dropped"), "fullmatch"),
    "opening": "match",
    "pattern": "all",
    "signs": "search",
}
"""The same for patterns in fields of ``parse.notations.base``, that are read elsewhere."""
_LIKED: Final = (" ", "_", "-", "a", "A", "A ", "[", "<html", "<!--", "<?", "<title", "photo by ")
"""What the patterns for a few characters take longest for."""
_WIDE: Final = ("clean", "parse")
"""Rooms of so many patterns that each of their modules is tried by itself."""


@dataclass
class Found:
    """A regular expression, where it is, and how it is used."""

    pattern: re.Pattern[Any]
    names: list[str] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)
    is_collapsed: bool = False
    """Whether no text it is tried on has white space twice in a row."""


def _modules() -> Iterator[Any]:
    for one in pkgutil.walk_packages(feedclean.__path__, "feedclean."):
        if one.name.endswith("__main__"):
            continue
        try:
            yield importlib.import_module(one.name)
        except ModuleNotFoundError as error:  # of an extra that is not installed here
            if (error.name or "feedclean").startswith("feedclean"):
                raise


def _held(
    value: object, called: str | None = None, depth: int = 0
) -> Iterator[tuple[re.Pattern[Any], str | None]]:
    """The patterns in a value, and how they are called where a field of ours says so."""
    inner: Iterable[object] = ()
    if isinstance(value, re.Pattern):
        yield value, called
    elif isinstance(value, Later):
        yield value.compiled(), called
    elif isinstance(value, _OF_NOTATIONS) and depth < 5:
        for each in fields(value):
            by_field = CALLED_OF_FIELDS.get(each.name)
            yield from _held(getattr(value, each.name), by_field, depth + 1)
        return
    elif isinstance(value, dict):
        inner = (*value, *value.values())
    elif isinstance(value, tuple | list | set | frozenset):
        inner = value
    elif is_dataclass(value) and not isinstance(value, type):
        inner = (getattr(value, each.name) for each in fields(value))
    if depth < 5:
        for one in inner:
            yield from _held(one, called, depth + 1)


@dataclass(frozen=True)
class Call:
    """A call of ``re`` in the source."""

    place: tuple[str, int]
    method: str
    pattern: str | None
    """None: it is made when the program runs."""
    flags: int
    is_in_function: bool


def _calls(path: Path) -> Iterator[Call]:
    tree = ast.parse(path.read_text("utf-8"))
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        function = node.func if isinstance(node, ast.Call) else None
        if not isinstance(function, ast.Attribute) or ast.unparse(function.value) != "re":
            continue
        assert isinstance(node, ast.Call)
        if function.attr not in (*_METHODS, "compile"):
            continue
        first = node.args[0]
        flags = re.NOFLAG
        for flag in re.findall(r"\bre\.([A-Z]+)\b", ast.unparse(node)):
            flags |= getattr(re, flag)
        literal = first.value if isinstance(first, ast.Constant) else None
        yield Call(
            place=(str(path), node.lineno),
            method=function.attr,
            pattern=literal,
            flags=int(flags),
            is_in_function=id(node) in inner,
        )


def _exercises() -> list[Callable[[], object]]:
    """What compiles patterns when it is first called."""
    from feedclean.clean.lines import ends
    from feedclean.clean.media import embeds
    from feedclean.clean.speech import lexicon
    from feedclean.clean.wording import labels
    from feedclean.dates import ago, clock, weekdays
    from feedclean.dom import tokens
    from feedclean.generate import titles
    from feedclean.names import words as names
    from feedclean.walls import phrases

    return [
        embeds._tables,
        ends._tables,
        lambda: lexicon.lexicon.__wrapped__("zh"),
        lambda: _compile_all(labels._latin.__wrapped__()),
        lambda: _compile_all(labels._other.__wrapped__()),
        ago._ago,
        clock._patterns,
        weekdays._names,
        titles._marks,
        phrases.phrases,
        names.words,
        lambda: between("*", "b"),
        lambda: lines_like("^x$"),
        lambda: _bb("b", "b"),
        lambda: tokens._end_of.__wrapped__("script"),  # it remembers what it has made
    ]


def _compile_all(script: wording.Script) -> None:
    """Compiles what is else compiled for a text that begins like it; all of a kind at once."""
    kinds: dict[tuple[int, bool], set[str]] = defaultdict(set)
    for some in script.by_beginning.values():
        for tied in some:
            kinds[tied.bit, tied.is_small].add(tied.pattern)
    for (bit, is_small), some_patterns in kinds.items():
        together = wording._Tied(bit, "|".join(sorted(some_patterns)), is_small)
        assert together.match("") is None
    for free in script.free:
        wording._anywhere.__wrapped__(free.pattern)


def _made_at_run_time() -> dict[tuple[str, int], list[re.Pattern[Any]]]:
    """What is compiled by tables, by the lines that do."""
    made: dict[tuple[str, int], list[re.Pattern[Any]]] = defaultdict(list)
    compile_ = re.compile

    def noted(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        found: re.Pattern[Any] = compile_(pattern, flags)
        caller = sys._getframe(1)
        while caller.f_code.co_name in ("<genexpr>", "<listcomp>", "<dictcomp>"):
            caller = caller.f_back  # type: ignore[assignment]
        made[caller.f_code.co_filename, sys._getframe(1).f_lineno].append(found)
        return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(re, "compile", noted)
        for call in _exercises():
            getattr(call, "cache_clear", lambda: None)()
            call()
    return made


def _used_as(path: Path, name: str) -> set[str]:
    """The methods called of a name anywhere in its module."""
    return {
        _METHODS[node.attr]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        and node.attr in _METHODS
    }


class _Notes(dict[tuple[Any, int], Found]):
    """Patterns by what they are."""

    def note(self, pattern: re.Pattern[Any], name: str, methods: set[str]) -> Found:
        one = self.setdefault((pattern.pattern, pattern.flags), Found(pattern))
        one.names.append(name)
        one.methods |= methods
        return one


def _all() -> _Notes:
    notes = _Notes()
    _note_held(notes)
    for path in sorted(ROOT.rglob("*.py")):
        for call in _calls(path):
            if call.pattern is not None and call.is_in_function:
                place = f"{path.relative_to(ROOT)}:{call.place[1]}"
                method = _METHODS.get(call.method, "search")
                notes.note(re.compile(call.pattern, call.flags), place, {method})
    for (file, line), patterns in _made_at_run_time().items():
        for pattern in patterns:
            if file.startswith(str(ROOT)):
                module = Path(file).relative_to(ROOT).as_posix()
                methods = CALLED_OF_TABLES.get(module, {"search", "match"})
                one = notes.note(pattern, f"{module}:{line}", methods)
                one.is_collapsed = module in COLLAPSED
    return notes


def _note_held(notes: _Notes) -> None:
    for module in _modules():
        short = module.__name__.removeprefix("feedclean.")
        for name, value in vars(module).items():
            if not name.startswith("__") and type(value).__name__ != "module":
                for pattern, by_field in _held(value):
                    used = _used_as(Path(module.__file__), name)
                    called = CALLED.get(f"{short}.{name}") or by_field
                    notes.note(pattern, f"{short}.{name}", {called} if called else used)


@pytest.fixture(scope="module")
def patterns() -> _Notes:
    return _all()


def test_no_pattern_is_made_where_nobody_looks() -> None:
    """Those that people write are held in bounds by ``patterns.py``, which has tests of its own;

    those that ``later.py`` makes are held by modules.
    """
    made = _made_at_run_time()
    missing = [
        f"{path.relative_to(ROOT)}:{call.place[1]}"
        for path in sorted(ROOT.rglob("*.py"))
        if path.name not in ("patterns.py", "later.py")
        for call in _calls(path)
        if call.pattern is None and call.is_in_function and call.place not in made
    ]

    assert missing == []


def _room(name: str) -> str:
    """The part of the package that a name is of: small enough for one test."""
    parts = re.split(r"[./:]", name)
    return ".".join(parts[:2]) if parts[0] in _WIDE else parts[0]


def _rooms() -> list[str]:
    paths = (path.relative_to(ROOT).with_suffix("").parts for path in ROOT.rglob("*.py"))
    return sorted({_room(".".join(parts)) for parts in paths})


@pytest.mark.slow
@pytest.mark.parametrize("room", _rooms())
def test_no_time_grows_with_the_square_of_the_text(patterns: _Notes, room: str) -> None:
    told = []
    for one in patterns.values():
        if _room(one.names[0]) == room and not set(BOUNDED) & set(one.names):
            methods = tuple(sorted(one.methods or {"search", "match"}))
            found = slow(one.pattern, methods, is_collapsed=one.is_collapsed)
            if found is not None:
                told.append(f"{one.names[0]}: {one.pattern.pattern[:80]!r}: {found}")

    assert told == []


def test_every_pattern_is_tried_in_some_room(patterns: _Notes) -> None:
    assert len(patterns) > 300
    assert {_room(one.names[0]) for one in patterns.values()} <= set(_rooms())


def test_patterns_for_a_few_characters_are_named_once_and_are_fast(
    patterns: _Notes,
) -> None:
    named = {name: one for one in patterns.values() for name in one.names}
    for name, chars in BOUNDED.items():
        for pump in _LIKED:
            text = (pump * chars)[:chars]
            sum(1 for _ in named[name].pattern.finditer(text))  # at 40 and 4,000: microseconds
            assert slow_at(named[name].pattern, text) < 0.1, name


def slow_at(pattern: re.Pattern[Any], text: str) -> float:
    import time

    started = time.thread_time()
    sum(1 for _ in pattern.finditer(text))
    return time.thread_time() - started


@pytest.mark.parametrize(
    ("pattern", "is_slow"),
    [
        (r"\s+$", True),
        (r"(a+)+$", True),
        (r"<[^>]*>", True),
        (r"\s*x", True),
        (r"(?<!\s)\s*x", False),
        (r"[0-9]{32}\n(?:[a-z]+: ?.*\n)+end", True),
        (r"[0-9]{32}\n(?:[a-z]+:.*\n)+end", False),
        (r"<a\b[^<>]*\shref=[^<>]*>", True),
        (r"<a\b(?=[^<>]*\shref=)[^<>]*+>", False),
        (r"<[^<>]*>", False),
        (r"abc|def", False),
    ],
)
def test_what_is_slow_is_found(pattern: str, *, is_slow: bool) -> None:
    assert (slow(re.compile(pattern), ("search",)) is not None) == is_slow
