"""Which files of a rule pack hold for a host, and what they say together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from feedclean.model.plan import Move, Replacement, Selector, SiteRules, Wrapping
from feedclean.model.removal import RuleId
from feedclean.rules.book import joined
from feedclean.rules.directives import directives
from feedclean.rules.fingerprint import generators
from feedclean.rules.ftr import Rule, RuleFile, switch, words_of

EVERYWHERE: Final = "global.txt"
"""The file that holds for every page."""
_FILE: Final = re.compile(r"\.?[\w-]+(?:\.[\w-]+)*\.txt")
_NO_RULES: Final = frozenset(
    "authors changelog changes contributing copying licence license notice readme unlicense".split()
)
_FIELDS: Final = {
    "author": "author",
    "body": "body",
    "date": "date",
    "dissolve": "unwrap",
    "native_ad_clue": "sponsored",
    "next_page_link": "next_page",
    "post_strip_attr": "strip_attributes",
    "single_page_link": "single_page",
    "strip": "strip",
    "strip_attr": "strip_attributes",
    "strip_id_or_class": "strip",
    "strip_image_src": "strip",
    "title": "title",
}
"""Directives that are selectors, and the field of ``SiteRules`` they belong to."""
_BREAKS: Final = r"(?i)<br\s{0,9}/?>\s{0,99}<br\s{0,9}/?>"

Reader = Callable[[str], RuleFile | None]
"""Gives the file of a name; None where there is none."""


def is_rule_file(name: str) -> bool:
    """Whether a file is called as rule files are: ``example.org.txt``, ``.example.org.txt``."""
    lower = name.lower()
    return bool(_FILE.fullmatch(lower)) and lower.removesuffix(".txt") not in _NO_RULES


def files_for(host: str, read: Reader, generator: str = "") -> tuple[RuleFile, ...]:
    """The files that hold for a host, the one that says most of it first.

    That is its own; then the one for any one subdomain of the host above it (``.example.org.txt``);
    then that of the program which made the page; then the one for all pages. Each may say that no
    more are to be asked, by ``autodetect_on_failure: no``.
    """
    found: list[RuleFile] = []
    for name in _names(host, generator):
        file = read(name)
        if file is not None and all(one.name != file.name for one in found):
            found.append(file)
            if not _asks_on(file):
                break
    return tuple(found)


def generators_for(host: str, read: Reader) -> tuple[str, ...]:
    """The programs whose pages other files hold for, as far as there are any such files."""
    plain = files_for(host, read)
    return tuple(name for name in sorted(generators()) if files_for(host, read, name) != plain)


def rules_of_files(files: Sequence[RuleFile], pack: str) -> SiteRules:
    """What some files say together, in their order."""
    return joined([_rules(file, pack) for file in files])


def _names(host: str, generator: str) -> list[str]:
    """``www`` is no subdomain: ``example.org.txt`` holds for ``www.example.org`` too."""
    hosts = _spellings(host.removeprefix("www."))
    above = (one.partition(".")[2] for one in hosts)
    names = [f"{one}.txt" for one in hosts]
    names += [f".{one}.txt" for one in above if one]
    names += [f"{generators()[generator]}.txt"] if generator else []
    return [*names, EVERYWHERE]


def _spellings(host: str) -> list[str]:
    """A host as it is, and as it is written in the other of two ways: ``xn--…`` or its script."""
    try:
        other = host.encode("ascii").decode("idna") if "xn--" in host else ""
        other = other or host.encode("idna").decode("ascii")
    except UnicodeError:  # no name at all, such as a label of 64 letters
        other = ""
    return [one for one in dict.fromkeys((host, other)) if one]


def _asks_on(file: RuleFile) -> bool:
    said = [switch(rule) for rule in file.rules if rule.name == "autodetect_on_failure"]
    return said[-1] if said else True


def _rules(file: RuleFile, pack: str) -> SiteRules:
    owner = f"{pack}/{file.name}"
    selectors: dict[str, list[Selector]] = {field: [] for field in _FIELDS.values()}
    replace: list[Replacement] = []
    wrap: list[Wrapping] = []
    move: list[Move] = []
    prune: bool | None = None
    for rule in file.rules:
        name, value = rule.name, rule.value
        where = f"{file.name}, line {rule.line}, of rule pack {pack}"
        id_ = RuleId(f"site/{owner}/{_shown_name(rule)}/{value}")
        selector = _selector(rule, id_, where)
        if name in _FIELDS:
            selectors[_FIELDS[name]].append(selector)
        elif name == "replace_string":
            replace.append(
                Replacement(find=rule.argument, by=value, is_pattern=False, rule=id_, where=where)
            )
        elif name == "convert_double_br_tags" and switch(rule):
            replace.append(
                Replacement(find=_BREAKS, by="</p><p>", is_pattern=True, rule=id_, where=where)
            )
        elif name == "wrap_in":
            wrap.append(Wrapping(selector=selector, tag=rule.argument.lower()))
        elif name == "move_into":
            into = Selector(syntax="xpath", expression=rule.argument, rule=id_, where=where)
            move.append(Move(selector=selector, into=into))
        elif name == "prune":
            prune = switch(rule)
    texts: dict[str, Any] = {
        field: tuple(dict.fromkeys(found)) for field, found in selectors.items()
    }
    return SiteRules(
        replace=tuple(replace),
        wrap=tuple(wrap),
        move=tuple(move),
        headers=tuple(
            (one.argument.lower(), one.value) for one in file.rules if one.name == "http_header"
        ),
        lazy=tuple(one.value.lower() for one in file.rules if one.name == "src_lazy_load_attr"),
        prune=prune,
        **texts,
    )


def _selector(rule: Rule, id_: RuleId, where: str) -> Selector:
    """What a rule points to, with its own words where they had to be written otherwise."""
    expression = _xpath(rule)
    told = f"{_shown_name(rule)}: {rule.value}" if expression != rule.value else ""
    return Selector(
        syntax="xpath", expression=expression, rule=id_, where=where, said=told, guard=rule.guard
    )


def _shown_name(rule: Rule) -> str:
    return f"{rule.name}({rule.argument})" if rule.argument else rule.name


def _xpath(rule: Rule) -> str:
    """What finds the elements that a rule means; none of those a whole page is made of."""
    if rule.name == "strip_id_or_class":
        words = words_of(rule.value)
        named = f"contains(@class, '{words}') or contains(@id, '{words}')"
        return f"//*[not(self::html or self::body)][{named}]"
    if rule.name == "strip_image_src":
        return f"//img[contains(@src, '{words_of(rule.value)}')]"
    return rule.value


def is_honoured(rule: Rule) -> bool:
    """Whether a rule does anything here."""
    return not directives()[rule.name].no_effect
