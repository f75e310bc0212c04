"""Light notations (AsciiDoc, Org, wikitext, LaTeX, …) to HTML; pure."""
