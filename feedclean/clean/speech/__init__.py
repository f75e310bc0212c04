"""What a line speaks of, by small lexicons of many languages, and how much of that is an article's.

A list of phrases knows the wordings somebody wrote down. What a site says around its articles is
about few things in all languages (subscriptions, rights, comments, the author, the newsroom), and
so a line is told by which of them it brings together.
"""
