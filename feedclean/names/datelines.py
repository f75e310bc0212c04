"""Reporters named where a paragraph says from when and where it reports."""

from __future__ import annotations

import re
from typing import Final

_DATELINE: Final = re.compile(
    r"(?:[（(【\[][^（()）]{0,12}记者[\s:：]{0,2}|^.{4,30}[电電讯訊]\s{0,4}[（(](?!记者))"
    r"(?P<names>(?:[\u3400-\u9fff·]{2,6}[、\s]?){1,4})[)）】\]]"
)
_DATELINES: Final = (
    _DATELINE,
    re.compile(
        r"^[（(][\u3400-\u9fff]{2,6}記者(?P<names>[\u3400-\u9fff]{3})"
        r"[\u3400-\u9fff]{2,6}\d{1,2}日[\u3400-\u9fff]{0,4}電[）)]"
    ),
    re.compile(
        r"^[\[(［（][^\])=］）]{1,20}=[^\])］）]{1,20}[\])］）]\s*"
        r"(?P<names>(?:[가-힣]{2,4}[\s·,]{1,2}){1,4})(?:기자|특파원)(?![가-힣])"
    ),
)
"""In China, in Taiwan, where a name of three characters stands right before the place, in Korea."""
_BETWEEN_NAMES: Final = re.compile(r"[、\s·,]+")
_DATELINE_REACH: Final = 200


def dateline_names(text: str) -> tuple[str, ...]:
    """Reporters named in the dateline a paragraph opens with, as agencies and papers write it.

    ``新华社巴黎12月9日电（记者唐霁）``, ``本报北京1月27日电（王亮、杨磊）``,
    ``（某社記者林小慧台北5日電）``, ``(서울=가나뉴스) 김하늘 기자 =``.
    """
    opening = text[:_DATELINE_REACH]
    if opening.isascii():
        return ()
    found = next((match for line in _DATELINES if (match := line.search(opening))), None)
    return tuple(_BETWEEN_NAMES.split(found["names"].strip("、·, "))) if found else ()
