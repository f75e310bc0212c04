"""What a page of a messenger's account has around its text, where all of it was kept as lines."""

from __future__ import annotations

import pytest

from tests.cleaning import ZH, clean, lines

ABOVE = (
    "<p>收录于合集</p><p>#桥梁安全 12 个</p><p>#渡轮 103 个</p><p>微信号 gh_0a1b2c3d4e5f</p>"
    "<p>在小说阅读器读本章</p><p>在小说阅读器中沉浸阅读</p>"
)
BELOW = (
    "<p>预览时标签不可点</p><p>微信扫一扫<br>关注该公众号</p><p>继续滑动看下一个</p>"
    "<p>知道了</p><p>微信扫一扫<br>使用小程序</p><p>取消 允许</p><p>取消 允许</p>"
    "<p>微信扫一扫可打开此内容，<br>使用完整服务</p><p>：<br>，<br>，<br>。</p>"
    "<p>视频<br>小程序<br>赞<br>，轻点两下取消赞<br>在看<br>，轻点两下取消在看</p>"
)
RECAP = (
    "<p>前情回顾·渡轮之争</p><ul>"
    '<li><a href="https://example.org/1">渡轮公司要求赔偿，市议会说没有钱</a></li>'
    '<li><a href="https://example.org/2">大桥的第三根桥墩裂了，没有人敢走</a></li>'
    '<li><a href="https://example.org/3">工程师的报告迟到了两个月</a></li></ul>'
)


def test_the_frame_of_an_account_goes() -> None:
    assert lines(clean(ABOVE + ZH + BELOW).html) == lines(ZH)


def test_links_to_what_went_before_go_with_their_label() -> None:
    first, rest = ZH[: ZH.index("</p>") + 4], ZH[ZH.index("</p>") + 4 :]

    assert lines(clean(first + RECAP + rest).html) == lines(ZH)


NEXT = "<p>桥边的渡口在周三早上重新开放，第一班船上只有十一个人，船长说他等了一个冬天。</p>"
STAYS = {
    "a word of a button between paragraphs": "<p>取消</p>" + NEXT,
    "buttons that are spoken of": "<p>窗口有两个按钮：</p><ul><li>允许</li><li>取消</li></ul>",
    "a recap in sentences": "<p>前情回顾</p><p>上一回里，渡轮公司要求赔偿，市议会说没有钱。</p>",
    "what is bought": "<p>这道菜要用的不多：</p><ul><li>#鸡蛋 3 个</li><li>#番茄 2 个</li></ul>",
    "steps of a guide": "<p>到窗口排队</p>" + NEXT + "<p>使用小程序</p>" + NEXT,
    "a recap in short lines": "<p>前情提要</p><p>林默离开小镇</p><p>阿青留了下来</p>",
    "a recap in a list": "<p>前情回顾</p><ul><li>林默离开小镇</li><li>阿青留了下来</li></ul>",
    "a recap in a heading": "<h3>前情回顾：大桥停用之后</h3>" + NEXT,
    "silence": "<p>船长看着我们，</p><p>。。。</p>",
    "a menu that is explained": "<p>使用小程序预约的人最多，占了八成，其余的到窗口排队。</p>",
    "a poem's last line": "<p>放下手机，推开窗户，</p><p>去生活，</p><p>去阅读。</p>",
    "who agreed": "<p>看门人想了半天，只说了两个字：</p><p>允许。</p>",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_the_same_words_in_a_text_stay(text: str) -> None:
    whole = ZH + text

    assert lines(clean(whole).html) == lines(whole)
