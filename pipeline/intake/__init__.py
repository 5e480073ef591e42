"""Intake: what is dropped in the inbox becomes a delivery, once, and is never lost."""
