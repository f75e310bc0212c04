from __future__ import annotations

import pytest

from feedclean.clean.metadata.tag_lines import categories_in
from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from feedclean.model.plan import CleanOptions, CleanPlan
from tests.parse.reading import article

TEXT = (
    "The town clock has been sold to a collector in Leeds, who says he will keep it twelve minutes "
    "fast.\n\nIt was never right in Low Street, and nobody there wants to be on time now."
)
FILES = {
    "at the end of a text": ("a/b.txt", "Council sells it\n\n{text}\n\n{tags}"),
    "below the title": ("a/b.txt", "Council sells it\n\n{tags}\n\n{text}"),
    "above the title": ("a/b.txt", "{tags}\n\nCouncil sells it\n\n{text}"),
    "in markdown": ("a/b.md", "# Council sells it\n{tags}\n\n{text}"),
    "below keys": ("a/b.md", "---\ntitle: Council sells it\n---\n{tags}\n\n{text}"),
}


@pytest.mark.parametrize(("name", "around"), FILES.values(), ids=FILES.keys())
def test_a_line_of_tags_goes_and_is_told(name: str, around: str) -> None:
    raw = article(around.format(tags="#clocks #journal/2025", text=TEXT), name)
    found = process(raw, CleanPlan(source=raw.meta.source, options=CleanOptions()))

    assert isinstance(found, CleanArticle)
    assert found.meta.title == "Council sells it"
    assert found.meta.categories == ("clocks", "journal/2025")
    assert "#clocks" not in found.html


def test_categories_that_are_told_stand() -> None:
    text = f"---\ntitle: Council sells it\ntags: [town]\n---\n#clocks #journal\n\n{TEXT}"
    raw = article(text, "a/b.md")
    found = process(raw, CleanPlan(source=raw.meta.source, options=CleanOptions()))

    assert isinstance(found, CleanArticle)
    assert found.meta.categories == ("town",)


LINES = {
    "commas": ("#clocks, #journal", ("clocks", "journal")),
    "chinese": ("#烘焙 #日记", ("烘焙", "日记")),
    "between marks": ("#烘焙# #日记#", ("烘焙", "日记")),
    "behind a word": ("Tags: #clocks #journal", ("clocks", "journal")),
    "twice": ("#clocks #clocks", ("clocks",)),
    "numbers": ("#1 #2", ()),
    "a sentence": ("We spoke of #clocks and #time.", ()),
}


@pytest.mark.parametrize(("line", "tags"), LINES.values(), ids=LINES.keys())
def test_what_is_a_tag(line: str, tags: tuple[str, ...]) -> None:
    assert categories_in([line]) == tags


def test_one_tag_over_a_text_may_be_its_title() -> None:
    assert article(f"#MeToo\n\nOne year on\n\n{TEXT}", "a/b.txt").meta.title == "#MeToo"
