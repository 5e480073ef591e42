"""The rule files as they were written: read with their places, gathered, laid over common rules, said in a language."""
