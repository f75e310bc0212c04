"""The report as one page that needs nothing else and does nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from feedclean.dom.edit import replace
from feedclean.dom.markup import to_html
from feedclean.dom.tree import Element, find_all, let_go, parse, raw_text
from feedclean.generate.pages.body import body
from feedclean.generate.pages.paper import print_sheet
from feedclean.generate.pages.tongues import Tongue, tongue
from feedclean.generate.report.data import handle_of, metadata, sums, unplaced
from feedclean.generate.report.inert import inert, picture_told
from feedclean.generate.report.snippet import snippet
from feedclean.generate.report.values import Explained
from feedclean.generate.report.words import (
    CAUTIONS,
    STAGES,
    options_that_differ,
    rules_written,
    standing_told,
    template_told,
)
from feedclean.model.article import CleanArticle
from feedclean.model.original import Handle
from feedclean.model.removal import Doubt, Removal, Stage
from feedclean.text import collapse, excerpt, printable

_LEVEL: Final = 3
"""Of headings within the article: the page has the first, its parts the second."""
_ABOUT_LANGUAGE: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One removal or doubt as the lists show it."""

    number: int
    what: Removal | Doubt
    handle: Handle
    keep: str
    strip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """All that one stage took out."""

    stage: Stage
    title: str
    chars: int
    items: tuple[_Item, ...]


def render_report(explained: Explained) -> bytes:
    """The report as UTF-8 HTML: equal for equal explanations."""
    article, original = explained.article, explained.original
    text = raw_text_of(article)
    spoken = tongue(article.meta.language, f"{article.meta.title} {text[:_ABOUT_LANGUAGE]}")
    removals = article.removals
    return print_sheet(
        "feedclean.generate.report",
        "report",
        explained=explained,
        title=printable(article.meta.title) or "Without a title",
        tongue=spoken,
        removals=removals,
        groups=_groups(explained),
        doubts=_items(explained, explained.doubts, is_doubt=True),
        original=None if original is None else inert(original, lambda n: removals[n].stage),
        clean=_clean(article, spoken),
        sums=sums(explained),
        unplaced=unplaced(explained),
        cautions=[(code, CAUTIONS.get(code, "")) for code in article.cautions],
        standing=[] if explained.published is None else standing_told(explained.published),
        metadata=[_field(one) for one in metadata(article.meta)],
        options=options_that_differ(explained.plan.options),
        template=template_told(explained),
        rules=[
            (rules.host, *one) for rules in explained.plan.rules for one in rules_written(rules)
        ],
        stages=STAGES,
    )


def raw_text_of(article: CleanArticle) -> str:
    """The text of an article on one line."""
    root = parse(article.html)
    text = collapse(raw_text(root))
    let_go(root)
    return text


def _groups(explained: Explained) -> list[_Group]:
    items = _items(explained, explained.article.removals)
    made = []
    for stage, title in STAGES.items():
        own = tuple(
            one for one in items if isinstance(one.what, Removal) and one.what.stage is stage
        )
        if own:
            size = sum(one.what.chars for one in own)
            made.append(_Group(stage=stage, title=title, chars=size, items=own))
    return made


def _items(
    explained: Explained, some: Sequence[Removal | Doubt], *, is_doubt: bool = False
) -> list[_Item]:
    return [_item(n, one, explained, is_doubt=is_doubt) for n, one in enumerate(some)]


def _item(number: int, what: Removal | Doubt, explained: Explained, *, is_doubt: bool) -> _Item:
    handle = handle_of(number, explained, doubt=is_doubt)
    return _Item(
        number=number + 1,
        what=what,
        handle=handle,
        keep=snippet("keep", [handle.keep], explained) if handle.keep else "",
        strip=snippet("strip", [handle.strip], explained) if handle.strip else "",
    )


def _field(known: dict[str, Any]) -> tuple[str, str, str]:
    return known["field"], printable(_shown(known["value"])), known["from"] or ""


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(_shown(one) for one in value.values() if one is not None)
    if isinstance(value, (list, tuple)):
        return " · ".join(map(_shown, value))
    return excerpt(str(value), 600)


def _clean(article: CleanArticle, spoken: Tongue) -> Markup:
    """The clean article as a part of a page, with words in the place of its pictures."""
    root = parse(printable(article.html))
    for image in find_all(root, "img"):
        told = picture_told("picture", image.get("alt"), image.get("src"))
        replace(image, Element("span", {"class": "pic"}, None, [told]))
    html = to_html(root)
    let_go(root)
    return Markup(body(html, level=_LEVEL, lang=spoken.lang))  # noqa: S704 - sanitized
