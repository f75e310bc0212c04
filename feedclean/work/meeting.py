"""A page that came in, held against what its feed says and what is published of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feedclean.dom.tree import let_go, parse, raw_text
from feedclean.identity import url_key
from feedclean.identity.known import text_digest
from feedclean.model.article import CleanArticle, Digest, Scope
from feedclean.model.entry import Reading, Standing
from feedclean.text import fold
from feedclean.walls import Case, Wall, judge
from feedclean.work.desk import Desk
from feedclean.work.unlike import Guard


@dataclass(frozen=True, slots=True)
class Meeting:
    """A page, or an article without one, and what the feed has of it."""

    reading: Reading
    article: CleanArticle
    spare: CleanArticle | None

    @property
    def address(self) -> str:
        """As it was listed."""
        return address_of(self.reading)


def address_of(reading: Reading) -> str:
    """The address of what was read, as it was listed."""
    listed = reading.listed
    return (listed.url if listed is not None else None) or reading.location


def wall_before(meeting: Meeting, twins: Mapping[Digest, frozenset[str]]) -> Wall | None:
    """The wall that stands in the place of a listed page; None: the page is the article's."""
    reading = meeting.reading
    if reading.listed is None or reading.raw.scope is not Scope.PAGE:
        return None
    spare = reading.spare
    own = url_key(meeting.address)
    return judge(
        Case(
            html=reading.raw.html,
            asked=meeting.address,
            answered=reading.location,
            article=meeting.article,
            listed=reading.listed,
            feed_text="" if spare is None else _text(spare.html),
            twins=len(twins[text_digest(meeting.article)] - {own}),
        )
    )


def _text(html: str) -> str:
    root = parse(html)
    text = raw_text(root)
    let_go(root)
    return text


def twins_of(
    pairs: Iterable[tuple[Reading, CleanArticle]], standing: Iterable[Standing]
) -> Mapping[Digest, frozenset[str]]:
    """The addresses that gave a text, for each text; only one of those that share a title."""
    found: dict[Digest, dict[str, str]] = defaultdict(dict)
    for one in standing:
        urls = [name[4:] for name in one.entry.names if name.startswith("url:")]
        if urls:
            found[one.entry.text][fold(one.article.meta.title) or urls[0]] = urls[0]
    for reading, article in pairs:
        if reading.listed is not None and reading.listed.url is not None:
            key = url_key(reading.listed.url)
            found[text_digest(article)][fold(reading.listed.title) or key] = key
    return defaultdict(frozenset, {mark: frozenset(some.values()) for mark, some in found.items()})


def doubt_of(meeting: Meeting, guarding: Guard, desk: Desk) -> str:
    """Why the text of a page is not believed; empty: it is.

    A page asked for again while its feed says nothing new is held against what stands in its place.
    """
    reading = meeting.reading
    if guarding.least is None or reading.listed is None or reading.raw.scope is not Scope.PAGE:
        return ""
    known = meeting.spare
    if known is None and (stands := standing_of(reading, desk)) is not None:
        known = stands.article
    text = _text(known.html) if known is not None else reading.listed.summary or ""
    return guarding.doubt(meeting.article, text)


def standing_of(reading: Reading, desk: Desk) -> Standing | None:
    """The entry that a page is of, as far as the list of its articles tells."""
    listed = reading.listed
    assert listed is not None  # only what was listed can be a wall
    found = desk.ledger.get(listed.id)
    if found is None:
        name = f"url:{url_key(address_of(reading))}"
        found = next((one for one in desk.living if name in one.entry.names), None)
    return None if found is None or found.entry.is_gone else found
