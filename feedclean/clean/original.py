"""An article as it came, with each removal at its place: for whoever asks why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from feedclean.clean.opening import first_parsed
from feedclean.dom.naming import Name, Names
from feedclean.dom.paths import Paths
from feedclean.dom.tree import Child, Element, let_go, walk
from feedclean.model.article import RawArticle
from feedclean.model.original import NO_HANDLE, Handle, Original, Part
from feedclean.model.plan import CleanPlan
from feedclean.model.removal import Doubt, Removal
from feedclean.text import chars


def original(
    raw: RawArticle, plan: CleanPlan, removals: Sequence[Removal], doubts: Sequence[Doubt]
) -> Original:
    """The article before anything was removed; ``removals`` are in the order they were applied."""
    root = first_parsed(raw, plan)
    marks = _Marks()
    places = _places(root)
    found = [_claim(removal, number, places, marks) for number, removal in enumerate(removals)]
    elements = [_doubted(doubt, places, marks) for doubt in doubts]
    marks.doubts = {one: n for n, one in enumerate(elements) if one is not None}
    names = Names(root)
    made = Original(
        root=_part(root, marks),
        chars=_size([root], _Marks()),
        found=tuple(size for _, size in found),
        removals=tuple(_handle(one, names, marks) for one, _ in found),
        doubts=tuple(_handle(one, names, marks, may_strip=True) for one in elements),
    )
    let_go(root)
    return made


@dataclass(slots=True)
class _Marks:
    """Whose each element is; what is below one belongs to it unless it is said to be another's."""

    owners: dict[Element, int] = field(default_factory=dict)
    texts: dict[Element, int] = field(default_factory=dict)
    """Elements of which the text alone went."""
    doubts: dict[Element, int] = field(default_factory=dict)
    kept: dict[Element, bool] = field(default_factory=dict)
    """Whether there is anything in elements that stays, as far as that was asked."""
    harmless: dict[str, bool] = field(default_factory=dict)
    """Whether selectors find nothing that stays, as far as that was asked."""


def _places(root: Element) -> dict[str, list[Element]]:
    """Elements and boxes by path, outermost first; a box has the path of what it starts with."""
    paths, places = Paths(), dict[str, list[Element]]()
    for element in (root, *walk(root)):
        places.setdefault(paths.of(element), []).append(element)
    return places


def _claim(
    removal: Removal, number: int, places: dict[str, list[Element]], marks: _Marks
) -> tuple[Element | None, int]:
    """Marks what a removal took; the element, and the characters found there."""
    candidates = [one for one in places.get(removal.path, ()) if not _is_gone(one, marks)]
    for element in candidates:
        if _size([element], marks) == removal.chars:
            marks.owners[element] = number
            return element, removal.chars
    for element in candidates:
        if _own_size(element, marks) == removal.chars:
            marks.texts[element] = number
            return element, removal.chars
    if not candidates:
        return None, 0
    size = _size(candidates[:1], marks)
    marks.owners[candidates[0]] = number
    return candidates[0], size


def _doubted(doubt: Doubt, places: dict[str, list[Element]], marks: _Marks) -> Element | None:
    """The element that was kept with a doubt."""
    candidates = [one for one in places.get(doubt.path, ()) if not _is_gone(one, marks)]
    same = (one for one in candidates if _size([one], marks) == doubt.chars)
    return next(same, None) or next(iter(candidates), None)


def _is_gone(element: Element, marks: _Marks) -> bool:
    node: Element | None = element
    while node is not None:
        if node in marks.owners:
            return True
        node = node.parent
    return False


def _size(children: Iterable[Child], marks: _Marks) -> int:
    """Characters that nobody has claimed yet."""
    return chars("".join(_unclaimed(children, marks)))


def _unclaimed(children: Iterable[Child], marks: _Marks) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif child not in marks.owners:
            inner = child.children
            if child in marks.texts:
                inner = [one for one in inner if not isinstance(one, str)]
            yield from _unclaimed(inner, marks)


def _own_size(element: Element, marks: _Marks) -> int:
    own = [] if element in marks.texts else [c for c in element.children if isinstance(c, str)]
    return chars("".join(own))


def _part(element: Element, marks: _Marks) -> Part:
    text = marks.texts.get(element)
    return Part(
        tag=element.tag,
        attrs=tuple((name, value or "") for name, value in element.attrs.items()),
        children=tuple(
            _part(child, marks) if not isinstance(child, str) else _text(child, text)
            for child in element.children
        ),
        removal=marks.owners.get(element),
        doubt=marks.doubts.get(element),
    )


def _text(text: str, removal: int | None) -> Part | str:
    if removal is None:
        return text
    return Part(tag="", attrs=(), children=(text,), removal=removal)


def _handle(
    element: Element | None, names: Names, marks: _Marks, *, may_strip: bool = False
) -> Handle:
    """Selectors for a block; ``strip`` finds nothing that was kept, unless it may find this."""
    if element is None:
        return NO_HANDLE
    keep = strip = None
    alike = 0
    for name in names.of(element):
        if keep is None and name.found == (element,):
            keep = name.selector
        if (
            strip is None
            and name.is_lasting
            and _finds_no_text(name, element, marks, may_strip=may_strip)
        ):
            strip, alike = name.selector, len(name.found)
    return Handle(keep=keep, strip=strip, alike=alike)


def _finds_no_text(name: Name, element: Element, marks: _Marks, *, may_strip: bool) -> bool:
    """Whether nothing that stays is found by a name, this element aside if that may go as well."""
    if may_strip:
        return not any(_holds_kept(one, marks) for one in name.found if one is not element)
    if name.selector not in marks.harmless:
        marks.harmless[name.selector] = not any(_holds_kept(one, marks) for one in name.found)
    return marks.harmless[name.selector]


def _holds_kept(element: Element, marks: _Marks) -> bool:
    if element not in marks.kept:
        marks.kept[element] = not _is_gone(element, marks) and _size([element], marks) > 0
    return marks.kept[element]
