"""The last of the stages: embeds made links, attributes settled, tidied and sanitized."""

from __future__ import annotations

from typing import Final

from feedclean.clean.finishing.footnotes import connect, settle_lost
from feedclean.clean.finishing.formulas import shown_twice
from feedclean.clean.finishing.reshape import move, unwrap, wrap
from feedclean.clean.finishing.sanitize import (
    forbidden,
    holds_text,
    sanitize,
    settle_attributes,
    unseen,
)
from feedclean.clean.finishing.tidy import tidy
from feedclean.clean.ledger import put_before, take_out_elements
from feedclean.clean.media.embeds import Embed, as_link, posts
from feedclean.clean.media.images import HOMELESS, real_images, take_lazy
from feedclean.clean.opening import Count, base_of
from feedclean.clean.page import Page
from feedclean.dom.edit import detach
from feedclean.dom.markup import to_html
from feedclean.dom.tree import Element, raw_text, walk
from feedclean.model.removal import RuleId, Stage
from feedclean.text import chars, printable

PICTURES_LOST: Final = "pictures-without-address"


def finish(page: Page) -> str:
    """Tidies and sanitizes what is left."""
    base = base_of(page)
    wishes = page.wishes
    move(wishes.moved, page.root)
    wrap(wishes.wrapped, page.root)
    unwrap(wishes.unwrapped)
    take_lazy(page.root, wishes.lazy)
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
    reason = "the same formula again, hidden from screen readers beside its MathML"
    copies = [(one, RuleId("tidy/formula-copy"), reason) for one in shown_twice(elements)]
    if copies:
        take_out_elements(copies, Stage.TIDY, page)
        elements = walk(page.root)
    pictures = [(one, RuleId("sanitize/img"), reason) for one, reason in unseen(elements)]
    if any(HOMELESS in one.attrs for one, _, _ in pictures):
        page.cautions.append(PICTURES_LOST)
    if pictures:
        take_out_elements(pictures, Stage.SANITIZE, page)
        elements = walk(page.root)
    return elements


def _link_embeds(elements: list[Element], page: Page, base: str | None) -> bool:
    """What may not stay leaves, or becomes a link; whether there was anything of that kind.

    The same player twice in a row is one.
    """
    shown_posts = {element: as_link(shown, element) for element, shown in posts(elements, base)}
    put_before(shown_posts, page)
    suspects = list(forbidden(elements, base))
    links: dict[Element, Element] = {}
    textless: list[Element] = []
    gone: list[tuple[Element, RuleId, str]] = []
    last = ""
    for element, verdict in suspects:
        rule = RuleId(f"sanitize/{element.tag}")
        if not isinstance(verdict, Embed):
            gone.append((element, rule, verdict.reason))
        elif verdict.address == last:
            gone.append((element, rule, "the same player again"))
        else:
            last = verdict.address
            links[element] = as_link(verdict, element)
            if not raw_text(element).strip():
                textless.append(element)
            elif not holds_text(element):
                gone.append((element, rule, f"text in <{element.tag}>, which is a link now"))
    put_before(links, page)
    take_out_elements(gone, Stage.SANITIZE, page)
    detach(*textless)
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
