"""The last of the stages: embeds made links, attributes settled, tidied and sanitized."""

from __future__ import annotations

from feedclean.clean.embeds import Embed, as_link, posts
from feedclean.clean.footnotes import connect, settle_lost
from feedclean.clean.formulas import shown_twice
from feedclean.clean.images import real_images, take_lazy
from feedclean.clean.ledger import put_before, take_out_element
from feedclean.clean.opening import Count, base_of
from feedclean.clean.page import Page
from feedclean.clean.sanitize import forbidden, holds_text, sanitize, settle_attributes, unseen
from feedclean.clean.tidy import move, tidy, unwrap, wrap
from feedclean.dom.edit import detach
from feedclean.dom.markup import to_html
from feedclean.dom.tree import Element, raw_text, walk
from feedclean.model.removal import RuleId, Stage
from feedclean.text import chars, printable


def finish(page: Page) -> str:
    """Tidies and sanitizes what is left."""
    base = base_of(page)
    move(page.moved, page.root)
    wrap(page.wrapped, page.root)
    unwrap(page.unwrapped)
    take_lazy(page.root, page.lazy)
    real_images(page.root, base)
    within = settle_attributes(_seen(page, base), base, page.meta.url)
    connect(within, page.meta.id)
    tidy(page.root)
    settle_lost(page.root, within)
    return sanitize(printable(to_html(page.root))).strip()


def _seen(page: Page, base: str | None) -> list[Element]:
    """The elements that stay: what may not, what is there twice and what shows nothing is out."""
    elements = walk(page.root)
    if _link_embeds(elements, page, base):
        elements = walk(page.root)
    copies = list(shown_twice(elements))
    for element in copies:
        reason = "the same formula again, hidden from screen readers beside its MathML"
        take_out_element(element, RuleId("tidy/formula-copy"), Stage.TIDY, reason, page)
    if copies:
        elements = walk(page.root)
    pictures = list(unseen(elements))
    for element, reason in pictures:
        take_out_element(element, RuleId("sanitize/img"), Stage.SANITIZE, reason, page)
    return walk(page.root) if pictures else elements


def _link_embeds(elements: list[Element], page: Page, base: str | None) -> bool:
    """What may not stay leaves, or becomes a link; whether there was anything of that kind.

    The same player twice in a row is one.
    """
    shown_posts = list(posts(elements, base))
    for element, shown in shown_posts:
        put_before(element, as_link(shown, element), page)
    last = ""
    suspects = list(forbidden(elements, base))
    for element, verdict in suspects:
        rule = RuleId(f"sanitize/{element.tag}")
        if not isinstance(verdict, Embed):
            take_out_element(element, rule, Stage.SANITIZE, verdict.reason, page)
        elif verdict.address == last:
            take_out_element(element, rule, Stage.SANITIZE, "the same player again", page)
        else:
            last = verdict.address
            put_before(element, as_link(verdict, element), page)
            if not raw_text(element).strip():
                detach(element)
            elif not holds_text(element):
                reason = f"text in <{element.tag}>, which is a link now"
                take_out_element(element, rule, Stage.SANITIZE, reason, page)
    return bool(shown_posts or suspects)


def count(root: Element) -> Count:
    """What is left of an article."""
    links = images = 0
    texts = [child for child in root.children if isinstance(child, str)]
    for element in walk(root):
        if element.tag == "img":
            images += 1
        elif element.tag == "a" and "href" in element.attrs:
            links += 1
        texts += [child for child in element.children if isinstance(child, str)]
    return Count(chars=chars("".join(texts)), links=links, images=images)
