"""Each pattern that may match anywhere says a word by which it is asked for.

A line is tried with them only where a word of ``needs`` stands in it. One that none is in is never
asked, and nothing else tells so.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

import pytest

from feedclean.clean.wording.tables import needing, tables

_TRIES: Final = 200
_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("sign up",),
    "fr": ("un café",),
    "ja": ("sns", "インスタ", "複製"),
    "zh": (
        "到手", "起售", "抢购", "立减", "免运", "输入", "like", "星", "赞", "公号", "vx", "wx",
        "wechat", "qq", "v信", "好评", "应用程式", "零时差", "引用", "及时性", "可靠性", "未经",
        "欢迎分享", "欢迎讨论", "自由门", "不可见",
    ),
}  # fmt: skip
"""What articles tell as well, of prices, commands, accounts and rights, and counts only beside a
word that is needed: asked for by *sign up*, the last sentence of a text had gone."""
_CLASSES: Final = {kinds.CATEGORY_DIGIT: "1", kinds.CATEGORY_SPACE: " "}


def _sections() -> Iterator[tuple[str, str, Mapping[str, list[str]]]]:
    folder = files("feedclean.clean") / "phrases"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml"))
    for name, table in zip(names, tables(), strict=True):
        for kind, section in table.items():
            yield name.removesuffix(".toml"), kind, section


ASKED_FOR: Final = {
    f"{language}: {kind}": (language, section)
    for language, kind, section in _sections()
    if needing(section)
}


@pytest.mark.parametrize(("language", "section"), ASKED_FOR.values(), ids=ASKED_FOR.keys())
def test_whatever_a_pattern_matches_has_a_word_it_is_asked_for_by(
    language: str, section: Mapping[str, list[str]]
) -> None:
    words = (*(word.lower() for word in section.get("needs", ())), *_BESIDE.get(language, ()))
    dice = random.Random(1)
    never = {
        (line, pattern)
        for pattern in needing(section)
        for line in (_line(_parser.parse(pattern), dice).lower() for _ in range(_TRIES))
        if re.search(pattern, line, re.IGNORECASE) and not any(word in line for word in words)
    }

    assert sorted(never)[:3] == []


def _line(tree: Iterable[Any], dice: random.Random) -> str:
    """A short line a pattern may match, one of its branches taken by lot."""
    return "".join(_said(kind, said, dice) for kind, said in tree)


def _said(kind: Any, said: Any, dice: random.Random) -> str:
    if kind is kinds.LITERAL:
        return chr(said)
    if kind is kinds.IN:
        return _said(*dice.choice(said), dice) if said[0][0] is not kinds.NEGATE else "x"
    if kind is kinds.RANGE:
        return chr(said[0])
    if kind is kinds.CATEGORY:
        return _CLASSES.get(said, "x")
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        least, _, inner = said
        return "".join(_line(inner, dice) for _ in range(least))
    if kind is kinds.SUBPATTERN:
        return _line(said[-1], dice)
    if kind is kinds.ATOMIC_GROUP:
        return _line(said, dice)
    if kind is kinds.BRANCH:
        return _line(dice.choice(said[1]), dice)
    return "" if kind in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT) else "x"
