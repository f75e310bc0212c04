"""How each kind of piece is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from feedclean.archive.members.files import read_file
from feedclean.archive.members.lines import read_lines
from feedclean.archive.members.mails import read_mails
from feedclean.archive.members.tars import read_tar
from feedclean.archive.members.warcs import read_warc
from feedclean.archive.members.zips import read_zip
from feedclean.archive.values import Kind, Member, Piece
from feedclean.model.article import Failure

READ: Final[Mapping[Kind, Callable[[Piece], Iterator[Member | Failure]]]] = {
    Kind.FILE: read_file,
    Kind.LINES: read_lines,
    Kind.MAILS: read_mails,
    Kind.TAR: read_tar,
    Kind.WARC: read_warc,
    Kind.ZIP: read_zip,
}
