"""Template detection: what the articles of a source have in common is not the article; pure.

    profile(raw) for each article ─▶ merge(a, b) in any grouping ─▶ settle(profile) once

Source of the idea: Bar-Yossef and Rajagopalan 2002, "Template Detection via Data Mining and its
Applications"; here on blocks of text instead of pagelets.
"""

from feedclean.learn.profile import SKETCH, empty, merge, profile
from feedclean.learn.settle import settle

__all__ = ["SKETCH", "empty", "merge", "profile", "settle"]
