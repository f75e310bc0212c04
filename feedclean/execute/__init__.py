"""How many articles are worked on at once."""
