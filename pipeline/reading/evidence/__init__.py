"""What can be seen in a piece of evidence: its words, its pages and its newest date."""
