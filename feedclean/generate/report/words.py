"""What a report calls things, and what its codes mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from feedclean.generate.report.values import Explained, Published
from feedclean.model.plan import CleanOptions, Selector, SiteRules
from feedclean.model.removal import Stage
from feedclean.text import number_of

CONFIDENCE: Final = "confidence"
DOUBT: Final = "doubt"
"""What the score of a removal and of a kept block is: how sure either is of its side."""
STAGES: Final[Mapping[Stage, str]] = {
    Stage.SITE_RULE: "your own rules",
    Stage.TEMPLATE: "learned template",
    Stage.MAIN_CONTENT: "outside the main content",
    Stage.BLOCK: "by wording, form and place",
    Stage.TIDY: "tidying",
    Stage.SANITIZE: "not allowed in a feed",
}
"""In running order."""

CAUTIONS: Final[Mapping[str, str]] = {
    "cut-short": "Its page breaks off in the middle of what it says; the rest never came.",
    "feed-text-stands": "The page says less than the feed, so the text of the feed stands.",
    "main-content-uncertain": "Where the article is on its page is a close guess.",
    "markup-cut": "Tags nested too deep, or with too many attributes, were left out; no text was.",
    "names-cut": "It has endless authors, categories or enclosures; only the first are told.",
    "native-ad": "A rule says that somebody paid for this article.",
    "over-removal-reverted": "Guesses took too much of the text, so only what is certain went.",
    "pass-broke": "A bug of ours: what one kind of guess would have found is still there.",
    "paywall-stub": "The page shows only the beginning of its article.",
    "pictures-without-address": "Pictures left: nobody told the address theirs are relative to.",
    "replace-page-too-large": "It is too large to be searched for what a rule replaces.",
    "rule-body-matched-nothing": "What a rule takes for the main content was not there.",
    "rule-too-slow": "A rule might take too long on so large a page, and was not tried.",
    "rules-left-nothing": "All that was there, or all of its text, went by your own rules.",
    "text-garbled": "Its characters were written in a wrong encoding, and cannot all be mended.",
    "text-hidden": "Sentences stand within a tag that shows none, such as a script: they are lost.",
    "text-mended": "Its characters had been written in a wrong encoding, and were mended.",
}
"""What is unsure about an article, by code."""

_RULES: Final = ("body", "keep", "strip", "unwrap", "title", "author", "date", "replace")


def options_that_differ(options: CleanOptions) -> dict[str, object]:
    """The options that are not as they are by default."""
    usual = CleanOptions()
    return {
        name: getattr(options, name)
        for name in sorted(CleanOptions.__dataclass_fields__)
        if getattr(options, name) != getattr(usual, name)
    }


def rules_written(rules: SiteRules) -> list[tuple[str, str, str]]:
    """Key, expression and place of each rule."""
    return [
        (key, one.expression if isinstance(one, Selector) else f"{one.find} → {one.by}", one.where)
        for key in _RULES
        for one in getattr(rules, key)
    ]


def template_told(explained: Explained) -> str:
    """How much of a template there is."""
    template = explained.plan.template
    if template is None:
        return "none" if explained.source is not None else "none, it is read by itself"
    blocks, articles = len(template.blocks), number_of(template.articles, "article")
    if not blocks:
        return f"none, nothing is common to the {articles} of its source"
    return f"{number_of(blocks, 'block')} learned from {articles}"


def standing_told(published: Published) -> list[str]:
    """How what is explained relates to what is published, in sentences."""
    said = []
    if published.is_gone:
        said.append("It is in the feed no more.")
    if not published.is_same_raw:
        said.append("It has changed at its source since it was published.")
    if not published.is_by_plan:
        said.append("What is published was cleaned by another plan; this is the plan of now.")
    elif not published.is_by_edition:
        said.append("What is published was cleaned by another edition of the program.")
    is_same = published.is_same_text
    said.append(
        "Cleaned now, it is as published."
        if is_same
        else "Cleaned now, it is not what is published."
    )
    return said
