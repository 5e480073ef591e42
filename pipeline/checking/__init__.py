"""Checking: what a scheme's rules find in a submission. Pure; rules come from the scheme's ``checks``."""
