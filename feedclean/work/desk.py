"""What one source looks like while it is worked on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from feedclean.gather.notebook import Notebook
from feedclean.model.article import ArticleId, CleanArticle, Digest, Failure, RawArticle
from feedclean.model.entry import Entry, Reading, Standing
from feedclean.model.health import Layout
from feedclean.model.plan import BlockProfile
from feedclean.model.source import SourceKind
from feedclean.work.intake import Intake
from feedclean.work.place import Workplace
from feedclean.work.reading import profile_of


@dataclass(slots=True)
class Desk:
    """What came in, what is remembered, and what has been found out so far."""

    intake: Intake
    place: Workplace
    book: Notebook
    ledger: dict[ArticleId, Standing]
    profiles: dict[Digest, BlockProfile] = field(default_factory=dict)
    """Of raw articles."""
    failures: list[Failure] = field(default_factory=list)
    stubs: list[tuple[str, str]] = field(default_factory=list)
    """Address of a page that shows only the beginning of its article, and how that was told."""
    held: list[tuple[str, str]] = field(default_factory=list)
    """Address of a page whose text is not believed, and why."""
    walls: list[str] = field(default_factory=list)
    """Kinds of the walls that were met."""
    articles: dict[Digest, CleanArticle] = field(default_factory=dict)
    """What cleaning made of readings, whatever of it stands; without walls."""
    layouts: dict[Digest, Layout] = field(default_factory=dict)
    """How the pages of readings are built."""
    fresh: set[Digest] = field(default_factory=set)
    """Readings of pages that no entry stands for yet."""
    came: set[Digest] = field(default_factory=set)
    """Readings of pages fetched in this build for entries that stood without them."""

    @property
    def living(self) -> list[Standing]:
        """Entries that are published, or would be if there were room."""
        return [one for one in self.ledger.values() if not one.entry.is_gone]

    @property
    def is_archive(self) -> bool:
        """Whether the source is all there is, and not the window a server shows."""
        return self.intake.source.kind is SourceKind.DUMP

    def note(self, entry: Entry) -> None:
        """Changes an entry, but not its article."""
        self.ledger[entry.id] = replace(self.ledger[entry.id], entry=entry)

    def profile(self, reading: Reading) -> BlockProfile:
        """The profile of a raw article, worked out once."""
        return self.profile_of(reading.raw, reading.digest)

    def profile_of(self, raw: RawArticle, mark: Digest) -> BlockProfile:
        """The same of an article that is known under another digest."""
        if mark not in self.profiles:
            config = self.place.config
            self.profiles[mark] = self.intake.profiles.get(mark) or profile_of(
                raw, self.intake.source, config.rules, config.packs
            )
        return self.profiles[mark]
