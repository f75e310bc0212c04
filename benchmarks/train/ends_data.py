"""Last lines and lines between, measured and labelled: of pages, of dumps, of made-up articles."""

from __future__ import annotations

import hashlib
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from html import escape, unescape
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from benchmarks import adapters
from benchmarks.data import scorer
from benchmarks.train import pages as loading
from benchmarks.train import spoken
from benchmarks.train.pages import LabelledPage
from feedclean.clean.guessing import guess
from feedclean.clean.lines.fragment import Lines, lines_of
from feedclean.clean.lines.links import address_words, weigh_addresses
from feedclean.clean.lines.measures import LEARNED, NAMES, measure_form, weigh_words
from feedclean.clean.opening import open_page
from feedclean.clean.page import Page
from feedclean.clean.passes.common import ALL_LINK
from feedclean.clean.passes.ends.between import candidates
from feedclean.clean.passes.ends.short_text import is_short_text
from feedclean.clean.scoring.learned import Row
from feedclean.clean.speech import said
from feedclean.clean.wording import labels
from feedclean.clean.wording.hosts import is_social
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.prose import is_apart
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.cut import read_page
from feedclean.dom.measures import fingerprint, targets
from feedclean.learn import learn
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    Origin,
    RawArticle,
    Scope,
    SourceId,
)
from feedclean.model.plan import PASSES, CleanOptions, CleanPlan
from feedclean.parse.encoding import decode
from feedclean.text import printable, squeeze
from feedclean.urls import host_of

FIRST: Final = "first"
LAST: Final = "last"
BETWEEN: Final = "between"
_SOURCE: Final = SourceId("s")
_PLAN: Final = CleanPlan(
    source=_SOURCE,
    options=CleanOptions(passes=tuple(name for name in PASSES if name != "ends")),
)
_LAST: Final = 14
_FIRST: Final = 6
"""Lines of an article that are learned from."""
_MOST_ARTICLES: Final = 60
"""Articles of a source, besides the labelled ones."""
_MOST_BETWEEN: Final = 40
_LINE: Final = re.compile(r"<p>(.*?)</p>\s*")
_LINK: Final = re.compile(r'href="(https?://[^"]+)"')
_TAG: Final = re.compile(r"<[^>]+>")
_BEYOND: Final = (0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 12)
"""Lines of a page that are left below its article, or above it; how many is left to chance."""
_NAMED: Final = (
    traits.SHARE_NAME | traits.RELATED_NAME | traits.PROMO_NAME | traits.AD_NAME
    | traits.COMMENT_NAME | traits.SIDE_NAME | traits.NAV_NAME | traits.META_NAME
    | traits.LEGAL_NAME | traits.NAV | traits.ASIDE | traits.FOOTER | traits.HEADER | traits.FORM
    | traits.CONTROL
)  # fmt: skip
"""What feeds do not say of their lines, and pages do."""


Spoken = Row | None
"""What a line speaks of: empty in a language nobody knows, None of one too long to be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, measured but for its words, and what it is."""

    text: str
    addresses: frozenset[str]
    measured: Row
    """What can be told of it without anything learned."""
    value: int
    """1 text, 0 not, -1 not known."""
    sure: float
    is_guarded: bool
    """Whether the pass leaves it, whatever its score."""
    is_by_speech: bool
    """Whether it leaves it but for one that speaks of nothing an article speaks of."""
    spoken: tuple[Spoken, Spoken, Spoken]
    """What it and the lines above and below it speak of."""
    said: tuple[float, ...] = (said.UNKNOWN,) * 3
    """How likely that makes each text, by what was learned from other sources."""

    @property
    def is_known(self) -> bool:
        return self.value >= 0

    @property
    def reads_like_text(self) -> bool:
        """Whether it has the form of a paragraph, or is a heading."""
        return bool(self.measured[_LIKE_BODY] or self.measured[_HEADING])

    def row(self, words: Mapping[str, float], addresses: Mapping[str, float]) -> list[float]:
        """Its row, given log odds of words and of words of addresses."""
        known = (*weigh_words(self.text, words), *weigh_addresses(self.addresses, addresses))
        return [float(one) for one in (*self.measured, *self.said, *known)]

    def mute_row(self, addresses: Mapping[str, float]) -> list[float]:
        """The same as if the line was in a language of which no word is known."""
        row = self.row({}, addresses)
        for place, unknown in _SPOKEN.items():
            row[place] = unknown
        return row


_LIKE_BODY: Final = NAMES.index("like_body")
_HEADING: Final = NAMES.index("heading")
_SPOKEN: Final = {
    **dict.fromkeys((NAMES.index("us"), NAMES.index("you")), 0.0),
    **dict.fromkeys(range(LEARNED, LEARNED + 3), said.UNKNOWN),
}
"""What is not known of a line in a language nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The last lines of an article after all other passes, or those between; in order."""

    heap: str
    place: str
    source: str
    phrases: bool
    """Whether the passes knew their phrases: without, an article is as in an unknown language."""
    lines: tuple[Line, ...] = field(repr=False)


@contextmanager
def _no_phrases() -> Iterator[None]:
    """As if nobody had ever written down a phrase."""
    label_text.cache_clear()
    with patch.object(labels, "_read", lambda _text, _size: Label(0)):
        yield
    label_text.cache_clear()


def endings_of(
    heap: str, source: str, make: Any, value: Any, places: Sequence[str] = (FIRST, LAST, BETWEEN)
) -> Iterator[Ending]:
    """Endings of an article with and without phrases; ``make`` opens it anew each time."""
    for phrases in (True, False):
        with ExitStack() as stack:
            if not phrases:
                stack.enter_context(_no_phrases())
            page, raw = make()
            guess(page, raw)
            lines = lines_of(page)
            found = [(place, _PLACES[place](page, lines, value)) for place in places]
        for place, some in found:
            if any(line.is_known for line in some):
                yield Ending(heap=heap, place=place, source=source, phrases=phrases, lines=some)


def _first(page: Page, lines: Lines, value: Any) -> tuple[Line, ...]:
    """The first line of these stands last, as the pass begins with the ones farthest out."""
    last = min(_FIRST, len(lines.positions)) - 1
    found = (_line(page, lines, at, value, from_start=True) for at in range(last, -1, -1))
    return tuple(found)


def _last(page: Page, lines: Lines, value: Any) -> tuple[Line, ...]:
    count = len(lines.positions)
    found = (_line(page, lines, at, value) for at in range(max(0, count - _LAST), count))
    return tuple(found)


def _between(page: Page, lines: Lines, value: Any) -> tuple[Line, ...]:
    """Those that do not read like text, from the first paragraph to the last."""
    body = [at for at, n in enumerate(lines.positions) if page.is_body(page.blocks[n])]
    places = sorted({*range(body[0], body[-1])} - {*body}) if body else []
    measured = {*candidates(page, lines)}
    return tuple(
        replace(_line(page, lines, at, value), is_guarded=at not in measured)
        for at in places[:_MOST_BETWEEN]
    )


_PLACES: Final = {FIRST: _first, LAST: _last, BETWEEN: _between}


def _line(page: Page, lines: Lines, at: int, value: Any, *, from_start: bool = False) -> Line:
    block = page.blocks[lines.positions[at]]
    known, sure = value(block)
    return Line(
        text=block.text,
        addresses=address_words(targets(block), page.meta.url or ""),
        measured=measure_form(page, lines, at, from_start=from_start),
        spoken=(_heard(page, lines, at), _heard(page, lines, at - 1), _heard(page, lines, at + 1)),
        value=known,
        sure=sure,
        is_guarded=is_short_text(block),
        is_by_speech=_is_by_speech(page, block, from_start=from_start),
    )


def _heard(page: Page, lines: Lines, at: int) -> Row | None:
    """What the line at a place speaks of; None where it is too long for that to tell anything."""
    if lines.lexicon is None or not 0 <= at < len(lines.positions):
        return ()
    text = page.blocks[lines.positions[at]].text
    return said.measure(text, lines.lexicon) if len(text) <= said.LONGEST else None


def _is_by_speech(page: Page, block: Block, *, from_start: bool) -> bool:
    """Whether the pass lets a line go only by what it speaks of."""
    if from_start:
        return block.link_density <= ALL_LINK or page.is_body(block)
    return not block.links and not is_apart(block)


def kinds(folder: Path) -> Iterator[Ending]:
    """Of made-up articles, each as paragraphs and as lines between breaks."""
    for path in sorted(folder.glob("*.txt")):
        for part in path.read_text("utf-8").split("\n### ")[1:]:
            name, *written = part.strip().split("\n")
            stays = _said(line[2:] for line in written if line[0] == "+")
            goes = _said(line[2:] for line in written if line[0] == "-")

            def value(block: Block, stays: str = stays, goes: str = goes) -> tuple[int, float]:
                text = squeeze(block.text)
                inside = text in stays, text in goes
                return (int(inside[0]), 1.0) if inside[0] != inside[1] else (-1, 0.0)

            html = "\n".join(line[2:] for line in written)
            for one in (html, _LINE.sub(r"\1<br><br>", html)):
                raw = fragment(one, url=_address(written))
                yield from endings_of("kind", f"kind:{name}", opener(raw), value)


def spoken_lines(folder: Path) -> Iterator[Ending]:
    """Of made-up lines below made-up articles: text, or a few lines of boilerplate with or without
    a line of text above them, as chance has it.
    """
    for path in sorted(folder.glob("*.tsv")):
        above = spoken.articles(path.stem, folder)
        rows = [line.partition("\t")[::2] for line in path.read_text("utf-8").splitlines()]
        rows.sort(key=lambda row: _chance(row[1]))
        for group in range(spoken.GROUPS):
            mine = [row for row in rows if spoken.group(row[1]) == group]
            stays = deque(text for kind, text in mine if kind in spoken.TEXT - spoken.HEADINGS)
            goes = deque(text for kind, text in mine if kind not in spoken.TEXT)
            while stays or goes:
                first = (stays or goes)[0]
                with_text = bool(stays) and (not goes or _chance(first, 1) % 3 > 0)
                written = [(stays.popleft(), 1)] if with_text else []
                many = _chance(first, 2) % 4 + (not with_text)
                written += [(goes.popleft(), 0) for _ in range(min(many, len(goes)))]
                values = dict(written)

                def value(block: Block, values: Mapping[str, int] = values) -> tuple[int, float]:
                    known = values.get(block.text, -1)
                    return known, float(known >= 0)

                article = above[_chance(first, 3) % len(above)]
                name = f"line:{path.stem}:{group}"
                for place, texts in (LAST, (*article, *values)), (FIRST, (*values, *article)):
                    html = "\n".join(f"<p>{escape(text)}</p>" for text in texts)
                    yield from endings_of("line", name, opener(fragment(html)), value, (place,))


def _chance(text: str, at: int = 0) -> int:
    return hashlib.sha256(text.encode()).digest()[at]


def _address(written: Sequence[str]) -> str | None:
    """An address on the site that most of the lines link to which are not the article's."""
    links = [link for line in written if line[0] == "-" for link in _LINK.findall(line)]
    hosts = [host_of(link) for link in links if not (is_social(link) or "google" in link)]
    return f"https://{max(sorted(hosts), key=hosts.count)}/2024/03/12/it.html" if hosts else None


def _said(lines: Iterator[str]) -> str:
    return squeeze(unescape(_TAG.sub("", "".join(lines))))


def fragment(html: str, title: str = "", url: str | None = None) -> RawArticle:
    return RawArticle(
        meta=ArticleMeta(id=ArticleId("a"), source=_SOURCE, url=url, title=title),
        html=html,
        scope=Scope.FRAGMENT,
        origin=Origin(dialect="html-fragment", location="a"),
    )


def opener(raw: RawArticle, plan: CleanPlan = _PLAN) -> Any:
    return lambda: (open_page(raw, plan, None)[0], raw)


def pages(folder: Path) -> Iterator[Ending]:
    """Of labelled pages, with a few of the lines that follow the article on the page.

    Without the names of elements, by which a page can be told and a feed cannot.
    """
    for one in loading.load(folder, None):
        good = [at for at, label in enumerate(one.labels) if label.value == 1 and label.sure >= 0.7]
        if len(good) >= 3:

            def value(block: Block, one: LabelledPage = one) -> tuple[int, float]:
                label = one.labels[block.index]
                return label.value, label.sure

            within = _window(one, good[0], good[-1])
            yield from endings_of("page", one.site, within, value, (LAST, BETWEEN))
            above = _window(one, good[0], good[-1], from_start=True)
            yield from endings_of("page", one.site, above, value, (FIRST,))


def _window(one: LabelledPage, first: int, last: int, *, from_start: bool = False) -> Any:
    chance = hashlib.sha256(f"{one.dataset}/{one.id}".encode()).digest()[0]
    declared = loading.CHARSET.search(one.body[:4096])
    html = printable(decode(one.body, declared[1].decode("ascii") if declared else None).text)
    raw = fragment("", str(one.truth.get("title") or ""), one.truth.get("url") or None)

    def opened() -> tuple[Page, RawArticle]:
        root, blocks = read_page(html)
        left = _BEYOND[chance % len(_BEYOND)]
        start, end, outside = (first, last, range(last + 1, len(blocks)))
        for at in range(first - 1, -1, -1) if from_start else outside:
            if not left:
                break
            start, end = min(start, at), max(end, at)
            left -= bool(blocks[at].chars)
        for block in blocks:
            block.traits &= ~_NAMED
        return Page(root=root, blocks=blocks[start : end + 1], meta=raw.meta, plan=_PLAN), raw

    return opened


def dumps(folder: Path) -> Iterator[Ending]:
    """Of dumps: labelled, or told by what a whole source has in common."""
    score = scorer(folder)
    rows = [json.loads(x) for x in (folder / "labels.jsonl").read_text("utf-8").splitlines()]
    for source, files, labelled in score.load_sources(rows, folder / "raw", folder / "bulk"):
        known = {row["file"]: row for row in labelled}
        raws = adapters.read_source(files, {"source": source})
        template = learn(SourceId(source), raws)
        repeated = {block.fingerprint for block in template.blocks}
        count = 0
        for raw in raws:
            row = known.get(raw.origin.location)
            count += row is None
            if raw.scope is Scope.PAGE or (row is None and count > _MOST_ARTICLES):
                continue
            page, _ = open_page(raw, replace(_PLAN, template=template), None)
            guess(page, raw)
            gone = {block.index for _, block in page.taken}

            def value(
                block: Block, row: Any = row, gone: set[int] = gone, repeated: Any = repeated
            ) -> tuple[int, float]:
                said = labelled_as(squeeze(block.text), row) if row is not None else -1
                if said >= 0:
                    return said, 1.0
                if block.index in gone:
                    return 0, 0.8
                return (-1, 0.0) if fingerprint(block) in repeated else (1, 0.6)

            yield from endings_of("dump", f"dump:{source}", opener(raw), value)


def labelled_as(text: str, row: Mapping[str, Any]) -> int:
    """1 for text, 0 for boilerplate, -1 where no snippet tells."""
    drops, keeps = ([squeeze(one) for one in row[name]] for name in ("drop", "keep"))
    if any(one in text or (len(text) > 3 and text in one) for one in drops):
        return 0
    return 1 if any(one in text or (len(text) > 15 and text in one) for one in keeps) else -1
