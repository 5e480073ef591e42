"""A school's evidence: its list of evidence in, files that open out, each saying what its line of the list claims."""
