"""Where answers stand: headings that vote, labels, rows; for sheets and Word alike."""
