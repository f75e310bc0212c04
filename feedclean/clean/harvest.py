"""Metadata read off the lines that were taken out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from feedclean import dates
from feedclean.clean.page import Page
from feedclean.model.article import ArticleMeta, Author

_LABEL: Final = re.compile(r"^\W*[^:：丨|｜│︱／/]{1,12}[:：丨|｜│︱／/]\s*")
_BY: Final = re.compile(r"^\W*(?:written |posted |words |text |story |reported )?by\s+", re.IGNORECASE)


def with_harvest(page: Page) -> ArticleMeta:
    """The metadata, with author and date filled in where they were missing."""
    return page.meta
