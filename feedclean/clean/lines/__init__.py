"""The lines of a fragment, and measures of the first, the last and short ones between."""
