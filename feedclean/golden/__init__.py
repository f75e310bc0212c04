"""Golden cases: articles as they came and as they should leave, and what would change of them."""
