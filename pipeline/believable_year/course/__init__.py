"""The year's course: who sends what, on which day, in what parcel, and how the panel marks it.

Schools and their papers in; days, each with what is dropped in the inbox and what each case must come to, out.
"""
