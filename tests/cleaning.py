"""Articles for tests of the cleaner: made from a piece of HTML, cleaned, and looked at."""

from __future__ import annotations

from feedclean.clean.page import Page
from feedclean.clean.process import process
from feedclean.dom.blocks import Block
from feedclean.dom.cut import read
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    CleanArticle,
    Origin,
    RawArticle,
    Scope,
    SourceId,
)
from feedclean.model.plan import CleanOptions, CleanPlan, SiteTemplate
from feedclean.text import collapse

SOURCE = SourceId("s")
PLAN = CleanPlan(source=SOURCE, options=CleanOptions())

EN = (
    "<p>The council met on Tuesday evening, and after four hours of debate it agreed on one thing: "
    "the bridge stays closed until the autumn, whatever the ferry company may say about it.</p>"
    "<p>“It is safer than it looks,” the engineer told the hall, “and it looks terrible.”</p>"
    "<p>Nobody in the room laughed, and the minutes do not record that anybody disagreed.</p>"
)
"""Three paragraphs of running text in English."""
ZH = (
    "<p>市议会周二晚间开会，经过四个小时的辩论，只决定了一件事：大桥封闭到秋天，不管轮渡公司怎么说。</p>"
    "<p>“它比看上去安全，”工程师对会场里的人说，“只是看上去很糟糕，这一点我承认。”</p>"
    "<p>会场里没有人笑，会议记录里也没有写下有谁反对，散会的时候已经快到半夜十二点了。</p>"
)
"""Three paragraphs of running text in Chinese."""
TEXTS = {"en": EN, "zh": ZH}


def raw_article(
    html: str, scope: Scope = Scope.FRAGMENT, title: str = "A bridge stays closed", **more: object
) -> RawArticle:
    """One article with a title and an address, as a dialect would give it."""
    told = {"url": "https://example.org/news/a", **more}
    meta = ArticleMeta(
        id=ArticleId("tag:example.org,2026:a"),
        source=SOURCE,
        title=title,
        **told,  # type: ignore[arg-type]
    )
    origin = Origin(dialect="html-fragment", location="a.html")
    return RawArticle(meta=meta, html=html, scope=scope, origin=origin)


def clean(
    html: str, scope: Scope = Scope.FRAGMENT, template: SiteTemplate | None = None, **more: object
) -> CleanArticle:
    """What becomes of a piece of HTML; text is conserved, whatever becomes of it."""
    plan = CleanPlan(source=SOURCE, options=PLAN.options, template=template)
    article = process(raw_article(html, scope, **more), plan)  # type: ignore[arg-type]
    assert isinstance(article, CleanArticle), article
    taken = sum(removal.chars for removal in article.removals)
    assert article.stats.chars_in + article.stats.chars_written == article.stats.chars_out + taken
    return article


def taken(article: CleanArticle) -> list[tuple[str, str]]:
    """Rule and excerpt of each receipt."""
    return [(str(removal.rule), removal.excerpt) for removal in article.removals]


def rules(article: CleanArticle) -> set[str]:
    """The rules that acted."""
    return {str(removal.rule) for removal in article.removals}


def lines(html: str) -> list[str]:
    """The text of each block."""
    return [block.text for block in read(html)[1] if block.chars]


def page(html: str, title: str = "A bridge stays closed") -> Page:
    """A page as passes see it, before anything is taken out."""
    root, blocks = read(html)
    return Page(root=root, blocks=blocks, meta=raw_article(html, title=title).meta, plan=PLAN)


def block_with(page: Page, words: str) -> Block:
    """The one block that holds these words."""
    [found] = [block for block in page.blocks if words in collapse(block.text)]
    return found
