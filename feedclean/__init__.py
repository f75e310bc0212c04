"""feedclean: a feed republisher that strips boilerplate."""

__version__ = "0.1.0"
