"""Checks before any school meets them: the names they use, and the examples that prove them."""
