"""The tables of the newest schema, and what each column holds."""

from __future__ import annotations

from typing import Final

FIRST: Final = """
CREATE TABLE source (
    id         TEXT PRIMARY KEY,
    plan       TEXT NOT NULL,
    basis      TEXT NOT NULL,
    feed       TEXT NOT NULL,
    outputs    TEXT NOT NULL,     -- JSON: path and digest of each published file
    published  INTEGER NOT NULL   -- entries in the published feed
) STRICT;

CREATE TABLE entry (
    source     TEXT NOT NULL,
    id         TEXT NOT NULL,
    is_gone    INTEGER NOT NULL,
    ledger     TEXT NOT NULL,     -- JSON: model.entry.Entry
    article    BLOB NOT NULL,     -- compressed JSON: model.article.CleanArticle
    profile    BLOB NOT NULL,     -- compressed JSON: model.plan.BlockProfile
    PRIMARY KEY (source, id)
) STRICT;

CREATE TABLE capture (
    source     TEXT NOT NULL,
    location   TEXT NOT NULL,
    body       TEXT NOT NULL,     -- digest; the bytes may or may not be in the table body
    kept       TEXT NOT NULL,     -- JSON: model.entry.Kept
    PRIMARY KEY (source, location, body)
) STRICT;

CREATE INDEX capture_body ON capture (body);

CREATE TABLE body (
    digest     TEXT PRIMARY KEY,
    bytes      BLOB NOT NULL      -- as sent, compressed
) STRICT;

CREATE TABLE fetch (
    source     TEXT NOT NULL,
    url        TEXT NOT NULL,
    record     TEXT NOT NULL,     -- JSON: model.memory.FetchRecord
    PRIMARY KEY (source, url)
) STRICT;

CREATE TABLE run (
    number     INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,     -- ISO 8601, UTC
    report     TEXT NOT NULL      -- JSON: numbers of each source
) STRICT;
"""
"""Version 1. Values are JSON: a field more is no migration, and a person can look."""

SECOND: Final = """
CREATE TABLE card (
    source     TEXT PRIMARY KEY,
    card       TEXT NOT NULL      -- JSON: model.output.Card
) STRICT;

CREATE TABLE made (
    owner      TEXT PRIMARY KEY,  -- a combined feed, or the site
    basis      TEXT NOT NULL,     -- digest of all that its files were made of
    outputs    TEXT NOT NULL      -- JSON: path and digest of each published file
) STRICT;

CREATE TABLE archive (
    source     TEXT NOT NULL,
    name       TEXT NOT NULL,     -- 2026-05
    next       TEXT NOT NULL,     -- name of the one after it
    ids        TEXT NOT NULL,     -- JSON: ids of its entries
    articles   BLOB NOT NULL,     -- compressed JSON: model.article.CleanArticle, newest first
    PRIMARY KEY (source, name)
) STRICT;
"""
"""Version 2: what the site is made of, and archives that are closed."""

THIRD: Final = """
ALTER TABLE archive ADD COLUMN head TEXT;  -- JSON: model.output.FeedHead when it was closed
"""
"""Version 3: a closed archive that is written again says of its feed what it said before."""

FOURTH: Final = """
CREATE TABLE health (
    source       TEXT PRIMARY KEY,
    is_well      INTEGER NOT NULL,
    silent_after TEXT,            -- ISO 8601, UTC
    health       BLOB NOT NULL    -- compressed JSON: model.health.Health
) STRICT;

CREATE TABLE sample (
    number     INTEGER PRIMARY KEY,
    source     TEXT NOT NULL,
    at         TEXT NOT NULL,     -- ISO 8601, UTC
    sample     TEXT NOT NULL      -- JSON: model.health.Sample
) STRICT;

CREATE INDEX sample_source ON sample (source, number);

CREATE TABLE event (
    number     INTEGER PRIMARY KEY,
    event      TEXT NOT NULL      -- JSON: model.health.Event
) STRICT;
"""
"""Version 4: how sources are, what was measured of them, and alarms that were opened or closed."""
