"""The one door to HTML: parsing, our own light tree, blocks and their measures."""
