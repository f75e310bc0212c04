"""``feedclean rules suggest``: rules for sentences that a person has copied from a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from feedclean.clean.process import process
from feedclean.cli.configured import configured
from feedclean.cli.exits import EXIT_FAILED, EXIT_OK
from feedclean.cli.goldens import say
from feedclean.cli.ground import Ground, alone, ground_of
from feedclean.cli.voice import print_json
from feedclean.codec import plain
from feedclean.config import Config, config_of, text_of
from feedclean.config.edit import Place, save, with_rule
from feedclean.errors import ConfigError
from feedclean.generate.report import Explained
from feedclean.generate.report.snippet import snippet
from feedclean.golden.entry import outlook
from feedclean.golden.lint import ENOUGH
from feedclean.golden.suggest import suggest
from feedclean.golden.wishes import Key, Missed, Proposal, Reach, Wish
from feedclean.model.article import CleanArticle
from feedclean.text import excerpt
from feedclean.urls import host_of, without_tracking

_QUOTED: Final = 80
_KEYS: Final[tuple[Key, ...]] = ("strip", "keep")
_WORTH_TELLING: Final = 20
"""Characters beside a sentence; fewer are a full stop, or a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestRequest:
    """The arguments of the command."""

    target: str
    config: Path | None
    """None: there is none, and nobody has named one."""
    source: str | None
    keep: tuple[str, ...]
    strip: tuple[str, ...]
    last: int
    write: bool
    as_json: bool


def run_suggest(request: SuggestRequest) -> int:
    """Prints the rules, writes them down if that is wanted, and gives the exit status.

    Raises: ConfigError, for what cannot be found or written; StateError, GatherError, ParseError.
    """
    wishes = [Wish(key="strip", sentence=one) for one in request.strip]
    wishes += [Wish(key="keep", sentence=one) for one in request.keep]
    if not wishes:
        problem = "say what is to go or to stay: --strip 'a sentence of it', --keep 'a sentence'"
        raise ConfigError("command line", "", problem)
    if request.config is None:
        if request.write:
            raise ConfigError("command line", "--write", "there is no configuration to write to")
        config, ground = None, alone(request.target, None, None, datetime.now(UTC))
        found = suggest(wishes, ground.samples, ground.plan)
    else:
        with outlook(configured(request.config), datetime.now(UTC)) as view:
            config = view.config
            ground = ground_of(request.target, request.source, request.last, view)
            found = suggest(wishes, ground.samples, ground.plan)
    good = _good(found)
    written = _write(ground, config, good) if request.write and config else None
    if request.as_json:
        print_json(_as_data(found, ground, written, config))
    else:
        for line in _lines(found, ground, written, config):
            say(line)
    return EXIT_OK if len(good) + sum(map(_is_settled, found)) == len(found) else EXIT_FAILED


def _good(found: Sequence[Proposal | Missed]) -> list[Proposal]:
    """The rules against which nothing speaks."""
    proposed = (one for one in found if isinstance(one, Proposal) and not _is_idle(one))
    return [one for one in proposed if not one.reach.problem]


def _is_idle(one: Proposal) -> bool:
    """Whether it would keep what stays, or what goes all the same.

    What a template takes today may be stripped by a rule as well: a template is learned anew.
    """
    return one.wish.key == "keep" and not one.effect.changed


def _is_settled(one: Proposal | Missed) -> bool:
    return isinstance(one, Proposal) and _is_idle(one) and one.effect.is_met


def _place(ground: Ground, config: Config | None) -> Place | None:
    """The table that rules for an article belong in: that of its source, else that of its host."""
    source, url = ground.source, ground.samples[0].meta.url
    if source is not None and config is not None:
        own = config.sources if config.own is None else config.sources[: config.own]
        if any(one.id == source.id for one in own):
            return Place(table="source", name=str(source.id))
    host = host_of(without_tracking(url)) if url else ""
    return Place(table="rules", name=host) if host else None


def _write(ground: Ground, config: Config, good: Sequence[Proposal]) -> Path | None:
    """The configuration with the rules written into it; None where there are none to be written.

    Raises: ConfigError, where that cannot be done; it is as it was then.
    """
    place = _place(ground, config)
    if place is None:
        problem = "the article names no address, and no source of its own has it: paste the rule"
        raise ConfigError("command line", "--write", problem)
    path = config.path
    before = text_of(path)
    text = before
    for key, rule in dict.fromkeys((one.wish.key, one.reach.selector) for one in good):
        try:
            text = with_rule(text, place, key, rule)
        except KeyError as error:
            told = f"{place.name} has a table that no rule can be put into; paste it"
            raise ConfigError(path, place.table, told) from error
    if text == before:
        return None
    config_of(path, text)  # before anything is written
    save(path, text, before)
    return path


def _toml(key: Key, found: Sequence[Proposal], ground: Ground, config: Config | None) -> str | None:
    """The rules of a key to paste, with the place they belong to; None where there are none."""
    selectors = dict.fromkeys(one.reach.selector for one in found if one.wish.key == key)
    article = process(ground.samples[0], ground.plan) if selectors else None
    if not isinstance(article, CleanArticle):
        return None
    place = _place(ground, config)
    is_own = place is not None and place.table == "source"
    explained = Explained(
        article=article,
        plan=ground.plan,
        location="",
        source=ground.source if is_own else None,
    )
    return snippet(key, tuple(selectors), explained)


def _lines(
    found: Sequence[Proposal | Missed],
    ground: Ground,
    written: Path | None,
    config: Config | None,
) -> Iterator[str]:
    for one in found:
        yield f"{one.wish.key} “{excerpt(one.wish.sentence, _QUOTED)}”"
        if isinstance(one, Missed):
            yield f"  {one.problem}"
            if one.nearest:
                yield f"  most like it is “{one.nearest}”"
            continue
        yield from (f"  {line}" for line in _told(one))
    if len(ground.samples) == 1:
        yield "this is the only article that was looked at; more are once its source is built"
    elif len(ground.samples) < ENOUGH:
        yield f"fewer than {ENOUGH} articles say little"
    for key in _KEYS if written is None else ():
        toml = _toml(key, _good(found), ground, config)
        yield from () if toml is None else ("", *toml.splitlines())
    if written is not None:
        yield f"written: {written}; next: feedclean diff --config {written}"


def _told(one: Proposal) -> Iterator[str]:
    reach = one.reach
    yield f"{reach.selector}: {_finds(reach)}, {reach.chars} characters in all"
    if reach.beside >= _WORTH_TELLING:
        yield f"in this article it finds {reach.beside} characters besides the sentence"
    yield _does(one)
    if reach.problem:
        yield f"careful: {reach.problem}"
    others = ", ".join(f"{other.selector} ({_finds(other)})" for other in one.others)
    if others:
        yield f"or: {others}"


def _finds(reach: Reach) -> str:
    return f"in {reach.found_in} of {reach.articles}"


def _does(one: Proposal) -> str:
    effect = one.effect
    if not effect.changed:
        done, other = ("goes", "stays") if one.wish.key == "strip" else ("stays", "goes")
        if not effect.is_met:
            return f"as a rule it would change nothing: this {other} all the same"
        told = "no rule is needed" if _is_idle(one) else "as a rule it would change nothing"
        return f"{told}: what it finds {done} already"
    takes = f"take {effect.lost} characters" if effect.lost else ""
    brings = f"bring {effect.gained} back" if effect.gained else ""
    told = " and ".join(filter(None, (takes, brings))) or "change no text"
    return f"as a rule it would {told}, in {effect.changed} of {one.reach.articles} articles"


def _as_data(
    found: Sequence[Proposal | Missed],
    ground: Ground,
    written: Path | None,
    config: Config | None,
) -> dict[str, Any]:
    place = _place(ground, config)
    return {
        "source": None if ground.source is None else ground.source.id,
        "articles": len(ground.samples),
        "table": plain(place),
        "proposals": [
            {
                **_fields(one),
                "problem": one.reach.problem or None,
                "toml": None if _is_idle(one) else _toml(one.wish.key, [one], ground, config),
            }
            for one in found
            if isinstance(one, Proposal)
        ],
        "missed": [_fields(one) for one in found if isinstance(one, Missed)],
        "written": None if written is None else str(written),
    }


def _fields(one: Proposal | Missed) -> dict[str, Any]:
    made = plain(one)
    assert isinstance(made, dict)
    return made
