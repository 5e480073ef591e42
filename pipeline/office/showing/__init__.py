"""What the office looks at: how things stand, a case’s story, its claims beside its evidence."""
