"""How texts are written by hand and by programs: breaks, keys, marks, tags that are named."""
