"""HTML that begins with words, as the contents of a field do that somebody kept."""

import pytest

from feedclean.model.article import Scope
from tests.parse.reading import article, outcomes

FIRST = "The ferry sails again from Monday, said the harbour master of Brack."
SECOND = "It had been laid up since the storm of March, when its hull was torn open."
THIRD = "A new hull was built in the yard of the town, and paid for by its people."
BEGINS_WITH_WORDS = {
    "lines": f"{FIRST}<br><br>{SECOND}<br>\n{THIRD}<br>",
    "paragraphs": f"{FIRST}<p>{SECOND}</p><p>{THIRD}</p>",
    "a menu above": f"Menu Search<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>",
    "Thai": "เรือข้ามฟากกลับมาให้บริการอีกครั้งตั้งแต่วันจันทร์ นายท่าเรือเมืองบรักกล่าวกับผู้สื่อข่าว"
    "<br>เรือจอดอยู่ตั้งแต่พายุเดือนมีนาคมพัดจนท้องเรือฉีกขาด และอู่ต่อเรือของเมืองสร้างท้องเรือใหม่<br>",
    "Korean agency": "(브라크=가상뉴스) 김가람 기자 = 항구의 나룻배가 월요일부터 다시 다닌다"
    "고 항만장이 밝혔다."
    "<br>배는 삼월 폭풍에 바닥이 찢어진 뒤로 줄곧 묶여 있었으며 조선소가 바닥을 새로 짰다."
    "<br>새 배값은 마을 사람들이 모은 돈으로 치렀고 첫 배에는 아이들이 먼저 오르기로 했다.<br>",
    "a quotation": f'"{FIRST}"<br>{SECOND}<br>{THIRD}',
}


@pytest.mark.parametrize("text", BEGINS_WITH_WORDS.values(), ids=BEGINS_WITH_WORDS)
@pytest.mark.parametrize("name", ["river.html", "river.txt", "river"])
def test_html_that_begins_with_words_is_read_whole(text: str, name: str) -> None:
    found = article(text, name)

    assert found.scope is Scope.FRAGMENT
    assert found.html == text


NO_ARTICLE = {
    "a program": "function ferry(rows) {\n  return rows.map((row) => `<p>${row}</p><p></p>`);\n}\n",
    "a row of a table": f"INSERT INTO news VALUES (7, '<p>{FIRST}</p><p>{SECOND}</p>');",
    "a value": f'html = "<p>{FIRST}</p><p>{SECOND}</p>"\n',
    "a setting": f"text: '<p>{FIRST}</p><p>{SECOND}</p>'\n",
    "figures": "12 4 9<br>17 3 8<br>44 1 2<br>",
    "one tag": f"{FIRST}<br>",
    "one word": "a<br><br>",
    "a block of YAML": f"title: The ferry\nbody: |\n  <p>{FIRST}</p>\n  <p>{SECOND}</p>\n",
    "words in brackets": f"<Wir gehen>, sagte er. {FIRST}<br>{SECOND}<br>{THIRD}<br>",
    "a tag that is named": f"{FIRST}<br>{SECOND}<br>The <textarea> takes words. {THIRD}<br>",
    "a style that is named": f"{FIRST}<br>{SECOND}<br>The <style> is none. {THIRD}<br>",
    "a comment that never ends": f"{FIRST}<br>{SECOND}<br><!-- more {THIRD}<br>",
    "code between paragraphs": f"Tags\n\n{FIRST}\n\n    <p>a</p>\n    <p>b</p>\n\n{SECOND}\n",
}


@pytest.mark.parametrize("text", NO_ARTICLE.values(), ids=NO_ARTICLE)
def test_what_only_shows_markup_is_no_article(text: str) -> None:
    (outcome,) = outcomes(text, "river.html")

    assert "no dialect recognises this" in str(outcome)


@pytest.mark.parametrize("name", ["river.txt", "river.md", "river"])
def test_paragraphs_between_blank_lines_stay_some_though_lines_end_with_a_break(name: str) -> None:
    found = article(f"The ferry sails\n\n{FIRST}<br>\n{SECOND}<br>\n\n{THIRD}\n", name)

    assert found.html.count("<p>") == 3
    assert f"<p>{THIRD}</p>" in found.html


@pytest.mark.parametrize("name", ["rows.csv", "dates.ics", "ferry.yaml"])
@pytest.mark.parametrize(
    "text", [f"1,Ferry,{FIRST}<br>{SECOND}<br>{THIRD}<br>\n", f"{FIRST} <b>No</b>.\n"]
)
def test_rows_of_data_are_no_article(text: str, name: str) -> None:
    (outcome,) = outcomes(text, name)

    assert "no dialect recognises this" in str(outcome)
