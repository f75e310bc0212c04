"""What of the articles just cleaned may be published: page or text of the feed, article or wall.

A wall counts as a page that could not be had: it is told as a failure, the text of the feed or the
earlier entry stands, and the page is asked for again after longer and longer rests.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from feedclean.clean.digests import raw_digest
from feedclean.clean.process import Sketched, sketching
from feedclean.codec import digest
from feedclean.errors import WallMet
from feedclean.execute.base import Lost
from feedclean.gather.due import PAGE_ATTEMPTS
from feedclean.health.odd import DOUBTED
from feedclean.identity import Arrival
from feedclean.model.article import (
    LEFT_OUT,
    ArticleMeta,
    CleanArticle,
    Digest,
    Failure,
    RawArticle,
    Scope,
)
from feedclean.model.entry import Reading
from feedclean.model.health import Layout
from feedclean.model.plan import CleanPlan
from feedclean.model.source import SourceKind
from feedclean.walls import Kind, Wall, choose, told_in
from feedclean.work.captures import lost
from feedclean.work.desk import Desk
from feedclean.work.later import ask_anew, ask_later
from feedclean.work.meeting import (
    Meeting,
    address_of,
    doubt_of,
    standing_of,
    twins_of,
    wall_before,
)
from feedclean.work.progress import counted
from feedclean.work.unlike import guard

STUB: Final = "paywall-stub"
"""Caution: the page shows only the beginning, and what stands is that or the text of the feed."""
FEED_TEXT: Final = "feed-text-stands"
"""Caution: the page was had, and says less than the feed."""
_GAPS: Final = ("authors", "categories", "image", "language", "publisher", "rights", "summary")
"""What the text of a feed takes from its page, where the page is the article's."""

_NO_ARTICLES: Final = frozenset({Kind.SAME_TEXT, Kind.EMPTY, Kind.FRONT_PAGE})
"""What a sitemap lists besides articles: its whole site, with pages about the site itself."""

_LOST: Final = "it says less than its feed by now, and what was published says more"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What cleaning made of the articles that came in."""

    arrivals: tuple[Arrival, ...]
    outcomes: int
    """Articles cleaned, or failed to be; without walls, which are none."""
    failed: frozenset[Digest]
    """Readings to be tried again in the next build."""


def clean(desk: Desk, todo: Sequence[Reading], plan: CleanPlan) -> Cleaned:
    """Cleans articles, and of each page the text its feed has too; decides which of them stands."""
    raws = [reading.raw for reading in todo]
    raws += [reading.spare for reading in todo if reading.spare is not None]
    sketched = _sketched(desk, raws, plan)
    outcomes = [one.outcome for one in sketched]
    desk.failures += [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    articles = {one.fingerprint.raw: one for one in outcomes if isinstance(one, CleanArticle)}
    pairs, broken = [], []
    for reading in todo:
        mark = reading.digest if reading.spare is None else raw_digest(reading.raw)
        if mark in articles:
            pairs.append((reading, articles[mark]))
        elif reading.listed is not None:
            broken.append(reading)
        else:
            ask_anew(desk)
    meetings = [
        Meeting(
            reading,
            article,
            None if reading.spare is None else articles.get(raw_digest(reading.spare)),
        )
        for reading, article in pairs
    ]
    found = _judged(desk, meetings, _layouts(sketched))
    arrivals = [arrival for arrival in found if arrival is not None]
    for reading in broken:
        ask_later(desk, address_of(reading), reading.body, reading.listed)
        spare = None if reading.spare is None else articles.get(raw_digest(reading.spare))
        if spare is not None and standing_of(reading, desk) is None:
            arrivals.append(_text_of_feed(reading, spare, desk))
    cleaned = {reading.digest for reading, _ in pairs}
    return Cleaned(
        arrivals=tuple(arrivals),
        outcomes=len(todo) - found.count(None),
        failed=frozenset(reading.digest for reading in todo) - cleaned,
    )


def _sketched(desk: Desk, raws: Sequence[RawArticle], plan: CleanPlan) -> list[Sketched]:
    """What became of each article, in their order; one whose worker was lost has failed."""
    source, crew = desk.intake.source, desk.place.crew
    found = crew.each(sketching(plan), raws, _weight)
    return [
        Sketched(outcome=lost(source, raw.origin.location, "clean", one))
        if isinstance(one, Lost)
        else one
        for raw, one in counted(found, source.id, len(raws), desk.place.tools.heed)
    ]


def _weight(raw: RawArticle) -> int:
    return len(raw.html)


def _layouts(sketched: Iterable[Sketched]) -> Mapping[Digest, Layout]:
    """How pages are built, by the digests of their raw articles."""
    return {
        one.outcome.fingerprint.raw: one.layout
        for one in sketched
        if one.layout is not None and isinstance(one.outcome, CleanArticle)
    }


def _judged(
    desk: Desk, meetings: Sequence[Meeting], layouts: Mapping[Digest, Layout]
) -> list[Arrival | None]:
    """What comes in of each article; None where nothing does. First all of them are measured."""
    twins = twins_of([(one.reading, one.article) for one in meetings], desk.living)
    walls = [wall_before(meeting, twins) for meeting in meetings]
    for meeting, wall in zip(meetings, walls, strict=True):
        if wall is None or wall.is_stub:
            _measure(meeting, layouts.get(meeting.article.fingerprint.raw), desk)
    guarding = guard(desk, [meeting.reading for meeting in meetings])
    found: list[Arrival | None] = []
    for meeting, wall in zip(meetings, walls, strict=True):
        if wall is not None and not wall.is_stub:
            found.append(_behind(meeting, wall, desk))
        elif doubt := doubt_of(meeting, guarding, desk):
            found.append(_unbelieved(meeting, doubt, desk))
        elif _is_lost(meeting, wall, desk):
            found.append(_unbelieved(meeting, _LOST, desk))
        else:
            found.append(_better(meeting, wall, desk))
    return found


def _is_lost(meeting: Meeting, wall: Wall | None, desk: Desk) -> bool:
    """Whether a page asked for once more says less than its feed, and what stands says more."""
    spare = meeting.spare
    if wall is not None or spare is None or not _is_just_fetched(meeting, desk):
        return False
    stands = standing_of(meeting.reading, desk)
    return (
        stands is not None
        and not choose(meeting.article, spare, is_stub=False).is_page
        and _has_more(stands.article, spare)
    )


def _measure(meeting: Meeting, layout: Layout | None, desk: Desk) -> None:
    """Notes what a page, or an article without one, is like."""
    reading = meeting.reading
    desk.articles[reading.digest] = meeting.article
    if reading.listed is None:
        return
    is_new = standing_of(reading, desk) is None
    if layout is not None:
        desk.layouts[reading.digest] = layout
        if is_new:
            desk.fresh.add(reading.digest)
    if not is_new and reading.raw.scope is Scope.PAGE and _is_just_fetched(meeting, desk):
        desk.came.add(reading.digest)


def _is_just_fetched(meeting: Meeting, desk: Desk) -> bool:
    """Whether a page was sent in this build, and not read from our copy."""
    record, now = desk.book.get(meeting.address), desk.place.tools.now
    if record is None or record.last_fetched is None:
        return False
    return record.last_fetched >= now and record.digest == meeting.reading.body


def _better(meeting: Meeting, wall: Wall | None, desk: Desk) -> Arrival:
    """The article of a page, or the text of its feed where that says more."""
    reading, article, spare = meeting.reading, meeting.article, meeting.spare
    if wall is not None:
        desk.stubs.append((meeting.address, wall.reason))
        ask_later(desk, meeting.address, reading.body, reading.listed, is_stub=True)
    choice = choose(article, spare, is_stub=wall is not None)
    profile = desk.profile(reading)
    if not choice.is_page and spare is not None and reading.spare is not None:
        _log.info("%s: the text of the feed stands: %s", meeting.address, choice.reason)
        raw = replace(reading.raw, html=reading.spare.html, scope=reading.spare.scope)
        profile = desk.profile_of(reading.spare, raw_digest(reading.spare))
        reading = replace(reading, raw=raw)
        article = in_place_of(article, spare)
    if wall is not None:
        article = _with_caution(article, STUB)
    suspicion = told_in(article) if reading.raw.scope is Scope.FRAGMENT else ""
    return Arrival(reading=reading, article=article, profile=profile, suspicion=suspicion)


def _unbelieved(meeting: Meeting, doubt: str, desk: Desk) -> Arrival | None:
    """What stands in the place of a page whose text is not believed; None where nothing new does.

    The page is asked for again later, when more is known of its like.
    """
    reading, spare = meeting.reading, meeting.spare
    ask_later(desk, meeting.address, reading.body, reading.listed)
    desk.held.append((meeting.address, doubt))
    desk.articles[reading.digest] = _with_caution(meeting.article, DOUBTED)
    stands = standing_of(reading, desk)
    if stands is not None:
        desk.note(replace(stands.entry, last_seen=desk.place.tools.now))
    if stands is not None or spare is None:
        desk.intake.put_aside(reading, None)
        return None
    return _text_of_feed(reading, spare, desk)


def _behind(meeting: Meeting, wall: Wall, desk: Desk) -> Arrival | None:
    """What stands in the place of a wall: the text of the feed, unless the earlier entry has more.

    None where nothing new does.
    """
    reading, spare = meeting.reading, meeting.spare
    ask_later(desk, meeting.address, reading.body, reading.listed)
    stands = standing_of(reading, desk)
    is_kept = stands is not None and _has_more(stands.article, spare)
    if stands is not None and is_kept:
        desk.note(replace(stands.entry, last_seen=desk.place.tools.now))
    source = desk.intake.source
    if source.kind is SourceKind.SITEMAP and wall.kind in _NO_ARTICLES and stands is None:
        desk.failures.append(
            Failure(
                source=source.id,
                location=meeting.address,
                stage="gather",
                error=LEFT_OUT,
                message=f"{meeting.address}: is no article ({wall.reason})",
            )
        )
        desk.intake.put_aside(reading, None)
        return None
    desk.walls.append(wall.kind.value)
    desk.failures.append(_wall_met(meeting, wall, desk, is_kept=is_kept))
    if is_kept or spare is None:
        desk.intake.put_aside(reading, None)
        return None
    return _text_of_feed(reading, spare, desk)


def _has_more(stands: CleanArticle, spare: CleanArticle | None) -> bool:
    """Whether what is published says more than the text of the feed would."""
    if spare is None:
        return True
    return choose(stands, spare).is_page and stands.stats.chars_out > spare.stats.chars_out


def _wall_met(meeting: Meeting, wall: Wall, desk: Desk, *, is_kept: bool) -> Failure:
    """What is told of a wall, of what stands in its place, and of whether it is asked again."""
    told = "the earlier entry stands" if is_kept else "the text of the feed stands"
    if not is_kept and meeting.spare is None:
        told = "it is left out for now"
    record = desk.book.get(meeting.address)
    is_last = record is not None and record.failures >= PAGE_ATTEMPTS
    later = "it is not asked for any more" if is_last else "it is asked for again later"
    problem = f"is no article but a wall ({wall.reason}); {told}, and {later}"
    error = WallMet(meeting.address, problem, kind=wall.kind.value)
    source = desk.intake.source.id
    return Failure.of(error, source=source, location=meeting.address, stage="gather")


def _text_of_feed(page: Reading, spare: CleanArticle, desk: Desk) -> Arrival:
    """The text of the feed in the place of a page, as what came in."""
    raw = page.spare
    assert raw is not None  # it has just been cleaned
    mark = raw_digest(raw)
    text = Reading(raw=raw, digest=mark, location=address_of(page), body=digest(raw.html))
    desk.intake.put_aside(page, text)
    return Arrival(reading=text, article=spare, profile=desk.profile_of(raw, mark))


def in_place_of(page: CleanArticle, text: CleanArticle) -> CleanArticle:
    """The text of a feed that says more than its page, with what the page alone knows of it."""
    return _with_caution(replace(text, meta=_filled(text.meta, page.meta)), FEED_TEXT)


def _filled(meta: ArticleMeta, page: ArticleMeta) -> ArticleMeta:
    """What the feed says of an article, its gaps filled by the page."""
    gaps = {name: getattr(page, name) for name in _GAPS if not getattr(meta, name)}
    said = dict(meta.evidence) | {name: why for name, why in page.evidence if name in gaps}
    filled = replace(meta, **gaps, url=page.url)
    return replace(filled, evidence=tuple(sorted(said.items())))


def _with_caution(article: CleanArticle, code: str) -> CleanArticle:
    return replace(article, cautions=(*article.cautions, code))
