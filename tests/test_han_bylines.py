from __future__ import annotations

import pytest

from feedclean.names import han_byline

WHOLE = {
    "（记者林晚综合报道/责任编辑：陈渡）": ("林晚",),
    "本报记者林晚采访报道": ("林晚",),
    "记者 林晚 编辑 陈渡 校对 李雷": ("林晚",),
    "林晚 報導": ("林晚",),
    "林晚／台北報導": ("林晚",),
    "林晚/文": ("林晚",),
    "特約記者林晚": ("林晚",),
    "圖／文　林晚": ("林晚",),
    "江边记者：林晚 江边编辑：陈渡": ("林晚",),
    "记者 林晚 通讯员 陈渡 文/图": ("林晚", "陈渡"),
    "採訪、撰文／林晚　攝影／陳渡": ("林晚",),
    "江边社記者林晚晚台北5日電": ("林晚晚",),
    "发自武汉 本报记者 林晚": ("林晚",),
    "□ 林晚": ("林晚",),
    "林 晚文": ("林晚",),
    "林　晚 撰文": ("林晚",),
}


@pytest.mark.parametrize(("line", "names"), WHOLE.items(), ids=WHOLE)
def test_names_are_told_by_the_offices_beside_them(line: str, names: tuple[str, ...]) -> None:
    said = han_byline(line)

    assert said.names == names
    assert said.is_whole


@pytest.mark.parametrize("line", ["(编辑 陈渡)", "责编：陈渡、李雷", "校對／陳渡"])
def test_a_line_of_others_names_nobody_who_wrote(line: str) -> None:
    assert han_byline(line) == ((), True, False)


@pytest.mark.parametrize(
    "line",
    [
        "（记者林晚摄）",
        "记者 林晚 摄",
        "本报记者报道",
        "林晚",
        "林晚 陈渡",
        "记者说，大桥今天关闭。",
        "记者看见 编辑把稿子放下",
        "文章 写得很好",
        "林晚文",
        "散 布文",
        "By Jo Roe",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    said = han_byline(line)

    assert not said.names or not said.is_whole
