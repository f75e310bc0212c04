"""What the files of a rule pack say; each is read once, and kept in memory by its pack."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from feedclean.model.plan import SiteRules
from feedclean.packs.shelf import Pack, body_of, names_in
from feedclean.parse.encoding import decode
from feedclean.rules.ftr import RuleFile, read_rules
from feedclean.rules.pack import files_for, generators_for, is_rule_file, rules_of_files


@lru_cache(maxsize=1024)
def file_of(pack: Pack, name: str) -> RuleFile | None:
    """A rule file of a pack, read; None where it has none of this name."""
    body = body_of(pack, name) if is_rule_file(name) else None
    return None if body is None else read_body(body, name)


def read_body(body: bytes, name: str) -> RuleFile:
    """A rule file out of its bytes; of the public ones some are older than UTF-8 everywhere."""
    return read_rules(decode(body).text, name)


def files_of(pack: Pack) -> Iterator[RuleFile]:
    """All rule files of a pack, by name."""
    for name in names_in(pack):
        file = file_of(pack, name)
        if file is not None:
            yield file


@lru_cache(maxsize=1024)
def rules_in(pack: Pack, host: str, generator: str = "") -> SiteRules:
    """What a pack says of the pages of a host, or of those of them that a program made."""
    files = files_for(host, partial(file_of, pack), generator)
    return rules_of_files(files, pack.name)


@lru_cache(maxsize=1024)
def generators_in(pack: Pack, host: str) -> tuple[str, ...]:
    """The programs of whose pages on a host a pack says something else."""
    return generators_for(host, partial(file_of, pack))
