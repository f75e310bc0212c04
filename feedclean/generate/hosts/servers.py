"""Configuration of servers that read no file of ours: printed, and put in place by a person."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from feedclean.errors import ConfigError
from feedclean.generate.fill import fill
from feedclean.generate.hosts.caching import FEED_CACHING, PAGE_CACHING
from feedclean.generate.types import CHARSET, FEEDS, NO_FEEDS, PAGES, PICTURES, TEXTS
from feedclean.model.output import Rendered, SiteHead
from feedclean.urls import is_at_home

_PACKAGE: Final = "feedclean.generate.hosts"
_UNQUOTABLE: Final = re.compile(r"[\x00-\x1f\x7f\"\\${}]")
"""What servers read as more than a character, some of it even in quotes."""
_NGINX_TYPE: Final = """
        location = "{path}" {{
            alias "{file}";
            types {{ }}
            default_type {kind};
        }}
"""
_CADDY_TYPE: Final = """\
\t\t@{suffix} {{
\t\t\tfile
\t\t\tpath *.{suffix}{but}
\t\t}}
\t\theader @{suffix} Content-Type "{kind}"
"""
_CADDY_TRUST: Final = """\
# The certificate of this address Caddy signs itself, which feed readers refuse.
# Give the server a name that the world knows, and set base_url to it.
"""
_HTML: Final = PAGES["html"]
"""nginx counts it among those with a charset by itself, and complains if told twice."""
_NOINDEX: Final = "X-Robots-Tag noindex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a server is told of a site."""

    site: SiteHead
    output: str
    """Absolute path of the published folder, with slashes, none at the end."""
    name: str = "feedclean"
    """Stem of the files the configuration is kept in."""


def server_config(host: str, served: Served) -> Rendered:
    """The configuration of one of ``SERVERS``, its path relative to where it is kept.

    Raises: ConfigError, for a folder whose name cannot be written there.
    """
    return SERVERS[host](served)


def _nginx(served: Served) -> Rendered:
    url = urlsplit(served.site.url)
    name = _name(url)
    prefix = _quotable(unquote(url.path))  # nginx looks at addresses unescaped
    bare, folder = prefix.rstrip("/"), _quotable(served.output)
    text = fill(
        _PACKAGE,
        "nginx.tmpl",
        {
            "bare": f'    location = "{bare}" {{\n        return 301 "{url.path}";\n    }}\n\n'
            if bare
            else "",
            "charset_types": " ".join(sorted(kind for kind in TEXTS.values() if kind != _HTML)),
            "feed_caching": FEED_CACHING,
            "feeds": "|".join(FEEDS),
            "name": served.name,
            "no_feeds": "".join(
                _NGINX_TYPE.format(path=prefix + name, file=f"{folder}/{name}", kind=kind)
                for name, kind in NO_FEEDS.items()
            ),
            "output": folder,
            "page_caching": PAGE_CACHING,
            # With https it is the plain port, too: certbot adds the other one.
            "port": str((url.scheme == "http" and url.port) or 80),
            "prefix": f'"{prefix}"',
            "robots": "" if served.site.is_indexed else f"{' ' * 8}add_header {_NOINDEX};\n",
            "https": f"`certbot --nginx -d {name}` adds what is needed to this file."
            if _is_public(url)
            else "certbot wants a name; give this server one that the world knows.",
            "server": name,
            "types": "\n".join(f"{' ' * 12}{kind} {suffixes};" for kind, suffixes in _by_kind()),
        },
    )
    return Rendered(path=PurePosixPath(served.name), body=text.encode(), media_type="text/plain")


def _caddy(served: Served) -> Rendered:
    url = urlsplit(served.site.url)
    # A matcher without a name could not start with a star: Caddy takes it for a header.
    types = "\n".join(
        _CADDY_TYPE.format(suffix=suffix, kind=kind + CHARSET, but=_but(suffix))
        for suffix, kind in TEXTS.items()
    )
    prefix = _quotable(url.path)
    if "%" in prefix:  # Caddy 2.6 matches such a path and then fails to take it off
        raise ConfigError(served.site.url, "", "Caddy needs an address without escapes (%)")
    text = fill(
        _PACKAGE,
        "caddy.tmpl",
        {
            "address": f"{url.scheme}://{url.netloc}" if url.port else _caddy_address(served.site),
            "trust": "" if url.scheme == "http" or _is_public(url) else _CADDY_TRUST,
            "bare": f'\tredir "{prefix[:-1]}" "{url.path}"\n' if prefix != "/" else "",
            "feed_caching": FEED_CACHING,
            "feeds": " ".join(f"*.{suffix}" for suffix in FEEDS),
            "handle": "handle" if prefix == "/" else f'handle_path "{prefix}*"',
            "output": _quotable(served.output),
            "page_caching": PAGE_CACHING,
            "robots": "" if served.site.is_indexed else f"\t\theader {_NOINDEX}\n",
            "types": types,
        },
    )
    return Rendered(
        path=PurePosixPath(f"{served.name}.caddy"), body=text.encode(), media_type="text/plain"
    )


def _but(suffix: str) -> str:
    """Files of another type, which Caddy knows by itself."""
    names = _no_feeds(suffix)
    return f"\n\t\t\tnot path {' '.join(f'/{name}' for name in names)}" if names else ""


def _no_feeds(suffix: str) -> list[str]:
    return [name for name in NO_FEEDS if name.endswith(f".{suffix}")]


def _name(url: SplitResult) -> str:
    """What a server is called in its configuration: an IPv6 address in brackets."""
    host = url.hostname or "_"
    return f"[{host}]" if ":" in host else host


def _is_public(url: SplitResult) -> bool:
    """Whether a public authority could speak for the host: not for ``localhost`` or an address."""
    host = url.hostname or ""
    return "." in host and ":" not in host and not re.fullmatch(r"[\d.]+", host)


def _caddy_address(site: SiteHead) -> str:
    """A bare name makes Caddy fetch a certificate and redirect http."""
    url = urlsplit(site.url)
    return f"http://{_name(url)}" if url.scheme == "http" else _name(url)


def _s3(served: Served) -> Rendered:
    url = urlsplit(served.site.url)
    script = f"{served.name}-s3.sh"
    named = "NAME-OF-THE-BUCKET" if is_at_home(url.hostname or "") else url.hostname
    bucket = f"s3://{named}{url.path}".rstrip("/")
    kinds = {**PICTURES, **PAGES, **FEEDS}  # what feeds lead to goes first
    copies = "\n".join(
        (
            *(_s3_copy(suffix, kind) for suffix, kind in kinds.items()),
            *(f"copy '{name}' '{kind}' '{FEED_CACHING}'" for name, kind in NO_FEEDS.items()),
        )
    )
    values = {
        "bucket": shlex.quote(bucket),
        "copies": copies,
        "folder": _quotable(served.output),
        "output": shlex.quote(served.output),
        "script": script,
    }
    text = fill(_PACKAGE, "s3.tmpl", values)
    return Rendered(path=PurePosixPath(script), body=text.encode(), media_type="text/x-shellscript")


def _s3_copy(suffix: str, kind: str) -> str:
    charset = CHARSET if suffix in TEXTS else ""
    caching = FEED_CACHING if suffix in FEEDS else PAGE_CACHING
    but = "".join(f" --exclude '{name}'" for name in _no_feeds(suffix))
    return f"copy '*.{suffix}' '{kind}{charset}' '{caching}'{but}"


def _by_kind() -> list[tuple[str, str]]:
    """Each media type, and the suffixes of its files."""
    suffixes: dict[str, list[str]] = {}
    for suffix, kind in {**FEEDS, **PAGES, **PICTURES}.items():
        suffixes.setdefault(kind, []).append(suffix)
    return [(kind, " ".join(known)) for kind, known in suffixes.items()]


def _quotable(path: str) -> str:
    if _UNQUOTABLE.search(path):
        problem = 'a server cannot be told of " \\ $ { } in a path; choose another'
        raise ConfigError(path, "", problem)
    return path


SERVERS: Final[Mapping[str, Callable[[Served], Rendered]]] = {
    "caddy": _caddy,
    "nginx": _nginx,
    "s3": _s3,
}
