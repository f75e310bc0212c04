"""Which entry an article is, and what of an entry never moves again; pure."""

from feedclean.identity.book import recognise
from feedclean.identity.names import names_of, url_key
from feedclean.identity.values import Arrival, Recognised, Sight

__all__ = ["Arrival", "Recognised", "Sight", "names_of", "recognise", "url_key"]
