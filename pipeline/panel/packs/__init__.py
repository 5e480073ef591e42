"""Panel packs: everything about a case as one PDF, and one PDF a meeting."""
