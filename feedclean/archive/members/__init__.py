"""Members of archives, one at a time and within bounds; a broken one costs itself."""
