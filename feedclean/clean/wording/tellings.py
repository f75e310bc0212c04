"""Sentences of Chinese that are worded like a notice of a site and tell of somebody else."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.speech.lexicon import lexicon
from feedclean.clean.speech.said import said
from feedclean.clean.wording.prose import is_apart
from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.text import language_of_script

_CHINESE: Final = "zh"
_LEAST: Final = 0.9
"""Score of what a line speaks of, from which on it is one of text whatever it begins with. Of 13
sentences of text that had gone 11 come to as much, of 68 that are notices one, a slogan."""
_NOTICES: Final = ("【", "※", "◎")
"""What a notice begins with, and hardly any last sentence of a text."""
_REACHED_AT: Final = re.compile(r"[A-Za-z\d@._-]{5}")
"""An account, a number or an address: 微信号：32785958。微博：透过图片看大桥。"""
_ASKED: Final = later(
    r"(?:请|請|欢迎|歡迎|记得|記得)(?:大家|各位|您|你)?"
    r"(?:扫|掃|长按|長按|添加|关注我|關注我|订阅|訂閱|下载|下載|加入|转发|轉發|分享|点击|點擊)"
)
"""What readers are asked for: 防失联，请关注我的另一个公众号：江边读书。"""


def tells_of_others(block: Block) -> bool:
    """Whether a sentence of Chinese speaks of no site (顾客扫码领取号牌后，在门口等候叫号).

    No space ends a word in Chinese, so that a phrase is found within many a sentence. Elsewhere it
    is the first words of one that are asked for, as they stand.
    """
    text = block.text
    if block.links or is_apart(block) or text.startswith(_NOTICES):
        return False
    if _REACHED_AT.search(text) or _ASKED.search(text) or language_of_script(text) != _CHINESE:
        return False
    return said(text, lexicon(_CHINESE)) >= _LEAST
