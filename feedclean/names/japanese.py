"""Names in Japanese bylines, where a dot or a space may stand between office and name.

``文・笹島 露``: the space is within the name, which Chinese names never have.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.later import later

_WROTE: Final = frozenset("文 筆 記者 取材 構成 執筆 聞き手 インタビュー ライター".split())
_ROLE: Final = (
    "(?:聞き手|記者|インタビュー|ライター|イラスト|取材|構成|執筆|写真|撮影"
    "|編集|企画|監修|翻訳|文|筆)"
)
_ROLES: Final = rf"(?P<roles>{_ROLE}(?:[・/／、&＆]{_ROLE}){{0,4}})"
_NAME: Final = (
    r"(?![图圖摄攝])(?:[\u3400-\u9fff々]{1,4}[ \u3000][\u3040-\u30ff\u3400-\u9fff々]{1,5}"
    r"|[\u3040-\u30ff\u3400-\u9fff々]{2,8})"
)
_FIELD: Final = later(
    rf"{_ROLES}(?:[・:：/／＝=｜|]| ?[:：/／｜|]? )"
    rf"(?P<names>{_NAME}(?:、{_NAME}){{0,3}})(?:記者|さん)?(?=$|[ 、，/／](?={_ROLE}))"
)
_OWN: Final = re.compile(r"[\u3040-\u30ff々]|文・|記者・|写真|構成|取材|執筆|撮影")
"""What no Chinese byline has in it."""
_CUT_SHORT: Final = later(
    r"(?<![\u3400-\u9fff])[\u3400-\u9fff] [\u3400-\u9fff]|[\u3400-\u9fff] [\u3400-\u9fff]$"
)
"""A part of a name that is one character."""
_LONGEST: Final = 60
_FRAME: Final = "（）()【】［］[]〔〕"


def japanese_byline(line: str) -> tuple[str, ...]:
    """Who wrote, where a line is nothing but offices and names as they are printed in Japan."""
    if len(line) > _LONGEST or line.isascii():
        return ()
    bare = line.strip(" \u3000").strip(_FRAME).replace("\u3000", " ").strip()
    if not (_OWN.search(bare) or _CUT_SHORT.search(bare)):
        return ()
    found: list[str] = []
    at = 0
    while at < len(bare):
        field = _FIELD.match(bare, at)
        if field is None:
            return ()
        if not _WROTE.isdisjoint(re.split(r"[・/／、&＆]", field["roles"])):
            found += field["names"].split("、")
        at = field.end() + 1
    return tuple(dict.fromkeys(found))
