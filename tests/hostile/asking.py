"""A build that asks a hostile upstream, beside a source that is honest and a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.hostile.trying import MEMORY_BYTES, SECONDS, Tried, build
from tests.making import SITE, article, source


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one attack did."""

    tried: Tried
    problems: tuple[str, ...]
    """In what it did harm; none as a rule."""

    @property
    def told(self) -> str:
        """What was said of it."""
        return next(
            (line for line in self.tried.told.splitlines() if line.startswith("failed: hostile")),
            "read",
        ).strip()


def ask(host: str, name: str, folder: Path) -> Asked:
    """Builds once while all are honest and once more under the attack of this name."""
    config = configured(host, name, folder)
    before = build(config)
    published = folder / "public" / "hostile.atom"
    first = published.read_text("utf-8") if before.code == 0 else ""
    (folder / "folder" / "b.html").write_text(article("b"), encoding="utf-8")
    tried = build(config, "--refresh")
    entries = published.read_text("utf-8") if published.exists() else ""
    neighbours = (folder / "public" / "folder.atom").read_text("utf-8")
    honest = (folder / "public" / "honest.atom").read_text("utf-8")
    harm = {
        "the first build failed": not first,
        f"ended with {tried.code}": tried.code not in (0, 1),
        f"took {tried.seconds:.0f} s": tried.seconds > SECONDS,
        f"took {tried.peak_bytes / 2**20:.0f} MB": tried.peak_bytes > MEMORY_BYTES,
        "a traceback": "Traceback" in tried.told,
        "the old entry is gone": "https://x.example/1" not in entries,
        "the folder was not built": "example.org/b" not in neighbours,
        "the honest feed was not built": "https://x.example/2" not in honest,
        "no failure that names the address": tried.code == 1 and f"{host}/{name}" not in tried.told,
    }
    return Asked(tried=tried, problems=tuple(what for what, is_so in harm.items() if is_so))


def configured(host: str, name: str, folder: Path) -> Path:
    """A configuration of the attacked source, an honest one of the same host, and a folder."""
    (folder / "folder").mkdir(parents=True)
    (folder / "folder" / "a.html").write_text(article("a"), encoding="utf-8")
    web = {"kind": "feed", "full_text": "never"}
    sources = (
        source("hostile", f"http://{host}/{name}", **web),
        source("honest", f"http://{host}/honest-{name}", **web),
        source("folder", "folder"),
    )
    config = folder / "config.toml"
    allowed = f'[fetch]\nallow_private_hosts = ["{host}"]\n'
    config.write_text(SITE + allowed + "".join(sources), encoding="utf-8")
    return config
