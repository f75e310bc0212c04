from __future__ import annotations

import pytest

from feedclean.parse.dialects.heads.letter_head import below_notices
from tests.parse.reading import article

TEXT = """The ice on the river was thick enough to walk on this week.

Skaters were out before sunrise, and the ferry stayed in the harbour.
"""


NOTICES = {
    "how to see it": ["View this email in your browser", "The ice holds at last", "", TEXT],
    "in other words": ["Wird diese E-Mail nicht richtig angezeigt? Hier im Browser öffnen",
                       "The ice holds at last", "", TEXT],
    "number and day in a frame": ["请在浏览器中打开此信", "======", "River Letter No. 9",
                                  "12 January 2024", "======", "The ice holds at last", "", TEXT],
    "a frame alone": ["━━━━━━━━", "【川の手帖】第9号 2024年1月12日(金)7:00配信",
                      "このメールはご登録いただいた方にお送りしています。", "━━━━━━━━", "",
                      "■ The ice holds at last", "", TEXT],
    "a letter and its number": ["若无法正常显示此信件，请点此在线阅读", "江边来信 第 9 期", "",
                                "The ice holds at last", "12 January 2024", "", TEXT],
    "the same in German": ["Diesen Newsletter online lesen? Hier klicken", "Flusspost Nr. 9", "",
                           "The ice holds at last", "12 January 2024", "", TEXT],
    "buttons": ["返回", "打开APP", "The ice holds at last", "River Post 2024-01-12", "", TEXT],
}  # fmt: skip


@pytest.mark.parametrize("lines", NOTICES.values(), ids=NOTICES.keys())
def test_below_notices_of_a_letter_stands_its_title(lines: list[str]) -> None:
    found = article("\n".join(lines), "a/ice.txt")

    assert found.meta.title == "The ice holds at last"
    assert next(line for line in lines if line.strip("━")) in found.html


def test_a_line_drawn_at_the_top_is_no_title() -> None:
    found = article(f"────────\nThe ice holds at last\n────────\n\n{TEXT}\n\n{TEXT}", "a/ice.txt")

    assert found.meta.title == "The ice holds at last"


NO_NOTICES = {
    "a poem": ["Back", "", "I came by the river, and the river was gone.", TEXT],
    "no day below": ["Back", "The ice holds at last", TEXT],
    "a sentence": ["He reads the paper online.", "Every morning", TEXT],
}


@pytest.mark.parametrize("lines", NO_NOTICES.values(), ids=NO_NOTICES.keys())
def test_other_first_lines_are_titles(lines: list[str]) -> None:
    assert below_notices([*lines]) == 0


def test_a_letter_with_rules_in_it_is_plain_text() -> None:
    marked = ["View this email in your browser", "", "=====", "River Letter", "=====", "",
              "The ice holds at last", "Friday 12 January 2024", "", TEXT, "", "* It bears", "",
              TEXT, "", "-----", "", TEXT]  # fmt: skip
    found = article("\n".join(marked), "a/ice.txt")

    assert found.meta.title == "The ice holds at last"
