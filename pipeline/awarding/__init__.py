"""What the panel's decisions become: the words of letters and certificates."""
