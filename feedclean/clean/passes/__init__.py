"""Block passes: each reads a page and yields findings; none of them edits."""
