"""One article explained: cleaned as a build cleans it, with each removal at its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from feedclean.clean.original import original
from feedclean.clean.process import Examined, examine
from feedclean.discretion import discreet
from feedclean.generate.report import Explained, Published
from feedclean.model.article import CleanArticle, Failure, Outcome, RawArticle
from feedclean.model.entry import Standing
from feedclean.model.plan import CleanPlan
from feedclean.model.source import Source, SourceKind
from feedclean.work.lookback import Outlook, Past, Recalled, clean_again, recall
from feedclean.work.plan import plan_of, rules_of


def explain_raw(
    raw: RawArticle, source: Source, plan: CleanPlan | None, outlook: Outlook | None = None
) -> Explained | Failure:
    """One article, by a plan; None: by what is known of its source without any.

    ``source`` is what it was read as; it is a configured one if there is an outlook.
    """
    book = () if outlook is None else outlook.config.rules
    packs = () if outlook is None else outlook.config.packs
    by = plan or plan_of(source, rules_of(source, book, [raw.meta], packs), ())
    made = _explained(raw, by)
    if isinstance(made, Explained) and outlook is not None:
        return replace(made, source=source)
    return made


def explain_entry(past: Past, one: Standing, outlook: Outlook) -> Explained | Failure:
    """A published entry, by the plan of now; by what is on record where its capture is not kept."""
    [recalled] = recall(past, [one], outlook)
    if recalled.raw is None:
        return Explained(
            article=one.article,
            plan=past.plan,
            location=_told(one, outlook),
            source=past.source,
            missing=recalled.missing,
            published=_published(past, recalled, one.article),
        )
    made = _explained(recalled.raw, past.plan)
    again = clean_again(recalled, past.plan)
    if isinstance(made, Failure) or not isinstance(again, CleanArticle):
        return made if isinstance(made, Failure) else _failed(again)
    return replace(
        made,
        # the same removals, with reasons that a build has no time for
        article=replace(again, removals=made.article.removals),
        location=_told(one, outlook),
        source=past.source,
        captured_at=_captured_at(past, recalled),
        published=_published(past, recalled, again),
        is_feed_text=recalled.page is not None,
    )


def _explained(raw: RawArticle, plan: CleanPlan) -> Explained | Failure:
    examined = examine(raw, plan)
    if not isinstance(examined, Examined):
        return examined
    article = examined.article
    return Explained(
        article=article,
        plan=plan,
        location=raw.origin.location,
        dialect=raw.origin.dialect,
        doubts=examined.doubts,
        original=original(raw, plan, article.removals, examined.doubts),
    )


def _told(one: Standing, outlook: Outlook) -> str:
    """Where an entry was read, as it may be shown to others."""
    return discreet(one.entry.place, outlook.config.secrets)


def _captured_at(past: Past, recalled: Recalled) -> datetime | None:
    """When it came in; of a file nobody knows that, it is read anew each time."""
    if recalled.capture is None or past.source.kind is SourceKind.DUMP:
        return None
    return recalled.capture.captured_at


def _published(past: Past, recalled: Recalled, article: CleanArticle) -> Published:
    one = recalled.standing
    return Published(
        id=one.entry.id,
        is_gone=one.entry.is_gone,
        is_by_plan=past.is_by_plan(one),
        is_by_edition=one.entry.plan == past.key,
        is_same_raw=recalled.is_same or recalled.raw is None,
        is_same_text=article.html == one.article.html,
    )


def _failed(outcome: Outcome) -> Failure:
    """The failure that an outcome is: cleaning drops nothing."""
    assert isinstance(outcome, Failure)
    return outcome
