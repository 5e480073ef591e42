"""What came: whose it is, for which scheme and case, and what is put aside for a person to look at."""
