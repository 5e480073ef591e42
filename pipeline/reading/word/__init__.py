"""The Application: a Word document walked once, laid out, and read as a form."""
