"""What is wrong with rules: where it stands, what it says, and what was expected instead."""
