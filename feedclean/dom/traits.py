"""What tags and names say about the text inside them, as bits that add up from root to block."""

from __future__ import annotations

import re
from typing import Final

from feedclean.caches import remembering
from feedclean.dom.kinds import UNSEEN
from feedclean.dom.tree import Element

LINK: Final = 1 << 0
HEADING: Final = 1 << 1
ITEM: Final = 1 << 2
"""In a list item."""
CELL: Final = 1 << 3
QUOTE: Final = 1 << 4
CODE: Final = 1 << 5
FIGURE: Final = 1 << 6
CAPTION: Final = 1 << 7
PARAGRAPH: Final = 1 << 8
ARTICLE: Final = 1 << 9
MAIN: Final = 1 << 10
NAV: Final = 1 << 11
ASIDE: Final = 1 << 12
HEADER: Final = 1 << 13
FOOTER: Final = 1 << 14
FORM: Final = 1 << 15
CONTROL: Final = 1 << 16
"""In a button, select, label, option or text field."""
HIDDEN: Final = 1 << 17
LINE: Final = 1 << 18
"""A line between two ``<br>``."""
NOSCRIPT: Final = 1 << 19
BODY_NAME: Final = 1 << 20
"""Inside something named article body, post content, story text …"""
SHARE_NAME: Final = 1 << 21
RELATED_NAME: Final = 1 << 22
PROMO_NAME: Final = 1 << 23
AD_NAME: Final = 1 << 24
COMMENT_NAME: Final = 1 << 25
SIDE_NAME: Final = 1 << 26
NAV_NAME: Final = 1 << 27
META_NAME: Final = 1 << 28
"""Byline, date line, tags."""
LEGAL_NAME: Final = 1 << 29
"""Copyright, cookies, consent."""
CAPTION_NAME: Final = 1 << 30
BODY_PROP: Final = 1 << 31
"""``itemprop="articleBody"`` or the like."""
PLAYER: Final = 1 << 32
"""Fallback text of video, audio, iframe, object."""

NO_TEXT: Final = (
    NAV | ASIDE | FORM | CONTROL | COMMENT_NAME | RELATED_NAME | SHARE_NAME | AD_NAME | PROMO_NAME
    | LEGAL_NAME | META_NAME | HIDDEN
)  # fmt: skip
"""What the text of an article hardly ever stands in, by elements and their names."""
STRUCTURED: Final = CELL | CODE | QUOTE | CAPTION
"""What a line stands in that is part of something, and no line by itself."""

CUSTOM_PLAYERS: Final = frozenset(
    "amp-audio amp-brightcove amp-dailymotion amp-iframe amp-instagram amp-jwplayer amp-soundcloud "
    "amp-twitter amp-video amp-vimeo amp-youtube lite-vimeo lite-youtube youtube-video".split()
)
"""Elements that are none of HTML, for which scripts put in a player."""
MEDIA: Final = CUSTOM_PLAYERS | frozenset(
    "img picture video audio iframe embed object svg math canvas".split()
)
"""Elements that show something without any text in them."""

_TAGS: Final = {
    "a": LINK,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    **dict.fromkeys(("li", "dt", "dd"), ITEM),
    **dict.fromkeys(("td", "th"), CELL),
    **dict.fromkeys(("blockquote", "q"), QUOTE),
    **dict.fromkeys(("pre", "code", "samp", "kbd"), CODE),
    "figure": FIGURE,
    **dict.fromkeys(("figcaption", "caption"), CAPTION),
    "p": PARAGRAPH,
    "article": ARTICLE,
    "main": MAIN,
    **dict.fromkeys(("nav", "menu"), NAV),
    "aside": ASIDE,
    "header": HEADER,
    "footer": FOOTER,
    "form": FORM,
    **dict.fromkeys(("button", "select", "option", "label", "textarea", "fieldset"), CONTROL),
    "dialog": HIDDEN,
    "noscript": NOSCRIPT,
    **dict.fromkeys(("video", "audio", "iframe", "object", "canvas", *CUSTOM_PLAYERS), PLAYER),
}

_ROLES: Final = {
    "navigation": NAV,
    "menu": NAV,
    "menubar": NAV,
    "complementary": ASIDE,
    "banner": HEADER,
    "contentinfo": FOOTER,
    "search": FORM,
    "dialog": HIDDEN,
    "alertdialog": HIDDEN,
    "main": MAIN,
    "article": ARTICLE,
    "heading": HEADING,
    "button": CONTROL,
}

# Words in class and id, as whole words after splitting at "-", "_", digits and camelCase humps.
_NAMES: Final[tuple[tuple[int, frozenset[str]], ...]] = (
    (
        SHARE_NAME,
        frozenset(
            "share shares sharing sharebar sharebox sharethis addthis addtoany social "
            "socials socialmedia sociallinks bdsharebuttonbox jiathis sharedaddy".split()
        ),
    ),
    (
        RELATED_NAME,
        frozenset(
            "related relateds recommend recommended recommendation recommendations "
            "recommends suggested suggestions similar morelikethis readmore readnext "
            "outbrain taboola trc mgid yarpp jp-relatedposts relatedposts popular trending "
            "mostread mostpopular hotnews ranking toplist upnext teaser teasers "
            "moreon seealso alsolike".split()
        ),
    ),
    (
        PROMO_NAME,
        frozenset(
            "promo promos promotion promobox selfpromo newsletter newsletters subscribe "
            "subscription subscriptions signup optin mailchimp cta donate donation donations "
            "membership paywall appdownload download qrcode qrcodes follow followus "
            "wechat weixin advertorial supporter supporters supportus spende spenden spendenbox "
            "donar donazione donazioni fundraiser fundraising crowdfunding".split()
        ),
    ),
    (
        AD_NAME,
        frozenset(
            "ad ads adv advert adverts advertise advertisement advertisements advertising "
            "adbox adslot adunit adwrap adwrapper adcontainer adsense adsbygoogle "
            "sponsor sponsors sponsored dfp gpt googlead werbung anzeige "
            "publicidad publicite reklama".split()
        ),
    ),
    (
        COMMENT_NAME,
        frozenset(
            "comment comments commentlist commentbox commentform disqus respond reply "
            "replies discussion fbcomments livefyre commenting kommentare comentarios "
            "pinglun trackback trackbacks pingback".split()
        ),
    ),
    (
        SIDE_NAME,
        frozenset(
            "sidebar side aside rail rightrail leftrail sidecol widget widgets "
            "secondary complementary rightcol".split()
        ),
    ),
    (
        NAV_NAME,
        frozenset(
            "nav navbar navigation menu menus submenu breadcrumb breadcrumbs crumb crumbs "
            "pagination pager paging topbar masthead header footer bottom toolbar "
            "skip skiplink tabs sitemap prevnext postnav toc".split()
        ),
    ),
    (
        META_NAME,
        frozenset(
            "byline bylines author authors meta metadata date dates time timestamp "
            "datetime published pubdate dateline tag tags tagcloud taglist keywords "
            "category categories postmeta entrymeta articleinfo postinfo infobar "
            "contributor contributors".split()
        ),
    ),
    (
        LEGAL_NAME,
        frozenset(
            "copyright copyrights disclaimer legal cookie cookies consent gdpr cmp "
            "onetrust privacy terms impressum license".split()
        ),
    ),
    (
        CAPTION_NAME,
        frozenset(
            "caption captions credit credits figcaption imagecaption photocredit "
            "legend wp-caption".split()
        ),
    ),
)

_BITS: Final = {
    word: sum(bit for bit, others in _NAMES if word in others)
    for _, words in _NAMES
    for word in words
}

_BODY_NAMES: Final = re.compile(
    r"(?:article|story|post|entry|news|content|main|page|detail|text|blog|single|rich)"
    r"[-_]{0,2}(?:inner[-_]?)?(?:body|content|text|main|detail|copy|container|story|entry)"
    r"|\b(?:article|story|entry|hentry|post|content|prose|richtext|rich_media_content)\b"
)
_PART_OF_BODY_NAMES: Final = re.compile(
    "body|cont|text|main|detail|copy|story|entry|article|post|prose"
)
"""What each of them has in it, and one name in six: a sixth of the time of looking for them."""
_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SMALL_WORDS: Final = re.compile("[a-z]+")
_TOPICS: Final = ("tag-", "category-", "cat-")
LONGEST_NAMES: Final = 1_000
"""Characters of a class or id of which the answer is remembered."""


def of(element: Element) -> int:
    """Traits an element lends to everything inside it."""
    bits = _TAGS.get(element.tag, 0)
    attrs = element.attrs
    if not attrs:
        return 0 if bits == LINK else bits  # an anchor leads nowhere
    if bits == LINK and "href" not in attrs:
        bits = 0
    name = attrs.get("class")
    if name:
        bits |= named(name)
    name = attrs.get("id")
    if name:
        bits |= named(name)
    # most elements have nothing else: 0.2 ms a page
    if len(attrs) > ("class" in attrs) + ("id" in attrs):
        bits |= _of_others(attrs)
    return bits


def _of_others(attrs: dict[str, str | None]) -> int:
    """Traits that other attributes than class and id tell of."""
    bits = 0
    if "role" in attrs:
        bits |= _ROLES.get((attrs["role"] or "").lower(), 0)
    if "hidden" in attrs or attrs.get("aria-hidden") == "true":
        bits |= HIDDEN
    style = attrs.get("style")
    if style and UNSEEN.search(style):
        bits |= HIDDEN
    prop = attrs.get("itemprop")
    if prop and prop.lower() in ("articlebody", "reviewbody"):
        bits |= BODY_PROP
    for attribute, value in attrs.items():
        if not value and attribute.startswith("data-"):
            bits |= named(attribute[5:])  # a bare data attribute is a name: data-selfpromo-app
    return bits


@remembering(8_192, LONGEST_NAMES)
def named(name: str) -> int:
    """Traits that the words of a class or id attribute stand for."""
    bits = 0
    for token in name.split():
        bits |= _told(token)
    return bits


@remembering(32_768, LONGEST_NAMES)
def _told(token: str) -> int:
    """The same of one name in it, of which most occur on other pages too."""
    lowered = token.lower()
    if lowered.startswith(_TOPICS):
        return 0  # of the article, not of this element
    bits = _BITS.get(lowered, 0)  # as it is: morelikethis
    for word in words_of(token):
        bits |= _BITS.get(word, 0)
    if _PART_OF_BODY_NAMES.search(lowered) and _BODY_NAMES.search(lowered):
        bits |= BODY_NAME
    return bits


def words_in_names(element: Element, *attributes: str) -> frozenset[str]:
    """The words in the names of an element: in its class and id, or in the attributes given."""
    told = (element.get(name) for name in attributes or ("class", "id"))
    return frozenset(word for names in told for token in names.split() for word in words_of(token))


@remembering(32_768, LONGEST_NAMES)
def words_of(token: str) -> tuple[str, ...]:
    """The words in a class or id, in small letters: ``postBody`` is ``post`` and ``body``."""
    if token == token.lower():  # as six of seven are: half the time
        return tuple(_SMALL_WORDS.findall(token))
    return tuple(word.lower() for word in _WORDS.findall(token))
