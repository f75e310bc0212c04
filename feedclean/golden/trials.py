"""The tests that rule packs name, on what is kept of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from feedclean.clean.site_rules import NO_BODY
from feedclean.golden.run import unmet_by
from feedclean.golden.values import Expectation
from feedclean.identity import url_key
from feedclean.model.article import CleanArticle, SourceId
from feedclean.packs.contents import files_of
from feedclean.packs.shelf import Pack
from feedclean.rules.ftr import Trial, trials_in
from feedclean.work.lookback import Outlook, Past, clean_again, find, look_back, recall


class Result(StrEnum):
    """How a test ends."""

    MET = "met"
    UNMET = "unmet"
    NOT_KEPT = "not kept"
    """Nothing is published that was made of its page, or the page is not kept any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of one test."""

    pack: str
    trial: Trial
    result: Result
    unmet: tuple[str, ...] = ()
    """What is wrong, a sentence each."""

    @property
    def name(self) -> str:
        """What it is called in a report."""
        return f"{self.pack}: {self.trial.file}, line {self.trial.line}: {self.trial.url}"


def try_packs(packs: Sequence[Pack], view: Outlook) -> Iterator[Tried]:
    """The tests of some packs, in the order of their files; no server is asked."""
    where = _sources_by_address(view)
    pasts: dict[SourceId, Past] = {}
    for pack in packs:
        for file in files_of(pack):
            for trial in trials_in(file):
                yield _try(pack, trial, where.get(url_key(trial.url)), pasts, view)


def _sources_by_address(view: Outlook) -> dict[str, SourceId]:
    """Which source has an article of an address, by the first that has."""
    found: dict[str, SourceId] = {}
    for source in view.config.sources:
        for entry in view.store.recall(source.id).entries:
            for name in entry.names:
                if name.startswith("url:"):
                    found.setdefault(name.removeprefix("url:"), source.id)
    return found


def _try(
    pack: Pack, trial: Trial, where: SourceId | None, pasts: dict[SourceId, Past], view: Outlook
) -> Tried:
    article = None if where is None else _article(trial.url, where, pasts, view)
    if article is None:
        return Tried(pack=pack.name, trial=trial, result=Result.NOT_KEPT)
    unmet = [*unmet_by(article, Expectation(contains=trial.contains))]
    if NO_BODY in article.cautions:
        unmet.insert(0, "no body rule finds anything")
    result = Result.UNMET if unmet else Result.MET
    return Tried(pack=pack.name, trial=trial, result=result, unmet=tuple(unmet))


def _article(
    url: str, where: SourceId, pasts: dict[SourceId, Past], view: Outlook
) -> CleanArticle | None:
    """What cleaning makes of a page now; None where it is not kept, or no page at all."""
    if where not in pasts:
        source = next(one for one in view.config.sources if one.id == where)
        pasts[where] = look_back(source, view)
    past = pasts[where]
    standing = find(past, url)[:1]
    for recalled in recall(past, standing, view):
        if recalled.raw is not None:
            outcome = clean_again(recalled, past.plan)
            return outcome if isinstance(outcome, CleanArticle) else None
    return None
