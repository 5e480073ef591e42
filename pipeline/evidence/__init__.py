"""Evidence: what is claimed, what came, whether the two meet, and what may be a pupil's personal data."""
