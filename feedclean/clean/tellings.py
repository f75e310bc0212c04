"""Sentences of Chinese that are worded like a notice of a site and tell of somebody else."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.prose import is_apart
from feedclean.clean.speech.lexicon import lexicon
from feedclean.clean.speech.said import said
from feedclean.dom.blocks import Block
from feedclean.text import language_of_script

_CHINESE: Final = "zh"
_LEAST: Final = 0.9
"""Score of what a line speaks of, from which on it is one of text whatever it begins with. Of 13
sentences of text that had gone 11 come to as much, of 68 that are notices one, a slogan."""
_NOTICES: Final = ("【", "※", "◎")
"""What a notice begins with, and hardly any last sentence of a text."""
_REACHED_AT: Final = re.compile(r"[A-Za-z\d@._-]{5}")
"""An account, a number or an address: 微信号：32785958。微博：透过图片看大桥。"""


def tells_of_others(block: Block) -> bool:
    """Whether a sentence speaks of no site: 顾客扫码领取号牌后，在门口等候叫号。

    No space ends a word in Chinese, so that a phrase is found within many a sentence. Elsewhere it
    is the first words of one that are asked for, as they stand.
    """
    text = block.text
    if block.links or is_apart(block) or text.startswith(_NOTICES):
        return False
    if _REACHED_AT.search(text) or language_of_script(text) != _CHINESE:
        return False
    return said(text, lexicon(_CHINESE)) >= _LEAST
