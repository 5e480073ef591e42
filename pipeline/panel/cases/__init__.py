"""A case as panel members want to see it: a submission in, answers by criterion and evidence by reference out."""
