"""Names of people: taken out of bylines and datelines, and told from other names; pure."""

from feedclean.names.chat_heads import chat_head, chat_line, is_all_chat, is_chat, is_chat_log
from feedclean.names.datelines import closing_dateline, dateline_names, is_place
from feedclean.names.han_bylines import glued_roles, han_byline
from feedclean.names.japanese import japanese_byline
from feedclean.names.lists import MOST_AUTHORS, clean_names, joins_names, unframed, without_prefix
from feedclean.names.looks import (
    given_name_first,
    is_full_name,
    is_group,
    is_han_name,
    is_nobody,
    is_written_as_name,
    looks_like_person,
    may_begin_with_person,
)
from feedclean.names.offices import (
    REPORTER,
    is_office,
    named_within,
    without_life,
    without_next_role,
    without_others,
    without_position,
)
from feedclean.names.pages import PageOf, is_page_of_person, whose_page
from feedclean.names.posts import Opener, opener_of
from feedclean.names.signed import (
    asked_names,
    is_kind_of_text,
    is_person,
    is_post,
    is_stamp_of_names,
    names_by_day,
    signed_names,
)

__all__ = [
    "MOST_AUTHORS",
    "REPORTER",
    "Opener",
    "PageOf",
    "asked_names",
    "chat_head",
    "chat_line",
    "clean_names",
    "closing_dateline",
    "dateline_names",
    "given_name_first",
    "glued_roles",
    "han_byline",
    "is_all_chat",
    "is_chat",
    "is_chat_log",
    "is_full_name",
    "is_group",
    "is_han_name",
    "is_kind_of_text",
    "is_nobody",
    "is_office",
    "is_page_of_person",
    "is_person",
    "is_place",
    "is_post",
    "is_stamp_of_names",
    "is_written_as_name",
    "japanese_byline",
    "joins_names",
    "looks_like_person",
    "may_begin_with_person",
    "named_within",
    "names_by_day",
    "opener_of",
    "signed_names",
    "unframed",
    "whose_page",
    "without_life",
    "without_next_role",
    "without_others",
    "without_position",
    "without_prefix",
]
