"""Tools for whoever owns the rules: check them, prove them, explain them, compare them, print them, begin them."""
