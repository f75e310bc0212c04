"""The error tree; every error knows where it happened and says what to do next."""

from __future__ import annotations

from pathlib import Path


class FeedcleanError(Exception):
    """Root of all errors feedclean raises on purpose."""


class ConfigError(FeedcleanError):
    """The configuration cannot be used; stops the run before any output is touched."""

    def __init__(self, path: Path | str, key: str, problem: str) -> None:
        super().__init__(f"{path}: {key}: {problem}" if key else f"{path}: {problem}")
        self.path = str(path)
        self.key = key
        self.problem = problem


class RuleError(ConfigError):
    """One site rule cannot be used."""

    def __init__(self, path: Path | str, line: int, problem: str) -> None:
        super().__init__(path, f"line {line}", problem)
        self.line = line


class GatherError(FeedcleanError):
    """A source or one of its items could not be brought in."""

    def __init__(self, location: str, problem: str) -> None:
        super().__init__(f"{location}: {problem}")
        self.location = location


class FetchError(GatherError):
    """A URL could not be fetched."""

    def __init__(
        self, url: str, problem: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(url, problem)
        self.url = url
        self.status = status
        self.retry_after = retry_after


class FetchTimeout(FetchError):
    """The overall deadline of a fetch passed."""


class FetchRefused(FetchError):
    """The server or its robots.txt does not want this request, or the address may not be asked."""


class WallMet(FetchError):
    """A page came, but it is no article: a log-in, a bot check, an error page."""

    def __init__(self, url: str, problem: str, *, kind: str) -> None:
        super().__init__(url, problem)
        self.kind = kind


class PageGone(FetchError):
    """A page is not there any more, and what its feed has of the article reads like all of it."""


class TooLarge(FetchError):
    """A body went over its size limit."""


class LoadError(GatherError):
    """A local file could not be read."""


class NotThere(LoadError):
    """Files that a location means are not there, or cannot be known."""


class NotReadable(LoadError):
    """Bytes that the disk or the network did not give; another time it may."""


class ParseError(FeedcleanError):
    """A capture could not be turned into articles."""

    def __init__(self, location: str, dialect: str | None, problem: str) -> None:
        super().__init__(f"{location}: {problem}")
        self.location = location
        self.dialect = dialect


class UnknownDialect(ParseError):
    """No dialect recognises the bytes; names what each of them thought."""

    def __init__(self, location: str, scores: tuple[tuple[str, float], ...], problem: str) -> None:
        told = ", ".join(f"{name} {score:.2f}" for name, score in scores if score > 0)
        super().__init__(location, None, f"{problem} (scores: {told or 'all 0'})")
        self.scores = scores


class NotAFeed(ParseError):
    """Bytes that should be a feed are none."""


class CleanError(FeedcleanError):
    """An article could not be cleaned."""

    def __init__(self, article: str, problem: str) -> None:
        super().__init__(f"{article}: {problem}")
        self.article = article


class GenerateError(FeedcleanError):
    """A feed could not be rendered."""

    def __init__(self, source: str, article: str | None, problem: str) -> None:
        super().__init__(f"{source}: {article}: {problem}" if article else f"{source}: {problem}")
        self.source = source
        self.article = article


class ExecuteError(FeedcleanError):
    """There is nobody left to work; what was published stands."""


class PublishError(FeedcleanError):
    """A file could not be written."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = str(path)


class ServeError(FeedcleanError):
    """The published folder cannot be served."""

    def __init__(self, what: Path | str, problem: str) -> None:
        super().__init__(f"{what}: {problem}")
        self.what = str(what)


class GoldenError(FeedcleanError):
    """A golden case cannot be made, read or run."""

    def __init__(self, case: str, problem: str) -> None:
        super().__init__(f"{case}: {problem}")
        self.case = case
        self.problem = problem


class NotCleaned(GoldenError):
    """What a golden case is made of gives no clean article."""


class StateError(FeedcleanError):
    """What was remembered cannot be read or written; stops the run."""

    def __init__(self, path: Path | str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = str(path)


class SchemaTooNew(StateError):
    """The state was written by a newer feedclean."""

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        super().__init__(
            path,
            f"written by a newer feedclean (schema {found}, known {known}); upgrade feedclean",
        )
        self.found = found
        self.known = known
