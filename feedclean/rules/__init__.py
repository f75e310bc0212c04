"""Site rules: what people wrote down about sites, as data; which of them hold where."""
