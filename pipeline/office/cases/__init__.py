"""What the office knows of one case: its step, level, lead, waivers, and what waits to be looked at."""
