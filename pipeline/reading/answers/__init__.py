"""What stands in one box, understood: dates, ticks, choices, references, and what is no answer."""
