"""Rendered files onto the static host's directory: new ones by rename, stale ones of ours away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from feedclean.codec import digest
from feedclean.errors import PublishError
from feedclean.model.article import Failure, SourceId
from feedclean.model.output import Rendered, Unaltered
from feedclean.publish import files, manifest
from feedclean.publish.manifest import Entry, Manifest

__all__ = ["PublishReport", "Published", "publish"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One file, and whether its bytes changed, in this build or in one that was killed."""

    owner: str
    path: PurePosixPath
    """Relative to the output directory."""
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReport:
    """What became of a set of files; in a dry run, what would have."""

    files: tuple[Published, ...]
    """In the order they came."""
    removed: tuple[PurePosixPath, ...]
    """Stale files of ours, sorted."""
    failures: tuple[Failure, ...]
    """Files that could not be written or removed."""
    cautions: tuple[str, ...]
    """Stale files left where they are, and why."""


def publish(
    root: Path,
    rendered: Iterable[tuple[SourceId, Rendered | Unaltered]],
    *,
    keep: Collection[str] = (),
    dry_run: bool = False,
) -> PublishReport:
    """Writes files that changed and removes those of ours that nothing stands behind any more.

    ``rendered`` is taken one file at a time, so a generator never holds more than one feed in
    memory. ``keep`` names the owners whose files stay although they are not among ``rendered``.
    Give it every configured source: then a build of a few of them (``--source ID``), or one where
    a source failed, leaves the others' files alone, and only sources no longer configured lose
    theirs.

    Files are written in the order they come and stale ones go last, so whoever gives files before
    those that link to them never has a link that leads nowhere.

    A stale file goes only when we wrote it and nobody changed it since.
    A file that cannot be written is a ``Failure``; the rest is still published.
    """
    before = manifest.read(root)
    writing = _Writing(root=root, before=before, put=files.would_write if dry_run else files.put)
    try:
        for owner, file in rendered:
            writing.take(owner, file)
    except BaseException:
        # What was written is remembered even when the caller's generator breaks off.
        if not dry_run:
            told_later = {
                path: replace(entry, is_news=_is_news(path, entry, before))
                for path, entry in writing.ours.items()
            }
            _remember(root, Manifest(files={**before.files, **told_later}), [])
        raise
    ours, owners, failures = writing.ours, writing.owners, writing.failures
    left = {path: entry for path, entry in before.files.items() if path not in ours}
    stale = {
        path: entry
        for path, entry in left.items()
        if entry.owner in owners or entry.owner not in keep
    }
    removed, cautions, stuck = _remove(root, stale, failures, dry_run=dry_run)
    if not dry_run and (ours or before.files):
        _sweep(root, writing.done)
        kept = {path: left[path] for path in left if path not in stale or path in stuck}
        _remember(root, Manifest(files={**kept, **ours}), failures)
    return PublishReport(
        files=tuple(writing.done),
        removed=removed,
        failures=tuple(failures),
        cautions=((before.caution,) if before.caution else ()) + cautions,
    )


@dataclass(slots=True, kw_only=True)
class _Writing:
    """What has become of the files so far."""

    root: Path
    before: Manifest
    put: Callable[[Path, Rendered], files.Written]
    done: list[Published] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    ours: dict[PurePosixPath, Entry] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)

    def take(self, owner: SourceId, file: Rendered | Unaltered) -> None:
        """Writes a file, or notes that it is as it was."""
        self.owners.add(owner)
        if isinstance(file, Unaltered):
            # Ours, even if the build that wrote it was killed before it could say so.
            entry = Entry(owner=owner, digest=file.digest)
            if self.ours.setdefault(file.path, entry) is entry and self._is_news(file.path, entry):
                self.done.append(Published(owner=owner, path=file.path, changed=True))
            return
        try:
            _refuse_taken(file.path, owner, self.ours)
            written = self.put(self.root, file)
        except PublishError as error:
            self.failures.append(
                Failure.of(error, source=owner, location=error.path, stage="publish")
            )
            if file.path in self.before.files:
                self.ours.setdefault(file.path, self.before.files[file.path])
            return
        entry = self.ours[file.path] = Entry(owner=owner, digest=digest(file.body))
        changed = written.changed or self._is_news(file.path, entry)
        self.done.append(Published(owner=owner, path=file.path, changed=changed))

    def _is_news(self, path: PurePosixPath, entry: Entry) -> bool:
        return _is_news(path, entry, self.before)


def _sweep(root: Path, done: Iterable[Published]) -> None:
    files.sweep(root / file.path for file in done if file.changed)


def _is_news(path: PurePosixPath, entry: Entry, before: Manifest) -> bool:
    """Whether a file has changed since the last build that came to its end."""
    known = before.files.get(path)
    return known is None or known.is_news or known.digest != entry.digest


def _refuse_taken(path: PurePosixPath, owner: str, ours: dict[PurePosixPath, Entry]) -> None:
    if path == manifest.NAME:
        raise PublishError(path.as_posix(), "is the name of the manifest; rename the source")
    if path in ours:
        raise PublishError(
            path.as_posix(),
            f"both {ours[path].owner} and {owner} want this file; give them different ids",
        )


def _remove(
    root: Path, stale: dict[PurePosixPath, Entry], failures: list[Failure], *, dry_run: bool
) -> tuple[tuple[PurePosixPath, ...], tuple[str, ...], set[PurePosixPath]]:
    """What went, what was left alone and why, and what should have gone but could not."""
    removed: list[PurePosixPath] = []
    cautions: list[str] = []
    stuck: set[PurePosixPath] = set()
    for path in sorted(stale):
        entry = stale[path]
        try:
            found = files.digest_at(root, path)
            if found is None:
                continue
            if found != entry.digest:
                cautions.append(
                    f"{path}: of {entry.owner}, which no longer gives it, but changed by someone "
                    "else since; left in place, delete it by hand"
                )
                continue
            if not dry_run:
                files.remove(root, path)
            removed.append(path)
        except PublishError as error:
            failures.append(
                Failure.of(
                    error, source=SourceId(entry.owner), location=error.path, stage="publish"
                )
            )
            stuck.add(path)
    return tuple(removed), tuple(cautions), stuck


def _remember(root: Path, now: Manifest, failures: list[Failure]) -> None:
    try:
        files.write(root, manifest.rendered(now))
    except PublishError as error:
        failures.append(Failure.of(error, location=error.path, stage="publish"))
