"""RSS and Atom, well-formed or not."""
