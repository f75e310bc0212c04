"""Where on a page the article is: blocks measured, scored by learned trees, and chosen."""
