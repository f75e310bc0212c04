"""What a person's words find in an entry, and whether it is to be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from feedclean.clean.metadata.long_lists import NAMES_CUT
from feedclean.clean.site_rules import rules_for_url
from feedclean.dom.tree import let_go, parse, raw_text
from feedclean.model.article import ArticleMeta, CleanArticle, Dropped
from feedclean.model.plan import Filter, SiteRules
from feedclean.patterns import MOST_TEXT, compiled
from feedclean.text import collapse


def met_by(filters: Iterable[Filter], meta: ArticleMeta, text: str) -> Iterator[Filter]:
    """The filters that find something in an entry with this metadata and this text."""
    return (one for one in filters if any(_finds(one, said) for said in _said(one, meta, text)))


def left_out(article: CleanArticle, rules: Sequence[SiteRules]) -> Dropped | None:
    """An entry that is not to be published, with the rule that says so; None if it is.

    Of the rules those count that hold for its address. What a person blocks stays out whatever
    else is allowed.
    """
    found = rules_for_url(article.meta.url, rules)
    return None if found is None else _left_out_by(found, article)


def _left_out_by(rules: SiteRules, article: CleanArticle) -> Dropped | None:
    filters = (*rules.block, *rules.allow)
    if not filters:
        return None
    text = _text(article) if any(one.part == "text" for one in filters) else ""
    blocked = next(_met_in(rules.block, article, text), None)
    if blocked is not None:
        return Dropped(meta=article.meta, rule=blocked.rule, reason=_reason("block", blocked))
    if not rules.allow or next(_met_in(rules.allow, article, text), None) is not None:
        return None
    first = rules.allow[0]
    reason = f"no allow rule finds anything, such as {_reason('allow', first)}"
    return Dropped(meta=article.meta, rule=first.rule, reason=reason)


def _met_in(filters: Iterable[Filter], article: CleanArticle, text: str) -> Iterator[Filter]:
    """The filters that find something in an entry as it is, or among the names it had too many of.

    Those were there when it was cleaned, which has written down what found something.
    """
    had = article.rules if NAMES_CUT in article.cautions else ()
    return (one for one in filters if one.rule in had or any(met_by((one,), article.meta, text)))


def _said(one: Filter, meta: ArticleMeta, text: str) -> Iterable[str]:
    if one.part == "title":
        return (meta.title,)
    if one.part == "author":
        return (author.name for author in meta.authors)
    if one.part == "category":
        return meta.categories
    return (meta.url or "",) if one.part == "url" else (text,)


def _finds(one: Filter, said: str) -> bool:
    """Whether words stand in a text, in whatever case; a category is meant as a whole."""
    if one.is_pattern:
        return compiled(one.find).search(said[:MOST_TEXT]) is not None
    find, said = collapse(one.find).casefold(), collapse(said).casefold()
    return find == said if one.part == "category" else find in said


def _text(article: CleanArticle) -> str:
    root = parse(article.html)
    text = raw_text(root)
    let_go(root)
    return text


def _reason(key: str, one: Filter) -> str:
    where = f" ({one.where})" if one.where else ""
    pattern = "regex:" if one.is_pattern else ""
    return f"{key} rule {one.part}: {pattern}{one.find}{where}"
