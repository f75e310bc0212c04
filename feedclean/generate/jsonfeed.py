"""Feed → JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

from feedclean.generate.assemble import UNDATED
from feedclean.generate.files import address_of, file_of
from feedclean.generate.media import UNKNOWN
from feedclean.generate.presentable import presentable
from feedclean.model.article import ArticleMeta, Author, CleanArticle, Enclosure
from feedclean.model.output import Feed, Rendered

VERSION: Final = "https://jsonfeed.org/version/1.1"

Json = str | int | None | list["Json"] | dict[str, "Json"]
Object = dict[str, Json]


def render_json(feed: Feed) -> Rendered:
    """The feed as a JSON document; equal feeds give equal bytes.

    Raises: GenerateError, for a feed no valid document can be made of (two entries with one id).
    """
    feed = presentable(feed)
    body = json.dumps(_feed(feed), ensure_ascii=False, indent=1) + "\n"
    return file_of(feed, "json", body.encode("utf-8"))


def _feed(feed: Feed) -> Object:
    head, hub = feed.head, feed.site.hub
    # No authors here: they would be those of every item that names none, and we do not know.
    about = _known(
        version=VERSION,
        title=head.title,
        home_page_url=head.site_url,
        feed_url=address_of(feed, "json"),
        description=head.subtitle,
        icon=head.logo,
        favicon=head.icon,
        language=head.language,
        hubs=[{"type": "WebSub", "url": hub}] if hub else None,
        _feedclean=_known(rights=head.rights, license=head.license, upstream_url=head.upstream_url),
    )
    return {**about, "items": [_item(article, feed) for article in feed.entries]}


def _item(article: CleanArticle, feed: Feed) -> Object:
    meta = article.meta
    updated = meta.updated if meta.updated != UNDATED else None
    known = _known(
        id=meta.id,
        url=meta.url,
        title=meta.title,
        summary=meta.summary,
        image=meta.image,
        date_published=_date(meta.published),
        date_modified=_date(updated),
        authors=[_author(author) for author in meta.authors],
        tags=list(meta.categories),
        language=meta.language,
        attachments=[_attachment(one) for one in meta.enclosures],
        _feedclean=_beyond(meta, feed, article),
    )
    return {**known, "content_html": article.html}  # even an empty one: the format wants a content


def _beyond(meta: ArticleMeta, feed: Feed, article: CleanArticle) -> Json:
    """What the format has no place for; names with an underscore are everybody's own."""
    origin = feed.origin(article)
    source = None
    if origin is not None:
        url = f"{origin.self_url}.json"
        source = _known(title=origin.title, home_page_url=origin.site_url, feed_url=url)
    return _known(source=source, publisher=meta.publisher, rights=meta.rights)


def _author(author: Author) -> Json:
    mail = f"mailto:{author.email}" if author.email else None
    return _known(name=author.name, url=author.uri or mail)


def _attachment(enclosure: Enclosure) -> Json:
    return _known(
        url=enclosure.url,
        mime_type=enclosure.media_type or UNKNOWN,
        size_in_bytes=enclosure.length,
    )


def _date(date: datetime | None) -> str | None:
    """As RFC 3339 has it."""
    return date.isoformat().replace("+00:00", "Z") if date else None


def _known(**fields: Json) -> Object:
    """Without what is not known."""
    return {name: value for name, value in fields.items() if value not in (None, [], {})}
