from __future__ import annotations

import time

import pytest

from feedclean.dom import tree
from feedclean.dom.markup import to_html
from feedclean.dom.repair import is_cut, is_odd, mend

GLUED = {
    "data attribute with a value": (
        '<asidedata-org-name=""data-org-type=""><p>x</p></aside>',
        '<aside data-org-name="" data-org-type=""><p>x</p></aside>',
    ),
    "data attribute without a value": (
        "<divdata-article-list><p>x</p></div>",
        '<div data-article-list=""><p>x</p></div>',
    ),
    "link": ('<p><ahref="http://x.org/y">t</a>', '<p><a href="http://x.org/y">t</a></p>'),
    "image": ('<imgsrc="a.jpg"><b>t</b>', '<img src="a.jpg"><b>t</b>'),
    "unquoted value": ("<pclass=lead>t", '<p class="lead">t</p>'),
    "upper case": ('<DIVCLASS="a">t</DIV>', '<div class="a">t</div>'),
    "no-break space": ('<img\xa0src="a.jpg">t', '<img src="a.jpg">t'),
    "end tag repeats it": (
        '<sectiondata-x="1">a</sectiondata-x>b',
        '<section data-x="1">a</section>b',
    ),
}
OPEN = {
    "href swallows text": (
        '<a href="http://x>one</a> two <a href="y">z</a>',
        '<a href="http://x">one</a> two <a href="y">z</a>',
    ),
    "single quotes": (
        "<a href='http://x>one</a> two <a href='y'>z</a>",
        '<a href="http://x">one</a> two <a href="y">z</a>',
    ),
    "class": (
        '<p class="lead>one</p><p class="b">two</p>',
        '<p class="lead">one</p><p class="b">two</p>',
    ),
    "to the end of the file": (
        '<p>one <a href="http://x>two three',
        '<p>one <a href="http://x">two three</a></p>',
    ),
    "comment without end": ("<p>a</p><!-- ad ><p>b</p>", "<p>a</p><p>b</p>"),
    "comment ends with its line": ("<p>a</p><!-- ad\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
}
SOUND = {
    "custom elements": (
        '<amp-img src="x"></amp-img><article-header>a</article-header><data-foo>b</data-foo>'
        "<metadata-box>c</metadata-box><formdata-view>d</formdata-view><ion-icon></ion-icon>"
    ),
    "angle brackets in a title": '<div title="a > b < c">x</div>',
    "a value that holds what looks like a name": '<time datetime="now href=">a</time> b <b>c</b>',
    "the same to the end": "<time datetime='now src='> a",
    "quotes in text": '<p>5" disk = "small" \'x\'</p>',
    "quotes in a script": """<script>a='<a href="'+u+'">t</a>', b="<a href='"+u+"'>"</script>""",
    "comments": "<p>a</p><!-- b --><p>c</p><!---->",
    "tailwind classes": '<p class="[&>p]:mt-4 flex">a</p><p class="x">b</p>',
    "less-than in text": "<p>1 < 2, a <b>b</b>",
    "unknown tag": '<x="1">b',
    "svg": '<svg viewBox="0 0 1 1"><path d="M0"/><lineargradient id="a"/></svg>',
}


@pytest.mark.parametrize(("html", "meant"), [*GLUED.values(), *OPEN.values()], ids=[*GLUED, *OPEN])
def test_misread_markup_is_read_as_it_was_meant(html: str, meant: str) -> None:
    assert to_html(tree.parse(html)) == meant


@pytest.mark.parametrize("html", SOUND.values(), ids=SOUND)
def test_sound_markup_comes_back_as_it_is(html: str) -> None:
    assert mend(html) == html


@pytest.mark.parametrize("html", [html for html, _ in GLUED.values()], ids=GLUED)
def test_mending_twice_changes_nothing_more(html: str) -> None:
    once = mend(html)

    assert mend(once) == once


@pytest.mark.parametrize(
    "tag", ["p", "amp-img", "article-header", "data-foo", "metadata-box", "svg", "o:p", "x-data-y"]
)
def test_names_people_chose_are_not_odd(tag: str) -> None:
    assert not is_odd(tag)


@pytest.mark.parametrize("tag", ["asidedata-x", 'ahref="http:', "imgsrc=x", "divdata-list", 'p"'])
def test_glued_names_are_odd(tag: str) -> None:
    assert is_odd(tag)


def test_a_file_cut_within_a_tag_keeps_its_text() -> None:
    whole = '<p class="a">one</p><p>two <a href="http://x.org/a">three</a> four</p>'

    for end in range(len(whole)):
        text = tree.raw_text(tree.parse(whole[:end]))
        assert "one" in text or end < whole.index("one") + 3
        assert "three" in text or end < whole.index("three") + 5


@pytest.mark.parametrize(
    "html", ["", "<", "<!--", "<!-- x", '<a href="', "<p>" * 50, "\x00<\x00", '="', "<a=" * 9]
)
def test_hostile_markup_is_survived(html: str) -> None:
    mend(html)
    is_cut(html)

    tree.parse(html)


def test_long_runs_cost_no_more_than_their_length() -> None:
    # a pattern that looks back over the run at every place would take minutes here
    for run in ('<a href="x' * 20_000, '<p class="' + "a " * 100_000, "<" * 200_000):
        mend(run)


def test_a_long_name_of_tags_within_tags_costs_what_it_weighs() -> None:
    html = f"{'<a' * 40_000}><asidedata-x=1>Text</aside>"
    started = time.thread_time()

    mended = mend(html)

    assert time.thread_time() - started < 2
    assert mended.endswith("<aside data-x=1>Text</aside>")
