"""What a school answers: one school and its world in, the contents of both forms and its list of evidence out.

No file is made here; whatever is to be spoilt is spoilt in these answers.
"""
