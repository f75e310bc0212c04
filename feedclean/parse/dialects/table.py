"""The dialects we can read; on equal scores the earlier one wins."""

from __future__ import annotations

from typing import Final

from feedclean.parse.dialects import (
    feed,
    front_matter,
    holdings,
    html_page,
    json_feed,
    jsonl,
    labelled_records,
    light_markup,
    mail,
    markdown,
    mhtml,
    movable_type,
    plain_text,
    program_values,
    rtf,
    separated,
    stamp_html,
    titled_html,
    webarchive,
    xml_records,
)
from feedclean.parse.dialects.base import Dialect

DIALECTS: Final[tuple[Dialect, ...]] = (
    stamp_html.DIALECT,
    titled_html.DIALECT,
    front_matter.DIALECT,
    markdown.DIALECT,
    plain_text.DIALECT,
    light_markup.DIALECT,
    rtf.DIALECT,
    json_feed.DIALECT,
    jsonl.DIALECT,
    program_values.DIALECT,
    feed.RSS,
    feed.ATOM,
    mhtml.DIALECT,
    mail.DIALECT,
    webarchive.DIALECT,
    xml_records.DIALECT,
    movable_type.DIALECT,
    labelled_records.DIALECT,
    separated.DIALECT,
    holdings.DIALECT,
    html_page.SINGLE_FILE_PAGE,
    html_page.PAGE,
    html_page.FRAGMENT,
)
