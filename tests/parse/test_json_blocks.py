"""Texts in blocks of several editors, each with a heading, a list, marks and a picture."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from feedclean.parse.records.json_blocks import tree_html
from feedclean.parse.records.json_kinds import is_tree, opened
from feedclean.parse.records.json_text import body_of

URL: Final = "https://x.example/a"
IMAGE: Final = "https://x.example/i.jpg"
TREES: Final[dict[str, Any]] = {
    "Editor.js": {
        "blocks": [
            {"type": "paragraph", "data": {"text": f'One <b>two</b> <a href="{URL}">three</a>.'}},
            {"type": "header", "data": {"text": "Head", "level": 3}},
            {"type": "list", "data": {"style": "ordered", "items": ["Item"]}},
            {"type": "image", "data": {"file": {"url": IMAGE}, "caption": "Below"}},
        ]
    },
    "TipTap": {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [
                    {"type": "text", "text": "One "},
                    {"type": "text", "text": "two", "marks": [{"type": "bold"}]},
                    {"type": "text", "text": " "},
                    {
                        "type": "text",
                        "text": "three",
                        "marks": [{"type": "link", "attrs": {"href": URL}}],
                    },
                    {"type": "text", "text": "."},
                ],
            },
            {
                "type": "heading",
                "attrs": {"level": 3},
                "content": [{"type": "text", "text": "Head"}],
            },
            {
                "type": "orderedList",
                "content": [
                    {
                        "type": "listItem",
                        "content": [
                            {"type": "paragraph", "content": [{"type": "text", "text": "Item"}]}
                        ],
                    }
                ],
            },
            {"type": "image", "attrs": {"src": IMAGE, "caption": "Below"}},
        ],
    },
    "Portable Text": [
        {
            "_type": "block",
            "style": "normal",
            "markDefs": [{"_key": "k", "_type": "link", "href": URL}],
            "children": [
                {"_type": "span", "text": "One "},
                {"_type": "span", "text": "two", "marks": ["strong"]},
                {"_type": "span", "text": " "},
                {"_type": "span", "text": "three", "marks": ["k"]},
                {"_type": "span", "text": "."},
            ],
        },
        {"_type": "block", "style": "h3", "children": [{"_type": "span", "text": "Head"}]},
        {"_type": "block", "listItem": "number", "children": [{"_type": "span", "text": "Item"}]},
        {"_type": "image", "url": IMAGE, "caption": "Below"},
    ],
    "Lexical": {
        "root": {
            "children": [
                {
                    "type": "paragraph",
                    "children": [
                        {"type": "text", "text": "One "},
                        {"type": "text", "text": "two", "format": 1},
                        {"type": "text", "text": " "},
                        {
                            "type": "link",
                            "url": URL,
                            "children": [{"type": "text", "text": "three"}],
                        },
                        {"type": "text", "text": "."},
                    ],
                },
                {"type": "heading", "tag": "h3", "children": [{"type": "text", "text": "Head"}]},
                {
                    "type": "list",
                    "listType": "number",
                    "children": [
                        {"type": "listitem", "children": [{"type": "text", "text": "Item"}]}
                    ],
                },
                {"type": "image", "src": IMAGE, "caption": "Below"},
            ]
        }
    },
    "Slate": [
        {
            "type": "paragraph",
            "children": [
                {"text": "One "},
                {"text": "two", "bold": True},
                {"text": " "},
                {"type": "link", "url": URL, "children": [{"text": "three"}]},
                {"text": "."},
            ],
        },
        {"type": "heading-three", "children": [{"text": "Head"}]},
        {
            "type": "numbered-list",
            "children": [{"type": "list-item", "children": [{"text": "Item"}]}],
        },
        {"type": "image", "url": IMAGE, "caption": "Below", "children": [{"text": ""}]},
    ],
    "Draft.js": {
        "blocks": [
            {"type": "unstyled", "text": "One two three."},
            {"type": "header-three", "text": "Head"},
            {"type": "ordered-list-item", "text": "Item"},
            {"type": "atomic", "text": " ", "entityRanges": [{"key": 0}]},
        ],
        "entityMap": {"0": {"type": "IMAGE", "data": {"src": IMAGE, "caption": "Below"}}},
    },
    "Mobiledoc": {
        "version": "0.3.1",
        "markups": [["strong"], ["a", ["href", URL]]],
        "cards": [["image", {"src": IMAGE, "caption": "Below"}]],
        "sections": [
            [
                1,
                "p",
                [
                    [0, [], 0, "One "],
                    [0, [0], 1, "two"],
                    [0, [], 0, " "],
                    [0, [1], 1, "three"],
                    [0, [], 0, "."],
                ],
            ],
            [1, "h3", [[0, [], 0, "Head"]]],
            [3, "ol", [[[0, [], 0, "Item"]]]],
            [10, 0],
        ],
    },
    "Notion": [
        {
            "type": "paragraph",
            "paragraph": {
                "rich_text": [
                    {"type": "text", "plain_text": "One "},
                    {"type": "text", "plain_text": "two", "annotations": {"bold": True}},
                    {"type": "text", "plain_text": " "},
                    {"type": "text", "plain_text": "three", "href": URL},
                    {"type": "text", "plain_text": "."},
                ]
            },
        },
        {"type": "heading_3", "heading_3": {"rich_text": [{"plain_text": "Head"}]}},
        {
            "type": "numbered_list_item",
            "numbered_list_item": {"rich_text": [{"plain_text": "Item"}]},
        },
        {
            "type": "image",
            "image": {"external": {"url": IMAGE}, "caption": [{"plain_text": "Below"}]},
        },
    ],
}


@pytest.mark.parametrize("name", TREES)
def test_blocks_are_what_they_say(name: str) -> None:
    html = tree_html(TREES[name])

    assert is_tree(TREES[name])
    assert "<h3>Head</h3>" in html
    assert "<ol>\n<li>Item</li>\n</ol>" in html
    assert f'<figure><img src="{IMAGE}"><figcaption>Below</figcaption></figure>' in html


@pytest.mark.parametrize("name", sorted(TREES.keys() - {"Draft.js"}))
def test_marks_and_links_stand_in_the_line(name: str) -> None:
    html = tree_html(TREES[name]).replace("strong>", "b>")

    assert f'<p>One <b>two</b> <a href="{URL}">three</a>.</p>' in html


@pytest.mark.parametrize("name", sorted(TREES.keys() - {"Editor.js", "Mobiledoc"}))
def test_words_that_look_like_markup_are_words(name: str) -> None:
    forged = json.dumps(TREES[name]).replace("Head", "1 < 2 <script>x</script>")

    assert "1 &lt; 2 &lt;script&gt;x&lt;/script&gt;" in tree_html(json.loads(forged))


def test_a_tree_in_a_text_is_opened() -> None:
    assert is_tree(opened(json.dumps(TREES["Lexical"])))
    assert opened("{not json}") is None
    assert opened("[1]") == [1]


@pytest.mark.parametrize(
    "value", [[], {}, None, "x", [1, 2], [{"title": "A", "url": URL}], {"content": "text"}]
)
def test_what_is_no_text_in_blocks_is_none(value: Any) -> None:
    assert not is_tree(value)


def test_blocks_of_unknown_kinds_lose_no_words() -> None:
    tree = [
        {"type": "paragraph", "content": [{"type": "text", "text": "Known."}]},
        {"type": "shiny", "content": [{"type": "text", "text": "Unknown."}]},
        {"type": "box", "data": {"text": "In a box."}},
        {"type": "callout", "children": [{"type": "p", "children": [{"text": "Called out."}]}]},
    ]

    assert tree_html(tree) == "\n".join(
        f"<p>{text}</p>" for text in ("Known.", "Unknown.", "In a box.", "Called out.")
    )


def test_no_word_is_too_deep() -> None:
    deep: Any = {"type": "text", "text": "Words."}
    for _ in range(400):
        deep = {"type": "blockquote", "content": [deep]}

    assert "Words." in tree_html([deep])


ONE, TWO, THREE = (
    "The kiln was lit on Thursday and the whole street smelled of it.",
    "Niemand hatte die Nachbarn gefragt, die das ausführlich sagten.",
    "窑在星期四点燃，整条街都闻到了。",
)
OTHERWISE: Final[dict[str, list[Any]]] = {
    "words under content": [
        {"type": "paragraph", "content": ONE},
        {"type": "heading", "content": TWO},
        {"type": "text", "content": THREE},
    ],
    "words under html and value": [
        {"type": "paragraph", "html": ONE},
        {"type": "paragraph", "value": f"<b>{TWO}</b>"},
        {"type": "paragraph", "text": THREE},
    ],
    "words beside inner blocks": [
        {"type": "paragraph", "text": ONE, "children": [{"type": "paragraph", "text": TWO}]},
        {"type": "divider", "note": THREE},
    ],
    "keys of its own": [
        {"type": "paragraph", "text": ONE},
        {"type": "quote", "quotation": TWO},
        {"type": "faq", "question": {"words": THREE}},
        {"type": "paragraph", "text": "End."},
    ],
    "named by who made them": [
        {"name": "core/paragraph", "attributes": {"content": ONE}},
        {
            "name": "core/group",
            "innerBlocks": [{"name": "core/quote", "attributes": {"value": TWO}}],
        },
        {"name": "core/heading", "attributes": {"level": 3, "content": THREE}},
    ],
    "with HTML of their own": [
        {"blockName": None, "innerHTML": f"<p>{ONE}</p>", "innerContent": None},
        {"blockName": "x/y", "innerHTML": f"<p>{TWO}</p>", "innerContent": [None, None]},
        {"name": "core/paragraph", "renderedHtml": f"<p>{THREE}</p>"},
    ],
    "columns and tables": [
        {"type": "columns", "columns": [{"blocks": [{"type": "paragraph", "text": ONE}]}]},
        {"type": "paragraph", "text": "More."},
        {"type": "table", "rows": [{"cells": [TWO, THREE]}]},
        {"type": "paragraph", "text": "One more."},
    ],
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_blocks_written_otherwise_lose_no_sentence(name: str) -> None:
    assert is_tree(OTHERWISE[name])
    html = tree_html(OTHERWISE[name])

    assert [html.count(text) for text in (ONE, TWO, THREE)] == [1, 1, 1]


def test_blocks_of_wordpress_stand_where_those_around_them_leave_room() -> None:
    item = {"blockName": "core/list-item", "innerBlocks": [], "innerContent": [f"<li>{ONE}</li>"]}
    tree = [
        {"blockName": "core/heading", "innerBlocks": [], "innerContent": ["<h2>Head</h2>"]},
        {"blockName": None, "innerBlocks": [], "innerContent": ["\n\n"], "innerHTML": "\n\n"},
        {
            "blockName": "core/list",
            "innerBlocks": [{**item, "innerHTML": f"<li>{ONE}</li>"}],
            "innerHTML": "<ul></ul>",
            "innerContent": ["<ul>", None, "</ul>"],
        },
    ]
    tree[0]["innerHTML"] = "<h2>Head</h2>"

    assert is_tree(tree)
    assert tree_html(tree).split() == f"<h2>Head</h2> <ul><li>{ONE}</li></ul>".split()


def test_what_an_atomic_block_of_draft_refers_to_is_shown() -> None:
    tree = {
        "blocks": [{"type": "atomic", "text": " ", "entityRanges": [{"key": 0}]}],
        "entityMap": {"0": {"type": "PULLQUOTE", "data": {"words": ONE}}},
    }

    assert tree_html(tree) == f"<p>{ONE}</p>"


def test_a_card_of_ghost_nobody_knows_is_shown() -> None:
    tree = {
        "markups": [],
        "cards": [["callout", {"calloutText": ONE}]],
        "sections": [[10, 0], [10, -1], [1, "p", [[0, [], 0, TWO]]]],
    }

    assert tree_html(tree) == f"<p>{ONE}</p>\n<p>{TWO}</p>"


def test_what_tells_of_a_picture_or_a_page_elsewhere_is_not_shown_again() -> None:
    tree = [
        {"type": "paragraph", "text": ONE},
        {"type": "image", "url": IMAGE, "alt": TWO, "title": "Not shown", "description": TWO},
    ]

    assert f">{TWO}" not in tree_html(tree)


def test_what_a_picture_shows_is_said_for_those_who_cannot_see_it() -> None:
    tree = [
        {"type": "paragraph", "text": ONE},
        {"type": "image", "attrs": {"src": IMAGE, "alt": 'A "kiln" & smoke'}},
    ]

    assert f'<img src="{IMAGE}" alt="A &quot;kiln&quot; &amp; smoke">' in tree_html(tree)


@pytest.mark.parametrize(
    "blocks",
    [
        [{"text": ONE}, {"text": TWO}],
        [{"data": ONE}, {"paragraph": TWO}],
        {"blocks": [{"content": ONE}, {"value": TWO}]},
        {"content": [ONE, TWO]},
        [{"text": f"{ONE}\n\n{TWO}"}],
    ],
    ids=["text", "data", "content", "texts", "blank-line"],
)
def test_blocks_that_do_not_say_what_they_are_are_paragraphs(blocks: object) -> None:
    assert body_of(blocks) == (f"<p>{ONE}</p>\n<p>{TWO}</p>", True)
