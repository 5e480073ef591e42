"""From the bytes schools send to values with their places: Record, Application, evidence, who-is-it."""
