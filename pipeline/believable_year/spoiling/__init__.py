"""What goes wrong on purpose, and what must be found for it: faults in answers, bad files, answers left out."""
