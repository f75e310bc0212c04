"""Whose page an address leads to, by the folder it lies in: ``/authors/roe``, ``/people/roe``."""

from __future__ import annotations

from enum import StrEnum

from feedclean.names.words import words


class PageOf(StrEnum):
    """Whom such a page is about."""

    AUTHOR = "author"
    WRITER = "writer"
    """By trade; texts tell of such people as well, and link to them."""
    PROFILE = "profile"
    MEMBER = "member"
    """Of a site where many write; elsewhere anybody: ``/person/jane-roe``."""
    STAFF = "staff"
    """Who works there."""
    ACCOUNT = "account"
    """``/@roe``: often of who made a picture, on a site for these."""


def whose_page(address: str) -> PageOf | None:
    """Whose page an address leads to; None where it is of no folder with a page for each."""
    found = words().pages.search(address)
    return PageOf(found.lastgroup or PageOf.ACCOUNT) if found else None


def is_page_of_person(address: str) -> bool:
    """Whether an address leads to the page of a person, in a folder with one for each."""
    return whose_page(address) not in (None, PageOf.ACCOUNT)
