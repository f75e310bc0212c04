"""An explained article in a terminal: a tree, in colour where there is any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedclean.cli.voice import print_rich
from feedclean.generate.report.data import metadata, sums, unplaced
from feedclean.generate.report.values import Explained
from feedclean.generate.report.words import (
    CAUTIONS,
    CONFIDENCE,
    DOUBT,
    STAGES,
    options_that_differ,
    rules_written,
    standing_told,
    template_told,
)
from feedclean.model.removal import Doubt, Removal, Stage
from feedclean.text import excerpt, number_of, on_one_line, printable

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

_COLOURS: Final = {
    Stage.SITE_RULE: "magenta",
    Stage.TEMPLATE: "blue",
    Stage.MAIN_CONTENT: "cyan",
    Stage.BLOCK: "yellow",
    Stage.TIDY: "green",
    Stage.SANITIZE: "red",
}
_DOUBT: Final = "bright_yellow"
_VALUE: Final = 300
"""Characters of a value of the metadata."""


def print_explained(explained: Explained) -> None:
    """Prints it on standard output, as a tree."""
    print_rich(_tree(explained))


def _tree(explained: Explained) -> Tree:
    from rich.tree import Tree

    root = Tree(_line(printable(explained.article.meta.title) or "without a title", "bold"))
    _add_facts(root, explained)
    _add_metadata(root, explained)
    _add_plan(root, explained)
    for stage, title in STAGES.items():
        own = [(n, o) for n, o in enumerate(explained.article.removals, 1) if o.stage is stage]
        if own:
            size = sum(one.chars for _, one in own)
            told = f"removed: {title} [{stage}], {size} characters"
            branch = root.add(_line(told, f"bold {_COLOURS[stage]}"))
            for number, removal in own:
                _add_removal(branch, number, removal)
    if explained.doubts:
        branch = root.add(_line("kept, although something spoke against it", f"bold {_DOUBT}"))
        for number, doubt in enumerate(explained.doubts, 1):
            _add_doubt(branch, number, doubt)
    for code in explained.article.cautions:
        meaning = CAUTIONS.get(code)
        root.add(_line(f"caution {code}" + (f": {meaning}" if meaning else ""), "bold red"))
    _add_sums(root, explained)
    return root


def _line(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(on_one_line(text), style=style, overflow="fold")


def _add_facts(root: Tree, explained: Explained) -> None:
    read = f", read as {explained.dialect}" if explained.dialect else ""
    owner = f"{explained.source.id}: " if explained.source is not None else ""
    root.add(_line(printable(f"{owner}{explained.location}{read}"), "dim"))
    if explained.published is not None:
        for sentence in standing_told(explained.published):
            root.add(_line(sentence, "dim"))
    if explained.is_feed_text:
        root.add(_line("This is the text of the feed, which stands in the place of its page."))
    if explained.missing:
        told = f"The original cannot be shown: {explained.missing}. Below is what is on record."
        root.add(_line(told, "bold red"))


def _add_metadata(root: Tree, explained: Explained) -> None:
    branch = root.add(_line("metadata", "bold"))
    for one in metadata(explained.article.meta):
        line = _line(f"{one['field']}: ", "bold dim")
        line.append(
            excerpt(on_one_line(printable(_shown(one["value"]))), _VALUE), style="not bold not dim"
        )
        if one["from"]:
            line.append(f"  from {one['from']}", style="not bold dim")
        branch.add(line)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(_shown(one) for one in value.values() if one is not None)
    if isinstance(value, (list, tuple)):
        return " · ".join(map(_shown, value))
    return str(value)


def _add_plan(root: Tree, explained: Explained) -> None:
    branch = root.add(_line("plan", "bold"))
    branch.add(_line(f"template: {template_told(explained)}"))
    for name, value in options_that_differ(explained.plan.options).items():
        branch.add(_line(f"{name}: {_shown(value)}"))
    for rules in explained.plan.rules:
        for key, expression, where in rules_written(rules):
            host = f" on {rules.host}" if rules.host else ""
            branch.add(_line(printable(f"{key}{host}: {expression}  {where}".rstrip())))


def _add_removal(branch: Tree, number: int, removal: Removal) -> None:
    line = _line(f"{number} ", f"bold {_COLOURS[removal.stage]}")
    line.append(on_one_line(printable(removal.reason)), style="not bold default")
    node = branch.add(line)
    measures = _measures(removal, CONFIDENCE, removal.images)
    node.add(_line(printable(f"{removal.rule}: {measures}"), "dim"))
    if removal.excerpt:
        node.add(_line(printable(removal.excerpt)))


def _add_doubt(branch: Tree, number: int, doubt: Doubt) -> None:
    line = _line(f"{number} ", f"bold {_DOUBT}")
    line.append(on_one_line(printable(doubt.reason)), style="not bold default")
    node = branch.add(line)
    node.add(_line(_measures(doubt, DOUBT), "dim"))
    if doubt.excerpt:
        node.add(_line(printable(doubt.excerpt)))


def _measures(one: Removal | Doubt, score_is: str, images: int = 0) -> str:
    parts = [number_of(one.chars, "character")]
    parts += [number_of(one.links, "link")] if one.links else []
    parts += [number_of(images, "picture")] if images else []
    parts += [f"{score_is} {one.score:.2f} of 1"] if one.score is not None else []
    return ", ".join(parts)


def _add_sums(root: Tree, explained: Explained) -> None:
    known = sums(explained)
    written = f" + {known['chars_written']} written" if known["chars_written"] else ""
    told = (
        f"{known['chars_in']} characters came{written} = "
        f"{known['chars_out']} stay + {known['chars_removed']} removed"
    )
    root.add(_line(told, "bold"))
    if lost := unplaced(explained):
        root.add(_line(f"{lost} characters of removals were not found at their places", "bold red"))
