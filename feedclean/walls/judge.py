"""Is this page the article, or does it stand in the way of it? Evidence is weighed; pure.

No phrase condemns a page, and no single sign: articles are written about log-ins, cookies and
captchas. What a page says, how it is made and how it differs from what was listed have to agree,
and the title and the words that were listed speak for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from feedclean.changes import lines_of
from feedclean.model.article import ArticleMeta, CleanArticle
from feedclean.text import excerpt, fold, weight
from feedclean.urls import absolute, canonical
from feedclean.walls.look import Look, look_at
from feedclean.walls.phrases import Kind, Phrases, phrases

ENOUGH: Final = 4
"""Signs, less what speaks for the page, that make it a wall. The weakest true wall of the tests has
4: a heading, hardly any text, another title. The strongest article about one has 1."""
STUB_ENOUGH: Final = 3
"""Signs that make an article a stub of itself."""
LITTLE: Final = 500
"""Weight (``text.weight``) of a cleaned text below which it could be a wall's."""
MUCH: Final = 1_500
"""From here on it hardly is: the longest wall known to us, a consent page, has 1,400 cleaned."""
VERY_MUCH: Final = 3_000
"""Beyond this nothing is looked at any more."""
_STUB_BELOW: Final = 2_400
_TELLING: Final = 24
"""Folded characters of a listed text that are looked for in the page at a time."""
_LOOKED_FOR: Final = 8
_SHORT_TITLE: Final = 4
_HOME: Final = frozenset(("", "index.html", "index.htm", "index.php", "home", "default.aspx"))
_ROOT_LETTERS: Final = 2
"""``/en/`` is a front page too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A page that was fetched for a listed article."""

    html: str
    asked: str
    """The listed address."""
    answered: str
    """The one behind redirects."""
    article: CleanArticle
    """What cleaning made of it."""
    listed: ArticleMeta
    feed_text: str = ""
    """What the feed has of it: plain text, or the summary; empty: nothing."""
    twins: int = 0
    """Other addresses of the source that gave the very same text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """What stands in the way, and how it was told."""

    kind: Kind
    signs: tuple[str, ...]
    """Each a clause with what was seen."""
    is_stub: bool = False
    """It is the article, but only the beginning of it."""

    @property
    def reason(self) -> str:
        """One sentence."""
        return f"{self.kind.value.replace('-', ' ')}: {'; '.join(self.signs)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What speaks for and against a page, whatever the kind of wall."""

    look: Look
    size: int
    """Weight of the cleaned text."""
    is_itself: bool
    """It shows the listed title, or calls the listed address its own."""
    is_other: bool
    """There is a listed title, and it does not show it."""
    holds: bool | None
    """Whether it holds the listed text; None: there is none to look for."""


Sign = tuple[int, str]
"""How much it counts, and what was seen."""


def judge(case: Case) -> Wall | None:
    """What stands in the way; None for an article."""
    article = case.article
    if not article.stats.chars_out and not article.stats.images_out:
        seen = _named(case) or Kind.EMPTY
        return Wall(kind=seen, signs=("no text is left of it",))
    if article.stats.chars_out >= VERY_MUCH:
        return None  # no signs would outweigh that; and to look costs as much as to clean
    facts = _facts(case)
    if (stub := _stub(facts)) is not None:
        return stub
    alibi = list(_alibi(facts))
    against = list(_against(facts))
    best: tuple[int, Wall] | None = None
    for kind, signs in _by_kind(case, facts):
        if not signs:
            continue
        score = sum(points for points, _ in (*signs, *against, *alibi))
        if score >= ENOUGH and (best is None or score > best[0]):
            told = tuple(seen for points, seen in (*signs, *against) if points > 0)
            best = score, Wall(kind=kind, signs=told)
    return None if best is None else best[1]


def told_in(article: CleanArticle) -> str:
    """What a text given as an article says that walls say, if that is much of it; else empty.

    Alone it proves nothing; where a text stood before that is gone now, it says why.
    """
    if article.stats.chars_out >= LITTLE:
        return ""
    text = fold(" ".join(lines_of(article)))
    for kind, table in phrases().items():
        found = list(table.texts.finditer(text))
        if found and sum(len(one[0]) for one in found) * 4 >= len(text):
            return f'{kind.value.replace("-", " ")}: says "{table.spelled[found[0][0]]}"'
    return ""


def _facts(case: Case) -> _Facts:
    look, listed = look_at(case.html, case.answered), case.listed
    title = fold(listed.title)
    shows = len(title) >= _SHORT_TITLE and title in look.visible
    own = absolute(look.own_url, case.answered) if look.own_url else None
    is_own = own is not None and _key(own) == _key(case.asked) and not _is_home(case.asked)
    text = case.feed_text or listed.summary or ""
    return _Facts(
        look=look,
        size=weight(" ".join(lines_of(case.article))),
        is_itself=shows or (is_own and not title),
        is_other=len(title) >= _SHORT_TITLE and not shows,
        holds=_holds(look.visible, fold(text)),
    )


def _holds(page: str, text: str) -> bool | None:
    """Whether a page has some of the beginning of a listed text."""
    if len(text) < _TELLING:
        return None
    last = min(len(text), _TELLING * _LOOKED_FOR) - _TELLING
    starts = range(0, last + 1, _TELLING // 2)
    return any(text[at : at + _TELLING] in page for at in starts)


def _alibi(facts: _Facts) -> Iterator[Sign]:
    if facts.is_itself:
        yield -3, "shows the listed title"
    if facts.holds:
        yield -3, "holds the listed text"
    if facts.size >= VERY_MUCH:
        yield -4, "is long"
    elif facts.size >= MUCH:
        yield -2, "is no short text"


def _against(facts: _Facts) -> Iterator[Sign]:
    if facts.size < LITTLE:
        yield 1, f"{facts.size} characters of text"
    if facts.is_other:
        yield 1, "not the title that was listed"
    if facts.holds is False:
        yield 1, "nothing of the text that was listed"


def _by_kind(case: Case, facts: _Facts) -> Iterator[tuple[Kind, list[Sign]]]:
    """The signs that are those of a kind, for each kind."""
    yield Kind.FRONT_PAGE, list(_sent_home(case, facts))
    yield Kind.SAME_TEXT, list(_same_text(case, facts))
    for kind, table in phrases().items():
        signs = list(_said(table, facts.look))
        # A box to log in, with its words, is on many a page; that alone is one sign, not two.
        least = 2 if kind is Kind.LOGIN else 1
        is_said = sum(points for points, _ in signs) >= least
        yield kind, [*signs, *_made(kind, table, facts, is_said=is_said)]


def _said(table: Phrases, look: Look) -> Iterator[Sign]:
    for told, folded in look.headlines:
        if folded in table.headings:
            yield 2, f'"{excerpt(told, 60)}" as its heading'
            break
    found = list(table.texts.finditer(look.text))
    if found:
        said = sum(len(one[0]) for one in found)
        yield 1 + (said * 4 >= len(look.text)), f'says "{table.spelled[found[0][0]]}"'


def _made(kind: Kind, table: Phrases, facts: _Facts, *, is_said: bool) -> Iterator[Sign]:
    """Signs in the markup; those that all kinds of pages have count where something is said."""
    look = facts.look
    is_little = facts.size < LITTLE
    mark = next((mark for mark in table.marks if mark in look.markup), None)
    is_bare = look.weight < LITTLE and kind is not Kind.LOGIN
    if mark is not None and kind is not Kind.PAYWALL and (is_said or is_bare):
        yield 2, f'"{mark}" in its markup'
    if kind is Kind.LOGIN:
        return
    if is_said and is_little and look.refreshes:
        yield 1, "loads itself again"
    if is_said and look.is_hidden:
        yield 1, "asks not to be indexed"
    if kind is Kind.CONSENT and is_said and look.forms:
        yield 1, "a form to agree with"
    if kind is Kind.SCRIPT_REQUIRED and is_said and look.weight < LITTLE:
        yield 2, f"{look.weight} characters without scripts"


def _stub(facts: _Facts) -> Wall | None:
    """The beginning of an article that is to be paid for; what is free of it is an article's."""
    if facts.size >= _STUB_BELOW or not (facts.is_itself or facts.holds):
        return None
    table, look = phrases()[Kind.PAYWALL], facts.look
    said = sorted({found[0] for found in table.texts.finditer(look.text)})
    signs: list[Sign] = [(2 + (len(said) > 1), f'says "{table.spelled[said[0]]}"')] if said else []
    if said and look.gate:
        signs.append((1, f'"{excerpt(look.gate, 40)}" as a button beside it'))
    if look.is_paid:
        signs.append((2, "its metadata says that it is not free"))
    mark = next((mark for mark in table.marks if mark in look.names), None)
    if mark is not None:
        signs.append((1, f'"{mark}" in its markup'))
    if not signs or sum(points for points, _ in signs) < STUB_ENOUGH:
        return None
    told = tuple(seen for _, seen in signs)
    return Wall(kind=Kind.PAYWALL, signs=told, is_stub=True)


def _sent_home(case: Case, facts: _Facts) -> Iterator[Sign]:
    if not _is_home(case.asked) and _is_home(case.answered) and not facts.is_itself:
        yield 4, f"the address leads to the front page {case.answered}"


def _same_text(case: Case, facts: _Facts) -> Iterator[Sign]:
    if case.twins and not facts.is_itself:
        more = "another address" if case.twins == 1 else f"{case.twins} other addresses"
        yield 3 + (case.twins > 1), f"{more} of the source gave the same text"


def _named(case: Case) -> Kind | None:
    """The kind of a page without text, by what it tells visitors without scripts."""
    look = look_at(case.html, case.answered)
    for kind in (Kind.BOT_CHECK, Kind.SCRIPT_REQUIRED):
        table = phrases()[kind]
        if any(_said(table, look)) or any(mark in look.markup for mark in table.marks):
            return kind
    return None


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    path = parts.path.strip("/").lower()
    is_language = len(path) == _ROOT_LETTERS and path.isalpha()
    return (path in _HOME or is_language) and not parts.query


def _key(url: str) -> str:
    return canonical(url).partition("://")[2].removeprefix("www.").rstrip("/")
