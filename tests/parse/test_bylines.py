"""Names out of what stands for an author."""

from __future__ import annotations

import pytest

from feedclean.parse.bylines import names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ruiz, Bo Li", ("Ana Ruiz", "Bo Li")),
        ("By Ana Ruiz and Bo Li, Staff Writers", ("Ana Ruiz", "Bo Li")),
        ("Ana Ruiz, senior science editor", ("Ana Ruiz",)),
        ("Ana Ruiz (avec AFP)", ("Ana Ruiz",)),
        ("Ruiz, Ana", ("Ana Ruiz",)),
        ("Ruiz, Ana; Li, Bo", ("Ana Ruiz", "Bo Li")),
        ("AFP, REUTERS", ("AFP", "REUTERS")),
        ("某某日报记者 陈渡", ("陈渡",)),
        ("記者林秀珍/綜合報導", ("林秀珍",)),
        ("本报记者 张三、李四", ("张三", "李四")),
        ("김하늘 기자 sky@hangu.example.kr", ("김하늘",)),
        ("佐藤 美咲", ("佐藤 美咲",)),
        ("AFP/Getty", ("AFP/Getty",)),
        ("[高橋美咲，Bridges]", ("高橋美咲",)),
        ("Ann [Nan] Roe", ("Ann [Nan] Roe",)),
    ],
)
def test_names_are_parted_and_freed_of_what_is_none(text: str, names: tuple[str, ...]) -> None:
    assert names_of(text) == names
