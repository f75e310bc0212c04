"""Whether what sources name can be gathered at all, as only a look at the world can tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from feedclean.config.values import Config
from feedclean.errors import ConfigError
from feedclean.gather.locate import Located, locate
from feedclean.model.source import Source, SourceKind
from feedclean.state.opening import look_in


def check_sources(config: Config, sources: Sequence[Source], output: Path) -> None:
    """Passes where each source can be gathered. Raises: ConfigError."""
    for source in sources:
        if source.kind is SourceKind.DUMP:
            located = locate(source.location, config.folder)
            problem = _holds_output(located, output)
            if not (problem or located.names or _is_known(config, source)):
                problem = _nothing_there(located, config.folder)
            if problem:
                told = f'"{source.location}" {problem} (source "{source.id}")'
                raise ConfigError(config.path, config.key(source.id, "location"), told)


def _nothing_there(located: Located, folder: Path) -> str:
    if located.closed:
        reason = located.closed[0].reason
        return f"cannot be listed ({reason}); let the user who builds read {located.root}"
    return f'matches no file in {folder}; name files, a pattern such as "dumps/*.html", or a folder'


def _is_known(config: Config, source: Source) -> bool:
    """Whether a source was built before: then it fails alone, and what was published stands."""
    with look_in(config.site.state) as store:
        return not store.recall(source.id).is_new


def _holds_output(located: Located, output: Path) -> str:
    # Today's feeds would be tomorrow's articles.
    root, out = located.root.resolve(), output.resolve()
    is_near = out.is_relative_to(root) or root.is_relative_to(out)
    if is_near and any((root / name).is_relative_to(out) for name in located.names):
        return f"holds what is published to {out}; choose another folder for one of them"
    return ""
