"""Reads rule files as Full-Text RSS has them, line by line: ``body: //div[@id='story']``.

Source of the format: "Site patterns" in the documentation of Full-Text RSS, and the names of
directives that its public files use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from feedclean.dom.match import problem
from feedclean.model.plan import Selector
from feedclean.model.removal import RuleId
from feedclean.rules.directives import Argument, Directive, Kind, directives
from feedclean.spelling import nearest
from feedclean.text import printable

LONGEST: Final = 4_000
"""Characters of a line; what is longer is no rule."""
MOST_LINES: Final = 5_000
_SHOWN: Final = 80
_LINES: Final = re.compile(r"\r\n|\r|\n")
_NAMED: Final = re.compile(r"([A-Za-z_]+)\s*:(.*)", re.DOTALL)
_ARGUED: Final = re.compile(r"([A-Za-z_]+)\s*\((.*?)\)\s*:(.*)", re.DOTALL)
_SWITCHES: Final = {"yes": True, "true": True, "no": False, "false": False}
_LINKS: Final = frozenset(("single_page_link", "next_page_link"))
_GUARD: Final = "if_page_contains"
WRAPS: Final = frozenset(
    "blockquote b cite code del div em figcaption figure h1 h2 h3 h4 h5 h6 i ins li mark ol p pre "
    "q s section small span strong sub sup u ul".split()
)
"""Elements that text may be wrapped in."""
HEADERS: Final = frozenset(("accept", "accept-language", "cookie", "referer", "user-agent"))
"""Headers that a rule file may want to be sent."""
_HEADER_VALUE: Final = re.compile(r"[\t\x20-\x7e]{1,1000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of a rule file that can be used."""

    directive: Directive
    argument: str = ""
    """What stands in brackets."""
    value: str
    line: int
    guard: str = ""
    """An XPath that has to find something, or a link is not followed."""

    @property
    def name(self) -> str:
        """The name of the directive."""
        return self.directive.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A line that cannot be used, and why; it costs nothing but itself."""

    file: str
    line: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """A rule file, read to its end."""

    name: str
    """``example.org.txt``."""
    rules: tuple[Rule, ...]
    """In the order of their lines."""
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An address a rule file is to be tried on, and what the article has to say."""

    url: str
    contains: tuple[str, ...]
    file: str
    line: int


def read_rules(text: str, name: str) -> RuleFile:
    """All rules of a file; a line that cannot be used becomes a remark, and never an error."""
    lines = _LINES.split(text.removeprefix("\ufeff"))
    read = [_read_line(line, number) for number, line in enumerate(lines[:MOST_LINES], 1)]
    wrong = [one for one in read if isinstance(one, _Wrong)]
    if len(lines) > MOST_LINES:
        wrong.append(_Wrong(MOST_LINES + 1, f"a rule file has {MOST_LINES} lines at most"))
    rules = [one for one in read if isinstance(one, Rule)]
    rules = _guarded(rules, wrong)
    rules = _paired(rules, wrong)
    rules = _tested(rules, wrong)
    wrong.sort(key=lambda one: one.line)
    return RuleFile(
        name=name,
        rules=tuple(rules),
        remarks=tuple(Remark(file=name, line=one.line, problem=one.problem) for one in wrong),
    )


def trials_in(file: RuleFile) -> tuple[Trial, ...]:
    """The tests that a file names."""
    found: list[Trial] = []
    for rule in file.rules:
        if rule.name == "test_url":
            found.append(Trial(url=rule.value, contains=(), file=file.name, line=rule.line))
        elif rule.name == "test_contains":
            found[-1] = replace(found[-1], contains=(*found[-1].contains, rule.value))
    return tuple(found)


def switch(rule: Rule) -> bool:
    """What a switch says."""
    return _SWITCHES[rule.value.lower()]


@dataclass(frozen=True, slots=True)
class _Wrong:
    line: int
    problem: str


def _read_line(line: str, number: int) -> Rule | _Wrong | None:
    text = line.strip()
    if not text or text.startswith("#"):
        return None
    if len(text) > LONGEST:
        return _Wrong(number, f"it has {len(text)} characters, {LONGEST} at most")
    if printable(text) != text:
        return _Wrong(number, "it holds control characters")
    argued = _ARGUED.fullmatch(text)
    named = _NAMED.fullmatch(text)
    parts = (*argued.groups(),) if argued else (named[1], "", named[2]) if named else None
    if parts is None:
        return _Wrong(number, f"{_shown(text)} is no rule; write NAME: VALUE, or # before a remark")
    name, argument, value = parts[0].lower(), parts[1].strip(), parts[2].strip()
    directive = directives().get(name)
    if directive is None:
        return _Wrong(number, f"there is no directive {_shown(name)}{_hint(name)}")
    told = _problem(directive, argument, value, is_argued=argued is not None)
    if told:
        return _Wrong(number, f"{name}: {told}")
    return Rule(directive=directive, argument=argument, value=value, line=number)


def _problem(directive: Directive, argument: str, value: str, *, is_argued: bool) -> str:
    """What is wrong with a line whose directive is known; empty if nothing is."""
    if is_argued and directive.argument is Argument.NEVER:
        return f"has nothing in brackets; write {directive.name}: VALUE"
    if directive.argument is Argument.MUST and not argument:
        return f"says nothing in brackets; write {directive.name}(…): VALUE"
    if is_argued and not argument:
        return "has nothing to find in its brackets"
    if not value:
        return "" if directive.name == "replace_string" else "has no value"
    if directive.kind is Kind.SWITCH:
        is_known = value.lower() in _SWITCHES
        return "" if is_known else f"is yes or no, and not {_shown(value)}"
    if directive.kind is Kind.WORDS and directive.name.startswith("strip_"):
        return "" if words_of(value) else "has nothing to look for"
    if directive.kind in (Kind.XPATH, Kind.TEXTS, Kind.LINKS):
        told = _xpath_problem(value, finds_texts=directive.kind is not Kind.XPATH)
        return told or _own_problem(directive.name, argument, value)
    return _own_problem(directive.name, argument, value)


def _own_problem(name: str, argument: str, value: str) -> str:
    """What is wrong with the value of a directive that has rules of its own."""
    match name:
        case "wrap_in":
            known = argument.lower() in WRAPS
            return "" if known else f"nothing is wrapped in <{_plain(argument)}>"
        case "move_into":
            return _xpath_problem(argument, finds_texts=False)
        case "http_header":
            if argument.lower() not in HEADERS:
                return f"the header {_shown(argument)} is never sent for a rule"
            return "" if _HEADER_VALUE.fullmatch(value) else "is no value of a header"
        case "src_lazy_load_attr":
            is_name = re.fullmatch(r"[A-Za-z][\w.-]{0,60}", value, re.ASCII)
            return "" if is_name else f"{_shown(value)} is no name of an attribute"
        case "test_url":
            return "" if re.match(r"https?://", value, re.IGNORECASE) else "is no web address"
    return ""


def words_of(value: str) -> str:
    """What to look for in ids, classes or addresses; quotation marks are no part of it."""
    return value.replace('"', "").replace("'", "").strip()


def _xpath_problem(expression: str, *, finds_texts: bool) -> str:
    selector = Selector(syntax="xpath", expression=expression, rule=RuleId(""))
    told = problem(selector, finds_texts=finds_texts)
    return f"{_shown(expression)}: {told}" if told else ""


def _guarded(rules: list[Rule], wrong: list[_Wrong]) -> list[Rule]:
    """The links with what has to be on the page, of which the line below each of them speaks.

    A link whose guard could not be read is left out: followed without, it would lead astray.
    """
    unread = [one.line for one in wrong if one.problem.startswith(f"{_GUARD}: ")]
    things: list[tuple[int, Rule | None]] = [(line, None) for line in unread]
    things += [(rule.line, rule) for rule in rules]
    found: list[Rule | None] = []
    link: int | None = None
    for line, rule in sorted(things, key=lambda thing: thing[0]):
        if rule is not None and rule.name != _GUARD:
            link = len(found) if rule.name in _LINKS else link
            found.append(rule)
            continue
        above = None if link is None else found[link]
        if rule is None:
            if above is not None and link is not None:
                told = f"{above.name}: not followed, as what guards it is wrong"
                wrong.append(_Wrong(above.line, told))
                found[link] = None
        elif link is None:
            wrong.append(_Wrong(line, f"{_GUARD}: there is no link above that it guards"))
        elif above is not None:
            guard = f"({above.guard}) and ({rule.value})" if above.guard else rule.value
            found[link] = replace(above, guard=guard)
    return [rule for rule in found if rule is not None]


def _paired(rules: list[Rule], wrong: list[_Wrong]) -> list[Rule]:
    """Each ``find_string`` with the ``replace_string`` that is its own: first with first."""
    finds = [rule for rule in rules if rule.name == "find_string"]
    bys = [rule for rule in rules if rule.name == "replace_string" and not rule.argument]
    pairs = dict(zip((rule.line for rule in finds), bys, strict=False))
    no_by = "find_string: no replace_string says what it becomes"
    no_find = "replace_string: no find_string says what it replaces"
    wrong += [_Wrong(rule.line, no_by) for rule in finds[len(bys) :]]
    wrong += [_Wrong(rule.line, no_find) for rule in bys[len(finds) :]]
    return [one for rule in rules for one in _replacement(rule, pairs)]


def _replacement(rule: Rule, pairs: dict[int, Rule]) -> Iterator[Rule]:
    if rule.name == "find_string":
        if rule.line in pairs:
            by = pairs[rule.line]
            yield replace(by, argument=rule.value, line=rule.line)
    elif rule.name != "replace_string" or rule.argument:
        yield rule


def _tested(rules: list[Rule], wrong: list[_Wrong]) -> list[Rule]:
    """Without words to be found that no address is named for."""
    found: list[Rule] = []
    has_url = False
    for rule in rules:
        has_url = has_url or rule.name == "test_url"
        if rule.name == "test_contains" and not has_url:
            wrong.append(_Wrong(rule.line, "test_contains: no test_url stands above it"))
        else:
            found.append(rule)
    return found


def _hint(name: str) -> str:
    close = nearest(name, directives(), alike=0.75)
    return f'; did you mean "{close}"?' if close else ""


def _shown(text: str) -> str:
    plain = _plain(text)
    return f"“{plain}”" if len(plain) <= _SHOWN else f"“{plain[: _SHOWN - 1]}…”"


def _plain(text: str) -> str:
    return "".join(one if one.isprintable() else "\ufffd" for one in text)
