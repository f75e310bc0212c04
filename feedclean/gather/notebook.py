"""A book of fetches in memory: filled before a source is gathered, read out when it is saved."""

from __future__ import annotations

from collections.abc import Iterable

from feedclean.model.memory import FetchRecord


class Notebook:
    """Remembers what was asked of a source, by the address asked, and what of it is new.

    It is used by one thread at a time. Whoever keeps it fills it with the records of one source,
    and saves ``written()`` together with the articles: a validator that is saved before its
    articles would lose them after a crash.
    """

    def __init__(self, records: Iterable[FetchRecord] = ()) -> None:
        self._records = {record.url: record for record in records}
        self._written: set[str] = set()

    def get(self, url: str) -> FetchRecord | None:
        """What is known of an address."""
        return self._records.get(url)

    def asked_at(self, location: str) -> str:
        """The address a source is asked at: that of the feed found for its location, if any."""
        known = self.get(location)
        return location if known is None or known.feed_url is None else known.feed_url

    def put(self, record: FetchRecord) -> None:
        """Notes what became of an address, in place of what was known of it."""
        if self._records.get(record.url) != record:
            self._records[record.url] = record
            self._written.add(record.url)

    def waiting(self) -> tuple[FetchRecord, ...]:
        """Records of pages still to be fetched, in the order of their addresses."""
        return tuple(
            self._records[url] for url in sorted(self._records) if self._records[url].listed
        )

    def written(self) -> tuple[FetchRecord, ...]:
        """What has been put and differs from what was known before, by address."""
        return tuple(self._records[url] for url in sorted(self._written))
